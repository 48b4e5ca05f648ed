/** A random value in a random spelling is read as that value, or not at all: never as another one. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factSchema } from '../../src/flow/definition.ts';
import { readAnswer, readMessage } from '../../src/flow/reading.ts';
import { NOW } from './support.ts';

const RUNS = 100_000;
const context = { year: 2026, now: NOW };
const facts = new Map(
  [
    { id: 'count', type: 'count', label: '支委会', unit: '次', aliases: ['支委会议'] },
    { id: 'money', type: 'money', label: '合同额' },
    { id: 'percentage', type: 'percentage', label: '完成率' },
    { id: 'date', type: 'date', label: '换届日期' },
    { id: 'month', type: 'month', label: '评议月份' },
    { id: 'period', type: 'period', label: '培训时间' },
  ].map((fact) => [fact.id, factSchema.parse(fact)] as const),
);

const FIGURES = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: Readonly<Record<string, string>> = {
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
};

/** The plain way to write a number below 10⁸. */
function chinese(n: number): string {
  if (n === 0) return '零';
  const below = (m: number): string =>
    [1000, 100, 10, 1]
      .map((unit) => [Math.floor(m / unit) % 10, unit] as const)
      .map(([digit, unit]) =>
        digit === 0 ? '零' : `${FIGURES[digit]}${{ 1000: '千', 100: '百', 10: '十' }[unit] ?? ''}`,
      )
      .join('');
  const high = Math.floor(n / 10_000);
  return (high > 0 ? `${below(high)}万${below(n % 10_000)}` : below(n))
    .replace(/零+万/, '万')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
    .replace(/零万/, '万');
}
const short = (text: string): string => text.replace(/^一十/, '十');
const wide = (text: string): string =>
  text.replace(/[0-9.%]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const formal = (text: string): string => text.replace(/[一-龥]/g, (sign) => FORMAL[sign] ?? sign);
const digits = (n: number): string =>
  [...String(n)]
    .map((digit) => FIGURES[Number(digit)])
    .join('')
    .replaceAll('零', '〇');

const pick = <T>(...all: T[]): fc.Arbitrary<T> => fc.constantFrom(...all);
type Case = { readonly fact: string; readonly words: string; readonly value: unknown };
const spelled = <T>(
  fact: string,
  value: fc.Arbitrary<T>,
  canonical: (value: T) => unknown,
  ways: readonly ((value: T) => string)[],
): fc.Arbitrary<Case> =>
  fc.tuple(value, pick(...ways)).map(([one, way]) => ({ fact, words: way(one), value: canonical(one) }));

const number = fc.oneof(fc.nat(30), fc.nat(400), fc.nat(99_999));
const numeral: readonly ((n: number) => string)[] = [
  String,
  (n) => wide(String(n)),
  chinese,
  (n) => short(chinese(n)),
  (n) => formal(chinese(n)),
  (n) => n.toLocaleString('en-US'),
];
const counts = spelled(
  'count',
  number,
  (n) => n,
  numeral.flatMap((way) => [
    way,
    (n: number) => `${way(n)}次`,
    (n: number) => `共${way(n)}次`,
    (n: number) => `开了${way(n)} 次`,
    (n: number) => `${way(n)}次左右`,
    (n: number) => `约${way(n)}次`,
  ]),
);

const amount = fc.record({
  whole: fc.nat(9999),
  places: fc.integer({ min: 0, max: 2 }),
  part: fc.nat(99),
  scale: pick('', '万', '亿'),
  currency: pick('元', '美元', '欧元'),
});
type Amount = typeof amount extends fc.Arbitrary<infer A> ? A : never;
const decimal = ({ whole, places, part }: Amount): string =>
  places === 0 ? String(whole) : `${whole}.${String(part).padStart(2, '0').slice(0, places)}`;
const spokenDecimal = (one: Amount): string => {
  const [whole = '0', fraction] = decimal(one).split('.');
  return (
    short(chinese(Number(whole))) +
    (fraction === undefined ? '' : `点${[...fraction].map((digit) => FIGURES[Number(digit)]).join('')}`)
  );
};
const trimmed = (one: Amount): string =>
  decimal(one)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
const money = fc.oneof(
  spelled('money', amount, (one) => `${decimal(one)}${one.scale}${one.currency}`, [
    (one) => `${decimal(one)}${one.scale}${one.currency}`,
    (one) => `${wide(decimal(one))}${one.scale}${one.currency}`,
    (one) => `${decimal(one)} ${one.scale}${one.currency}`,
    (one) => `约${decimal(one)}${one.scale}${one.currency}`,
    (one) => `共${decimal(one)}${one.scale}${one.currency}左右`,
  ]),
  spelled('money', amount, (one) => `${trimmed(one)}${one.scale}${one.currency}`, [
    (one) => `${spokenDecimal(one)}${one.scale}${one.currency}`,
  ]),
);

const percent = fc.record({
  whole: fc.nat(100),
  places: fc.integer({ min: 0, max: 2 }),
  part: fc.nat(99),
  scale: fc.constant('' as const),
  currency: fc.constant('元' as const),
});
const percentages = fc.oneof(
  spelled('percentage', percent, (one) => `${decimal(one)}%`, [
    (one) => `${decimal(one)}%`,
    (one) => wide(`${decimal(one)}%`),
    (one) => `${decimal(one)}％`,
    (one) => `约${decimal(one)}%`,
    (one) => `达到${decimal(one)}%`,
  ]),
  spelled('percentage', percent, (one) => `${trimmed(one)}%`, [(one) => `百分之${spokenDecimal(one)}`]),
);

const pad = (n: number): string => String(n).padStart(2, '0');
const day = fc.record({
  year: pick(2025, 2026),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});
type Day = typeof day extends fc.Arbitrary<infer D> ? D : never;
const iso = (one: Day): string => `${one.year}-${pad(one.month)}-${pad(one.day)}`;
const spokenDay = (one: Day): string => `${short(chinese(one.month))}月${short(chinese(one.day))}`;
const dates = fc.oneof(
  spelled('date', day, iso, [
    (one) => `${one.year}年${one.month}月${one.day}日`,
    (one) => `${one.year}年${pad(one.month)}月${pad(one.day)}号`,
    (one) => `${one.year}-${one.month}-${one.day}`,
    iso,
    (one) => `${one.year}/${one.month}/${one.day}`,
    (one) => `${one.year}.${pad(one.month)}.${pad(one.day)}`,
    (one) => iso(one).replaceAll('-', ''),
    (one) => `${digits(one.year)}年${spokenDay(one)}日`,
    (one) => `${String(one.year).slice(2)}年${one.month}月${one.day}日`,
    (one) => wide(`${one.year}年${one.month}月${one.day}日`),
    (one) => `${one.year === 2026 ? '今年' : '去年'}${one.month}月${one.day}号`,
  ]),
  spelled(
    'date',
    day.map((one) => ({ ...one, year: 2026 })),
    iso,
    [
      (one) => `${one.month}月${one.day}日`,
      (one) => `${spokenDay(one)}号`,
      (one) => `${one.month}.${one.day}`,
      (one) => `${one.month}/${one.day}`,
      (one) => `${one.month}-${one.day}`,
    ],
  ),
);
const months = spelled('month', day, (one) => iso(one).slice(0, 7), [
  (one) => `${one.year}年${one.month}月`,
  (one) => iso(one).slice(0, 7),
  (one) => `${digits(one.year)}年${short(chinese(one.month))}月份`,
  (one) => `${one.year === 2026 ? '' : '去年'}${one.month}月`,
  (one) => `${one.year}.${one.month}`,
]);
const part = pick('上旬', '中旬', '下旬', '初', '底');
const periods = fc.oneof(
  spelled('period', fc.tuple(day, part), ([one, third]) => `${one.year}年${one.month}月${third}`, [
    ([one, third]) => `${one.year}年${one.month}月${third}`,
    ([one, third]) => `${digits(one.year)}年${short(chinese(one.month))}月${third}`,
    ([one, third]) => `${one.year === 2026 ? '' : '去年'}${one.month}月${third}`,
  ]),
  spelled(
    'period',
    fc.tuple(fc.integer({ min: 1, max: 11 }), fc.nat(10)),
    ([from, more]) => {
      const to = Math.min(12, from + 1 + more);
      return `2026年${from}月至${to}月`;
    },
    [
      ([from, more]) => `${from}月至${Math.min(12, from + 1 + more)}月`,
      ([from, more]) => `${from}至${Math.min(12, from + 1 + more)}月`,
      ([from, more]) => `2026年${from}-${Math.min(12, from + 1 + more)}月`,
      ([from, more]) => `${short(chinese(from))}月到${short(chinese(Math.min(12, from + 1 + more)))}月`,
    ],
  ),
);

const anyCase = fc.oneof(
  { arbitrary: counts, weight: 3 },
  { arbitrary: money, weight: 3 },
  percentages,
  { arbitrary: dates, weight: 2 },
  months,
  periods,
);
const joiner = pick('', ' ', '：', '是', ':', '为');

it('is read as itself, alone and beside its name, a hundred thousand times', () => {
  let alone = 0;
  let named = 0;
  fc.assert(
    fc.property(anyCase, joiner, (one, sign) => {
      const fact = facts.get(one.fact);
      if (fact === undefined) throw new Error(one.fact);
      const said = readAnswer(one.words, fact, context);
      if (said.said === 'value') {
        expect(said.value, one.words).toBe(one.value);
        alone += 1;
      }
      const { understood } = readMessage(`${fact.label}${sign}${one.words}`, facts, context);
      for (const { fact: found, what } of understood) {
        expect(found.id).toBe(one.fact);
        if (what.said !== 'value') continue;
        expect(what.value, `${fact.label}${sign}${one.words}`).toBe(one.value);
        named += 1;
      }
    }),
    { numRuns: RUNS },
  );
  // Refusing everything would be right, and of no use.
  expect(alone / RUNS).toBeGreaterThan(0.99);
  expect(named / RUNS).toBeGreaterThan(0.97);
}, 900_000);
