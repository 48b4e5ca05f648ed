/** @module Cuts typed text into rows of cells: pasted table lines, numbered points, 「一是…二是…」, or a line each. */
import type { FieldDefinition } from '../definition.ts';
import { narrow } from '../numerals.ts';
import { NUMBERING, splitItems, tidy } from './words.ts';

export interface ReadRows {
  /** Cells as typed, by field. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Cells were told apart by commas, or points by words: to be confirmed. */
  readonly loose: boolean;
}

const TAB = /[\t|｜]/;
/** 一是…；二是… within one paragraph; the mark must stand at a beginning. */
const POINT =
  /(?=[①-⑳])|(?:^|(?<=[。；;：:，,\s]))(?=(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}(?:[，,、]|是)|[（(][一二三四五六七八九十\d]{1,2}[）)]))/;

export function readRows(words: string, fields: readonly FieldDefinition[]): ReadRows {
  const text = tidy(words);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => TAB.test(line.trim()))) return table(lines, fields);
  const items = itemsOf(lines);
  const [only, ...more] = items;
  const named =
    fields[0]?.type === 'name' && only !== undefined && more.length === 0 ? splitItems(only, '、') : [];
  // 「优质工程奖、先进集体」: two names, most likely.
  if (named.length > 1 && !/[：:，,；;]/.test(only ?? '')) {
    return { rows: named.map((name) => ({ [fields[0]?.id ?? '']: name })), loose: true };
  }
  const read = items.map((item) => cellsOf(item, fields));
  return { rows: read.map(({ cells }) => cells), loose: read.some(({ loose }) => loose) };
}

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

/** 「名称：…；时间：…」, else cells between commas when there are as many as fields, else all in the first field. */
function cellsOf(
  item: string,
  fields: readonly FieldDefinition[],
): { cells: Record<string, string>; loose: boolean } {
  const [first, ...others] = fields;
  if (first === undefined) return { cells: {}, loose: false };
  const labelled = byLabel(item, fields);
  if (labelled !== undefined) return { cells: labelled, loose: false };
  const parts = others.length === 0 || first.type === 'longText' ? [item] : splitItems(item, '，,；;');
  if (parts.length === fields.length) {
    return {
      cells: Object.fromEntries(fields.map((field, index) => [field.id, parts[index] ?? ''])),
      loose: true,
    };
  }
  return { cells: { [first.id]: item }, loose: parts.length > 1 };
}

function byLabel(item: string, fields: readonly FieldDefinition[]): Record<string, string> | undefined {
  const starts = fields
    .flatMap((field) => {
      const at = item.search(new RegExp(`(?:^|[；;，,。\\n]\\s*)${escaped(field.label)}\\s*[:：]`));
      return at < 0 ? [] : [{ field, at }];
    })
    .sort((a, b) => a.at - b.at);
  if (starts.length === 0) return undefined;
  const lead = item.slice(0, starts[0]?.at).trim();
  const cells = starts.map(({ field, at }, index): [string, string] => {
    const words = item.slice(at, starts[index + 1]?.at);
    return [
      field.id,
      words
        .slice(words.search(/[:：]/) + 1)
        .trim()
        .replace(/[；;，,]$/, ''),
    ];
  });
  const [first] = fields;
  const before: [string, string][] =
    lead === '' || first === undefined || cells.some(([id]) => id === first.id) ? [] : [[first.id, lead]];
  return Object.fromEntries([...before, ...cells]);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
