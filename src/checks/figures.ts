/** @module Figures to compare: counts, lengths of lists, and amounts of money in their currency, exactly. */
import type { KnownFact } from '../flow/finding.ts';
import type { FactValue } from '../flow/model.ts';

export interface Amount {
  /** In hundredths of 分, and counts in ten-thousandths: the same grain, so that all are exact. */
  readonly units: bigint;
  /** 次, 人, or a currency: figures are compared within one measure. */
  readonly measure: string;
}

const PLACES = 4;
const MONEY = /^(\d{1,20})(?:\.(\d{1,20}))?(万亿|亿|万)?(元|美元|欧元|港元|日元|英镑)$/;
const SHIFT: Readonly<Record<string, number>> = { '': 0, 万: 4, 亿: 8, 万亿: 12 };
const CURRENCIES = ['元', '美元', '欧元', '港元', '日元', '英镑'];

const units = (whole: string, fraction: string, places: number): bigint =>
  BigInt(whole + fraction.padEnd(places, '0').slice(0, places));

/** The figure of a fact; of a list or records, how many there are. Undefined for what is no figure. */
export function amountOf({ value, definition }: Pick<KnownFact, 'value' | 'definition'>): Amount | undefined {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return undefined;
    return { units: BigInt(value) * 10n ** BigInt(PLACES), measure: definition.unit ?? '' };
  }
  if (Array.isArray(value)) {
    return { units: BigInt(value.length) * 10n ** BigInt(PLACES), measure: '' };
  }
  if (definition.type !== 'money' || typeof value !== 'string') return undefined;
  const [whole_, whole = '', fraction = '', scale = '', currency = ''] = MONEY.exec(value) ?? [];
  if (whole_ === undefined) return undefined;
  return { units: units(whole, fraction, (SHIFT[scale] ?? 0) + PLACES), measure: currency };
}

/** Amounts of two currencies are never compared; of counts, the words behind them do not matter. */
export const comparable = (amounts: readonly Amount[]): boolean => {
  const money = new Set(amounts.map(({ measure }) => (CURRENCIES.includes(measure) ? measure : '')));
  return money.size === 1;
};

export const wholeNumber = (amount: bigint): number => Number(amount / 10n ** BigInt(PLACES));

/** 「22名」「612.5亿元」「3项」: a figure as it is said. */
export function said({ value, definition }: Pick<KnownFact, 'value' | 'definition'>): string {
  if (Array.isArray(value)) return `${value.length} 项`;
  if (typeof value === 'number') return `${value} ${definition.unit ?? ''}`.trimEnd();
  return String(value).replace(/(?<=\d)(?=[^\d.%])/, ' ');
}

/** A sum in the scale of the amounts it is made of: 「383.7 亿元」. */
export function sumSaid(amount: Amount, like: FactValue): string {
  const scale = typeof like === 'string' ? (MONEY.exec(like)?.[3] ?? '') : '';
  const places = (SHIFT[scale] ?? 0) + PLACES;
  const digits = String(amount.units < 0n ? -amount.units : amount.units).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const sign = amount.units < 0n ? '-' : '';
  const number = `${sign}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
  return `${number} ${scale}${amount.measure}`.trimEnd();
}
