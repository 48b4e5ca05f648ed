/** @module The parts of a date, each read from the front of a text that digitsForDates has prepared. */
import { inShanghai } from './days.ts';
import type { ReadingContext } from './types/type.ts';

/** One end of a span: 「2026年3月中旬」, 「国庆节」. */
export interface Point {
  /** Written with its year, and without it for the second end of a range in the same year. */
  readonly words: string;
  readonly tail: string;
  readonly year: number;
  readonly month?: number;
  readonly from?: string;
  readonly to?: string;
  readonly grain: 'day' | 'month' | 'coarse';
  /** Characters it took. */
  readonly length: number;
  /** The year was said. */
  readonly named?: boolean;
  /** Said from today's point of view: 去年, 上个月, 昨天. */
  readonly relative?: boolean;
}

export interface Year {
  readonly year: number;
  readonly named: boolean;
}
type Read = Point | 'no-such-date' | undefined;

export const pad = (n: number): string => String(n).padStart(2, '0');
export const iso = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`;
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const RELATIVE: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  当年: 0,
  去年: -1,
  上年: -1,
  前年: -2,
  明年: 1,
  来年: 1,
};

/** 2026年, 26年, 2026-, 2026., 今年, 去年度; `whole`: it may stand alone. */
export function afterYear(
  text: string,
  context: ReadingContext,
):
  | { readonly year: number; readonly length: number; readonly relative: boolean; readonly whole: boolean }
  | undefined {
  const [spoken, word = ''] =
    /^(今年|本年|当年|去年|上年|前年|明年|来年)(?:度|(?=年[初中底末]))?/.exec(text) ?? [];
  if (spoken !== undefined) {
    return { year: context.year + (RELATIVE[word] ?? 0), length: spoken.length, relative: true, whole: true };
  }
  const [full, digits = '', sign = ''] =
    /^((?:19|20)\d\d|\d\d(?=年)|(?:1[89]|[2-5]\d)(?=[-./]\d{1,2}[-./]\d{1,2}(?!\d)))(年(?:度|全年)?|[-./](?=\d))/.exec(
      text,
    ) ?? [];
  if (full !== undefined) {
    const short = digits.length === 2;
    const year = short ? Number(digits) + (Number(digits) > 60 ? 1900 : 2000) : Number(digits);
    return { year, length: full.length, relative: false, whole: sign.startsWith('年') };
  }
  const [compact] = /^(?:19|20)\d\d(?=(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$)/.exec(text) ?? [];
  return compact === undefined
    ? undefined
    : { year: Number(compact), length: 4, relative: false, whole: false };
}

/** Days of the parts of a month; 初 and 底 are meant loosely. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  上旬: [1, 10],
  中旬: [11, 20],
  下旬: [21, 31],
  初: [1, 10],
  中: [11, 20],
  底: [21, 31],
  末: [21, 31],
};
const HALVES: Readonly<Record<string, readonly [number, number]>> = {
  上半年: [1, 6],
  下半年: [7, 12],
  全年: [1, 12],
};
const ENDS: Readonly<Record<string, readonly [number, number]>> = {
  年初: [1, 2],
  年中: [6, 7],
  年底: [11, 12],
  年末: [11, 12],
  岁末: [11, 12],
  岁首: [1, 2],
};
const QUARTER = ['', '第一季度', '第二季度', '第三季度', '第四季度'];

export function afterMonth(text: string, given: Year, context: ReadingContext, inMonth?: number): Read {
  const { year } = given;
  const [half] = /^(?:上半年|下半年|全年)/.exec(text) ?? [];
  if (half !== undefined) return months(year, HALVES[half], half, half.length);
  const [end, , bare] = /^(年?(初|中|底|末)|岁[末首])(?![\d旬])/.exec(text) ?? [];
  if (end !== undefined && (end.length === 2 || bare !== undefined)) {
    const full = end.length === 2 ? end : `年${end}`;
    return months(year, ENDS[full], full.slice(1) === '' ? full : full.replace('年', ''), end.length);
  }
  const [quarter, q1, q2] = /^(?:第?([1-4])季度?|q([1-4]))/i.exec(text) ?? [];
  if (quarter !== undefined) {
    const n = Number(q1 ?? q2);
    return months(year, [n * 3 - 2, n * 3], QUARTER[n] ?? '', quarter.length);
  }
  return relativeDay(text, context) ?? monthAndDay(text, given) ?? dayAlone(text, year, inMonth);
}

function months(
  year: number,
  span: readonly [number, number] | undefined,
  name: string,
  length: number,
): Point {
  const [first, last] = span ?? [1, 12];
  return {
    words: `${year}年${name === '全年' ? '' : name}`,
    tail: name === '全年' ? `${year}年` : name,
    year,
    from: iso(year, first, 1),
    to: iso(year, last, daysIn(year, last)),
    grain: 'coarse',
    length,
  };
}

/** 3月8日, 3月8号, 3.8, 3-8, 3/8, 0308 behind a year, 3月, 3月份, 3月中旬, 3月底. */
function monthAndDay(text: string, { year, named }: Year): Read {
  const compact = /^(\d\d)(\d\d)$/.exec(text);
  const [whole, month = '', part, day] =
    compact === null
      ? (/^(\d{1,2})(?:月份?(?:(上旬|中旬|下旬|初|中(?!旬)|底|末)|(\d{1,2})[日号]?)?|[-./](?=\d))/.exec(
          text,
        ) ?? [])
      : [compact[0], compact[1], undefined, compact[2]];
  if (whole === undefined) return named && /^\d{1,2}$/.test(text) ? plainMonth(text, year) : undefined;
  const m = Number(month);
  if (m < 1 || m > 12) return 'no-such-date';
  if (/[-./]$/.test(whole)) {
    const sign = whole.endsWith('-') ? /^\d{1,2}(?![\d.月日号])/ : /^\d{1,2}[日号]?(?![\d.月])/;
    const [digits = ''] = sign.exec(text.slice(whole.length)) ?? [];
    return digits === ''
      ? undefined
      : dayOf(year, m, Number.parseInt(digits, 10), whole.length + digits.length);
  }
  if (day !== undefined) return dayOf(year, m, Number(day), whole.length);
  if (part !== undefined) {
    const [first, last] = PARTS[part] ?? [1, 31];
    const name = part === '中' ? '中旬' : part;
    return {
      words: `${year}年${m}月${name}`,
      tail: `${m}月${name}`,
      year,
      month: m,
      from: iso(year, m, first),
      to: iso(year, m, Math.min(last, daysIn(year, m))),
      grain: 'coarse',
      length: whole.length,
    };
  }
  return monthOf(year, m, whole.length);
}

/** 「2026-03」「2026.3」: behind a year, figures alone are a month. */
function plainMonth(text: string, year: number): Point | undefined {
  const m = Number(text);
  return m >= 1 && m <= 12 ? monthOf(year, m, text.length) : undefined;
}

const monthOf = (year: number, m: number, length: number): Point => ({
  words: `${year}年${m}月`,
  tail: `${m}月`,
  year,
  month: m,
  from: iso(year, m, 1),
  to: iso(year, m, daysIn(year, m)),
  grain: 'month',
  length,
});

function dayOf(year: number, month: number, day: number, length: number): Point | 'no-such-date' {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return 'no-such-date';
  const date = iso(year, month, day);
  return {
    words: `${year}年${month}月${day}日`,
    tail: `${month}月${day}日`,
    year,
    month,
    from: date,
    to: date,
    grain: 'day',
    length,
  };
}

/** The second end of 「3月8日至12日」. */
function dayAlone(text: string, year: number, month: number | undefined): Read {
  const [whole, day = ''] = month === undefined ? [] : (/^(\d{1,2})[日号]/.exec(text) ?? []);
  return whole === undefined || month === undefined
    ? undefined
    : dayOf(year, month, Number(day), whole.length);
}

const DAYS: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 昨天: -1, 昨日: -1, 前天: -2 };

function relativeDay(text: string, { now }: ReadingContext): Read {
  const today = inShanghai(now);
  const [word] = /^(?:今[天日]|昨[天日]|前天)/.exec(text) ?? [];
  if (word !== undefined) {
    const day = new Date(today.getTime() + (DAYS[word] ?? 0) * 86_400_000);
    const point = dayOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate(), word.length);
    return typeof point === 'string' ? point : { ...point, relative: true };
  }
  const [span, back] = /^(?:(上个?月)|这个月|本月|当月)/.exec(text) ?? [];
  if (span === undefined) return undefined;
  const first = new Date(
    Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - (back === undefined ? 0 : 1), 1),
  );
  return { ...monthOf(first.getUTCFullYear(), first.getUTCMonth() + 1, span.length), relative: true };
}
