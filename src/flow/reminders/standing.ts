/** @module How a report stands, for reminders: what is left of it, until when, and what she said about reminders. */

import { type Day, dayOf, yearOf } from '../days.ts';
import type { Flow } from '../definition.ts';
import { changedSince, lacking } from '../drafts.ts';
import type { Report } from '../model.ts';
import type { Standing } from './due.ts';
import { DEFAULT_PLAN, type Plan } from './plan.ts';

export const planOf = (flow: Flow): Plan => flow.plan ?? DEFAULT_PLAN;

/** Reports of a year are handed in from April of it to March of the next. */
const reportYearOf = (day: Day): number => yearOf(day) - (Number(day.slice(5, 7)) <= 3 ? 1 : 0);

/** Hers; else the office's, when it is one for reports of this year. */
export function deadlineOf(flow: Flow, report: Report): Day | undefined {
  const own = report.reminders?.deadline;
  if (own !== undefined) return own;
  const { deadline } = planOf(flow);
  return deadline !== undefined && reportYearOf(deadline) === report.about.year ? deadline : undefined;
}

/** Nothing that a final would lack, and a draft of all that was said. */
export const isFinished = (flow: Flow, report: Report): boolean =>
  lacking(flow, report.facts).length === 0 && report.draft.wanted === undefined && !changedSince(report);

/** When she last did anything that left a trace, by the platform's clock, ms; 0 = never. */
export function lastTurnOf({ facts, screens }: Report): number {
  const said = Object.values(facts).map((state) => state.source.at);
  return Math.max(0, ...said, ...screens.map((screen) => screen.since ?? 0));
}

/** `renewed`: see there; it is not in the report itself. */
export function standingOf(flow: Flow, report: Report, renewed: boolean): Standing {
  const { about, facts, reminders = {}, reminded = {} } = report;
  const deadline = deadlineOf(flow, report);
  return {
    year: about.year,
    ...(deadline === undefined ? {} : { deadline }),
    since: reminders.since ?? dayOf(about.created),
    off: reminders.off ?? false,
    ...(reminders.again === undefined ? {} : { again: reminders.again }),
    reminded,
    lastTurn: lastTurnOf(report),
    finished: isFinished(flow, report),
    used: Object.keys(facts).length > 0,
    renewed,
    unreachable: report.unreachable !== undefined,
  };
}
