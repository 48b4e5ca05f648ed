/** @module A day of delivery as people write it: 12月20日, 12.20, 十二月二十号, 下周五, 月底, 10天后. */

import { addDays, type Day, dayFrom, isDay, weekdayOf, yearOf } from '../days.ts';
import { narrow, readNumber } from '../numerals.ts';

const N = '[0-9]{1,4}|[〇零一二三四五六七八九十廿两]{1,4}';
const AHEAD: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['明天', 1],
  ['后天', 2],
  ['大后天', 3],
]);
const WEEKDAYS = '一二三四五六日';

/** A month named without its year, this many months back at most, is of the next year: 「3月5日」 said in November. */
const NEXT_YEAR_MONTHS = 3;

/** The day that the words name, seen from `today`; undefined when they name none or one that does not exist. */
export function readDay(words: string, today: Day): Day | undefined {
  const text = narrow(words)
    .replace(/\s+/g, '')
    .replace(/(?:之前|以前|前|那天|当天|左右|[上下]午)$/u, '');
  return inDays(text, today) ?? inWeek(text, today) ?? atMonthEnd(text, today) ?? onDate(text, today);
}

function inDays(text: string, today: Day): Day | undefined {
  const named = AHEAD.get(text);
  if (named !== undefined) return addDays(today, named);
  const match = new RegExp(`^(?:再过)?(${N})(天|个?星期|周)(?:之?后|以后)?$`).exec(text);
  const count = readNumber(match?.[1] ?? '');
  if (count === undefined || count > 400) return undefined;
  return addDays(today, match?.[2] === '天' ? count : count * 7);
}

/** 周五 is the next one, 本周五 the one of this week, 下周五 the one of the week after, by weeks that begin on Monday. */
function inWeek(text: string, today: Day): Day | undefined {
  const match = /^(本|这个?|下下个?|下个?)?(?:周|星期|礼拜)([一二三四五六日天末])$/.exec(text);
  if (match === null) return undefined;
  const wanted = match[2] === '末' ? 5 : WEEKDAYS.indexOf(match[2] === '天' ? '日' : (match[2] ?? ''));
  const here = (weekdayOf(today) + 6) % 7;
  const which = match[1] ?? '';
  const weeks = which.startsWith('下下') ? 2 : which.startsWith('下') ? 1 : 0;
  const day = addDays(today, wanted - here + weeks * 7);
  return which === '' && day < today ? addDays(day, 7) : day;
}

function atMonthEnd(text: string, today: Day): Day | undefined {
  const match = new RegExp(`^(?:(本|这个|下个?)?月|(${N})月份?|今?年)(?:底|末)$`).exec(text);
  if (match === null) return undefined;
  const here = Number(today.slice(5, 7));
  if (text.includes('年')) return dayFrom(yearOf(today), 12, 31);
  const named = match[2] === undefined ? undefined : readNumber(match[2]);
  const month = named ?? here + (match[1]?.startsWith('下') ? 1 : 0);
  if (named !== undefined && (named < 1 || named > 12)) return undefined;
  const year = yearOf(today) + (named !== undefined && isNextYear(named, here) ? 1 : 0);
  const first =
    month === 12 ? dayFrom(year + 1, 1, 1) : dayFrom(year + Math.floor(month / 13), (month % 12) + 1, 1);
  return first === undefined ? undefined : addDays(first, -1);
}

const isNextYear = (month: number, here: number): boolean =>
  month < here && month + 12 - here <= 12 - here + NEXT_YEAR_MONTHS;

function onDate(text: string, today: Day): Day | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return isDay(text) ? text : undefined;
  const date = new RegExp(`^(?:(${N}|今|明)年?[年./-])?(${N})(?:月份?|[./-])(${N})[日号]?$`).exec(text);
  if (date === null) return onlyDate(text, today);
  const [, year, month, day] = date;
  return dated(year, readNumber(month ?? ''), readNumber(day ?? ''), today);
}

/** 「20号」 is this month's, or the next one's when it has passed. */
function onlyDate(text: string, today: Day): Day | undefined {
  const match = new RegExp(`^(?:(本|这个|下个?)月)?(${N})[日号]$`).exec(text);
  const date = readNumber(match?.[2] ?? '');
  if (match === null || date === undefined) return undefined;
  const [year = 0, month = 0] = today.split('-').map(Number);
  const here = dayFrom(year, month, date);
  const next = month === 12 ? dayFrom(year + 1, 1, date) : dayFrom(year, month + 1, date);
  if (match[1]?.startsWith('下')) return next;
  return match[1] === undefined && here !== undefined && here < today ? next : here;
}

function dated(
  year: string | undefined,
  month: number | undefined,
  date: number | undefined,
  today: Day,
): Day | undefined {
  if (month === undefined || date === undefined) return undefined;
  const here = yearOf(today);
  if (year !== undefined) {
    const said = year === '今' ? here : year === '明' ? here + 1 : readNumber(year);
    if (said === undefined) return undefined;
    return dayFrom(said < 100 ? 2000 + said : said, month, date);
  }
  return dayFrom(here + (isNextYear(month, Number(today.slice(5, 7))) ? 1 : 0), month, date);
}
