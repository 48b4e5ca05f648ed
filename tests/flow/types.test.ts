/** What holds for every type of fact: nothing makes it throw, what it keeps it reads back, what it cannot keep it says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanOf } from '../../src/flow/dates.ts';
import { FACT_TYPES, factSchema } from '../../src/flow/definition.ts';
import { readAnswer } from '../../src/flow/reading.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import { moneyOf, moneyUnits } from '../../src/flow/types/money.ts';
import { isProblem } from '../../src/flow/types/type.ts';
import { explain } from '../../src/flow/words.ts';
import { NOW } from './support.ts';

const context = { year: 2026, now: NOW };
const MORE: Readonly<Record<string, object>> = {
  count: { unit: '次' },
  oneOf: { options: ['项目支部', '机关支部'] },
  severalOf: { options: ['警示教育', '廉政党课', '参观基地'] },
  claim: { sentence: '我本人遵守中央八项规定及其实施细则精神。' },
  records: {
    fields: [
      { id: 'title', type: 'name', label: '名称' },
      { id: 'sum', type: 'money', label: '金额' },
      { id: 'day', type: 'date', label: '时间' },
      { id: 'times', type: 'count', label: '次数' },
      { id: 'story', type: 'longText', label: '经过' },
    ],
  },
};
const FACTS = FACT_TYPES.map((type) => factSchema.parse({ id: 'fact', type, label: '某事', ...MORE[type] }));

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  count: [0, 12, 1_000_000],
  money: ['612.5亿元', '136.0亿元', '4.9亿美元', '0元', '1200万元', '2.3万亿元', '0.05元'],
  percentage: ['30.8%', '0%', '126%', '30.80%'],
  date: ['2026-03-08', '2024-02-29'],
  month: ['2026-03', '2025-12'],
  period: [
    '2026年3月中旬',
    '2025年底',
    '2026年3月至5月',
    '2026年3月8日至12日',
    '2026年国庆节前',
    '2026年第三季度',
    '2026年',
    '2025年12月至2026年2月',
  ],
  yesNo: [true, false],
  oneOf: ['项目支部'],
  severalOf: [['警示教育', '参观基地']],
  text: ['清源河大桥项目党支部'],
  longText: ['第一句。\n第二句，还有“引号”和《书名》。'],
  name: ['“手抄誓词、上工位”活动', '《党支部工作条例（试行）》'],
  list: [['党建', '《准则、条例》', '“送清凉”（两次）']],
  records: [
    [
      { title: '优质工程奖', sum: '30万元', day: '2026-03-08', times: 2, story: '一句。' },
      { title: '先进集体' },
    ],
  ],
  claim: ['一年来我没有违反中央八项规定精神。'],
};

const garbage = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ...'一二三十百万亿元年月日号至到-.%，。；：\n\t|《》“”（）0129约多余次是没有补'.split(''),
      ),
      { maxLength: 40 },
    )
    .map((signs) => signs.join('')),
);

describe.each(FACTS)('$type', (fact) => {
  const type = typeOf(fact);

  it('reads back what stands in its field, and keeps what it has kept', () => {
    for (const value of VALUES[fact.type] ?? []) {
      const kept = type.check(value, fact);
      expect(kept).toEqual(value);
      if (isProblem(kept)) continue;
      expect(type.parse(type.edit(kept, fact), fact, context)).toMatchObject({ read: 'value', value });
      expect(type.show(kept, fact)).not.toBe('');
      expect(type.write(kept, fact)).toMatchObject({ kind: expect.stringMatching(/text|list|rows/) });
    }
    expect(VALUES[fact.type]?.length).toBeGreaterThan(0);
  });

  it('never throws, gives only values it would keep, and can say what is wrong', () => {
    fc.assert(
      fc.property(garbage, (words) => {
        const said = readAnswer(words, fact, context);
        if (said.said === 'value') expect(type.check(said.value, fact)).toEqual(said.value);
        if (said.said === 'problem') expect(explain(said.problem, fact)).toMatch(/[一-龥]/);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes nothing strange from a file', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const kept = type.check(value, fact);
        if (!isProblem(kept)) expect(type.check(kept, fact)).toEqual(kept);
      }),
      { numRuns: 500 },
    );
  });

  it('fits its field', () => expect(type.room(fact)).toBeLessThanOrEqual(1000));
});

describe('too much', () => {
  const read = (type: string, words: string) => {
    const fact = FACTS.find((one) => one.type === type);
    if (fact === undefined) throw new Error(type);
    const said = readAnswer(words, fact, context);
    return said.said === 'problem' ? said.problem.code : said.said;
  };
  it.each([
    ['name', '名'.repeat(4000), 'too-long'],
    ['text', '名'.repeat(4000), 'too-long'],
    ['longText', '长'.repeat(4001), 'too-long'],
    ['list', Array.from({ length: 300 }, (_, n) => `第${n}项`).join('、'), 'too-many'],
    ['records', Array.from({ length: 300 }, (_, n) => `奖 ${n}`).join('\n'), 'too-many'],
    ['count', '1'.repeat(400), 'not-a-number'],
    ['count', '99999999', 'too-large'],
    ['money', '9'.repeat(100), 'not-money'],
    ['text', '😀😀', 'no-words'],
    ['name', '同上', 'elsewhere'],
    ['longText', '和去年一样', 'elsewhere'],
    ['list', '见附件', 'elsewhere'],
    ['text', 'XX项目', 'placeholder'],
    ['longText', '召开**次会议', 'placeholder'],
  ])('%s: %#', (type, words, code) => expect(read(type, words)).toBe(code));
});

describe('exactness', () => {
  it('sums money without fractions of binary', () => {
    const of = (text: string) => moneyUnits(moneyOf(text) ?? { decimal: '0', scale: '', currency: '元' });
    expect(of('0.1亿元') + of('0.2亿元')).toBe(of('0.3亿元'));
    expect(of('136.0亿元')).toBe(of('136亿元'));
    expect(of('1亿元')).toBe(of('10000万元'));
  });

  it('knows the days of a time', () => {
    expect(spanOf('2026年3月中旬')).toEqual({ from: '2026-03-11', to: '2026-03-20' });
    expect(spanOf('2026年上半年')).toEqual({ from: '2026-01-01', to: '2026-06-30' });
    expect(spanOf('2025年12月至2026年2月')).toEqual({ from: '2025-12-01', to: '2026-02-28' });
    expect(spanOf('2026年国庆节前')).toEqual({ to: '2026-10-01' });
    expect(spanOf('2026年春节期间')).toEqual({});
  });
});
