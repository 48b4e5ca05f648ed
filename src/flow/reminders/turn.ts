/** @module Turns about reminders: the day of delivery, putting off, no more, again, and the one time she is asked. */
import { factsOf, isOpen } from '../agenda.ts';
import { addDays, type Day, dayOf, daysBetween } from '../days.ts';
import type { Flow } from '../definition.ts';
import type { Inbound } from '../inbound.ts';
import type { ReminderState, Report } from '../model.ts';
import type { Note } from '../note.ts';
import { merge, nextView, type Step, show } from '../turn.ts';
import { readDay } from './read-day.ts';
import { deadlineOf } from './standing.ts';
import type { Wish } from './words.ts';
import { workdayFrom, workdayUpTo } from './workdays.ts';

/** Name of the date picker in the form. */
export const DEADLINE_FIELD = 'deadline';
/** Nobody hands in a report later than that. */
const FARTHEST_DAYS = 400;

export const remindersPage = (now: number, notes: readonly Note[] = []): Step =>
  show({ at: 'reminders', day: dayOf(now) }, notes);

/** `day`: what the date picker held. */
export function remindersClicked(
  flow: Flow,
  report: Report,
  set: 'off' | 'on' | 'deadline' | undefined,
  day: string,
  now: number,
): Step {
  if (set === undefined) return remindersPage(now);
  return wished(flow, report, set === 'deadline' ? { wish: set, words: day } : { wish: set }, now);
}

export function wished(flow: Flow, report: Report, wish: Wish, now: number): Step {
  const { again: _, off: __, ...kept } = report.reminders ?? {};
  switch (wish.wish) {
    case 'page':
      return remindersPage(now);
    case 'off':
      return {
        ...remindersPage(now, [{ note: 'reminders', about: 'off' }]),
        reminders: { ...kept, off: true },
      };
    case 'on':
      // What fell due in between is not made good.
      return {
        ...remindersPage(now, [{ note: 'reminders', about: 'on' }]),
        reminders: { ...kept, since: dayOf(now) },
      };
    case 'snooze':
      return putOff(flow, report, kept, wish.days, now);
    case 'deadline':
      return settle(report, kept, wish.words, now);
  }
}

/** To the workday that is meant; never past the delivery, then to the last workday before it. */
function putOff(flow: Flow, report: Report, kept: ReminderState, days: number, now: number): Step {
  const today = dayOf(now);
  const deadline = deadlineOf(flow, report);
  const meant = workdayFrom(addDays(today, days));
  const until = deadline !== undefined && meant > deadline ? workdayUpTo(deadline) : meant;
  if (until <= today) return { ...remindersPage(now, [{ note: 'snoozed', today }]), reminders: kept };
  return {
    ...remindersPage(now, [{ note: 'snoozed', until, today }]),
    reminders: { ...kept, again: until },
  };
}

/** Said in the middle of a question, the question stays. */
function settle(report: Report, kept: ReminderState, words: string, now: number): Step {
  const today = dayOf(now);
  const day = readDay(words, today);
  const view = report.screens[0]?.view;
  const answer = (note: Note): Step =>
    view?.at === 'card' ? show(view, [note]) : show({ at: 'reminders', day: today }, [note]);
  if (day === undefined) return answer({ note: 'deadline-unread', words });
  const problem = problemOf(day, today);
  if (problem !== undefined) return answer({ note: 'deadline', day, today, problem });
  const reminders = { ...kept, deadline: day, since: today, asked: true };
  return { ...answer({ note: 'deadline', day, today }), reminders };
}

function problemOf(day: Day, today: Day): 'past' | 'far' | undefined {
  if (day < today) return 'past';
  return daysBetween(today, day) > FARTHEST_DAYS ? 'far' : undefined;
}

/** Once, beside a question, when a first card has been answered: nothing waits for it. */
export function askOnce(flow: Flow, report: Report, step: Step, inbound: Inbound): Step {
  const state = step.reminders ?? report.reminders ?? {};
  if (inbound.type !== 'click' && inbound.type !== 'text') return step;
  if (step.screen?.view.at !== 'card' || step.screen.notes.some((note) => note.note === 'problem'))
    return step;
  if (state.asked === true || state.off === true || deadlineOf(flow, report) !== undefined) return step;
  const facts = merge(report.facts, step.facts, report.version + 1);
  const answered = flow.cards.some((card) => {
    const asked = card.needed ? factsOf(flow, card, facts) : [];
    return asked.length > 0 && asked.every((fact) => !isOpen(facts[fact.id]));
  });
  if (!answered) return step;
  const notes: readonly Note[] = [...step.screen.notes, { note: 'reminders', about: 'ask' }];
  return { ...step, screen: { ...step.screen, notes }, reminders: { ...state, asked: true } };
}

/** Her first turn after messages to her were refused: she learns that reminders had stopped, and go on. */
export function welcomeBack(flow: Flow, report: Report, step: Step): Step {
  if (report.unreachable === undefined || step.erase === true) return step;
  const { view, notes } = step.screen ?? { view: nextView(flow, report.facts), notes: [] };
  return { ...step, screen: { view, notes: [...notes, { note: 'reminders', about: 'back' }] } };
}
