/** @module The small interface behind which each type of fact stands. */
import type { FactDefinition } from '../definition.ts';
import type { FactValue, Problem } from '../model.ts';
import type { Field, Option } from '../screen.ts';

/** What a reading may need to know beside the words. */
export interface ReadingContext {
  readonly year: number;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * - `value` with `sure: false`: read, but to be asked back before it is used.
 * - `none`: the words say that there is nothing to write (不写, 没有).
 */
export type Reading =
  | { readonly read: 'value'; readonly value: FactValue; readonly sure: boolean }
  | { readonly read: 'none' }
  | { readonly read: 'problem'; readonly problem: Problem };

export interface FactType {
  readonly control: Field['control'];
  /** Words, from a form field or a message, to a value. Never throws, whatever the words. */
  parse(words: string, fact: FactDefinition, context: ReadingContext): Reading;
  /** A value from a file or the store: the same rules, without reading. */
  check(value: unknown, fact: FactDefinition): FactValue | Problem;
  /** The value as it is said back, with its unit. */
  show(value: FactValue, fact: FactDefinition): string;
  /** The value as it stands in a form field. */
  edit(value: FactValue, fact: FactDefinition): string;
  /** The value as it goes into the report: one text, or items of a list. */
  write(value: FactValue, fact: FactDefinition): string | readonly string[];
  options?(fact: FactDefinition): readonly Option[];
  /** Characters a form field takes, at most 1000. */
  room(fact: FactDefinition): number;
}

export const isProblem = (result: FactValue | Problem): result is Problem =>
  typeof result === 'object' && 'code' in result && !Array.isArray(result);

export const problem = (problem: Problem): Reading => ({ read: 'problem', problem });
export const value = (value: FactValue, sure = true): Reading => ({ read: 'value', value, sure });

/** From a checked value to a reading. */
export const reading = (result: FactValue | Problem): Reading =>
  isProblem(result) ? problem(result) : value(result);
