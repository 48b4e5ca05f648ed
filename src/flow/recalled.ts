/**
 * @module A message that she took back. What was taken from it is neither kept silently nor thrown away: it is not
 * written any more until she says whether it counts.
 */
import { cardOf } from './agenda.ts';
import type { Flow } from './definition.ts';
import type { Inbound, Op } from './inbound.ts';
import type { FactId, FactState, Facts, Report } from './model.ts';
import { type FactChange, merge, NOTHING, nextView, outdated, type Step, show } from './turn.ts';

type Entry = readonly [FactId, FactState];

/** The facts that came in this message and were changed by nothing since. */
export const cameIn = (facts: Facts, message: string): readonly Entry[] =>
  Object.entries(facts).filter(
    ([, { source }]) => source.via === message || source.joined?.includes(message) === true,
  );

/** Of those, the ones she was asked about and has not decided. */
export const undecided = (facts: Facts, message: string): readonly Entry[] =>
  cameIn(facts, message).filter(([, { recalled }]) => recalled !== undefined);

export function recalled(report: Report, { message }: Extract<Inbound, { type: 'recalled' }>): Step {
  const marked = cameIn(report.facts, message).filter(([, state]) => state.recalled === undefined);
  // Nothing was taken from it, or it is still on its way and must not be taken.
  if (marked.length === 0) return { ...NOTHING, disregard: message };
  const facts = marked.map(([id, { version: _, ...state }]): [FactId, FactChange] => {
    const was = state.status === 'unconfirmed' ? 'given' : state.status;
    return [id, { ...state, status: 'unconfirmed', recalled: was }];
  });
  return { ...show({ at: 'recalled', message }), facts: Object.fromEntries(facts) };
}

type Click = Extract<Inbound, { type: 'click' }>;

/** 算数; or 不算: then it is as if it had not been said, and is asked for again. */
export function recallSettled(
  flow: Flow,
  report: Report,
  inbound: Click,
  { message, counts }: Extract<Op, { op: 'recalled' }>,
): Step {
  const open = undecided(report.facts, message);
  return counts ? counted(flow, report, inbound, open) : dropped(flow, report, open);
}

function counted(flow: Flow, report: Report, inbound: Click, open: readonly Entry[]): Step {
  const facts = Object.fromEntries(open.map(([id, state]) => [id, asItWas(state, inbound)]));
  const notes = open.map(([fact]) => ({ note: 'taken' as const, fact }));
  return { ...show(nextView(flow, merge(report.facts, facts, report.version + 1)), notes), facts };
}

/** Who said it, when and in which words stays; the message is no longer what it rests on. */
function asItWas({ version: _, recalled: was, ...state }: FactState, inbound: Click): FactChange {
  const { joined: __, ...source } = state.source;
  return { ...state, status: was ?? 'given', source: { ...source, via: inbound.id } };
}

function dropped(flow: Flow, report: Report, open: readonly Entry[]): Step {
  const ids = open.map(([id]) => id);
  if (ids.length === 0) return show(nextView(flow, report.facts));
  const left = Object.fromEntries(Object.entries(report.facts).filter(([id]) => !ids.includes(id)));
  const [only, ...others] = ids;
  const card = only === undefined || others.length > 0 ? undefined : cardOf(flow, only);
  const view = card === undefined ? nextView(flow, left) : { at: 'card' as const, card: card.id, facts: ids };
  return { ...show(view, [{ note: 'dropped', facts: ids }]), forget: ids, draft: outdated(report) };
}
