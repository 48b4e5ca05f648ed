/** @module Cuts typed text into rows of cells: pasted table lines, numbered points, 「一是…二是…」, a line each, or all in one. */
import type { FieldDefinition } from '../definition.ts';
import { narrow } from '../numerals.ts';
import { cellsOf, labelsIn } from './records-cells.ts';
import type { ReadingContext } from './type.ts';
import { NUMBERING, splitItems, tidy } from './words.ts';

export interface ReadRows {
  /** Cells as typed, by field. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Cells were told apart by commas, or points by words: to be confirmed. */
  readonly loose: boolean;
}

const TAB = /[\t|｜]/;
/** 一是…；二是… or 1.…；2.… within one paragraph; the mark must stand at a beginning. */
const POINT =
  /(?=[①-⑳])|(?:^|(?<=[。；;：:，,\s]))(?=(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}(?:[，,、]|是)|[（(][一二三四五六七八九十\d]{1,2}[）)]|[1-9]\d?[、.．](?!\d)))/;

export function readRows(
  words: string,
  fields: readonly FieldDefinition[],
  context: ReadingContext,
): ReadRows {
  const text = tidy(words);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => TAB.test(line.trim()))) {
    const rows =
      lines.length === 1 ? (lines[0] ?? '').split(/[；;]/).filter((row) => row.trim() !== '') : lines;
    const read = table(rows, fields);
    // A semicolon may stand in a cell, too.
    return { ...read, loose: read.loose || !rows.every((row) => TAB.test(row)) };
  }
  const points = itemsOf(lines).flatMap((item) => labelsIn(item, fields));
  const [only, ...more] = points;
  const parts = only !== undefined && more.length === 0 ? inOneLine(only, fields) : [];
  const read = (parts.length > 1 ? parts : points).map((item) => cellsOf(item, fields, context));
  return {
    rows: read.map(({ cells }) => cells),
    loose: parts.length > 1 || read.some(({ loose }) => loose),
  };
}

/**
 * Points without numbers on one line: 「优质工程奖；先进集体」「优质工程奖、先进集体」「移交（9月25日）、验收（6月）」. Commas
 * may be inside a point, so only names are told apart by 、 alone.
 */
function inOneLine(line: string, fields: readonly FieldDefinition[]): readonly string[] {
  const [first] = fields;
  if (first === undefined || first.type === 'longText' || labelled(line, fields)) return [];
  const points = splitItems(line, '；;');
  if (points.length > 1) return points;
  const names = splitItems(line, '、');
  const bracketed = names.every((name) => /[）)]$/.test(name));
  return bracketed || (first.type === 'name' && !/[：:，,；;]/.test(line)) ? names : [];
}

const labelled = (line: string, fields: readonly FieldDefinition[]): boolean =>
  fields.some(({ label }) => line.includes(`${label}：`) || line.includes(`${label}:`));

/** Points of their own begin with a number; other lines go on with the point before them. */
function itemsOf(lines: readonly string[]): readonly string[] {
  const pieces = lines.flatMap((line) => line.trim().split(POINT)).filter((piece) => piece !== '');
  const numbered = pieces.filter((piece) => NUMBERING.test(piece));
  if (numbered.length === 0) return lines.map(bare);
  const items: string[] = [];
  for (const piece of pieces) {
    if (NUMBERING.test(piece)) items.push(piece.replace(NUMBERING, ''));
    else if (items.length > 0) items.push(`${items.pop() ?? ''}\n${piece}`);
    // What stands before the first point leads up to it: 「主要有三个问题：」.
  }
  return items.map(bare).filter((item) => item !== '');
}

const bare = (item: string): string => item.trim().replace(/[；;，,。]$/, '');

/** A table as pasted: the first line may name the columns, an empty or numbered first column is passed over. */
function table(lines: readonly string[], fields: readonly FieldDefinition[]): ReadRows {
  const cells = lines.map((line) =>
    line
      .replace(/^\s*[|｜]|[|｜]\s*$/g, '')
      .split(TAB)
      .map((cell) => cell.trim()),
  );
  const body = cells.filter((row) => !row.every((cell) => /^[-:—]*$/.test(cell)));
  const [head = [], ...rest] = body;
  const columns = head.map((cell) => fields.find((field) => fits(cell, field)));
  const named = columns.filter((column) => column !== undefined).length;
  const known = named >= 2 || (named === 1 && head.length === 1) ? columns : undefined;
  const rows = known === undefined ? body : rest;
  // A running number takes the first place where there is one cell more than fields.
  const shift =
    known === undefined &&
    rows.every((row) => row.length > fields.length && /^\d{0,3}[.、]?$/.test(row[0] ?? ''))
      ? 1
      : 0;
  return {
    rows: rows.map((row) =>
      Object.fromEntries(
        row.flatMap((cell, index): [string, string][] => {
          const field = known === undefined ? fields[index - shift] : known[index];
          return field === undefined || cell === '' ? [] : [[field.id, cell]];
        }),
      ),
    ),
    loose: rows.some((row) => known === undefined && row.length - shift > fields.length),
  };
}

const fits = (cell: string, { label }: FieldDefinition): boolean => {
  const said = narrow(cell).replace(/[\s:：（(].*$/, '');
  return (
    said !== '' && (said === label || (said.length >= 2 && (label.includes(said) || said.includes(label))))
  );
};
