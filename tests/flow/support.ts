/** A small flow that has every type of fact once, and an interview to talk to without any I/O. */
import { type Flow, factSchema, kindSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import type { Inbound, Op } from '../../src/flow/inbound.ts';
import type { About, Report } from '../../src/flow/model.ts';
import { present } from '../../src/flow/present/index.ts';
import type { Action, Field, Screen } from '../../src/flow/screen.ts';
import { step } from '../../src/flow/step.ts';
import { advance, type Step } from '../../src/flow/turn.ts';

export const ME = 'ou_me';
/** 2026-11-20 10:00 in Shanghai. */
export const NOW = Date.parse('2026-11-20T02:00:00Z');

const DICTIONARY = [
  { id: 'name', type: 'text', label: '姓名', aliases: ['我叫'] },
  { id: 'branch', type: 'text', label: '党支部名称' },
  {
    id: 'committee',
    type: 'count',
    label: '支委会',
    unit: '次',
    example: '12',
    rule: { least: 12, text: '支委会一般每月一次', source: '《支部工作条例》' },
    usual: { least: 6, most: 24 },
  },
  { id: 'members', type: 'count', label: '支部党员大会', unit: '次', aliases: ['党员大会'] },
  { id: 'lectures', type: 'count', label: '党课', unit: '次' },
  { id: 'talks', type: 'count', label: '谈心谈话', unit: '人次', aliases: ['谈心'] },
  { id: 'groups', type: 'count', label: '党小组', unit: '个' },
  { id: 'groupMeetings', type: 'count', label: '党小组会', unit: '次', when: { fact: 'groups', atLeast: 1 } },
  { id: 'scale', type: 'oneOf', label: '支部类型', options: ['项目支部', '机关支部'] },
  { id: 'kinds', type: 'list', label: '事项类别' },
  { id: 'rules', type: 'claim', label: '中央八项规定', sentence: '我本人遵守中央八项规定及其实施细则精神。' },
  { id: 'duty', type: 'claim', label: '一岗双责', sentence: '我督促班子成员履行“一岗双责”。' },
  { id: 'story', type: 'longText', label: '亮点一', aliases: ['第一个亮点'] },
  { id: 'extra', type: 'longText', label: '亮点二' },
].map((fact) => factSchema.parse(fact));

const KIND = kindSchema.parse({
  id: 'small',
  title: '小样',
  report: '述职报告',
  writer: 'name',
  template: 'small.hbs',
  sections: [
    {
      id: 'who',
      title: '基本情况',
      cards: [{ id: 'who', title: '您是谁', ask: '您怎么称呼？', facts: ['name', 'branch'] }],
    },
    {
      id: 'meetings',
      title: '组织生活',
      cards: [
        {
          id: 'counts',
          title: '会议',
          ask: '各开了几次？',
          facts: ['committee', 'members', 'lectures', 'talks'],
        },
        { id: 'groups', title: '党小组', ask: '设了几个党小组？', facts: ['groups', 'groupMeetings'] },
        { id: 'kinds', title: '决策', ask: '哪几类事？', facts: ['scale', 'kinds'] },
      ],
    },
    {
      id: 'claims',
      title: '廉洁',
      cards: [{ id: 'claims', title: '确认', ask: '请确认', facts: ['rules', 'duty'] }],
    },
    {
      id: 'story',
      title: '亮点',
      cards: [{ id: 'story', title: '亮点', ask: '讲一件事', facts: ['story'] }],
      more: [{ id: 'extra', title: '再讲一件', ask: '还有吗', facts: ['extra'] }],
    },
  ],
});

export const smallFlow: Flow = buildFlow(KIND, new Map(DICTIONARY.map((fact) => [fact.id, fact])));

const ABOUT: About = {
  tenant: 't',
  unit: 'u',
  year: 2026,
  kind: 'small',
  people: { [ME]: 'secretary' },
  created: NOW,
};

export const emptyReport = (about: Partial<About> = {}): Report => ({
  id: 'r1',
  version: 0,
  about: { ...ABOUT, ...about },
  facts: {},
  screens: [],
  draft: { made: 0 },
  cardPending: false,
  uncertain: [],
});

/** An interview in memory: what a person does, and what stands on the card after it. */
export function interview(flow: Flow = smallFlow, start: Report = emptyReport()) {
  let report = start;
  let count = 0;
  // What goes on with a report is said after what stands in it.
  let clock = Math.max(NOW, ...Object.values(start.facts).map(({ source }) => source.at));
  const apply = (inbound: Inbound): Step => {
    const taken = step(flow, report, inbound, clock);
    if (taken.screen !== undefined || Object.keys(taken.facts).length > 0) {
      report = advance(report, taken, inbound);
      // The card reaches the chat before the next thing is said.
      const [first, ...rest] = report.screens;
      const since = first?.since ?? clock + 1;
      if (first !== undefined)
        report = { ...report, cardPending: false, screens: [{ ...first, since }, ...rest] };
    }
    return taken;
  };
  const next = () => {
    clock += 1000;
    count += 1;
    return { id: `m${count}`, by: ME, at: clock };
  };
  const self = {
    get report() {
      return report;
    },
    get screen(): Screen {
      return present(flow, report);
    },
    apply,
    says: (text: string) => apply({ ...next(), type: 'text', text }),
    clicks: (op: Op, form?: Record<string, unknown>, shown = report.version) =>
      apply({
        ...next(),
        type: 'click',
        op,
        shown,
        message: 'om_1',
        ...(form === undefined ? {} : { form }),
      }),
    taps: (label: string, form?: Record<string, unknown>) => {
      const action = actionsOf(present(flow, report)).find((one) => one.label === label);
      if (action === undefined) throw new Error(`no button ${label} on: ${textOf(present(flow, report))}`);
      return self.clicks(action.op, form);
    },
    opens: () => apply({ ...next(), type: 'enter' }),
    /** Time passes. */
    waits: (ms: number) => {
      clock += ms;
    },
    values: () =>
      Object.fromEntries(
        Object.entries(report.facts).map(([id, state]) => [id, state.value ?? state.status]),
      ),
  };
  return self;
}

export const actionsOf = (screen: Screen): readonly Action[] =>
  screen.parts.flatMap((part) => ('actions' in part ? part.actions : []));

export const fieldsOf = (screen: Screen): readonly Field[] =>
  screen.parts.flatMap((part) => (part.part === 'form' ? part.fields : []));

/** Everything a person can read on the screen. */
export const textOf = (screen: Screen): string => {
  const lines = screen.parts.flatMap((part) => {
    if (part.part === 'form')
      return part.fields.flatMap(({ above = [], label, below = [] }) => [
        ...above,
        [{ text: label }],
        ...below,
      ]);
    return 'lines' in part ? part.lines : [];
  });
  return [
    screen.title,
    screen.subtitle ?? '',
    ...lines.map((line) => line.map((run) => run.text).join('')),
  ].join('\n');
};
