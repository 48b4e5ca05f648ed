/** Shares, rates, sums and differences: what the facts come to, shown with its arithmetic and never asked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFacts } from '../../src/flow/agenda.ts';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { computedOf, withComputed } from '../../src/flow/derived.ts';
import { lacking } from '../../src/flow/drafts.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import type { FactState, Facts, FactValue } from '../../src/flow/model.ts';

const count = (id: string) => ({ id, type: 'count', label: `${id}数`, unit: '名' });
const money = (id: string) => ({ id, type: 'money', label: `${id}额`, unit: '亿元' });
const DICTIONARY = [
  count('members'),
  count('employees'),
  money('done'),
  money('planned'),
  {
    id: 'share',
    type: 'percentage',
    label: '占比',
    derived: { by: 'share', part: 'members', whole: 'employees' },
  },
  {
    id: 'rate',
    type: 'percentage',
    label: '完成率',
    derived: { by: 'rate', actual: 'done', plan: 'planned', places: 2 },
  },
  { ...count('both'), derived: { by: 'sum', parts: ['members', 'employees'] } },
  { ...money('total'), derived: { by: 'sum', parts: ['done', 'planned'] } },
  { ...count('others'), derived: { by: 'difference', whole: 'employees', minus: ['members'] } },
].map((fact) => factSchema.parse(fact));
const flow = buildFlow(
  kindSchema.parse({
    ...{ id: 'test', title: '测试', report: '报告', writer: 'members', template: 'test.hbs' },
    sections: [
      {
        ...{ id: 'one', title: '一' },
        cards: [
          {
            id: 'people',
            title: '人',
            ask: '几人',
            facts: ['members', 'employees', 'share', 'both', 'others'],
          },
          { id: 'money', title: '钱', ask: '多少', facts: ['done', 'planned', 'rate', 'total'] },
        ],
      },
    ],
  }),
  new Map(DICTIONARY.map((fact) => [fact.id, fact])),
);

const given = (value: FactValue, version = 1): FactState => ({
  ...{ status: 'given', value, version },
  source: { by: 'zhang', at: 1, via: 'm1', words: '那么多' },
});
const all = (values: Readonly<Record<string, FactValue>>): Facts =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, given(value)]));
const arithmetic = (facts: Facts, id: string): string | undefined =>
  computedOf(flow, facts).get(id)?.arithmetic;

describe('what facts come to', () => {
  it.each([
    ['share', { members: 16, employees: 52 }, '16 名 ÷ 52 名 = 30.8%'],
    ['share', { members: 23, employees: 96 }, '23 名 ÷ 96 名 = 24.0%'],
    ['share', { members: 0, employees: 96 }, '0 名 ÷ 96 名 = 0.0%'],
    ['share', { members: 1, employees: 0 }, undefined],
    ['share', { members: 1 }, undefined],
    // Half up: 1/16 = 6.25 %.
    ['share', { members: 1, employees: 16 }, '1 名 ÷ 16 名 = 6.3%'],
    ['rate', { done: '171.4亿元', planned: '136.0亿元' }, '171.4 亿元 ÷ 136.0 亿元 = 126.03%'],
    ['rate', { done: '5000万元', planned: '1亿元' }, '5000 万元 ÷ 1 亿元 = 50.00%'],
    ['rate', { done: '1亿美元', planned: '1亿元' }, undefined],
    ['both', { members: 16, employees: 52 }, '16 名 + 52 名 = 68 名'],
    ['total', { done: '0.1亿元', planned: '0.2亿元' }, '0.1 亿元 + 0.2 亿元 = 0.3 亿元'],
    ['total', { done: '1亿元', planned: '5000万元' }, '1 亿元 + 5000 万元 = 1.5 亿元'],
    ['total', { done: '1亿元', planned: '5000美元' }, undefined],
    ['others', { members: 16, employees: 52 }, '52 名 − 16 名 = 36 名'],
    ['others', { members: 53, employees: 52 }, undefined],
  ] as const)('%s of %j is %s', (id, values, expected) => {
    expect(arithmetic(all(values), id)).toBe(expected);
  });

  it('is unknown while a part is in doubt, put off or denied', () => {
    for (const status of ['unconfirmed', 'later', 'none', 'skipped'] as const) {
      const facts = { ...all({ members: 16 }), employees: { ...given(52), status } };
      expect(computedOf(flow, facts).size).toBe(0);
    }
  });

  it('gives way to what she gave by hand, and to her 没有; a gap she left is filled', () => {
    const parts = all({ members: 16, employees: 52 });
    expect(withComputed(flow, { ...parts, share: given('31%') })['share']?.value).toBe('31%');
    expect(withComputed(flow, { ...parts, share: { ...given('x'), status: 'none' } })['share']?.status).toBe(
      'none',
    );
    const { value: _, ...left } = { ...given('x'), status: 'later' as const };
    expect(withComputed(flow, { ...parts, share: left })['share']?.value).toBe('30.8%');
    expect(lacking(flow, { ...parts, share: left }).map(({ fact }) => fact.id)).not.toContain('share');
    expect(lacking(flow, { share: left }).map(({ fact }) => fact.id)).toContain('share');
  });

  it('leaves what she gave by hand and has not confirmed in the way of a final', () => {
    const parts = all({ members: 16, employees: 52 });
    const doubtful: FactState = { ...given('30%'), status: 'unconfirmed' };
    const lacks = lacking(flow, { ...parts, share: doubtful });
    expect(lacks.filter(({ fact }) => fact.id === 'share')).toMatchObject([{ why: 'unconfirmed' }]);
  });

  it('is as new as its newest part, and in nobody’s words', () => {
    const state = withComputed(flow, { members: given(16, 3), employees: given(52, 7) })['share'];
    expect(state).toMatchObject({ version: 7, status: 'given' });
    expect(state?.source.words).toBeUndefined();
  });

  it('is never asked', () => {
    for (const card of flow.cards) {
      const asked = openFacts(flow, card, {}).map(({ id }) => id);
      expect(asked).toEqual(card.id === 'people' ? ['members', 'employees'] : ['done', 'planned']);
    }
    expect(lacking(flow, {}).map(({ fact }) => fact.id)).toEqual(['members', 'employees', 'done', 'planned']);
  });

  it('is within half a step of what plain arithmetic says', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), (members, employees) => {
        const facts = withComputed(flow, all({ members, employees }));
        expect(
          Math.abs(Number.parseFloat(String(facts['share']?.value)) - (100 * members) / employees),
        ).toBeLessThan(0.05 + 1e-6);
        expect(facts['both']?.value).toBe(members + employees);
      }),
    );
  });
});
