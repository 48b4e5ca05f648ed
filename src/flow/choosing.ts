/** @module Two values for one fact, of which she chooses one: what waits for it, and the click. */
import { applies, cardOf } from './agenda.ts';
import { sameValue } from './answers.ts';
import type { Flow } from './definition.ts';
import type { Inbound, Op } from './inbound.ts';
import type { FactId, FactValue, Report } from './model.ts';
import { merge, NOTHING, nextView, type Step, show, sourceOf } from './turn.ts';
import type { View } from './view.ts';

/** Values that wait beside those that are kept, by fact. */
export type Offered = Readonly<Record<FactId, FactValue>>;

export const offeredOn = (view: View | undefined): Offered =>
  view?.at === 'card' ? (view.conflicts ?? {}) : {};

/** What she has not chosen yet, though she looked at other pages since: the newest card has it, or nothing waits. */
export const waiting = (flow: Flow, { screens, facts }: Report): Offered =>
  without(
    offeredOn(screens.find(({ view }) => view.at === 'card' || view.at === 'ready')?.view),
    // Of what she has cleared, or is not asked any more, there is nothing to choose.
    (id) => facts[id] === undefined || !applies(flow, id, facts),
  );

const without = (offered: Offered, gone: (id: FactId) => boolean): Offered =>
  Object.fromEntries(Object.entries(offered).filter(([id]) => !gone(id)));

/** What waits once this is settled: what did, and what was added to it. */
export const stillOffered = (
  flow: Flow,
  report: Report,
  { facts, conflicts }: { readonly facts: object; readonly conflicts: Offered },
): Offered => ({
  ...without(waiting(flow, report), (id) => Object.hasOwn(facts, id)),
  ...conflicts,
});

/** The card of the first of them; undefined when none is left. */
export function choiceView(flow: Flow, offered: Offered): View | undefined {
  const [first] = Object.keys(offered);
  const card = first === undefined ? undefined : cardOf(flow, first);
  return card === undefined ? undefined : { at: 'card', card: card.id, conflicts: offered };
}

/** A card that was come to by another way takes along what she has not chosen yet; where nothing is asked, that is. */
export function takenAlong(flow: Flow, report: Report, inbound: Inbound, step: Step): Step {
  const { screen, facts, forget = [] } = step;
  const view = screen?.view;
  if (screen === undefined || (view?.at !== 'card' && view?.at !== 'ready')) return step;
  if (Object.keys(offeredOn(view)).length > 0 || (inbound.type === 'click' && inbound.op.op === 'choose'))
    return step;
  const left = without(waiting(flow, report), (id) => Object.hasOwn(facts, id) || forget.includes(id));
  if (Object.keys(left).length === 0) return step;
  const along = view.at === 'card' ? { ...view, conflicts: left } : (choiceView(flow, left) ?? view);
  return { ...step, screen: { ...screen, view: along } };
}

/** Of two values the one that stood on the card she clicked; where something has changed since, both are shown as they are now. */
export function chosen(
  flow: Flow,
  report: Report,
  inbound: Extract<Inbound, { type: 'click' }>,
  { fact, take }: Extract<Op, { op: 'choose' }>,
): Step {
  // A name that nobody gave may be one that every object has.
  if (!flow.facts.has(fact)) return show(nextView(flow, report.facts));
  const now = waiting(flow, report);
  const clicked = report.screens.find(({ version }) => version === inbound.shown);
  const value = (clicked === undefined ? now : offeredOn(clicked.view))[fact];
  const kept = report.facts[fact];
  const newer =
    (kept?.version ?? 0) > inbound.shown || (now[fact] !== undefined && !sameValue(now[fact], value));
  if (newer && !(take === 'form' && sameValue(kept?.value, value))) {
    const offered = take === 'form' && value !== undefined ? { ...now, [fact]: value } : now;
    return show(choiceView(flow, offered) ?? report.screens[0]?.view ?? nextView(flow, report.facts), [
      { note: 'changed-meanwhile' },
    ]);
  }
  const facts =
    take === 'kept' || value === undefined
      ? {}
      : { [fact]: { status: 'given' as const, value, source: sourceOf(inbound) } };
  const after = merge(report.facts, facts, report.version + 1);
  const next = choiceView(flow, stillOffered(flow, report, { facts: { [fact]: take }, conflicts: {} }));
  // Kept, and not sure yet: asked back as before.
  const doubtful = after[fact]?.status === 'unconfirmed' ? cardOf(flow, fact) : undefined;
  const asked = doubtful === undefined ? nextView(flow, after) : ({ at: 'card', card: doubtful.id } as const);
  const settled = doubtful === undefined && after[fact] !== undefined;
  return {
    ...NOTHING,
    facts,
    screen: { view: next ?? asked, notes: settled ? [{ note: 'taken', fact }] : [] },
  };
}
