/** @module Merged cells of a workbook: what stands in the first of them is said for all rows that they reach over. */
import { strFromU8 } from 'fflate';

/** Rows and columns from 0, the last one included. */
interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** By the name of the sheet. */
export type Merges = ReadonlyMap<string, readonly Merge[]>;

/** Of more, the rest stays as it is: nobody's ledger has so many. */
const MERGES_MOST = 5000;

const SHEET = /<sheet\s[^<>]*>/g;
const RELATION = /<Relationship\s[^<>]*>/g;
const MERGE = /<mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;

/** `parts` by their names in the file. */
export function mergesOf(parts: Readonly<Record<string, Uint8Array>>): Merges {
  const textOf = (name: string): string => {
    const part = parts[name];
    return part === undefined ? '' : strFromU8(part);
  };
  const targets = new Map(
    [...textOf('xl/_rels/workbook.xml.rels').matchAll(RELATION)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?xl\//, ''),
    ]),
  );
  return new Map(
    [...textOf('xl/workbook.xml').matchAll(SHEET)].map(([tag]) => {
      const target = targets.get(attribute(tag, 'r:id')) ?? '';
      return [unescaped(attribute(tag, 'name')), mergesIn(textOf(`xl/${target}`))];
    }),
  );
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Only what reaches down within one column: a title across columns says nothing of the rows. */
function mergesIn(xml: string): readonly Merge[] {
  return [...xml.matchAll(MERGE)].slice(0, MERGES_MOST).flatMap(([, first = '', from, last, to]) => {
    const merge = { column: columnOf(first) - 1, from: Number(from) - 1, to: Number(to) - 1 };
    return first === last && merge.to > merge.from ? [merge] : [];
  });
}

/** A is 1, AA is 27. */
export const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

export interface Filled {
  readonly rows: readonly (readonly string[])[];
  /** By row: the columns in which the row above goes on. */
  readonly above?: ReadonlyMap<number, ReadonlySet<number>>;
}

export function filled(rows: readonly (readonly string[])[], merges: readonly Merge[]): Filled {
  const full = rows.map((row) => [...row]);
  const above = new Map<number, Set<number>>();
  for (const { column, from, to } of merges) {
    const said = rows[from]?.[column] ?? '';
    for (let row = from + 1; row <= to && row < full.length; row += 1) {
      const cells = full[row];
      // A place that has cells of its own after all is not overwritten; one far off has none.
      if (cells === undefined || said === '' || column >= cells.length || cells[column] !== '') continue;
      cells[column] = said;
      above.set(row, (above.get(row) ?? new Set()).add(column));
    }
  }
  return { rows: full, ...(above.size === 0 ? {} : { above }) };
}
