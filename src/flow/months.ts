/** @module How much of the report's year has passed: counts and rules are measured against it. */
import { inShanghai } from './days.ts';

/** Months of the year begun by `at` (ms) in Asia/Shanghai: 11 in November; 12 once the year is over. */
export function monthsPassed(year: number, at: number): number {
  const shanghai = inShanghai(at);
  const current = shanghai.getUTCFullYear();
  return current === year ? shanghai.getUTCMonth() + 1 : current < year ? 0 : 12;
}
