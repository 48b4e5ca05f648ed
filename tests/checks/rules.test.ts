/** Published rules, shown beside a figure and scaled to the months there were; and how many there should be of something. */
import { describe, expect, it } from 'vitest';
import { atMostCheck } from '../../src/checks/at-most.ts';
import { relationSchema } from '../../src/checks/data.ts';
import { ruleCheck } from '../../src/checks/rule.ts';
import { thresholdCheck } from '../../src/checks/threshold.ts';
import type { FactValue } from '../../src/flow/model.ts';
import { checkedOf, codes, type Given } from './support.ts';

const rule = { least: 12, text: '每月一次', source: '一份条例', per: 'groups', since: 'since' };
const meetings = (value: number, day: string, own: object = {}): Given => ({
  ...{ value, day, unit: '次', rule: { least: 12, text: '每月一次', source: '一份条例', since: 'since' } },
  ...own,
});
const since = (value: string): Given => ({ type: 'month', value });

describe('a rule', () => {
  it.each([
    ['11 in November', { held: meetings(11, '2026-11-20') }, undefined],
    ['10 in November', { held: meetings(10, '2026-11-20') }, '11 次'],
    ['11 when the year is over', { held: meetings(11, '2027-01-10') }, '12 次'],
    ['none before it began', { held: meetings(0, '2025-11-20') }, undefined],
    ['a branch of August', { held: meetings(4, '2026-11-20'), since: since('2026-08') }, undefined],
    ['a branch of August, three', { held: meetings(3, '2026-11-20'), since: since('2026-08') }, '4 次'],
    ['an older branch', { held: meetings(10, '2026-11-20'), since: since('2019-08') }, '11 次'],
    ['a branch of the next year', { held: meetings(0, '2027-01-20'), since: since('2027-01') }, undefined],
    ['for each group', { held: meetings(23, '2026-12-20', { rule }), groups: 2 }, '24 次'],
    ['for each group, enough', { held: meetings(24, '2026-12-20', { rule }), groups: 2 }, undefined],
    ['groups unknown', { held: meetings(0, '2026-12-20', { rule }) }, undefined],
  ] as const)('%s', (_, facts, due) => {
    const found = ruleCheck(checkedOf(facts as Readonly<Record<string, FactValue | Given>>));
    expect(found.map(({ what }) => (what.code === 'below' ? what.due : what.code))).toEqual(
      due === undefined ? [] : [due],
    );
    for (const one of found) expect(one).toMatchObject({ severity: 'note', source: '一份条例' });
    for (const one of found) expect(one.mend).toBeUndefined();
  });
});

describe('a threshold', () => {
  const committee = thresholdCheck(
    relationSchema.parse({ holds: 'threshold', of: 'full', from: 7, part: 'committee', least: 3 }) as Extract<
      ReturnType<typeof relationSchema.parse>,
      { holds: 'threshold' }
    >,
  );
  it.each([
    [{ full: 7, committee: 0 }, ['threshold']],
    [{ full: 7, committee: 3 }, []],
    [{ full: 6, committee: 0 }, []],
    [{ full: 7 }, []],
    [{ full: Number.NaN, committee: 0 }, []],
  ])('%j', (facts, expected) => {
    expect(codes(committee, checkedOf(facts))).toEqual(expected);
  });
});

describe('so many for each', () => {
  const essays = atMostCheck(
    relationSchema.parse({ holds: 'atMost', part: 'each', times: 'heads', whole: 'all' }) as Extract<
      ReturnType<typeof relationSchema.parse>,
      { holds: 'atMost' }
    >,
  );
  it.each([
    [{ each: 2, heads: 12, all: 23 }, ['more']],
    [{ each: 2, heads: 12, all: 24 }, []],
    [{ each: 2, all: 1 }, []],
  ])('%j', (facts, expected) => {
    expect(codes(essays, checkedOf(facts))).toEqual(expected);
  });
});
