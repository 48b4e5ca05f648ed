/**
 * @module How long a report that nobody touches is kept, and when its writer is told before it goes. Pure. Nothing is
 * deleted that was not announced the set number of days before, by the same clock; any turn begins the time anew.
 */
import { addDays, type Day, dayOf } from '../days.ts';
import type { Standing } from './due.ts';
import type { Plan } from './plan.ts';

export interface Retention {
  /** Days from the last turn to the deletion. */
  readonly days: number;
  /** Days from the notice to the deletion, at least. */
  readonly noticeDays: number;
}

type Kept = Pick<Standing, 'lastTurn' | 'since' | 'reminded' | 'used'>;

/** A notice further ahead was recorded by a clock that was wrong. */
const AHEAD_DAYS = 2;

/** What is to happen to the report on this day. */
export function retention(day: Day, state: Kept, plan: Plan): 'keep' | 'notice' | 'erase' {
  if (plan.retention === undefined) return 'keep';
  const { days, noticeDays } = plan.retention;
  const last = lastDay(state);
  // Nothing in it that anybody said: nothing to be told of.
  if (!state.used) return day >= addDays(last, days) ? 'erase' : 'keep';
  const told = noticeOf(state, day);
  if (told === undefined) return day >= addDays(last, days - noticeDays) ? 'notice' : 'keep';
  return day >= erasedOn(plan.retention, state, told) ? 'erase' : 'keep';
}

/** The day from which on a report is deleted whose notice was given on `told`. */
export function erasedOn({ days, noticeDays }: Retention, state: Kept, told: Day): Day {
  const [by, soonest] = [addDays(lastDay(state), days), addDays(told, noticeDays)];
  return by > soonest ? by : soonest;
}

/** `since` is not before the day the report was begun. */
const lastDay = ({ lastTurn, since }: Kept): Day => {
  const turned = dayOf(lastTurn);
  return turned > since ? turned : since;
};

/** The first since her last turn. */
function noticeOf(state: Kept, day: Day): Day | undefined {
  const [from, to] = [lastDay(state), addDays(day, AHEAD_DAYS)];
  return Object.keys(state.reminded)
    .filter((one) => state.reminded[one] === 'retire' && one >= from && one <= to)
    .sort()[0];
}
