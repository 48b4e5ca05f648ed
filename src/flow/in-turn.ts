/** @module What of a card stands before her at a time: its form first, then its rows, so that there is one set of buttons. */
import { isOpen } from './agenda.ts';
import type { FactDefinition } from './definition.ts';
import type { Facts } from './model.ts';
import { rowsOf } from './types/records.ts';
import type { View } from './view.ts';

type CardView = Extract<View, { at: 'card' }>;

export interface InTurn {
  readonly simple: readonly FactDefinition[];
  readonly records: readonly FactDefinition[];
  /** The form that is done, while the rows stand there. */
  readonly before: readonly FactDefinition[];
}

/** `shown`: the facts of the card that apply now. Both stand there when the form is done and no row is to be written. */
export function inTurn(shown: readonly FactDefinition[], facts: Facts, view: CardView): InTurn {
  const simple = shown.filter(({ type }) => type !== 'records');
  const records = shown.filter(({ type }) => type === 'records');
  const open = records.filter(({ id }) => id === view.row?.fact);
  if (open.length > 0) return { simple: [], records: open, before: [] };
  const asks = ({ id }: FactDefinition) => isOpen(facts[id]);
  const left =
    [view.raw, view.editing].some((one) => Object.keys(one ?? {}).length > 0) ||
    shown.some(({ id }) => view.conflicts?.[id] !== undefined);
  if (view.facts !== undefined || left || simple.length === 0 || records.length === 0)
    return { simple, records, before: [] };
  if (simple.some(asks)) return { simple, records: [], before: [] };
  const going = records.some((fact) => asks(fact) || rowsOf(facts[fact.id]?.value).length > 0);
  return going ? { simple: [], records, before: simple } : { simple, records, before: [] };
}
