/** @module A draft that came back as a file: what was changed in it, old and new beside each other, page by page. */
import { sameValue } from '../answers.ts';
import type { Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import type { Note } from '../note.ts';
import { ownId } from '../own-words.ts';
import { CHANGES_A_PAGE, type ReturnedView } from '../own-words-file.ts';
import type { ReturnedChange, ReturnedRefusal } from '../returned-types.ts';
import type { Action, Line, Part } from '../screen.ts';
import { quoted, standing } from '../words.ts';
import { ownProblem } from './own-words.ts';
import { actions, type Body, CONTINUE, PREVIEW, quiet } from './page.ts';

const act = (does: 'all' | 'none' | 'one' | 'skip' | 'page', at: number, label: string): Action => ({
  label,
  op: { op: 'returned', does, at },
});

export function returnedPage(flow: Flow, report: Report, view: ReturnedView): Body {
  const { changes, number } = view;
  const pages = Math.max(1, Math.ceil(changes.length / CHANGES_A_PAGE));
  const page = Math.min(view.page, pages - 1);
  const from = page * CHANGES_A_PAGE;
  const shown = changes.slice(from, from + CHANGES_A_PAGE);
  const head: Line =
    changes.length === 0
      ? [{ text: `您在第 ${number} 稿里的改动，没有能直接用上的。`, style: 'strong' }]
      : [{ text: `您在第 ${number} 稿里改了 ${changes.length} 处，点了才会用上。`, style: 'strong' }];
  const turn: Action[] = [];
  if (page > 0) turn.push(act('page', page - 1, '上一页'));
  if (page < pages - 1) turn.push(act('page', page + 1, '下一页'));
  const parts = shown.flatMap((change, index) => changeParts(flow, report, view, change, from + index));
  const all: Action = { ...act('all', 0, changes.length === 1 ? '用上' : '全部用上'), style: 'primary' };
  return {
    title: pages > 1 ? `文件里的改动 ${page + 1}/${pages}` : '文件里的改动',
    summary: `您在第 ${number} 稿里改了 ${changes.length} 处`,
    parts: [
      { part: 'lines', lines: [head, ...besides(view)] },
      ...parts,
      ...(turn.length === 0 ? [] : [actions(...turn)]),
      { part: 'divider' },
      changes.length === 0 ? actions(PREVIEW, CONTINUE) : actions(all, act('none', 0, '都不用')),
    ],
  };
}

function changeParts(
  flow: Flow,
  report: Report,
  { upTo }: ReturnedView,
  change: ReturnedChange,
  at: number,
): readonly Part[] {
  const lines = [
    ...(change.what === 'fact' ? factLines(flow, change, at) : ownLines(change, at)),
    ...meanwhile(flow, report, change, upTo ?? report.draft.upTo ?? report.version),
  ];
  const [yes, no] = change.what === 'fact' ? ['改', '不改'] : ['用这段', '不用'];
  return [
    { part: 'lines', lines },
    actions(act('one', at, `${at + 1} ${yes}`), act('skip', at, `${at + 1} ${no}`)),
  ];
}

/** 「支委会 12→13 次：改这个数吗？」 */
function factLines(
  flow: Flow,
  { fact: id, was, is }: Extract<ReturnedChange, { what: 'fact' }>,
  at: number,
): readonly Line[] {
  const fact = flow.facts.get(id);
  const unit = fact?.type === 'count' && fact.unit !== undefined ? ` ${fact.unit}` : '';
  const question = fact?.type === 'count' ? '改这个数吗？' : '改这一项吗？';
  return [
    [
      { text: `${at + 1}　${fact?.label ?? id} ` },
      { text: `${brief(was)}→${brief(is)}`, style: 'strong' },
      { text: `${unit}：${question}` },
    ],
  ];
}

function ownLines({ was, is }: Extract<ReturnedChange, { what: 'own' }>, at: number): readonly Line[] {
  const [before, after] = around(was, is);
  return [
    [{ text: `${at + 1}　原来：`, style: 'quiet' }, { text: before }],
    [
      { text: '　　改成：', style: 'quiet' },
      { text: after, style: 'strong' },
    ],
  ];
}

/** What she said or wrote there after that draft, and a yes would replace. */
function meanwhile(flow: Flow, report: Report, change: ReturnedChange, upTo: number): readonly Line[] {
  const now = report.facts[change.what === 'fact' ? change.fact : ownId(change.name)];
  if (now === undefined || now.version <= upTo) return [];
  if (change.what === 'own')
    return now.value === undefined || now.value === change.is
      ? []
      : [quiet(`出稿以后您又写过：${quoted(String(now.value), SHOWN)}`)];
  const fact = flow.facts.get(change.fact);
  if (fact === undefined || sameValue(now.value, change.value)) return [];
  return [quiet(`出稿以后您又说过是 ${brief(standing(fact, now))}。`)];
}

/** Characters of a changed paragraph that are shown, and those before the first change. */
const SHOWN = 120;
const LEAD_IN = 12;

/** Both from shortly before the first character that differs. */
function around(was: string, is: string): readonly [string, string] {
  const [a, b] = [[...was.replaceAll('\n', ' ')], [...is.replaceAll('\n', ' ')]];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const from = Math.max(0, same - LEAD_IN);
  const cut = (signs: readonly string[]): string =>
    (from > 0 ? '…' : '') +
    signs.slice(from, from + SHOWN).join('') +
    (signs.length > from + SHOWN ? `…（共 ${signs.length} 字）` : '');
  return [cut(a), cut(b)];
}

const brief = (words: string): string =>
  words.startsWith('【')
    ? '（空着）'
    : [...words].length > 30
      ? `${[...words].slice(0, 30).join('')}…`
      : words;

const LISTED = 3;

function besides({ removed, unusable, signature, tracked }: ReturnedView): readonly Line[] {
  return [
    ...(tracked ? [quiet('文件里有修订：插入的按写进去算，删除的按删掉算。')] : []),
    ...(removed.length === 0
      ? []
      : [
          quiet(
            `删掉的 ${removed.length} 段没有动：${removed
              .slice(0, LISTED)
              .map((words) => quoted(words, 16))
              .join('')}。不想写的，把里面的事项填「没有」就行。`,
          ),
        ]),
    ...unusable
      .slice(0, LISTED)
      .flatMap(({ is, problem }): Line[] => [
        [{ text: `${quoted(is, 20)}这一段用不上：`, style: 'quiet' }, ...ownProblem(problem)],
      ]),
    ...(signature ? [quiet('落款的姓名和日期由我来写，文件里改的没有动；改姓名就说「修改 姓名」。')] : []),
  ];
}

const WHY: Readonly<Record<ReturnedRefusal, string>> = {
  'too-large': '太大了，我读不了（最多 20 MB）。没有动您的内容。',
  password: '加了密码，我打不开。请去掉密码另存一份再发来，您的内容没有动。',
  'old-format': '是老的 .doc 格式，我读不了。请另存为 .docx 再发来，您的内容没有动。',
  damaged: '打不开，可能坏了。请在 Word 里另存一份再发来，您的内容没有动。',
  'not-word': '不是 Word 文档，我读不了。您的内容没有动。',
  'not-ours': '不像是我发给您的稿子，没有动您的内容。请在我发的那份上改好再发来。',
  'other-report': '是另一份报告的稿子，没有动。回「换报告」换到那一份，再发一次。',
  older: '是以前的稿子，没有动。',
  same: '和我发给您的一样，没有看到改动。',
  offline: '没能取到：可能超过 20 MB，或者网络不通。您的内容没有动，请过一会儿再发一次。',
};

export function refusedReturned({ file, why, number }: Extract<Note, { note: 'returned-refused' }>): string {
  const name = `《${[...file].slice(0, 40).join('')}》`;
  return why === 'older'
    ? `${name}${WHY.older}现在是第 ${number} 稿了，请在第 ${number} 稿上改好再发来。`
    : `${name}${WHY[why]}`;
}
