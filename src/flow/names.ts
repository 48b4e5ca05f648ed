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

interface Entry {
  readonly name: string;
  readonly facts: readonly FactDefinition[];
}

/** By their first character, the longest first, so that 「支部党员大会」 is never read as something about 「党员」. */
export type Names = ReadonlyMap<string, readonly Entry[]>;

export function namesOf(facts: Iterable<FactDefinition>): Names {
  const byName = new Map<string, FactDefinition[]>();
  for (const fact of facts) {
    for (const name of new Set([fact.label, ...fact.aliases].flatMap(spellings))) {
      byName.set(name, [...(byName.get(name) ?? []), fact]);
    }
  }
  // 「支委5」 may be of 支委人数, too, where something else is called 支委 for short.
  for (const [name, owners] of [...byName]) {
    const also = name.endsWith('人数') ? byName.get(name.slice(0, -2)) : undefined;
    if (also?.some(({ label }) => label === name.slice(0, -2))) continue;
    also?.push(...owners.filter((owner) => !also.includes(owner)));
  }
  const byFirst = new Map<string, Entry[]>();
  for (const [name, owners] of byName) {
    const first = name.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, facts: owners }]);
  }
  for (const entries of byFirst.values()) entries.sort((a, b) => b.name.length - a.name.length);
  return byFirst;
}

/** A name in quotation marks is typed without them as often as not. */
const spellings = (name: string): readonly string[] =>
  [fold(name), fold(name.replace(/[“”"「」]/g, ''))].filter((spelling) => spelling !== '');

/** One character for one, so that positions in the text stay. */
export const fold = (text: string): string => narrow(text).toLowerCase().replace(/[“”]/g, '"');

/** What is said behind the name at the start of the words, for its field in a form; all of them where no name stands. */
export function withoutName(words: string, fact: FactDefinition): string {
  const [hit] = findNames(words, namesOf([fact]));
  return hit?.from === 0 ? words.slice(hit.to).replace(/^[\s:：=]+/, '') || words : words;
}

/** Non-overlapping names, left to right, the longest at each place. */
export function findNames(text: string, names: Names): readonly Hit[] {
  const folded = fold(text);
  const hits: Hit[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const entry = names.get(folded.charAt(at))?.find(({ name }) => folded.startsWith(name, at));
    if (entry === undefined) continue;
    hits.push({ ...entry, from: at, to: at + entry.name.length });
    at += entry.name.length - 1;
  }
  return hits;
}
