/**
 * @module What is still to be asked, computed from the flow and the facts each time, never stored:
 * so that a changed flow file, an edit, a skipped answer and a restart are the same case.
 */
import { holds } from './condition.ts';
import type { FactDefinition, Flow, FlowCard, SectionDefinition } from './definition.ts';
import type { CardId, FactId, FactState, Facts } from './model.ts';

/** A fact is asked for only when its condition is known to hold. */
export function applies(flow: Flow, id: FactId, facts: Facts): boolean {
  const fact = flow.facts.get(id);
  const card = cardOf(flow, id);
  return (
    fact !== undefined &&
    card !== undefined &&
    holds(fact.when, facts) === true &&
    holds(card.when, facts) === true
  );
}

export const cardOf = (flow: Flow, fact: FactId): FlowCard | undefined => flow.homes.get(fact);

export const cardById = (flow: Flow, id: CardId): FlowCard | undefined =>
  flow.cards.find((card) => card.id === id);

/** The facts of a card that are asked now, in its order; one that is computed only once she has given it by hand. */
export const factsOf = (flow: Flow, card: FlowCard, facts: Facts): readonly FactDefinition[] =>
  applyingOn(flow, card, facts).filter(({ id, derived }) => derived === undefined || facts[id] !== undefined);

/** The facts that a card shows: those it asks, or the ones it was opened for. */
export const shownOn = (
  flow: Flow,
  card: FlowCard,
  facts: Facts,
  only: readonly FactId[] | undefined,
): readonly FactDefinition[] =>
  only === undefined
    ? factsOf(flow, card, facts)
    : applyingOn(flow, card, facts).filter(({ id }) => only.includes(id));

/** All facts of a card that apply now, in its order. */
export function applyingOn(flow: Flow, card: FlowCard, facts: Facts): readonly FactDefinition[] {
  return card.facts.flatMap((id) => {
    const fact = flow.facts.get(id);
    return fact !== undefined && applies(flow, id, facts) ? [fact] : [];
  });
}

/** Never asked, or read with a doubt that is not settled. Everything else has been answered, be it with 跳过. */
export const isOpen = (state: FactState | undefined): boolean =>
  state === undefined || state.status === 'unconfirmed';

export const openFacts = (flow: Flow, card: FlowCard, facts: Facts): readonly FactDefinition[] =>
  factsOf(flow, card, facts).filter((fact) => isOpen(facts[fact.id]));

/** The first needed card that still wants something; behind it, a card of 多写一点 with an unsettled doubt. */
export function nextCard(flow: Flow, facts: Facts): FlowCard | undefined {
  const wants = (card: FlowCard) => card.facts.some((id) => isOpen(facts[id]) && applies(flow, id, facts));
  const doubtful = (card: FlowCard) =>
    card.facts.some((id) => facts[id]?.status === 'unconfirmed' && applies(flow, id, facts));
  return (
    flow.cards.find((card) => card.needed && wants(card)) ??
    flow.cards.find((card) => !card.needed && doubtful(card))
  );
}

export interface SectionProgress {
  readonly section: SectionDefinition;
  /** Needed facts that apply. */
  readonly total: number;
  readonly answered: number;
  /** Put off or passed over: answered for now, and worth another look. */
  readonly left: number;
  readonly doubtful: number;
}

export function progress(flow: Flow, facts: Facts): readonly SectionProgress[] {
  return flow.kind.sections.map((section) => {
    const asked = flow.cards
      .filter((card) => card.section.id === section.id && card.needed)
      .flatMap((card) => factsOf(flow, card, facts));
    const states = asked.map((fact) => facts[fact.id]);
    return {
      section,
      total: asked.length,
      answered: states.filter((state) => !isOpen(state)).length,
      left: states.filter((state) => state?.status === 'later' || state?.status === 'skipped').length,
      doubtful: states.filter((state) => state?.status === 'unconfirmed').length,
    };
  });
}

const LEFT: ReadonlySet<string> = new Set(['later', 'skipped']);

/** Facts put off or passed over that still apply, in the order of the cards. */
export function leftOpen(flow: Flow, facts: Facts): readonly FactDefinition[] {
  const left = (id: FactId) => LEFT.has(facts[id]?.status ?? '');
  if (!Object.values(facts).some(({ status }) => LEFT.has(status))) return [];
  return flow.cards.flatMap((card) =>
    card.facts.some(left) ? factsOf(flow, card, facts).filter((fact) => left(fact.id)) : [],
  );
}

/** Facts that may be written: given, applying; a value set aside by another answer stays out. */
export function usable(flow: Flow, facts: Facts): readonly FactDefinition[] {
  return [...flow.facts.values()].filter((fact) => applies(flow, fact.id, facts));
}

/** Place of a card among the needed ones that apply, from 1. */
export function placeOf(
  flow: Flow,
  card: FlowCard,
  facts: Facts,
): { readonly place: number; readonly of: number } {
  const asks = (other: FlowCard) => other.facts.some((id) => applies(flow, id, facts));
  const needed = flow.cards.filter((other) => other.needed && asks(other));
  return { place: needed.findIndex((other) => other.id === card.id) + 1, of: needed.length };
}
