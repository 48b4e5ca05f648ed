/**
 * @module The parts of a workbook, made safe for a library that gives every cell up to the last one named its place in
 * memory: a reference of ten characters would fill it. What is empty is left out, what is left is counted.
 */
import { strFromU8, strToU8, zipSync } from 'fflate';
import type { LedgerRefusal } from '../flow/ledger-types.ts';
import { unpack } from '../zip/unpack.ts';
import { columnOf, type Merges, mergesOf } from './merged.ts';
import { ROWS_MOST } from './table.ts';

/** Of the parts that are read, unpacked: many times what a ledger has, and what can be read without anybody waiting. */
const UNPACKED_MOST = 4 * 1024 * 1024;
const ENTRIES_MOST = 2000;
/** Sheets and relations; one sheet may be named many times. */
const SHEETS_MOST = 400;
/** Of all sheets, empty ones between others counted: half a second of reading. */
export const CELLS_MOST = 100_000;
/** The last row of a sheet, with room for empty ones: the library takes a minute over ten times as many. */
const LAST_ROW_MOST = 3 * ROWS_MOST;

const READ = /^xl\/(?:_rels\/workbook\.xml\.rels|(?:worksheets\/)?[^/]+\.xml)$/i;
const SHEET = /^xl\/worksheets\//i;

/** A workbook of those parts alone, not packed. */
export function safeWorkbook(
  bytes: Uint8Array,
):
  | { readonly workbook: Uint8Array<ArrayBuffer>; readonly merges: Merges }
  | { readonly refused: LedgerRefusal } {
  const unpacked = unpack(bytes, {
    wanted: (name) => READ.test(name),
    bytes: UNPACKED_MOST,
    entries: ENTRIES_MOST,
  });
  if ('refused' in unpacked) return unpacked;
  if (unpacked.parts['xl/workbook.xml'] === undefined) return { refused: 'not-a-table' };
  let [cells, sheets] = [0, 0];
  const parts: Record<string, Uint8Array> = {};
  for (const [name, part] of Object.entries(unpacked.parts)) {
    const xml = strFromU8(part);
    const bare = SHEET.test(name) ? withoutEmpty(xml) : xml;
    // Any part can be called a sheet by the relations: all are held to it.
    const extent = extentOf(bare);
    if (extent === undefined) return { refused: 'damaged' };
    if (extent.rows > LAST_ROW_MOST) return { refused: 'too-many-rows' };
    cells += extent.rows * extent.columns;
    if (cells > CELLS_MOST) return { refused: extent.rows > ROWS_MOST ? 'too-many-rows' : 'too-large' };
    if (!SHEET.test(name)) sheets += bare.match(/[<:](?:sheet|Relationship)\s/g)?.length ?? 0;
    if (sheets > SHEETS_MOST) return { refused: 'too-large' };
    parts[name] = strToU8(bare);
  }
  return { workbook: new Uint8Array(zipSync(parts, { level: 0 })), merges: mergesOf(parts) };
}

/** Programs write cells and rows that are only coloured, down to the last one there can be. */
const withoutEmpty = (xml: string): string =>
  xml.replace(/<c\s[^<>]*\/>/g, '').replace(/<row\s[^<>]*(?:\/>|>\s*<\/row>)/g, '');

/** A row's number or a cell's place, however the name before it is written; a namespace is declared, not a place. */
const REFERENCE = /(?<!xmlns:)\br=["']([^"']*)/g;
const PLACE = /^([A-Z]{0,3})(\d{1,7})$/;

/** The last row and column that something stands in; undefined when a reference is none. */
function extentOf(xml: string): { readonly rows: number; readonly columns: number } | undefined {
  let [rows, columns] = [xml.match(/[<:]row[\s/>]/g)?.length ?? 0, 1];
  for (const [, reference = ''] of xml.matchAll(REFERENCE)) {
    const [, letters = '', digits] = PLACE.exec(reference) ?? [];
    if (digits === undefined) return undefined;
    rows = Math.max(rows, Number(digits));
    columns = Math.max(columns, columnOf(letters));
  }
  return { rows, columns };
}
