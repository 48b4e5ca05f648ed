/** @module The small interface behind which each type of fact stands. */
import type { Written } from '../../report/written.ts';
import type { Asked } from '../definition.ts';
import type { FactValue } from '../model.ts';
import type { Problem } from '../problem.ts';
import type { Field, Option } from '../screen.ts';

/** What a reading may need to know beside the words. */
export interface ReadingContext {
  readonly year: number;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * Why a value that was read is asked back before it is used:
 * 十余次 · 每月一次 · 次 for 人次, or no unit · outside what is usual · which year · 12月 said in November · part of a date left
 * out · rows cut from a loose text · said in passing, in prose · bare figures given in the order of the questions ·
 * of a part of the year, or of other branches · one figure behind two names · two figures for one name · a yes to a
 * sentence that was not before her · 没有 said of a sentence · added up from what was said of parts of the year · only a
 * part of a name · words that may be said to the bot.
 */
export type Doubt =
  | 'inexact'
  | 'frequency'
  | 'unit'
  | 'unusual'
  | 'year'
  | 'future'
  | 'day'
  | 'columns'
  | 'prose'
  | 'order'
  | 'part'
  | 'shared'
  | 'several'
  | 'unseen'
  | 'denied'
  | 'sum'
  | 'name'
  | 'talk';

/**
 * - `value` with a `doubt`: read, but to be asked back before it is used.
 * - `none`: the words say that there is nothing to write (不写, 没有).
 */
export type Reading =
  | { readonly read: 'value'; readonly value: FactValue; readonly doubt?: Doubt }
  | { readonly read: 'none' }
  | { readonly read: 'problem'; readonly problem: Problem };

export interface FactType {
  readonly control: Field['control'];
  /** In a message, its value stands `beside` its name in a clause, or `after` its name and a colon. */
  readonly place: 'beside' | 'after';
  /** What 没有 says, where that is a value and not the lack of one. */
  readonly none?: FactValue;
  /** What is said of it when there is nothing to write; else 没有. */
  readonly refused?: string;
  /** Words, from a form field or a message, to a value. Never throws, whatever the words. */
  parse(words: string, fact: Asked, context: ReadingContext): Reading;
  /** A value from a file or the store: the same rules, without reading. */
  check(value: unknown, fact: Asked): FactValue | Problem;
  /** The value as it is said back, with its unit. */
  show(value: FactValue, fact: Asked): string;
  /** The value as it stands in a form field. */
  edit(value: FactValue, fact: Asked): string;
  /** The value as it goes into the report. */
  write(value: FactValue, fact: Asked): Written;
  options?(fact: Asked): readonly Option[];
  /** Characters a form field takes, at most 1000. */
  room(fact: Asked): number;
}

export const isProblem = (result: FactValue | Problem): result is Problem =>
  typeof result === 'object' && 'code' in result && !Array.isArray(result);

export const problem = (problem: Problem): Reading => ({ read: 'problem', problem });
export const value = (value: FactValue, doubt?: Doubt): Reading => ({
  read: 'value',
  value,
  ...(doubt === undefined ? {} : { doubt }),
});

/** From a checked value to a reading. */
export const reading = (result: FactValue | Problem): Reading =>
  isProblem(result) ? problem(result) : value(result);

/** How most types are written: as they are kept. */
export const writeText = (value: FactValue): Written => ({ kind: 'text', text: String(value) });
