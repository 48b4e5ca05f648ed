/** A small flow with checks: members and lectures that can contradict each other, and a story. */
import { formulationSchema, relationsSchema } from '../../src/checks/data.ts';
import { checksOf } from '../../src/checks/index.ts';
import { type FactDefinition, type Flow, factSchema, kindSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';

const FACTS: readonly FactDefinition[] = [
  { id: 'name', type: 'text', label: '姓名' },
  { id: 'all', type: 'count', label: '党员总数', unit: '名' },
  { id: 'full', type: 'count', label: '正式党员', unit: '名' },
  { id: 'probationary', type: 'count', label: '预备党员', unit: '名' },
  { id: 'lectures', type: 'count', label: '党课', unit: '次' },
  { id: 'own', type: 'count', label: '书记讲的党课', unit: '次', aliases: ['我讲的'] },
  { id: 'story', type: 'longText', label: '亮点' },
].map((fact) => factSchema.parse(fact));

const KIND = kindSchema.parse({
  id: 'small',
  title: '党支部书记述职',
  report: '述职报告',
  writer: 'name',
  template: 'small.hbs',
  sections: [
    {
      id: 'team',
      title: '队伍',
      cards: [
        { id: 'who', title: '您是谁', ask: '您怎么称呼？', facts: ['name'] },
        { id: 'members', title: '党员', ask: '有多少党员？', facts: ['all', 'full', 'probationary'] },
      ],
    },
    {
      id: 'rest',
      title: '其他',
      cards: [
        { id: 'lectures', title: '党课', ask: '党课讲了几次？', facts: ['lectures', 'own'] },
        { id: 'story', title: '亮点', ask: '讲一件事', facts: ['story'] },
      ],
    },
  ],
});

export const flow: Flow = {
  ...buildFlow(KIND, new Map(FACTS.map((fact) => [fact.id, fact]))),
  checks: checksOf({
    relations: relationsSchema.parse({
      relations: [
        { holds: 'sum', whole: 'all', parts: ['full', 'probationary'] },
        { holds: 'atMost', part: 'own', whole: 'lectures', why: '自己讲的也算在里面' },
      ],
    }),
    formulations: [
      formulationSchema.parse({
        id: 'dual',
        exact: '一岗双责',
        slips: ['一岗两责'],
        source: '一份文件，2021年',
      }),
    ],
    years: [],
  }),
};
