/** @module A screen as data: what a card shows and what its buttons do, independent of the platform. */
import type { Op } from './inbound.ts';
import type { FactId } from './model.ts';

/** `text` may be a person's own words: a renderer must show it as plain characters, never as markup. */
export interface Run {
  readonly text: string;
  readonly style?: 'strong' | 'quiet' | 'good' | 'warn';
}
/** One line of runs. */
export type Line = readonly Run[];

export interface Action {
  readonly label: string;
  readonly op: Op;
  readonly style?: 'primary' | 'danger' | 'link';
  /** Asked back before the click leaves the phone. */
  readonly confirm?: { readonly title: string; readonly text: string };
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One input of a form. Its name in the form is the fact's id. */
export interface Field {
  readonly fact: FactId;
  /** With the unit, e.g. 「支委会（次）」. */
  readonly label: string;
  readonly control: 'line' | 'lines' | 'select' | 'multiselect' | 'date';
  readonly placeholder?: string;
  readonly value?: string | readonly string[];
  readonly options?: readonly Option[];
  /** Characters, at most 1000. */
  readonly most: number;
  /** Text shown above the input: a claim's sentence in full, a problem with what was typed. */
  readonly above?: readonly Line[];
  /** Text shown under the input: an explanation. */
  readonly below?: readonly Line[];
}

export type Part =
  | { readonly part: 'lines'; readonly lines: readonly Line[] }
  | { readonly part: 'form'; readonly fields: readonly Field[]; readonly actions: readonly Action[] }
  | { readonly part: 'actions'; readonly actions: readonly Action[] }
  | { readonly part: 'fold'; readonly title: string; readonly lines: readonly Line[] }
  | { readonly part: 'divider' };

export interface Screen {
  readonly report: string;
  /** The report's version the screen was made of; comes back with every click. */
  readonly version: number;
  readonly title: string;
  readonly subtitle?: string;
  /** The one line a chat list or a notification shows. */
  readonly summary: string;
  readonly tone: 'normal' | 'good' | 'warn' | 'quiet';
  readonly parts: readonly Part[];
}
