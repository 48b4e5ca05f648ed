import { describe, expect, it } from 'vitest';
import { atMostCheck } from '../../src/checks/at-most.ts';
import { relationSchema } from '../../src/checks/data.ts';
import { lengthCheck } from '../../src/checks/length.ts';
import { mirrorCheck } from '../../src/checks/mirror.ts';
import { shareCheck } from '../../src/checks/share.ts';
import { sumCheck } from '../../src/checks/sum.ts';
import { checkedOf, codes, type Given, mends } from './support.ts';

const money = (value: string): Given => ({ type: 'money', value });
const percent = (value: string): Given => ({ type: 'percentage', value });
const relation = <H extends string>(given: { readonly holds: H }) =>
  relationSchema.parse(given) as Extract<ReturnType<typeof relationSchema.parse>, { holds: H }>;

describe('parts and their whole', () => {
  const members = sumCheck(relation({ holds: 'sum', ...{ whole: 'all', parts: ['full', 'probationary'] } }));
  it.each([
    ['22 is not 20 and 3', { all: 22, full: 20, probationary: 3 }, ['sum']],
    ['23 is 20 and 3', { all: 23, full: 20, probationary: 3 }, []],
    ['0 is a figure', { all: 5, full: 0, probationary: 0 }, ['sum']],
    ['nobody said how many are on probation', { all: 22, full: 20 }, []],
    ['no whole', { full: 20, probationary: 3 }, []],
    ['words instead of a figure', { all: '二十二', full: 20, probationary: 2 }, []],
    [
      'of one currency',
      { all: money('3亿元'), full: money('1亿元'), probationary: money('1.5亿元') },
      ['sum'],
    ],
    [
      'exact, whatever the scale',
      { all: money('0.3亿元'), full: money('1000万元'), probationary: money('0.2亿元') },
      [],
    ],
    [
      'two currencies are not added',
      { all: money('3亿元'), full: money('1亿元'), probationary: money('1亿美元') },
      [],
    ],
  ])('%s', (_, facts, expected) => {
    expect(codes(members, checkedOf(facts))).toEqual(expected);
  });

  it('proposes the sum for a count, and nothing for money', () => {
    expect(mends(members(checkedOf({ all: 22, full: 20, probationary: 3 })))).toEqual([23]);
    const amounts = { all: money('3亿元'), full: money('1亿元'), probationary: money('1亿元') };
    expect(mends(members(checkedOf(amounts)))).toEqual([]);
  });

  const now = sumCheck(
    relation({ holds: 'sum', ...{ whole: 'now', parts: ['before', 'joined'], minus: ['left'] } }),
  );
  it.each([
    [{ now: 22, before: 20, joined: 3, left: 1 }, []],
    [{ now: 22, before: 20, joined: 3, left: 2 }, ['sum']],
  ])('last year’s, in and out: %j', (facts, expected) => {
    expect(codes(now, checkedOf(facts))).toEqual(expected);
  });
});

describe('a part is not more than its whole', () => {
  const lectures = atMostCheck(relation({ holds: 'atMost', ...{ part: 'own', whole: 'all' } }));
  it.each([
    ['5 of 4', { own: 5, all: 4 }, ['more']],
    ['4 of 4', { own: 4, all: 4 }, []],
    ['three examples of two', { own: ['甲', '乙', '丙'], all: 2 }, ['more']],
    ['one is not given', { own: 5 }, []],
    ['money of one currency', { own: money('2亿元'), all: money('1亿元') }, ['more']],
    ['money of two currencies', { own: money('2亿元'), all: money('1亿美元') }, []],
    ['money against a count', { own: money('2亿元'), all: 1 }, []],
  ])('%s', (_, facts, expected) => {
    expect(codes(lectures, checkedOf(facts))).toEqual(expected);
  });
});

describe('a share', () => {
  const share = shareCheck(relation({ holds: 'share', ...{ share: 'share', part: 'part', whole: 'whole' } }));
  it.each([
    ['30.8% is 16 of 52', { share: percent('30.8%'), part: 16, whole: 52 }, []],
    ['31% is rounded', { share: percent('31%'), part: 16, whole: 52 }, []],
    ['40% is not', { share: percent('40%'), part: 16, whole: 52 }, ['share']],
    [
      'over 100% of a plan',
      { share: percent('126%'), part: money('171.4亿元'), whole: money('136.0亿元') },
      [],
    ],
    ['of nothing', { share: percent('40%'), part: 16, whole: 0 }, []],
    ['no whole', { share: percent('40%'), part: 16 }, []],
    ['two currencies', { share: percent('40%'), part: money('1亿元'), whole: money('1亿美元') }, []],
  ])('%s', (_, facts, expected) => {
    expect(codes(share, checkedOf(facts))).toEqual(expected);
  });

  it('proposes it with as many places as were given', () => {
    expect(mends(share(checkedOf({ share: percent('40.0%'), part: 16, whole: 52 })))).toEqual(['30.8%']);
    expect(mends(share(checkedOf({ share: percent('40%'), part: 16, whole: 52 })))).toEqual(['31%']);
  });
});

describe('a number beside a list', () => {
  const length = lengthCheck(relation({ holds: 'length', ...{ number: 'number', list: 'list' } }));
  it.each([
    [{ number: 3, list: ['甲', '乙'] }, ['length'], [2]],
    [{ number: 2, list: ['甲', '乙'] }, [], []],
    [{ number: 2 }, [], []],
    [{ list: ['甲', '乙'] }, [], []],
  ])('%j', (facts, expected, mend) => {
    expect(codes(length, checkedOf(facts))).toEqual(expected);
    expect(mends(length(checkedOf(facts)))).toEqual(mend);
  });
});

describe('problems and plans', () => {
  const mirror = mirrorCheck({ problems: ['p1', 'p2', 'p3'], plans: ['q1', 'q2'] });
  it.each([
    ['three and two', { p1: '一', p2: '二', p3: '三', q1: '甲', q2: '乙' }, [], ['mirror']],
    ['two and two', { p1: '一', p2: '二', q1: '甲', q2: '乙' }, [], []],
    ['as long as one is still asked', { p1: '一', p2: '二', q1: '甲' }, ['q2'], []],
    ['no plan at all is a gap, not a contradiction', { p1: '一', p2: '二' }, [], []],
  ])('%s', (_, facts, open, expected) => {
    expect(codes(mirror, checkedOf(facts, { open }))).toEqual(expected);
  });
});
