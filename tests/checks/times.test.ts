import { describe, expect, it } from 'vitest';
import { formulationSchema, type YearEntry } from '../../src/checks/data.ts';
import { datesCheck } from '../../src/checks/dates.ts';
import { slipsCheck } from '../../src/checks/slips.ts';
import { timesCheck } from '../../src/checks/times.ts';
import { checkedOf, codes, mends } from './support.ts';

const FORMULATIONS = [
  { id: 'dual', exact: '一岗双责', slips: ['一岗两责'] },
  { id: 'four', exact: '增强“四个意识”', slips: ['树立“四个意识”', '牢固树立“四个意识”'] },
  { id: 'rules', exact: '中央八项规定精神', slips: ['八项规定精神'], unless: ['省委八项规定精神'] },
  { id: 'book', exact: '《社会主义发展简史》', slips: ['《社会主义发展史》'], from: '2021-02-01' },
  { id: 'two', exact: '“两个确立”', slips: ['“两个确定”'], from: '2021-11-11' },
].map((one) => formulationSchema.parse({ source: '一份文件，2021年', ...one }));

describe('fixed formulations', () => {
  const slips = slipsCheck(FORMULATIONS);
  it.each([
    ['落实“一岗两责”，抓好一岗两责', '落实“一岗双责”，抓好一岗双责'],
    ['牢固树立"四个意识"', '增强“四个意识”'],
    ['树立四个意识', undefined],
    ['遵守八项规定精神', '遵守中央八项规定精神'],
    ['遵守中央八项规定精神和省委八项规定精神', undefined],
    ['读《社会主义发展史》', '读《社会主义发展简史》'],
    ['学习《一岗两责实施办法》', undefined],
    ['落实“一岗双责”', undefined],
  ])('%s', (story, mended) => {
    expect(mends(slips(checkedOf({ story })))).toEqual(mended === undefined ? [] : [mended]);
    expect(slips(checkedOf({}))).toEqual([]);
  });
  it('are not asked for before they were said', () => {
    expect(codes(slips, checkedOf({ story: '拥护“两个确定”' }, { year: 2020 }))).toEqual([]);
    expect(codes(slips, checkedOf({ story: '拥护“两个确定”' }, { year: 2021 }))).toEqual(['slip']);
  });
  it('leave a claim alone as it was written, and read one in her own words', () => {
    const claim = { type: 'claim', sentence: '我落实一岗两责。' } as const;
    expect(codes(slips, checkedOf({ claim: { ...claim, value: claim.sentence } }))).toEqual([]);
    expect(codes(slips, checkedOf({ claim: { ...claim, value: '我带头落实一岗两责。' } }))).toEqual(['slip']);
  });
});

const YEARS: readonly YearEntry[] = [
  { year: 2021, id: 'campaign', text: '党史学习教育', from: '2021-02-20' },
  { year: 2022, id: 'campaign', text: '党史学习教育常态化长效化', from: '2022-04-01' },
  { year: 2024, id: 'plenum', text: '党的二十届三中全会精神', from: '2024-07-18' },
  { year: 2024, id: 'campaign', text: '党纪学习教育', from: '2024-04-30' },
  { year: 2024, id: 'safety', text: '安全生产治本攻坚三年行动', from: '2024-02-29' },
].map((entry) => ({ ...entry, source: '上级通知' }));

describe('wordings of a year', () => {
  const times = timesCheck(FORMULATIONS, YEARS, { nextYear: [], plans: ['plan'] });
  it.each([
    ['last year’s campaign', '开展党纪学习教育', 2025, '2025-11-20', ['late']],
    ['this year’s campaign', '开展党纪学习教育', 2024, '2024-11-20', []],
    ['a plenum that may still be studied', '学习党的二十届三中全会精神', 2025, '2025-11-20', []],
    ['a plenum before it was held', '学习党的二十届三中全会精神', 2024, '2024-07-01', ['early']],
    ['on its day', '学习党的二十届三中全会精神', 2024, '2024-07-18', []],
    ['a plenum of a later year', '党的二十届三中全会', 2023, '2023-11-20', ['early']],
    ['a longer wording of its own year', '党史学习教育常态化长效化', 2022, '2022-11-20', []],
    ['the campaign before it', '党史学习教育', 2022, '2022-11-20', ['late']],
    ['a formulation before its day', '拥护“两个确立”', 2020, '2020-12-01', ['early']],
    ['what went on for years', '安全生产治本攻坚三年行动', 2026, '2026-12-01', []],
  ])('%s', (_, story, year, day, expected) => {
    const given = { type: 'longText', value: story, day } as const;
    expect(codes(times, checkedOf({ story: given }, { year }))).toEqual(expected);
    expect(codes(times, checkedOf({}, { year }))).toEqual([]);
  });
  it('do not hold up a plan', () => {
    const plan = { type: 'longText', value: '学习党的二十届三中全会精神', day: '2023-12-01' } as const;
    expect(codes(times, checkedOf({ plan }, { year: 2023 }))).toEqual([]);
  });
});

describe('dates', () => {
  const dates = datesCheck({ nextYear: ['ahead'], anyYear: ['any'], plans: ['plan'] });
  it.each([
    ['of the year', { done: { type: 'date', value: '2026-03-08' } }, []],
    ['of the year before', { done: { type: 'date', value: '2025-03-08' } }, ['year']],
    ['not come yet', { done: { type: 'date', value: '2026-12-08' } }, ['ahead']],
    ['of the next year, where that is meant', { ahead: { type: 'date', value: '2027-03-08' } }, []],
    ['this year, where the next is meant', { ahead: { type: 'month', value: '2026-03' } }, ['year']],
    ['of any year', { any: { type: 'month', value: '2019-03' } }, []],
    ['a period over the turn of the year', { done: { type: 'period', value: '2025年12月至2026年3月' } }, []],
    ['a plan of last year', { plan: '2026年6月底前完成。' }, ['year']],
    ['a plan of the next', { plan: '2027年6月底前完成，比2026年早。' }, []],
    ['a plan without a year', { plan: '六月底前完成。' }, []],
    ['a story may tell of the past', { story: '2019年以来一直这样做。' }, []],
  ] as const)('%s', (_, facts, expected) => {
    expect(codes(dates, checkedOf(facts))).toEqual(expected);
  });
  it('in rows, with the row and its field', () => {
    const awards = {
      type: 'records',
      fields: [
        { id: 'title', type: 'name', label: '名称' },
        { id: 'day', type: 'date', label: '时间' },
      ],
      value: [
        { title: '甲', day: '2026-03-01' },
        { title: '乙', day: '2024-03-01' },
      ],
    } as const;
    expect(dates(checkedOf({ awards })).map(({ what }) => what)).toEqual([
      { code: 'year', place: { fact: 'awards', at: 2, field: '时间' }, words: '2024-03-01', expected: 2026 },
    ]);
  });
});
