/** @module Days in Asia/Shanghai, whatever the machine's time zone is. No summer time there since 1991. */

const EIGHT_HOURS = 8 * 3_600_000;
const DAY = 86_400_000;

const inShanghai = (at: number): Date => new Date(at + EIGHT_HOURS);

/** 「2026年12月10日」: no leading zeros. */
export function printedDay(at: number): string {
  const day = inShanghai(at);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}

/** 「2026-12-10」. */
export const isoDay = (at: number): string => inShanghai(at).toISOString().slice(0, 10);

export const yearOf = (at: number): number => inShanghai(at).getUTCFullYear();
export const monthOf = (at: number): number => inShanghai(at).getUTCMonth() + 1;

/** The beginning of the day, ms since the epoch. */
export const midnight = (at: number): number => Math.floor((at + EIGHT_HOURS) / DAY) * DAY - EIGHT_HOURS;

/** 「10:02」 */
export const clock = (at: number): string => inShanghai(at).toISOString().slice(11, 16);
