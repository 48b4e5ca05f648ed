/** @module A paragraph in her own words: the card to write it on, its mark in the preview, and what changed under it. */
import type { Flow } from '../definition.ts';
import type { FactId, Report } from '../model.ts';
import type { Note } from '../note.ts';
import {
  type ChangedUnder,
  INPUT_MOST,
  isOwnId,
  OWN_FIELD,
  OWN_MOST,
  type OwnChange,
  ownChanges,
  ownId,
  paragraphIn,
  paragraphsAt,
} from '../own-words.ts';
import type { PlainProblem } from '../problem.ts';
import type { Action, Line, Part } from '../screen.ts';
import type { View } from '../view.ts';
import { explain, quoted } from '../words.ts';
import { actions, type Body, CONTINUE, OUTLINE, PREVIEW, quiet, text } from './page.ts';

type OwnView = Extract<View, { at: 'own' }>;

const act = (name: string, does: 'edit' | 'save' | 'restore' | 'keep' | 'leave', label: string): Action => ({
  label,
  op: { op: 'own', name, does },
});

/** `since`: when the card was opened, ms; the text is as of then. */
export function ownCard(flow: Flow, report: Report, since: number | undefined, { name, raw }: OwnView): Body {
  const paragraph = paragraphsAt(flow, report, since).find((one) => one.name === name);
  if (paragraph === undefined) {
    return {
      title: '改这一段',
      summary: '这一段现在没有了',
      parts: [text(['这一段按现在的回答已经不写了。']), actions(PREVIEW, OUTLINE, CONTINUE)],
    };
  }
  const long = [...paragraph.text].length > INPUT_MOST;
  const mine = report.facts[ownId(name)]?.status === 'given';
  const ways = [
    ...(mine ? [act(name, 'restore', '恢复原来的')] : []),
    { ...act(name, 'leave', '算了'), style: 'link' as const },
  ];
  const number = paragraph.number === '' ? '' : `段首的「${paragraph.number}」由我来编，不用写。`;
  const beside: Line[] = [
    ...(mine ? [quiet('这一段是您自己写的。')] : []),
    ...pendingLines(flow, report, name),
    // What she wrote is in the box; what stands in the report is beside it.
    ...(raw === undefined ? [] : [[{ text: '报告里现在是：' }, { text: quoted(paragraph.text, 200) }]]),
  ];
  const head: Part[] = beside.length === 0 ? [] : [{ part: 'lines', lines: beside }];
  const hint = quiet(
    `${number}改好以后，以后的每一稿都用您的话，最多 ${OWN_MOST} 字；里面的数变了，我会再拿给您看。`,
  );
  const form: Part = {
    part: 'form',
    fields: [
      {
        fact: OWN_FIELD,
        label: '这一段',
        control: 'lines',
        most: INPUT_MOST,
        value: raw ?? paragraph.text,
      },
    ],
    actions: [{ ...act(name, 'save', '提交'), style: 'primary' }, ...ways],
  };
  const byMessage: Part[] = [
    {
      part: 'lines',
      lines: [
        [{ text: `这一段有 ${[...paragraph.text].length} 字，卡片的框放不下。` }],
        [{ text: '请把改好的整段直接发到聊天里，我来换上。', style: 'strong' }],
        ...paragraph.text.split('\n').map((line): Line => [{ text: line }]),
      ],
    },
    actions(...ways),
  ];
  return {
    title: '改这一段',
    summary: '用您自己的话改这一段',
    parts: [...head, ...(long ? byMessage : [form]), { part: 'lines', lines: [hint] }],
  };
}

/** 「您改写过的这一段，里面的〔支委会 12 次→13 次〕变了」 */
const changedLine = (flow: Flow, { changed }: OwnChange): Line => [
  { text: '您改写过的这一段，里面的', style: 'warn' },
  {
    text: changed
      .slice(0, CHANGED_SHOWN)
      .map((one) => `〔${changeText(flow, one)}〕`)
      .join(''),
    style: 'strong',
  },
  { text: changed.length > CHANGED_SHOWN ? `等 ${changed.length} 处变了。` : '变了。', style: 'warn' },
];
const CHANGED_SHOWN = 4;

function changeText(flow: Flow, { fact, was, is }: ChangedUnder): string {
  const label = flow.facts.get(fact)?.label ?? fact;
  if (is === undefined) return `${label} ${was ?? ''}，现在不写了`;
  return was === undefined ? `${label} 现在是 ${is}` : `${label} ${was}→${is}`;
}

const pendingLines = (flow: Flow, report: Report, name: string): readonly Line[] =>
  ownChanges(flow, report)
    .filter((one) => one.name === name)
    .map((one) => changedLine(flow, one));

/** What she has to decide: which paragraph, what changed, and the three ways. */
const decisionParts = (flow: Flow, change: OwnChange, shown: boolean): readonly Part[] => [
  {
    part: 'lines',
    lines: [changedLine(flow, change), ...(shown ? [] : [[{ text: quoted(change.text, 80) }]])],
  },
  actions(
    act(change.name, 'keep', '保留我的'),
    act(change.name, 'restore', '用新的'),
    act(change.name, 'edit', '我来改'),
  ),
];

/** More on one card and nobody reads them. */
const DECISIONS_SHOWN = 3;

export function decisions(flow: Flow, changes: readonly OwnChange[]): readonly Part[] {
  const more = changes.length - DECISIONS_SHOWN;
  return [
    ...changes.slice(0, DECISIONS_SHOWN).flatMap((one) => decisionParts(flow, one, false)),
    ...(more > 0 ? [text([`还有 ${more} 段也是这样，先看这几段。`])] : []),
  ];
}

/** One paragraph of the preview. */
export interface PreviewParagraph {
  readonly line: Line;
  /** Absent where it cannot be put in her own words. */
  readonly name?: string;
  readonly own?: boolean;
}

/** The paragraphs with their numbers, hers marked; under one whose facts changed, what she can do; then a button each. */
export function previewParts(
  flow: Flow,
  report: Report,
  paragraphs: readonly PreviewParagraph[],
): readonly Part[] {
  const changes = ownChanges(flow, report);
  const buttons: Action[] = [];
  const parts = paragraphs.flatMap(({ line, name, own }): Part[] => {
    if (name !== undefined) buttons.push(act(name, 'edit', `改第 ${buttons.length + 1} 段`));
    const number: Line = name === undefined ? [] : [{ text: `${buttons.length}　`, style: 'quiet' }];
    const mark: Line = own === true ? [{ text: '（您自己写的）', style: 'good' }] : [];
    const lines: Part = { part: 'lines', lines: [[...number, ...line, ...mark]] };
    const change = changes.find((one) => one.name === name);
    return change === undefined ? [lines] : [lines, ...decisionParts(flow, change, true)];
  });
  return [...parts, ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}

const LISTED = 6;

/** Her paragraphs in 目录, each a tap away; first those that wait for her decision. */
export function ownList(flow: Flow, report: Report): readonly Part[] {
  const changes = ownChanges(flow, report);
  const mine = Object.entries(report.facts).flatMap(([id, { status, value }]) =>
    isOwnId(id) && status === 'given' ? [{ name: paragraphIn(id), text: String(value) }] : [],
  );
  if (mine.length === 0) return [];
  const shown = mine.slice(0, LISTED);
  return [
    {
      part: 'lines',
      lines: [
        [{ text: `您自己写的段落：${mine.length} 段`, style: 'strong' }],
        ...shown.map(({ name, text: words }, index): Line => {
          const waits = changes.some((one) => one.name === name);
          const mark: Line = waits ? [{ text: '（里面的内容变了，等您定）', style: 'warn' }] : [];
          return [{ text: `${index + 1}　${quoted(words, 30)}` }, ...mark];
        }),
        ...(mine.length > LISTED ? [quiet(`……还有 ${mine.length - LISTED} 段，在预览里看`)] : []),
      ],
    },
    actions(...shown.map(({ name }, index) => act(name, 'edit', `改您写的第 ${index + 1} 段`))),
    ...decisions(flow, changes),
  ];
}

const SAID: Readonly<Record<Extract<Note, { note: 'own' }>['about'], Line>> = {
  taken: [{ text: '✓ ', style: 'good' }, { text: '这一段换成您写的了，以后的每一稿都用它。' }],
  restored: [{ text: '✓ ', style: 'good' }, { text: '这一段恢复成按您的回答写的了。' }],
  kept: [{ text: '✓ ', style: 'good' }, { text: '好，这一段还用您写的。' }],
  same: [{ text: '这一段没有改动。', style: 'quiet' }],
  gone: [{ text: '那一段按现在的回答已经不写了，没有改动。', style: 'warn' }],
  again: [{ text: '这一段刚才在别处改过。您这次写的在框里，要用就再提交一次。', style: 'warn' }],
};

export const ownNote = (about: Extract<Note, { note: 'own' }>['about']): Line => SAID[about];

export function ownProblem(problem: PlainProblem): Line {
  const why: Partial<Record<PlainProblem['code'], string>> = {
    empty: '框里是空的，这一段先没动；不想改就点「算了」',
    elsewhere: '我看不到您指的那一处，请把整段写出来',
    'no-words': '里面没有文字，请把整段写出来',
  };
  const words =
    problem.code === 'placeholder'
      ? `里面还留着「${problem.found}」没有填，请换成实际内容再提交`
      : (why[problem.code] ?? explain(problem, { type: 'longText', label: '这一段' }));
  return [{ text: `${words}。`, style: 'warn' }];
}

export const ownUndone = (report: Report, id: FactId): string => {
  const state = report.facts[id];
  return state?.status === 'given'
    ? `那一段用您写的${quoted(String(state.value), 20)}`
    : '那一段照您的回答写';
};
