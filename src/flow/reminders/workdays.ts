/**
 * @module Workdays of China: the holidays and the 调休 that the State Council announces each autumn for the next year,
 * from the library chinese-days. For a year that it does not know, the library would take every weekday for a workday
 * without a word; here that is told apart, and only the holidays that the law puts on fixed dates are added.
 */
import chineseDays from 'chinese-days';
import { addDays, type Day, daysBetween, weekdayOf, yearOf } from '../days.ts';

/**
 * 元旦, 劳动节, 国庆节: the same dates every year (全国年节及纪念日放假办法, 2024). The other four follow the moon.
 */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};

/** The library reads and prints days in the machine's time zone: noon there is the same day everywhere. */
function detail(day: Day): { readonly work: boolean; readonly name: string } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return chineseDays.getDayDetail(new Date(year, month - 1, date, 12));
}

const known = new Map<number, boolean>();

/** The holidays of that year have been announced, and the library has them. */
export function isAnnounced(year: number): boolean {
  const cached = known.get(year);
  if (cached !== undefined) return cached;
  // All of a year is announced at once; a day with a holiday's name is 「English,中文,days」, any other a weekday's.
  const announced = detail(`${year}-10-01`).name.includes(',');
  known.set(year, announced);
  return announced;
}

/** 「国庆节」; undefined on a day that is no holiday, and on a weekend without one. */
export function holidayName(day: Day): string | undefined {
  if (!isAnnounced(yearOf(day))) return FIXED[day.slice(5)];
  const { work, name } = detail(day);
  return work ? undefined : name.split(',')[1];
}

export function isWorkday(day: Day): boolean {
  if (isAnnounced(yearOf(day))) return detail(day).work;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && FIXED[day.slice(5)] === undefined;
}

/** Longer than any row of days off. */
const LONGEST_REST = 30;

function nearest(day: Day, step: 1 | -1): Day {
  let found = day;
  for (let tried = 0; tried < LONGEST_REST && !isWorkday(found); tried += 1) found = addDays(found, step);
  return found;
}

/** The day itself when it is one. */
export const workdayFrom = (day: Day): Day => nearest(day, 1);
export const workdayUpTo = (day: Day): Day => nearest(day, -1);

/** Workdays after `from`, up to and with `to`: on Thursday there are two to the next Monday. */
export function workdaysLeft(from: Day, to: Day): number {
  const days = Math.max(0, daysBetween(from, to));
  return Array.from({ length: days }, (_, index) => addDays(from, index + 1)).filter(isWorkday).length;
}
