/** @module `facts --kind K`: everything a kind asks, as JSON. */
import type { Flow, FlowCard } from '../flow/definition.ts';

export interface ListedFact {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly unit?: string;
  readonly options?: readonly string[];
  readonly aliases: readonly string[];
  readonly section: string;
  readonly card: string;
  readonly role: 'fact' | 'claim' | 'derived';
  readonly needed: boolean;
}

export function listFacts(flow: Flow): readonly ListedFact[] {
  return flow.cards.flatMap((card) => card.facts.flatMap((id) => listed(flow, card, id)));
}

function listed(flow: Flow, card: FlowCard, id: string): readonly ListedFact[] {
  const fact = flow.facts.get(id);
  if (fact === undefined) return [];
  return [
    {
      id,
      label: fact.label,
      type: fact.type,
      ...(fact.unit === undefined ? {} : { unit: fact.unit }),
      ...(fact.options === undefined ? {} : { options: fact.options }),
      aliases: fact.aliases,
      section: card.section.title,
      card: card.title,
      role: fact.derived !== undefined ? 'derived' : fact.type === 'claim' ? 'claim' : 'fact',
      needed: card.needed,
    },
  ];
}
