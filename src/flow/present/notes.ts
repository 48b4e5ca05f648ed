/** @module The lines that tell what was just understood, and what was not. */
import type { Flow } from '../definition.ts';
import type { Note, Report } from '../model.ts';
import type { Line } from '../screen.ts';
import { explain, quoted, ruleBeside, taken } from '../words.ts';

const WARN = 'warn' as const;

/** Each note once, in the order they came; the rule beside a count stands under its echo. */
export function noteLines(flow: Flow, report: Report, notes: readonly Note[]): readonly Line[] {
  const seen = new Set<string>();
  return notes.flatMap((note) => {
    const key = JSON.stringify(note);
    if (seen.has(key)) return [];
    seen.add(key);
    return lines(flow, report, note);
  });
}

function lines(flow: Flow, report: Report, note: Note): readonly Line[] {
  const label = (id: string) => flow.facts.get(id)?.label ?? id;
  switch (note.note) {
    case 'taken': {
      const fact = flow.facts.get(note.fact);
      if (fact === undefined) return [];
      const rule = ruleBeside(fact, report.facts[note.fact]);
      const echo = taken(fact, report.facts[note.fact]);
      return rule === undefined ? [echo] : [echo, rule];
    }
    case 'unread':
      return [
        [{ text: `${quoted(note.words)}没看明白，先放在这儿。` }, { text: howToSay(flow), style: 'quiet' }],
      ];
    case 'problem': {
      const fact = flow.facts.get(note.fact);
      if (fact === undefined) return [];
      const what = note.words.trim() === '' ? '' : quoted(note.words, 30);
      return [
        [{ text: `${fact.label}${what}：`, style: WARN }, { text: `${explain(note.problem, fact)}。` }],
      ];
    }
    case 'which':
      return [[{ text: which(flow, note.words, note.facts) }]];
    case 'aside':
      return [
        [{ text: `「${label(note.fact)}」按现在的情况用不上，先替您记着，报告里不写。`, style: 'quiet' }],
      ];
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
    case 'first-card':
      return [[{ text: '这是第一张了。', style: 'quiet' }]];
    case 'restarted':
      return [[{ text: '已经清空，可以从头再来。', style: 'good' }]];
    case 'kept':
      return [[{ text: '好，什么都没动。', style: 'quiet' }]];
    case 'exported':
      return [[{ text: '您的全部回答马上以文件发到这里。', style: 'good' }]];
    case 'text-only':
      return [[{ text: '我只看得懂文字。请直接打字，或者在下面的卡片里填。' }]];
  }
}

function howToSay(flow: Flow): string {
  const count = [...flow.facts.values()].find((fact) => fact.type === 'count');
  return count === undefined ? '' : `可以这样说：「${count.label} 12」。`;
}

function which(flow: Flow, words: string, ids: readonly string[]): string {
  const facts = ids.flatMap((id) => flow.facts.get(id) ?? []);
  const [first] = facts;
  if (first === undefined) return `${quoted(words)}是说哪一项？请带上名称，或者先回「继续」。`;
  const labels = facts.map((fact) => fact.label).join('、');
  const sample =
    first.type === 'count'
      ? `${first.label} ${first.example ?? '12'}`
      : `${first.label}：${first.example ?? '……'}`;
  return `${quoted(words)}是说哪一项？这里有${labels}。请带上名称，比如「${sample}」。`;
}
