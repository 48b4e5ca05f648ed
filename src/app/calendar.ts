/** @module Days in Asia/Shanghai as a report prints them; as 「2026-12-10」: flow/days.ts. */
import { dayOf, inShanghai, startOf } from '../flow/days.ts';

/** 「2026年12月10日」: no leading zeros. */
export function printedDay(at: number): string {
  const day = inShanghai(at);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}

export const yearOf = (at: number): number => inShanghai(at).getUTCFullYear();
export const monthOf = (at: number): number => inShanghai(at).getUTCMonth() + 1;

/** The beginning of the day, ms since the epoch. */
export const midnight = (at: number): number => startOf(dayOf(at));

/** 「10:02」 */
export const clock = (at: number): string => inShanghai(at).toISOString().slice(11, 16);
