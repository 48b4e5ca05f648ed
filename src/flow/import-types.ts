/** @module An exported file that came back, as data: what it would change, or why nothing is taken from it. */
import type { FactId, FactStatus, FactValue, OwnPlace } from './model.ts';
import type { Problem } from './problem.ts';

/** An answer in the file that is not the one that is kept; checked like any other, trusted like none. */
export interface Imported {
  readonly fact: FactId;
  /** Of a paragraph in her own words always `given`. */
  readonly status: FactStatus;
  readonly value?: FactValue;
  /** The day up to which a count counts, yyyy-MM-dd. */
  readonly asOf?: string;
  /** What that paragraph stood in the place of when she last looked at it. */
  readonly own?: OwnPlace;
}

export interface ImportProposal {
  /** Sentences that vouch for somebody in front, then what would be overwritten, then what is still blank. */
  readonly changes: readonly Imported[];
  /** Answers that are here already, as they are. */
  readonly same: number;
  /** In the file, but not as an answer that can be taken. */
  readonly unusable: readonly { readonly fact: FactId; readonly problem: Problem }[];
  /** This kind of report does not ask for so many of them any more. */
  readonly unknown: number;
  /** Exported from another report: another branch's, or somebody else's. */
  readonly foreign: boolean;
}

/**
 * Why nothing is taken from a file. `newer`: written by a later version of the program; `same`: it says what is kept
 * already; `offline`: it could not be fetched. `of` is what the file says it is about.
 */
export type ImportRefusal =
  | { readonly why: 'too-large' | 'damaged' | 'not-ours' | 'newer' | 'same' | 'offline' }
  | { readonly why: 'other-kind' | 'other-year'; readonly of: string };
