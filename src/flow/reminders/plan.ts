/** @module What the office has set about reminders, and on which days and at which minutes they fall by it. */
import { addDays, type Day, dayOf, MINUTE, minutesOf, startOf } from '../days.ts';
import type { Retention } from './retention.ts';
import { workdayFrom, workdayUpTo } from './workdays.ts';

/** Minutes since midnight, end not included. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

export interface Plan {
  /** The office's day of delivery, for whoever has not said her own. */
  readonly deadline?: Day;
  /** Days before the delivery on which a reminder falls. */
  readonly daysBefore: readonly number[];
  readonly hours: readonly Hours[];
  /** `MM-DD`: from its first workday on, those who used the bot last year are invited. */
  readonly seasonStart: string;
  /** Absent: reports are kept until their writers delete them. */
  readonly retention?: Retention;
}

export const DEFAULT_PLAN: Plan = {
  daysBefore: [30, 14, 7, 3, 1],
  hours: [
    { from: 9 * 60, to: 11 * 60 + 30 },
    { from: 14 * 60, to: 17 * 60 + 30 },
  ],
  seasonStart: '11-15',
};

/** Everybody's bots speak on the hour and on the half hour. */
const CROWDED_MINUTES = 2;
const HALF_HOUR = 30;

/** A reminder may be said now: in the hours, and not within two minutes of a full or half hour. Workdays apart. */
export function isOpenHour({ hours }: Plan, at: number): boolean {
  const minutes = minutesOf(at);
  const beside = minutes % HALF_HOUR;
  return (
    hours.some(({ from, to }) => minutes >= from && minutes < to) &&
    beside > CROWDED_MINUTES &&
    beside < HALF_HOUR - CROWDED_MINUTES
  );
}

/** Until when what is said at an open hour may be said: the next crowded minutes or the end of the hours. */
export function openUntil({ hours }: Plan, at: number): number {
  const midnight = startOf(dayOf(at));
  const minutes = minutesOf(at);
  const crowded = (Math.floor(minutes / HALF_HOUR) + 1) * HALF_HOUR - CROWDED_MINUTES;
  const ends = hours.filter(({ from, to }) => minutes >= from && minutes < to).map(({ to }) => to);
  return midnight + Math.min(crowded, ...ends) * MINUTE;
}

/** From here on in each half hour there is time for two ticks before it becomes crowded. */
const LAST_OF_HALF_HOUR = 17;

function slots({ hours }: Plan): readonly number[] {
  return hours.flatMap(({ from, to }) =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).filter(
      (minute) =>
        minute % HALF_HOUR > CROWDED_MINUTES &&
        minute % HALF_HOUR <= LAST_OF_HALF_HOUR &&
        minute + (HALF_HOUR - LAST_OF_HALF_HOUR) <= to,
    ),
  );
}

export const hasSlots = (plan: Plan): boolean => slots(plan).length > 0;

/** The minute of that day from which on this report's reminder may be said, ms: spread over the hours, always the same. */
export function slotOf(plan: Plan, report: string, day: Day): number {
  const all = slots(plan);
  const minute = all[hash(`${report} ${day}`) % Math.max(1, all.length)] ?? 0;
  return startOf(day) + minute * MINUTE;
}

/** FNV-1a with a last stir, so that neighbouring days do not give neighbouring minutes. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** The days of the ladder, earliest first, each on a workday: its own, else the nearest before it. */
export function ladder({ daysBefore }: Plan, deadline: Day): readonly Day[] {
  return [...new Set(daysBefore.map((days) => workdayUpTo(addDays(deadline, -days))))].sort();
}

export const seasonOpens = ({ seasonStart }: Plan, year: number): Day =>
  workdayFrom(`${year}-${seasonStart}`);
