/**
 * @module An amount of money, kept as it was given: digits, 万 or 亿, currency, 「136.0亿元」「4.9亿美元」. Never converted,
 * never rounded.
 */
import { type Amount, readAmount, type Scale, SHIFT, scaled } from '../amounts.ts';
import type { Asked } from '../definition.ts';
import { narrow } from '../numerals.ts';
import type { Problem } from '../problem.ts';
import { withoutVagueness } from '../vague.ts';
import { type FactType, problem, value, writeText } from './type.ts';
import { tidy } from './words.ts';

const LONGEST = 60;
const CURRENCIES: Readonly<Record<string, string>> = {
  元: '元',
  块: '元',
  块钱: '元',
  元人民币: '元',
  人民币: '元',
  人民币元: '元',
  rmb: '元',
  cny: '元',
  美元: '美元',
  美金: '美元',
  usd: '美元',
  欧元: '欧元',
  港元: '港元',
  港币: '港元',
  日元: '日元',
  英镑: '英镑',
};
const BEFORE: Readonly<Record<string, string>> = {
  '￥': '元',
  '¥': '元',
  人民币: '元',
  rmb: '元',
  $: '美元',
  us$: '美元',
  '€': '欧元',
  '£': '英镑',
};
const SHAPE =
  /^(?<before>人民币|rmb|us\$|[￥¥$€£])?(?<number>[0-9零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿点,.]+)(?:个(?=亿))?(?<scale>万亿|亿|万)?(?<currency>元人民币|人民币元?|块钱?|美元|美金|欧元|港元|港币|日元|英镑|元|rmb|cny|usd)?(?<after>整|钱|的?投资|了)?$/;
const KEPT = /^(?<decimal>\d+(?:\.\d+)?)(?<scale>万亿|亿|万)?(?<currency>元|美元|欧元|港元|日元|英镑)$/;
const FILLER = /^(?:[:：=]|一共|总共|累计|共计|合计|达到?|完成|实现|有|是|为|了|共)+/;
/** A bare figure this large in a field in 万元 was more likely meant in 元. */
const LARGE = 1_000_000n;

export interface Money extends Amount {
  readonly currency: string;
}

/** The parts of a kept value; undefined for anything else. */
export function moneyOf(kept: unknown): Money | undefined {
  const parts = typeof kept === 'string' ? KEPT.exec(kept)?.groups : undefined;
  if (parts === undefined) return undefined;
  const { decimal = '', scale = '', currency = '' } = parts;
  return { decimal, scale: scale as Scale, currency };
}

/** In hundredths of 分 (10⁻⁴ of the currency), for exact sums and comparisons within one currency. */
export const moneyUnits = ({ decimal, scale }: Money): bigint => scaled(decimal, SHIFT[scale] + 4);

const kept = ({ decimal, scale, currency }: Money): string => `${decimal}${scale}${currency}`;

/** The value of so many hundredths of 分, in that scale; exact. */
export function moneyWith(units: bigint, scale: Scale, currency: string): string {
  const places = SHIFT[scale] + 4;
  const digits = String(units).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const decimal = `${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
  return kept({ decimal, scale, currency });
}

export const money: FactType = {
  control: 'line',
  place: 'beside',
  parse: (words, fact) => {
    if (words.length > 4 * LONGEST) return problem({ code: 'not-money' });
    const said = narrow(tidy(words))
      .toLowerCase()
      .replace(/\s/g, '')
      .replace(/[。;；,，、!]+$/, '')
      .replace(FILLER, '');
    if (said === '') return problem({ code: 'empty' });
    if (said.length > LONGEST) return problem({ code: 'not-money' });
    if (/^[-−负]/.test(said)) return problem({ code: 'negative' });
    const bare = withoutVagueness(said);
    const parts = SHAPE.exec(bare.words)?.groups;
    const { before = '', number = '', scale = '', currency = '' } = parts ?? {};
    const amount = readAmount(number + scale);
    if (parts === undefined || amount === undefined) return problem({ code: 'not-money' });
    const named = CURRENCIES[currency] ?? BEFORE[before];
    const assumed = assume(amount, named, fact);
    if (assumed === undefined) return problem({ code: 'no-currency-unit' });
    const doubt = bare.vague ? 'inexact' : assumed.doubtful ? 'unit' : undefined;
    return value(kept(assumed.money), doubt);
  },
  check: (given): string | Problem => {
    const amount = moneyOf(given);
    return amount === undefined ? { code: 'wrong-type', expected: '金额，如 612.5亿元' } : kept(amount);
  },
  show: (given) => String(given).replace(/(?<=\d)(?=[^\d.])/, ' '),
  edit: String,
  write: writeText,
  room: () => 30,
};

/** What was left unsaid from the fact's unit: the currency, or for a bare figure the scale too. */
function assume(
  { decimal, scale }: Amount,
  currency: string | undefined,
  { unit }: Asked,
): { readonly money: Money; readonly doubtful: boolean } | undefined {
  if (currency !== undefined) return { money: { decimal, scale, currency }, doubtful: false };
  const own = moneyOf(`1${unit ?? ''}`);
  if (scale !== '') {
    // 「612.5亿」 of nothing: what the fact is in, else asked back as 元.
    return { money: { decimal, scale, currency: own?.currency ?? '元' }, doubtful: own === undefined };
  }
  if (own === undefined) return undefined;
  const doubtful = own.scale !== '' && scaled(decimal, 0) >= LARGE;
  return { money: { ...own, decimal }, doubtful };
}
