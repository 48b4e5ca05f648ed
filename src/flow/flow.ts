/** @module Joins a kind with the dictionary of facts into a flow that can run. */
import type { FactDefinition, Flow, FlowCard, KindDefinition } from './definition.ts';

/** Facts that the dictionary lacks are left out here; the linter has refused such files before. */
export function buildFlow(kind: KindDefinition, dictionary: ReadonlyMap<string, FactDefinition>): Flow {
  const cards: FlowCard[] = kind.sections.flatMap((section) => [
    ...section.cards.map((card) => ({ ...card, section, needed: true })),
    ...section.more.map((card) => ({ ...card, section, needed: false })),
  ]);
  const facts = new Map<string, FactDefinition>();
  const homes = new Map<string, FlowCard>();
  for (const card of cards) {
    for (const id of card.facts) {
      const fact = dictionary.get(id);
      if (fact !== undefined) facts.set(id, fact);
      if (!homes.has(id)) homes.set(id, card);
    }
  }
  const renamed = new Map(
    [...facts.values()].flatMap((fact) => fact.was.map((old) => [old, fact.id] as const)),
  );
  const derived = [...facts.values()].flatMap(({ id, derived: from }) =>
    from === undefined ? [] : [[id, from] as const],
  );
  const conditional = [...facts.values()].flatMap(({ id, when }) =>
    when === undefined && homes.get(id)?.when === undefined ? [] : [id],
  );
  return { kind, facts, cards, homes, renamed, derived: new Map(derived), conditional };
}
