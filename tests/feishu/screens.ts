/** Screens for tests: the storyboard's, and any screen there could be. */
import fc from 'fast-check';
import type { Op } from '../../src/flow/inbound.ts';
import type { Action, Field, Line, Part, Screen } from '../../src/flow/screen.ts';

const COUNTS: readonly [string, string][] = [
  ['branchCommitteeMeetings', '支委会（次）'],
  ['partyMemberAssemblies', '党员大会（次）'],
  ['partyLectures', '党课（次）'],
  ['themeDays', '主题党日（次）'],
  ['lifeMeetings', '组织生活会（次）'],
  ['heartTalks', '谈心谈话（人次）'],
];

export const count = (fact: string, label: string): Field => ({ fact, label, control: 'line', most: 6 });

export const countsScreen: Screen = {
  report: 'r7k2m9x4q1',
  version: 7,
  title: '第 2 段 · 组织生活',
  subtitle: '▓▓▓░░░░░░ 3/10',
  summary: '截至今天，这些会开了几次？',
  tone: 'normal',
  parts: [
    {
      part: 'lines',
      lines: [
        [{ text: '截至今天，这些会开了几次？', style: 'strong' }, { text: '不确定的可以空着。' }],
        [{ text: '直接打字也行，比如「支委会12 党员大会4」', style: 'quiet' }],
      ],
    },
    {
      part: 'form',
      fields: COUNTS.map(([fact, label]) => count(fact, label)),
      actions: [
        { label: '提交', op: { op: 'submit', card: 'meetings' }, style: 'primary' },
        { label: '稍后补', op: { op: 'later', card: 'meetings' } },
        { label: '上一步', op: { op: 'open', card: 'basics' }, style: 'link' },
      ],
    },
  ],
};

export const textScreen = (text: string): Screen => ({
  ...countsScreen,
  parts: [{ part: 'lines', lines: [[{ text: '您写的是：' }, { text, style: 'strong' }], [{ text }]] }],
});

const HOSTILE = [
  '<at id=all></at>',
  '<at user_id="all">所有人</at>',
  '<person id="ou_x"></person>',
  '[点这里](https://example.com)',
  '**不是粗体**',
  '# 标题',
  '- 列表\n1. 列表\n    四格',
  '<font color=red>红</font>',
  '&#60;at id=all&#62;',
  '😀𠮷\n\n尾',
  '`代码` | 表 | ~删~',
];

export const hostile = fc.constantFrom(...HOSTILE);

const words = (most: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.string({ maxLength: Math.min(most, 30), unit: 'grapheme' }) },
    { weight: 2, arbitrary: hostile },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: most }).map((length) => '党'.repeat(length)) },
  );

const line: fc.Arbitrary<Line> = fc.array(
  fc.record(
    { text: words(3000), style: fc.constantFrom('strong', 'quiet', 'good', 'warn') },
    { requiredKeys: ['text'] },
  ),
  { maxLength: 4 },
);

const lines = (maxLength: number) => fc.array(line, { maxLength, size: 'max' });
const factId = fc.stringMatching(/^[a-z][A-Za-z0-9]{1,39}$/);
const cardId = fc.stringMatching(/^[a-z][a-z0-9-]{1,29}$/);
const facts = fc.array(factId, { maxLength: 6 });

export const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.constantFrom<Op>(
    { op: 'continue' },
    { op: 'progress' },
    { op: 'help' },
    { op: 'draft' },
    { op: 'prepare' },
    { op: 'annex' },
  ),
  fc
    .tuple(fc.constantFrom('submit', 'none', 'later', 'skip', 'open'), cardId, fc.option(facts))
    .map(([op, card, some]): Op => ({ op, card, ...(some ? { facts: some } : {}) })),
  fc
    .tuple(cardId, fc.stringMatching(/^[a-z0-9]{1,16}$/))
    .map(([card, seal]): Op => ({ op: 'confirm', card, seal })),
  fc
    .tuple(factId, fc.constantFrom('form' as const, 'kept' as const))
    .map(([fact, take]): Op => ({ op: 'choose', fact, take })),
  fc.nat(999).map((number): Op => ({ op: 'resend', number })),
  fc.nat(99).map((page): Op => ({ op: 'sources', page })),
  fc.boolean().map((counts): Op => ({ op: 'recalled', message: 'om_0123456789abcdef', counts })),
  fc
    .tuple(fc.constantFrom('finding', 'mend', 'wave'), fc.stringMatching(/^[a-z-]{3,12}-[0-9a-z]{1,7}$/))
    .map(([op, finding]): Op => ({ op, finding })),
  fc
    .tuple(
      fc.stringMatching(/^[a-z-]{1,20}\/[0-9]{1,2}(?:#[0-9])?$/),
      fc.constantFrom(
        'edit' as const,
        'save' as const,
        'restore' as const,
        'keep' as const,
        'leave' as const,
      ),
    )
    .map(([name, does]): Op => ({ op: 'own', name, does })),
  fc
    .tuple(fc.constantFrom('all' as const, 'none' as const, 'one' as const, 'page' as const), fc.nat(99))
    .map(([does, at]): Op => ({ op: 'returned', does, at })),
  fc
    .tuple(fc.constantFrom('blank' as const, 'all' as const, 'none' as const, 'page' as const), fc.nat(99))
    .map(([does, at]): Op => ({ op: 'import', does, at })),
  fc
    .constantFrom('简' as const, '标准' as const, '详' as const)
    .map((length): Op => ({ op: 'length', length })),
  fc
    .constantFrom('off' as const, 'on' as const, 'deadline' as const, undefined)
    .map((set): Op => ({ op: 'reminders', ...(set === undefined ? {} : { set }) })),
  fc.integer({ min: 1, max: 31 }).map((days): Op => ({ op: 'snooze', days })),
  cardId.map((kind): Op => ({ op: 'begin', kind })),
  fc
    .tuple(
      factId,
      fc.nat(99),
      fc.constantFrom('edit' as const, 'save' as const, 'more' as const, 'delete' as const, 'up' as const),
    )
    .map(([fact, row, does]): Op => ({ op: 'row', fact, row, does })),
);

const action: fc.Arbitrary<Action> = fc.record(
  {
    label: words(100),
    op: anyOp,
    style: fc.constantFrom('primary', 'danger', 'link'),
    confirm: fc.record({ title: words(100), text: words(500) }),
  },
  { requiredKeys: ['label', 'op'] },
);

const field: fc.Arbitrary<Field> = fc.record(
  {
    fact: factId,
    label: words(80),
    control: fc.constantFrom('line', 'lines', 'select', 'multiselect', 'date'),
    most: fc.integer({ min: 1, max: 1000 }),
    placeholder: words(200),
    value: fc.oneof(words(3000), fc.array(words(60), { maxLength: 5 })),
    options: fc.array(fc.record({ value: words(60), label: words(60) }), { maxLength: 20 }),
    above: lines(4),
  },
  { requiredKeys: ['fact', 'label', 'control', 'most'] },
);

const part: fc.Arbitrary<Part> = fc.oneof(
  lines(60).map((all): Part => ({ part: 'lines', lines: all })),
  fc
    .tuple(fc.array(field, { maxLength: 6 }), fc.array(action, { maxLength: 6 }))
    .map(([fields, actions]): Part => ({ part: 'form', fields, actions })),
  fc.array(action, { maxLength: 12 }).map((actions): Part => ({ part: 'actions', actions })),
  fc.tuple(words(80), lines(60)).map(([title, all]): Part => ({ part: 'fold', title, lines: all })),
  fc.constant<Part>({ part: 'divider' }),
);

export const anyScreen: fc.Arbitrary<Screen> = fc.record(
  {
    report: fc.stringMatching(/^[a-zA-Z0-9_-]{1,26}$/),
    version: fc.nat(),
    title: words(200),
    subtitle: words(200),
    summary: words(300),
    tone: fc.constantFrom('normal', 'good', 'warn', 'quiet'),
    parts: fc.array(part, { maxLength: 8 }),
  },
  { requiredKeys: ['report', 'version', 'title', 'summary', 'tone', 'parts'] },
);
