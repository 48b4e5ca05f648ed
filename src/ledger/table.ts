/** @module What a ledger is to the rest: cells as text, whatever file or message they came in. */
import type { LedgerRefusal } from '../flow/ledger-types.ts';

export interface Table {
  /** Of the sheet; empty for other files and for pasted text. */
  readonly name: string;
  /** Cells trimmed; a day is yyyy-MM-dd. */
  readonly rows: readonly (readonly string[])[];
  /** Columns that go on from the row above, merged with it, by the index of the row. */
  readonly above?: ReadonlyMap<number, ReadonlySet<number>>;
}

export type Tables = { readonly tables: readonly Table[] } | { readonly refused: LedgerRefusal };

export const BYTES_MOST = 5 * 1024 * 1024;
export const ROWS_MOST = 5000;
const COLUMNS_MOST = 60;
/** Characters of a cell that matter; a minute pasted into one does not. */
const CELL_MOST = 200;

/** Cut first, with room for spaces: a text of megabytes is not gone through for every cell that shows it. */
export const cellText = (text: string): string =>
  text
    .slice(0, 10 * CELL_MOST)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, CELL_MOST);

/** Columns beyond the sensible and empty rows at the end left out; refused when nothing is left, or too much. */
export function tablesOf(tables: readonly Table[]): Tables {
  const kept = tables
    .map(({ name, rows, above }): Table => {
      // A row keeps its number: an empty one between others stays, without cells.
      const bare = rows.map((row) => (isEmpty(row) ? [] : row.slice(0, COLUMNS_MOST)));
      const kept = bare.slice(0, bare.findLastIndex((row) => row.length > 0) + 1);
      return { name, rows: kept, ...(above === undefined ? {} : { above }) };
    })
    .filter(({ rows }) => rows.length > 0);
  if (kept.length === 0) return { refused: 'empty' };
  const rows = kept.reduce((sum, table) => sum + table.rows.filter((row) => row.length > 0).length, 0);
  return rows > ROWS_MOST ? { refused: 'too-many-rows' } : { tables: kept };
}

const isEmpty = (row: readonly string[]): boolean => row.slice(0, COLUMNS_MOST).every((cell) => cell === '');
