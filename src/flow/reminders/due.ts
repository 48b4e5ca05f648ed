/**
 * @module Who is reminded now, and why not the others. Pure: the clock, the people and how their reports stand go in,
 * what to post comes out. Called every five minutes; what was posted comes back as `reminded`, by the same commit.
 */
import { addDays, type Day, dayOf, MINUTE, yearOf } from '../days.ts';
import { isOpenHour, ladder, type Plan, seasonOpens, slotOf } from './plan.ts';
import { retention } from './retention.ts';
import { isWorkday, workdayFrom } from './workdays.ts';

/**
 * `remind`: the report is not finished. `invite`: another year has come, and it is time for a new one. `retire`: the
 * report has not been touched for so long that it will be deleted.
 */
export type Occasion = 'remind' | 'invite' | 'retire';

/** A report and the person who is reminded of it. */
export interface Member {
  readonly report: string;
  readonly tenant: string;
  readonly person: string;
}

/** All that counts of a report. */
export interface Standing {
  /** The year that it is about. */
  readonly year: number;
  /** Hers, else the office's; absent = nobody said. */
  readonly deadline?: Day;
  /** The day on which the deadline was said: steps of the ladder up to it were never hers. */
  readonly since: Day;
  readonly off: boolean;
  /** Put off to this day by her: none before, one from then on. */
  readonly again?: Day;
  readonly reminded: Readonly<Record<Day, Occasion>>;
  /** When she last did anything, by the platform's clock, ms. */
  readonly lastTurn: number;
  /** Nothing left to answer, and a draft made of all that was answered. */
  readonly finished: boolean;
  /** She gave at least one answer. */
  readonly used: boolean;
  /** She has a newer report, or another one of hers invites her to it. */
  readonly renewed: boolean;
  /** The platform refuses what is sent to her: she left, or has stopped the bot. */
  readonly unreachable: boolean;
}

export interface Due extends Member {
  readonly day: Day;
  readonly occasion: Occasion;
  /** Of a reminder, when it is known. */
  readonly deadline?: Day;
}

/** While she is at it, nobody interrupts. */
export const ANSWERING_MS = 30 * MINUTE;
/** A clock that was set back must not say twice what was said on a day that, by the clock, is yet to come. */
const SET_BACK_DAYS = 2;

/** At most one for each person, the most urgent; in the order of the roster otherwise. */
export function due(
  now: number,
  roster: readonly Member[],
  states: ReadonlyMap<string, Standing>,
  plan: Plan,
): readonly Due[] {
  const day = dayOf(now);
  if (!isWorkday(day) || !isOpenHour(plan, now)) return [];
  const byPerson = new Map<string, Due>();
  for (const member of roster) {
    const state = states.get(member.report);
    if (state === undefined || isAnswering(state, now) || wasReminded(state, day)) continue;
    if (now < slotOf(plan, member.report, day)) continue;
    const found = dueOf(member, state, day, plan);
    if (found === undefined) continue;
    const person = `${member.tenant} ${member.person}`;
    const other = byPerson.get(person);
    if (other === undefined || urgency(found) < urgency(other)) byPerson.set(person, found);
  }
  return [...byPerson.values()];
}

/** A last turn ahead of the clock means that the clock was set back: she may well be at it. */
export const isAnswering = ({ lastTurn }: Pick<Standing, 'lastTurn'>, now: number): boolean =>
  now - lastTurn < ANSWERING_MS;

const wasReminded = ({ reminded }: Standing, day: Day): boolean =>
  Array.from({ length: SET_BACK_DAYS + 1 }, (_, index) => addDays(day, index)).some(
    (one) => reminded[one] !== undefined,
  );

const ORDER: readonly Occasion[] = ['remind', 'invite', 'retire'];
const urgency = ({ occasion, deadline }: Due): string => `${ORDER.indexOf(occasion)} ${deadline ?? '9999'}`;

function dueOf(member: Member, state: Standing, day: Day, plan: Plan): Due | undefined {
  if (!state.unreachable && isReminderDue(state, day, plan)) {
    const deadline = state.deadline === undefined ? {} : { deadline: state.deadline };
    return { ...member, day, occasion: 'remind', ...deadline };
  }
  if (!state.unreachable && isInvited(state, day, plan)) return { ...member, day, occasion: 'invite' };
  return retention(day, state, plan) === 'notice' ? { ...member, day, occasion: 'retire' } : undefined;
}

/** A step of the ladder, or the day she chose, has come, and nothing was said since: what was missed is made good. */
function isReminderDue(state: Standing, day: Day, plan: Plan): boolean {
  const { deadline, off, finished } = state;
  if (off || finished || (deadline !== undefined && day > deadline)) return false;
  const last = lastReminder(state, day);
  return stepsOf(state, plan).some((step) => step <= day && step > last);
}

/** The days on which a reminder falls as things stand, earliest first. */
export function stepsOf(
  { deadline, since, again }: Pick<Standing, 'deadline' | 'since' | 'again'>,
  plan: Plan,
): readonly Day[] {
  const steps = deadline === undefined ? [] : ladder(plan, deadline).filter((step) => step > since);
  if (again === undefined) return steps;
  return [...new Set([again, ...steps.filter((step) => step > again)])].sort();
}

/** Days far ahead were written by a clock that was wrong: they are not believed. */
function lastReminder({ reminded }: Standing, day: Day): Day {
  const latest = addDays(day, SET_BACK_DAYS);
  const days = Object.keys(reminded).filter((one) => one <= latest && reminded[one] === 'remind');
  return days.sort().at(-1) ?? '';
}

/** Once a year, from the season's first workday to the year's end, for the report of the year before. */
function isInvited(state: Standing, day: Day, plan: Plan): boolean {
  const year = yearOf(day);
  if (state.year !== year - 1 || !state.used || state.renewed) return false;
  if (day < seasonOpens(plan, year)) return false;
  return !Object.entries(state.reminded).some(
    ([one, occasion]) => occasion === 'invite' && yearOf(one) === year,
  );
}

/** When this report is worth looking at again, if nothing else happens to it, ms. */
export function nextLook(now: number, report: string, state: Standing, plan: Plan): number {
  const day = dayOf(now);
  const today = slotOf(plan, report, day);
  if (isWorkday(day) && now < today) return today;
  const waiting = dueOf({ report, tenant: '', person: '' }, state, day, plan) !== undefined;
  if (isWorkday(day) && waiting && !wasReminded(state, day)) {
    return Math.max(now, Math.min(state.lastTurn, now) + ANSWERING_MS);
  }
  const next = workdayFrom(addDays(day, 1));
  return slotOf(plan, report, next);
}
