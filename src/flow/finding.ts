/**
 * @module What may not be right about the facts as they stand together. The checks themselves are handed in with the
 * flow; here is what they are given and what they give back.
 */
import type { FactDefinition } from './definition.ts';
import type { FactId, FactValue } from './model.ts';

export interface Finding {
  /** The same as long as it is about the same thing in the same facts. */
  readonly id: string;
  /** `doubt`: two things cannot both be right; a final waits for it. `note`: worth a look, in nobody's way. */
  readonly severity: 'doubt' | 'note';
  /** The facts it is about, the one to look at first in front. */
  readonly facts: readonly FactId[];
  /** What, where and why, on one line. */
  readonly text: string;
  /** The row of the first fact that lacks something, from 1. */
  readonly row?: number;
  /** A change that would settle it, with the words for its button; proposed, never made unasked. */
  readonly mend?: { readonly fact: FactId; readonly value: FactValue; readonly label: string };
}

/** A fact that will be written: given, and asked for as the other answers stand. */
export interface KnownFact {
  readonly definition: FactDefinition;
  readonly value: FactValue;
  /** The day up to which it holds, yyyy-MM-dd: 截至 where she said one, else the day she said it. */
  readonly day: string;
}

export interface Checked {
  /** The year reported on. */
  readonly year: number;
  /** Name of the kind for people, 「项目党支部书记抓党建述职」. */
  readonly kind: string;
  /** In the order of the cards. */
  readonly facts: ReadonlyMap<FactId, KnownFact>;
  /** Facts that wait for an answer; who compares lists of facts waits with them. */
  readonly open: ReadonlySet<FactId>;
}

/** Pure, never throws, in time linear in what was typed. */
export type Checks = (checked: Checked) => readonly Finding[];
