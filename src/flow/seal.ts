/** @module A short mark of what was shown for confirmation: a yes counts only for exactly that. */
import { factsOf } from './agenda.ts';
import type { FactDefinition, Flow, FlowCard } from './definition.ts';
import type { Facts, Source } from './model.ts';
import type { FactChange, FactChanges } from './turn.ts';

/** What a 「都对」 on this card would settle: doubtful readings, and claims not yet decided. */
export function confirmable(flow: Flow, card: FlowCard, facts: Facts): readonly FactDefinition[] {
  return factsOf(flow, card, facts).filter((fact) => {
    const state = facts[fact.id];
    if (state?.status === 'unconfirmed') return (state.recalled ?? 'given') === 'given';
    return fact.type === 'claim' && state === undefined;
  });
}

const shown = (fact: FactDefinition, facts: Facts): string =>
  JSON.stringify([fact.id, facts[fact.id]?.value ?? fact.sentence ?? '']);

export const seal = (flow: Flow, card: FlowCard, facts: Facts): string =>
  markOf(
    confirmable(flow, card, facts)
      .map((fact) => shown(fact, facts))
      .join('\n'),
  );

/** FNV-1a over what is shown; not a secret, only a way to see that it is no longer the same. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

/** The facts as a yes to the card leaves them. */
export function confirmAll(flow: Flow, card: FlowCard, facts: Facts, source: Source): FactChanges {
  const changes = confirmable(flow, card, facts).map((fact): [string, FactChange] => {
    const state = facts[fact.id];
    const words = state?.source.words ?? fact.sentence;
    const value = state?.value ?? fact.sentence ?? '';
    // A yes says nothing of how the words came: that is as it was.
    const { form: _, ...yes } = source;
    const form = state?.source.form === undefined ? {} : { form: state.source.form };
    const own = words === undefined ? {} : { words };
    return [fact.id, { status: 'given', value, source: { ...yes, ...form, ...own } }];
  });
  return Object.fromEntries(changes);
}
