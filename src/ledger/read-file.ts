/** @module The bytes of a file → tables, or why not. Nothing is run, no formula is computed: stored values only. */
import readWorkbook from 'read-excel-file/universal';
import { containerOf } from '../zip/container.ts';
import { csvTable, decoded } from './csv.ts';
import { filled } from './merged.ts';
import { BYTES_MOST, cellText, type Table, type Tables, tablesOf } from './table.ts';
import { CELLS_MOST, safeWorkbook } from './workbook.ts';

export async function readFile(bytes: Uint8Array, name: string): Promise<Tables> {
  if (bytes.length === 0) return { refused: 'empty' };
  if (bytes.length > BYTES_MOST) return { refused: 'too-large' };
  const container = containerOf(bytes);
  if (container === 'encrypted') return { refused: 'password' };
  if (container === 'old-office') return { refused: 'old-format' };
  if (container === 'zip') return readZip(bytes);
  if (/\.xlsx$/i.test(name)) return { refused: 'damaged' };
  if (container !== 'other') return { refused: 'not-a-table' };
  const text = decoded(bytes);
  if (text === undefined) return { refused: 'not-a-table' };
  const table = csvTable(text);
  return table.rows.some((row) => row.length > 1) ? tablesOf([table]) : { refused: 'not-a-table' };
}

async function readZip(bytes: Uint8Array): Promise<Tables> {
  const safe = safeWorkbook(bytes);
  if ('refused' in safe) return safe;
  try {
    // Trimmed by us: a text of a megabyte that a hundred thousand cells share would be trimmed as often.
    const sheets = await readWorkbook(new Blob([safe.workbook]), { trim: false });
    // One part may be listed as many sheets.
    const cells = sheets.reduce((sum, { data }) => sum + data.length * (data[0]?.length ?? 0), 0);
    if (cells > CELLS_MOST) return { refused: 'too-large' };
    return tablesOf(
      sheets.map(
        ({ sheet, data }): Table => ({
          name: sheet,
          ...filled(
            data.map((row) => row.map((cell) => textOf(cell))),
            safe.merges.get(sheet) ?? [],
          ),
        }),
      ),
    );
  } catch {
    // The library says in English what is wrong with which part; for her it is one case.
    return { refused: 'damaged' };
  }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : cellText(String(cell));
}
