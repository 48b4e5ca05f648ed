/**
 * @module Dates as people type them: 「2026年3月中旬」「去年底」「三月八号」「3.8」「国庆前」, ranges, quarters, half-years. What was
 * said stays as said, with its year; the first and last day follow from it.
 */
import { afterFeast } from './dates-feasts.ts';
import { afterMonth, afterYear, type Point, pad } from './dates-point.ts';
import { digitsForDates } from './dates-words.ts';
import type { Doubt, ReadingContext } from './types/type.ts';

export interface Moment {
  /** As it is written: 「2026年3月8日至12日」. */
  readonly words: string;
  /** First and last day, yyyy-MM-dd; feasts of the lunar calendar and open ends have none. */
  readonly from?: string;
  readonly to?: string;
  readonly grain: 'day' | 'month' | 'coarse';
  readonly doubt?: Doubt;
}

const LONGEST = 40;
const FRAME =
  /^(?:[:：=]|于|在|是|为|从|自|到了?)+|(?:之间|这段时间|召开|开展|举行|完成|(?:开|搞|办|选|换|定)的|的|时候?|了)+$/g;
const VAGUE = /^(?:大约|大概|约|可能|好像|应该是?|差不多)|(?:左右|前后|上下|吧|大概|可能|附近)$/;
const RANGE = /^(?:至|到|—+|-+|~+|～|－|–)/;
const SUFFIX = /^(?:之前|以前|之后|以后|以来|期间|前夕|前|后|起)$/;

/** `no-such-date`: 2月30日, 13月. Undefined: not a date at all. */
export function readMoment(words: string, context: ReadingContext): Moment | 'no-such-date' | undefined {
  if (words.length > 4 * LONGEST) return undefined;
  const text = digitsForDates(words).replace(FRAME, '');
  if (text === '' || text.length > LONGEST) return undefined;
  const bare = text.replace(VAGUE, '');
  const moment = readExact(bare, context);
  if (bare === text || moment === undefined || typeof moment === 'string') return moment;
  return { ...moment, doubt: 'inexact' };
}

function readExact(text: string, context: ReadingContext): Moment | 'no-such-date' | undefined {
  const first = readPoint(text, context, {});
  if (first === undefined) return firstOfRange(text, context);
  if (first === 'no-such-date') return first;
  const rest = text.slice(first.length);
  if (rest === '') return momentOf(first, context);
  if (SUFFIX.test(rest)) return suffixed(first, rest, context);
  const sign = RANGE.exec(rest);
  return sign === null ? firstOfRange(text, context) : rangeOf(first, rest.slice(sign[0].length), context);
}

/** 「3至5月」「8-12日」 need their unit from behind. */
function firstOfRange(text: string, context: ReadingContext): Moment | 'no-such-date' | undefined {
  const parts =
    /^(?<head>(?:\d{4}年|今年|去年|明年)?(?:\d{1,2}月(?=\d{1,2}(?:至|到|[-—~～－–]+)))?)(?<from>\d{1,2})(?:至|到|[-—~～－–]+)(?<to>\d{1,2})(?<unit>月份?|日|号|季度)$/.exec(
      text,
    )?.groups;
  if (parts === undefined) return undefined;
  const { head = '', from = '', to = '', unit = '' } = parts;
  const first = readPoint(`${head}${from}${unit}`, context, {});
  if (first === undefined || first === 'no-such-date') return first;
  return rangeOf(first, `${to}${unit}`, context);
}

function readPoint(
  text: string,
  context: ReadingContext,
  before: Partial<Point>,
): Point | 'no-such-date' | undefined {
  const year = afterYear(text, context);
  const given = {
    year: year?.year ?? before.year ?? context.year,
    named: year !== undefined || before.named === true,
  };
  const at = year?.length ?? 0;
  const rest = text.slice(at);
  const point =
    afterMonth(rest, given, context, before.month) ??
    afterFeast(rest, given) ??
    (year?.whole === true ? wholeYear(given.year) : undefined);
  if (point === undefined || point === 'no-such-date') return point;
  return {
    ...point,
    length: at + point.length,
    named: given.named || point.named === true,
    relative: year?.relative === true || point.relative === true,
  };
}

const wholeYear = (year: number): Point => ({
  words: `${year}年`,
  tail: `${year}年`,
  year,
  from: `${year}-01-01`,
  to: `${year}-12-31`,
  grain: 'coarse',
  length: 0,
});

function momentOf(point: Point, context: ReadingContext): Moment {
  const doubt = doubtOf(point, context);
  return {
    words: point.words,
    grain: point.grain,
    ...(point.from === undefined ? {} : { from: point.from }),
    ...(point.to === undefined ? {} : { to: point.to }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function suffixed(point: Point, suffix: string, context: ReadingContext): Moment {
  const { from, to, ...moment } = momentOf(point, context);
  const words = `${moment.words}${suffix.replace(/^(?:之|以)(?=[前后])/, '')}`;
  const during = suffix === '期间';
  return {
    ...moment,
    words,
    grain: 'coarse',
    ...(during && from !== undefined && to !== undefined ? { from, to } : {}),
    ...(!during && /前/.test(suffix) && from !== undefined ? { to: from } : {}),
    ...(!during && /后|来|起/.test(suffix) && from !== undefined ? { from } : {}),
  };
}

function rangeOf(first: Point, rest: string, context: ReadingContext): Moment | 'no-such-date' | undefined {
  const second = readPoint(rest, context, first);
  if (second === 'no-such-date') return second;
  if (second === undefined || second.length !== rest.length) return undefined;
  if (first.from === undefined || second.to === undefined || second.to < first.from) return undefined;
  const doubt =
    doubtOf(first, context) ??
    doubtOf({ ...second, named: second.named === true || first.named === true }, context);
  const sameYear = second.year === first.year;
  const sameMonth =
    sameYear && second.month === first.month && second.grain === 'day' && first.grain === 'day';
  const tail = sameMonth ? `${Number(second.from?.slice(8))}日` : sameYear ? second.tail : second.words;
  return {
    words: `${first.words}至${tail}`,
    from: first.from,
    to: second.to,
    grain: 'coarse',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** A year that was not said may be another one; a day to come may be a plan. */
function doubtOf(point: Point, context: ReadingContext): Doubt | undefined {
  const today = new Date(context.now + 8 * 3_600_000);
  const thisYear = today.getUTCFullYear();
  if (point.relative === true && thisYear !== context.year) return 'year';
  if (point.named === true || point.relative === true || point.from === undefined) return undefined;
  const day = `${thisYear}-${pad(today.getUTCMonth() + 1)}-${pad(today.getUTCDate())}`;
  if (thisYear === context.year) return point.from > day ? 'future' : undefined;
  return thisYear === context.year + 1 && `${thisYear}${point.from.slice(4)}` <= day ? 'year' : undefined;
}

/** First and last day of words that {@link readMoment} wrote. */
export function spanOf(words: string): { readonly from?: string; readonly to?: string } {
  const moment = readMoment(words, { year: 2000, now: 0 });
  if (moment === undefined || typeof moment === 'string') return {};
  const { from, to } = moment;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** 「2026-03-08」 → 「2026年3月8日」, 「2026-03」 → 「2026年3月」. */
export function spokenDate(iso: string): string {
  const [year = '', month = '', day] = iso.split('-');
  return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`;
}
