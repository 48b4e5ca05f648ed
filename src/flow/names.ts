/** @module Finds the names of facts in typed text. */
import type { FactDefinition } from './definition.ts';
import { narrow } from './numerals.ts';

export interface Hit {
  /** All facts that go by this name; more than one has to be asked back. */
  readonly facts: readonly FactDefinition[];
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export type Names = ReadonlyMap<string, readonly FactDefinition[]>;

/** Names to facts, longest first, so that 「支部党员大会」 is never read as something about 「党员」. */
export function namesOf(facts: Iterable<FactDefinition>): Names {
  const byName = new Map<string, FactDefinition[]>();
  for (const fact of facts) {
    for (const name of new Set([fact.label, ...fact.aliases].map(fold))) {
      byName.set(name, [...(byName.get(name) ?? []), fact]);
    }
  }
  return new Map([...byName].sort(([a], [b]) => b.length - a.length));
}

/** One character for one, so that positions in the text stay. Quotation marks around a name do not matter. */
const fold = (text: string): string => narrow(text).toLowerCase();

/** Non-overlapping names, left to right, the longest at each place. */
export function findNames(text: string, names: Names): readonly Hit[] {
  const folded = fold(text);
  const hits: Hit[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    for (const [name, facts] of names) {
      if (!folded.startsWith(name, at)) continue;
      hits.push({ facts, name, from: at, to: at + name.length });
      at += name.length - 1;
      break;
    }
  }
  return hits;
}
