/** @module A draft that came back as a file, as data: what differs from what was written, or why nothing is taken from it. */
import type { FactId, FactValue } from './model.ts';
import type { PlainProblem } from './problem.ts';

/** What she changed in the file of a draft: a paragraph, or only the value of a fact that stands in it. */
export type ReturnedChange =
  | { readonly what: 'own'; readonly name: string; readonly was: string; readonly is: string }
  | {
      readonly what: 'fact';
      readonly name: string;
      readonly fact: FactId;
      /** As they stand in the text. */
      readonly was: string;
      readonly is: string;
      readonly value: FactValue;
    };

export interface Returned {
  readonly number: number;
  /** Version of the newest fact in that draft; absent in what was read before this was kept. */
  readonly upTo?: number;
  readonly changes: readonly ReturnedChange[];
  /** Beginnings of paragraphs that are not in it any more, and of those whose new text cannot be taken, with the reason. */
  readonly removed: readonly string[];
  readonly unusable: readonly { readonly is: string; readonly problem: PlainProblem }[];
  /** Changed below the text. */
  readonly signature: boolean;
  /** Changes were tracked. */
  readonly tracked: boolean;
}

/** Why nothing is taken from a file. `older`: a draft before the newest; `same`: nothing was changed in it. */
export type ReturnedRefusal =
  | 'too-large'
  | 'password'
  | 'old-format'
  | 'damaged'
  | 'not-word'
  | 'not-ours'
  | 'other-report'
  | 'older'
  | 'same'
  | 'offline';
