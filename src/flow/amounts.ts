/** @module Exact decimals with a scale, 「612.5亿」: strings all the way, so that nothing is lost in binary fractions. */
import { narrow, readNumber } from './numerals.ts';

export type Scale = '' | '万' | '亿' | '万亿';

export interface Amount {
  /** Plain digits, 「612.5」, 「136.0」: as many places as were given. */
  readonly decimal: string;
  readonly scale: Scale;
}

export const SHIFT: Readonly<Record<Scale, number>> = { '': 0, 万: 4, 亿: 8, 万亿: 12 };
const SMALL: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3 };
const LONGEST = 20;

/** 「1,200万」「三千五百万」「3万5千」「1.2亿」「2.3万亿」「5百万」; undefined when it is no number. */
export function readAmount(words: string): Amount | undefined {
  const text = narrow(words)
    .replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, '')
    .replace(/\s/g, '');
  if (text === '' || text.length > LONGEST) return undefined;
  const plain = /^([0-9]+(?:\.[0-9]+)?)([十百千]?)(万亿|亿|万)?$/.exec(text);
  if (plain !== null) {
    const [, digits = '', small = '', scale = ''] = plain;
    return { decimal: shifted(tidied(digits), SMALL[small] ?? 0), scale: scale as Scale };
  }
  const scale: Scale = /万亿$/.test(text)
    ? '万亿'
    : text.includes('亿')
      ? '亿'
      : text.includes('万')
        ? '万'
        : '';
  const whole = scale === '万亿' ? undefined : readNumber(text);
  if (whole !== undefined && Number.isSafeInteger(whole)) {
    return { decimal: shifted(String(whole), -SHIFT[scale]), scale };
  }
  // 三点五亿: the point belongs to the scale behind it.
  const front = text.slice(0, text.length - scale.length);
  const number = text.endsWith(scale) ? readNumber(front) : undefined;
  return number === undefined ? undefined : { decimal: String(number), scale };
}

const tidied = (digits: string): string => digits.replace(/^0+(?=[0-9])/, '');

/** Moves the decimal point to the right by `places`; zeros behind it that this made are left out. */
function shifted(decimal: string, places: number): string {
  if (places === 0) return decimal;
  const [whole = '', fraction = ''] = decimal.split('.');
  const point = whole.length + places;
  const digits = (whole + fraction).padStart(whole.length + fraction.length + Math.max(0, 1 - point), '0');
  const at = Math.max(point, 1);
  const long = digits.padEnd(at, '0');
  const rest = long.slice(at).replace(/0+$/, '');
  return tidied(long.slice(0, at)) + (rest === '' ? '' : `.${rest}`);
}

/** A decimal without its point, to `places` places: for exact sums and comparisons. */
export function scaled(decimal: string, places: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
}
