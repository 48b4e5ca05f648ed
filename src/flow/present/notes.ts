/** @module The lines that tell what was just understood, and what was not. */
import { cardById, openFacts } from '../agenda.ts';
import type { FactDefinition, Flow } from '../definition.ts';
import { computedOf } from '../derived.ts';
import { CEILINGS } from '../lengths.ts';
import type { Report } from '../model.ts';
import { unchosen } from '../navigate.ts';
import type { Note } from '../note.ts';
import { isOwnId } from '../own-words.ts';
import type { Problem } from '../problem.ts';
import type { Line } from '../screen.ts';
import { type StatusWord, statusOf } from '../status.ts';
import { countsOf, expected, explain, quoted, sampleOf, standing, taken } from '../words.ts';
import { refusedImport } from './import.ts';
import { refusedLedger } from './ledger.ts';
import { ownNote, ownProblem, ownUndone } from './own-words.ts';
import { refusedReturned } from './own-words-file.ts';
import { droppedNote } from './recalled.ts';
import { reminderLines } from './remind-notes.ts';
import { choiceOf, talkLine } from './talk.ts';

const WARN = 'warn' as const;
const UNDONE_SHOWN = 6;

/** Each note once, in the order they came; below them what the answers come to. */
export function noteLines(flow: Flow, report: Report, notes: readonly Note[]): readonly Line[] {
  const seen = new Set<string>();
  const heard = notes.flatMap((note) => {
    const key = JSON.stringify(note);
    if (seen.has(key)) return [];
    seen.add(key);
    return lines(flow, report, note);
  });
  return [...heard, ...computedLines(flow, report, notes)];
}

/** Of what was just said, the arithmetic that it completed; hers to overrule. */
function computedLines(flow: Flow, report: Report, notes: readonly Note[]): readonly Line[] {
  const told = new Set(notes.flatMap((note) => (note.note === 'taken' ? [note.fact] : [])));
  if (told.size === 0) return [];
  return [...computedOf(flow, report.facts).values()]
    .filter(({ parts }) => parts.some((part) => told.has(part)))
    .map(({ fact: { label }, arithmetic }) => [
      { text: `${label}：${arithmetic}，我照这个写；要改就说「修改 ${label}」。`, style: 'quiet' },
    ]);
}

const MISSED = ['unread', 'problem', 'which'];

/** How many screens on end, the newest included, had to say that something was not understood. */
function missesInARow(report: Report): number {
  const hit = report.screens.findIndex(({ notes }) => !notes.some(({ note }) => MISSED.includes(note)));
  return hit === -1 ? report.screens.length : hit;
}

/** The same sentence is not said again and again: the second time says more, the third offers a way out. */
function nth<T>(report: Report, all: readonly [T, ...T[]]): T {
  const misses = missesInARow(report);
  // Only the last screens are known: beyond them the turns count.
  const index = misses <= all.length ? misses - 1 : report.version % all.length;
  return all[Math.max(0, index)] ?? all[0];
}

function lines(flow: Flow, report: Report, note: Note): readonly Line[] {
  const label = (id: string) => flow.facts.get(id)?.label ?? id;
  switch (note.note) {
    case 'taken': {
      const fact = flow.facts.get(note.fact);
      if (fact === undefined) return [];
      return [taken(fact, report.facts[note.fact])];
    }
    case 'left-blank':
      return leftBlank(note.facts.filter((id) => report.facts[id]?.status === 'skipped').map(label));
    case 'unread':
      return [unread(flow, report, note.words)];
    case 'problem': {
      const fact = flow.facts.get(note.fact);
      if (fact === undefined) return [];
      const what = note.words.trim() === '' ? '' : quoted(note.words, 30);
      return [
        [{ text: `${fact.label}${what}：`, style: WARN }, { text: problemText(report, fact, note.problem) }],
      ];
    }
    case 'which':
      return [[{ text: which(flow, report, note.words, note.facts) }]];
    case 'talk':
      return [talkLine(flow, report, note)];
    case 'aside':
      return [
        [{ text: `「${label(note.fact)}」按现在的情况用不上，先替您记着，报告里不写。`, style: 'quiet' }],
      ];
    case 'ledger-refused':
      return [[{ text: refusedLedger(note.file, note.why), style: WARN }]];
    case 'joined': {
      const length = [...String(report.facts[note.fact]?.value ?? '')].length;
      const text = `接着记到「${label(note.fact)}」里了，一共 ${length} 字。还有就接着发，写完了回「写完了」。`;
      return [[{ text: '✓ ', style: 'good' }, { text }]];
    }
    case 'draft-sent':
      return [[{ text: `第 ${note.number} 稿已经发给您了。改过内容之后，可以再出一稿。` }]];
    case 'not-asked':
      return [[{ text: '那一项现在不问了，先看这一张。', style: 'quiet' }]];
    case 'changed-meanwhile':
      return [[{ text: '卡片上的内容刚才变了，请按现在的样子再看一遍。', style: WARN }]];
    case 'form-missing':
      return [[{ text: '没有收到您填的内容，请再提交一次。', style: WARN }]];
    case 'not-applying':
      return [[{ text: `「${label(note.fact)}」按现在的情况不用填，所以没有打开。` }]];
    case 'no-such-fact':
      return [[{ text: `没有叫${quoted(note.words, 20)}的事项，回「目录」可以看到全部。` }]];
    case 'no-such-row': {
      const there = note.of === 0 ? '现在一条也没有' : `现在一共 ${note.of} 条`;
      return [[{ text: `「${label(note.fact)}」${there}。要加就说「再加一条：……」。` }]];
    }
    case 'undone': {
      const shown = note.facts.slice(0, UNDONE_SHOWN).map((id) => {
        const fact = flow.facts.get(id);
        if (isOwnId(id)) return ownUndone(report, id);
        return `${label(id)} ${fact === undefined ? '' : standing(fact, report.facts[id])}`.trim();
      });
      const more = note.facts.length > shown.length ? `等 ${note.facts.length} 项` : '';
      return [[{ text: `刚才那一步已经撤回，现在是：${shown.join('、')}${more}。` }]];
    }
    case 'dropped':
      return [droppedNote(flow, note.facts)];
    case 'nothing-to-undo':
      return [[{ text: '没有可以撤回的。', style: 'quiet' }]];
    case 'first-card':
      return [[{ text: '这是第一张了。', style: 'quiet' }]];
    case 'restarted':
      return [[{ text: '已经清空，可以从头再来。', style: 'good' }]];
    case 'kept':
      return [[{ text: '好，什么都没动，都留着。', style: 'quiet' }]];
    case 'length':
      return [
        [{ text: `好，下一稿按“${note.length}”写，最多 ${CEILINGS[note.length]} 字。`, style: 'good' }],
      ];
    case 'annex':
      return [[{ text: '出处清单马上以文件发到这里，只供您核对，不随报告上交。', style: 'good' }]];
    case 'finding':
      // Has buttons, so it stands in a part of its own: findings.ts.
      return [];
    case 'waved':
      return [[{ text: '好，就照您写的。以后这几项改了，我再对一遍。', style: 'quiet' }]];
    case 'exported':
      return [
        [
          {
            text: `${report.about.year} 年度「${flow.kind.title}」这一份的回答马上以文件发到这里。`,
            style: 'good',
          },
          { text: '还有别的报告，回「我的报告」换过去再导出。', style: 'quiet' },
        ],
      ];
    case 'own':
      return [ownNote(note.about)];
    case 'returned-refused':
      return [[{ text: refusedReturned(note), style: WARN }]];
    case 'returned-taken':
      return [[{ text: '✓ ', style: 'good' }, { text: `文件里改的 ${note.count} 处已经用上了。` }]];
    case 'import-refused':
      return [[{ text: refusedImport(flow, report, note), style: WARN }]];
    case 'imported':
      return [[{ text: '✓ ', style: 'good' }, { text: `文件里的 ${note.count} 项已经用上了。` }]];
    case 'own-problem':
      return [ownProblem(note.problem)];
    case 'deadline':
    case 'deadline-unread':
    case 'snoozed':
    case 'reminders':
      return reminderLines(note);
    case 'text-only':
      return [[{ text: '我只看得懂文字。请直接打字，或者在下面的卡片里填。' }]];
  }
}

/** Fields handed in blank: said once and quietly, for one may have been overlooked. */
function leftBlank(labels: readonly string[]): readonly Line[] {
  if (labels.length === 0) return [];
  const more = labels.length > BLANK_SHOWN ? `等 ${labels.length} 项` : '';
  const text = `空着的先过：${labels.slice(0, BLANK_SHOWN).join('、')}${more}。想补随时说，或者点「上一步」。`;
  return [[{ text, style: 'quiet' }]];
}
const BLANK_SHOWN = 3;

/** Why an answer was not taken, with a way out when it goes on. */
export const problemText = (report: Report, fact: FactDefinition, problem: Problem): string =>
  `${explain(problem, fact)}。${nth(report, ['', '', LEAVE_IT])}`;

const CHOOSE = '先选要写哪一种：点下面的按钮，或者回它前面的序号。';
const TRY_FORM = '在下面的卡片上填也行。';
const LEAVE_IT = '不急的话回「稍后补」，先看后面的。';

function unread(flow: Flow, report: Report, words: string): Line {
  // Before she has chosen, no answer is asked for.
  if (unchosen(flow, report)) return [{ text: `${quoted(words)}先放在这儿，${CHOOSE}` }];
  const choice = choiceOf(flow, report);
  if (choice !== undefined) return [{ text: `${quoted(words)}没看明白。${choice}` }];
  const view = report.screens[0]?.view;
  const card = view?.at === 'card' ? cardById(flow, view.card) : undefined;
  const open = card === undefined ? [] : openFacts(flow, card, report.facts);
  const [asked] = open;
  const how = howToSay(flow, asked);
  // Among several, words without a name cannot be taken.
  const wanted =
    asked === undefined
      ? how
      : open.length > 1
        ? `可以照这样说：「${sampleOf(asked)}」。`
        : `这里问的是${asked.label}，${expected(asked)}。`;
  return nth<Line>(report, [
    [{ text: `${quoted(words)}没看明白，先放在这儿。` }, { text: how, style: 'quiet' }],
    [{ text: `${quoted(words)}也没对上号。${wanted}` }],
    [{ text: `${quoted(words)}我还是没读懂。${TRY_FORM}想先过就回「跳过」，看用法回「帮助」。` }],
  ]);
}

/** Best by what is asked at the moment; a number is the shortest of samples. */
function howToSay(flow: Flow, asked: FactDefinition | undefined): string {
  const count = asked?.type === 'count' ? asked : countsOf(flow)[0];
  return count === undefined ? '' : `可以这样说：「${sampleOf(count)}」。`;
}

const REFUSED: Readonly<Record<StatusWord, string>> = { none: '没有', skipped: '不写', later: '稍后补' };
const ALL_OF_THEM: Readonly<Record<StatusWord, string>> = {
  none: '都没有就回「都没有」。',
  skipped: '都不写就回「跳过」。',
  later: '',
};

function which(flow: Flow, report: Report, words: string, ids: readonly string[]): string {
  const facts = ids.flatMap((id) => flow.facts.get(id) ?? []);
  const [first] = facts;
  if (first === undefined) return `${quoted(words)}是说哪一项？请带上名称，或者先回「继续」。`;
  const labels = facts.map((fact) => fact.label).join('、');
  const status = statusOf(words);
  const sample = status === undefined ? sampleOf(first) : `${first.label}${REFUSED[status]}`;
  const all = facts.every((fact) => fact.type === 'claim')
    ? '都属实就回「都属实」。'
    : ALL_OF_THEM[status ?? 'later'];
  return nth(report, [
    `${quoted(words)}是说哪一项？这里有${labels}。${all}请带上名称，比如「${sample}」。`,
    `${quoted(words)}还是分不清是哪一项。${all}照「${sample}」这样，名称在前、内容在后就行。`,
    `${quoted(words)}没能记到哪一项里。${all}${TRY_FORM}${all.includes('跳过') ? '' : '整张先过就回「跳过」。'}`,
  ]);
}
