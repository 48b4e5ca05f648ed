import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../src/flow/numerals.ts';
import { readAnswer, readMessage } from '../../src/flow/reading.ts';
import { NOW, smallFlow } from './support.ts';

const CONTEXT = { year: 2026, now: NOW };
const facts = [...smallFlow.facts.values()];

/** 「支委会=12, 党课=?4」: a question mark is asked back, a bang could not be read. */
function heard(text: string): string {
  const message = readMessage(text, smallFlow.facts, CONTEXT);
  const one = message.understood.map(({ fact, what }) => {
    if (what.said === 'status') return `${fact.label}=${what.status}`;
    if (what.said === 'problem') return `${fact.label}!${what.problem.code}`;
    return `${fact.label}=${what.doubt === undefined ? '' : '?'}${String(what.value)}`;
  });
  return [...one, ...message.rest.map((words) => `…${words}`)].join(' ');
}

describe('a typed message', () => {
  it.each([
    ['支委会十二次，党员大会4次、党课 4', '支委会=12 支部党员大会=4 党课=4'],
    ['支委会开了十一次 党员大会4次 党课嘛每季度一次', '支委会=11 支部党员大会=4 党课=?4'],
    ['支委会每月一次', '支委会=?11'],
    ['支委会１２次', '支委会=12'],
    ['12次支委会，召开了4次党员大会', '支委会=12 支部党员大会=4'],
    ['支委会和党员大会各12次', '支委会=12 支部党员大会=12'],
    ['党课改成5', '党课=5'],
    ['不对，支委会是13次', '支委会=13'],
    ['支委会：没有；党课：稍后补', '支委会=none 党课=later'],
    ['党小组会没开', '党小组会=none'],
    ['谈心谈话36次', '谈心谈话=?36'],
    ['支委会大概12次', '支委会=?12'],
    ['支委会十余次', '支委会=?10'],
    ['支委会12次左右', '支委会=?12'],
    ['支委会400次', '支委会=?400'],
    ['支委会-3次', '支委会!negative'],
    ['支委会3.5次', '支委会!not-whole'],
    ['党课 1,200次', '党课=1200'],
    ['谈心谈话挺多的', '谈心谈话!not-a-number'],
    ['亮点一：搞了支委会12次\n还有后话', '亮点一=搞了支委会12次\n还有后话'],
    ['党支部名称是清源河大桥项目党支部', '党支部名称=清源河大桥项目党支部'],
    ['支部类型：机关支部\n支委会12', '支部类型=机关支部 支委会=12'],
    ['今天天气不错', '…今天天气不错'],
  ])('%s', (text, expected) => {
    expect(heard(text)).toBe(expected);
  });

  it('never throws and never fills a fact whose name is not there', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        ...'，。、；\n支委会各12次没有稍后补{{}}<at id=all></at>]]>\u0000\u0001\ud800'.split(''),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { fact } of readMessage(text, smallFlow.facts, CONTEXT).understood) {
          const names = [fact.label, ...fact.aliases];
          expect(names.some((name) => text.includes(name))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  /** Milliseconds of CPU, the least of a few: the machine may be busy. */
  const cost = (work: () => void): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const started = process.cpuUsage();
        work();
        return process.cpuUsage(started).user / 1000;
      }),
    );

  it('reads long input in linear time', () => {
    const units = [
      ...[
        '支委会',
        '一',
        '每',
        '没有',
        ' ',
        '稍后补',
        '支委会和',
        '党课分别是1、',
        '亮点一：',
        '截至',
        '2026年',
      ],
      ...['约', '（', '1,', '12、', '一是', '，党支部名称是', '\n姓名：', '支委会12次', '年底', '不是', '3.'],
    ];
    for (const unit of units) {
      const of = (length: number) => unit.repeat(length / unit.length);
      const read = (text: string) => () => {
        heard(text);
        for (const fact of facts) readAnswer(text, fact, CONTEXT);
      };
      const [short, long] = [cost(read(of(2500))), cost(read(of(10_000)))];
      expect(long, unit).toBeLessThan(Math.max(60, short * 12));
    }
    expect(cost(() => heard('稍后补'.repeat(50_000)))).toBeLessThan(1000);
  });
});

describe('numerals', () => {
  it.each([
    ['12', 12],
    ['１２', 12],
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['一百五', 150],
    ['两百', 200],
    ['壹拾贰', 12],
    ['三万五', 35_000],
    ['3万5千', 35_000],
    ['1.2亿', 120_000_000],
    ['二〇二六', 2026],
    ['1,200', 1200],
    ['三点五', 3.5],
    ['二千零十五', 2015],
  ])('%s is %d', (words, value) => {
    expect(readNumber(words)).toBe(value);
  });

  it.each([
    ...['七八', '十二三', '', '百分', '三十亿万亿', '十百', '一二三', '点五', '12次'],
    ...['几十', '三四十', '十余', '一两', '十十', '二百三百', '〇十', '零百'],
  ])('%s is no number', (words) => {
    expect(readNumber(words)).toBeUndefined();
  });

  it('reads back every number as it is written in Chinese', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        expect(readNumber(chinese(n))).toBe(n);
      }),
    );
  });
});

/** The standard way to write a number below 10^8. */
function chinese(n: number): string {
  const digits = '零一二三四五六七八九';
  if (n === 0) return '零';
  const below = (m: number): string =>
    [1000, 100, 10, 1]
      .map((unit) => [Math.floor(m / unit) % 10, unit] as const)
      .map(([digit, unit]) =>
        digit === 0 ? '零' : digits[digit] + ({ 1000: '千', 100: '百', 10: '十' }[unit] ?? ''),
      )
      .join('');
  const high = Math.floor(n / 10_000);
  const text = high > 0 ? `${below(high)}万${below(n % 10_000)}` : below(n);
  return text
    .replace(/零+万/, '万')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
    .replace(/零万/, '万');
}
