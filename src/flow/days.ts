/** @module Days in Asia/Shanghai as 「2026-12-20」, whatever the machine's time zone is. No summer time there since 1991. */

/** `YYYY-MM-DD`; days compare as strings. */
export type Day = string;

const EIGHT_HOURS = 8 * 3_600_000;
export const MINUTE = 60_000;
const DAY = 86_400_000;

/** A moment (ms since the epoch) as a date whose UTC fields are those of a clock in Shanghai. */
export const inShanghai = (at: number): Date => new Date(at + EIGHT_HOURS);

export const dayOf = (at: number): Day => inShanghai(at).toISOString().slice(0, 10);

/** ms since the epoch at which the day begins. */
export const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - EIGHT_HOURS;

export const addDays = (day: Day, days: number): Day => dayOf(startOf(day) + days * DAY);

/** Days from one to the other; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((startOf(to) - startOf(from)) / DAY);

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** 0 = Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Minutes since the beginning of the day, with their fraction. */
export const minutesOf = (at: number): number => (at - startOf(dayOf(at))) / MINUTE;

/** A day that exists, else undefined: there is no 31 November. */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  const pad = (number: number, width: number) => String(number).padStart(width, '0');
  const day = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
  return isDay(day) ? day : undefined;
}

export function isDay(text: string): text is Day {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const WEEKDAYS = '日一二三四五六';

/** 「12月20日（周日）」, with the year where it is not the one of `beside`. */
export function spoken(day: Day, beside: Day): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const front = year === yearOf(beside) ? '' : `${year}年`;
  return `${front}${month}月${date}日（周${WEEKDAYS.charAt(weekdayOf(day))}）`;
}
