/** @module What a ledger of meetings says, as data. */
import type { FactId } from './model.ts';

/** What a ledger of meetings says of one fact. */
export interface LedgerCount {
  readonly fact: FactId;
  readonly count: number;
  /** Of each month, January first. */
  readonly months: readonly number[];
}

/** A row that was not counted, and why: no kind of meeting in it, or several; no day, or not one of this year's yet. */
export interface LedgerLeft {
  /** In the file, from 1. */
  readonly row: number;
  readonly words: string;
  readonly why: 'no-kind' | 'several-kinds' | 'no-day' | 'other-year' | 'ahead' | 'twice';
}

/** A table that was pasted, of which more may come: its head, and a mark of each of its rows. */
export interface LedgerPieces {
  readonly head: readonly string[];
  readonly rows: readonly string[];
}

export interface LedgerProposal {
  readonly counts: readonly LedgerCount[];
  readonly left: readonly LedgerLeft[];
  /** The last day counted, yyyy-MM-dd. */
  readonly upTo?: string;
  readonly pieces?: LedgerPieces;
}

/** Why a file is not read. `old-format`: .xls of before 2007; `offline`: it could not be fetched. */
export type LedgerRefusal =
  | 'too-large'
  | 'too-many-rows'
  | 'password'
  | 'old-format'
  | 'damaged'
  | 'not-a-table'
  | 'empty'
  | 'offline';
