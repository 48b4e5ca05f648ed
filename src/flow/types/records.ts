/** @module Rows with their own fields: awards, activities, problems, plan items. Any number of rows up to a sensible one. */
import type { Asked, FieldDefinition } from '../definition.ts';
import type { FactValue, Row } from '../model.ts';
import type { Problem } from '../problem.ts';
import { fieldType } from './fields.ts';
import { readRows } from './records-reading.ts';
import { type FactType, isProblem, problem, type Reading, type ReadingContext, value } from './type.ts';

export const MOST_ROWS = 20;
/** Between the cells of a row where rows stand as text. */
export const CELL = ' | ';
const SHOWN = 3;

export const rowsOf = (given: FactValue | undefined): readonly Row[] =>
  Array.isArray(given) ? given.filter((row): row is Row => typeof row === 'object') : [];

export const isNeeded = (field: FieldDefinition, index: number): boolean => field.needed || index === 0;

/** What was typed into the form of one row, read field by field: the row, or every problem by field. */
export function readRow(
  form: Readonly<Record<string, string>>,
  fields: readonly FieldDefinition[],
  context: ReadingContext,
):
  | { readonly row: Row; readonly doubtful: boolean }
  | { readonly problems: Readonly<Record<string, Problem>> } {
  const row: Record<string, string | number> = {};
  const problems: Record<string, Problem> = {};
  let doubtful = false;
  for (const [index, field] of fields.entries()) {
    const words = (form[field.id] ?? '').trim();
    if (words === '') {
      if (isNeeded(field, index)) problems[field.id] = { code: 'empty' };
      continue;
    }
    const said = fieldType(field).parse(words, field, context);
    if (said.read === 'problem') problems[field.id] = said.problem;
    else if (said.read === 'value' && (typeof said.value === 'string' || typeof said.value === 'number')) {
      row[field.id] = said.value;
      doubtful ||= said.doubt !== undefined;
    }
  }
  return Object.keys(problems).length > 0 ? { problems } : { row, doubtful };
}

/** One row in words, for a list and for a button. */
export const showRow = (row: Row, fields: readonly FieldDefinition[]): string =>
  fields
    .flatMap((field) => {
      const cell = row[field.id];
      return cell === undefined ? [] : [fieldType(field).show(cell, field)];
    })
    .join('，');

function parse(words: string, fact: Asked, context: ReadingContext): Reading {
  const fields = fact.fields ?? [];
  const read = readRows(words, fields, context);
  if (read.rows.length === 0) return problem({ code: 'empty' });
  if (read.rows.length > MOST_ROWS) return problem({ code: 'too-many', most: MOST_ROWS });
  const rows: Row[] = [];
  let doubtful = read.loose;
  for (const [index, cells] of read.rows.entries()) {
    const one = readRow(cells, fields, context);
    if ('problems' in one) return problem(inRow(index + 1, fields, one.problems));
    rows.push(one.row);
    doubtful ||= one.doubtful;
  }
  return value(rows, doubtful ? 'columns' : undefined);
}

function inRow(
  row: number,
  fields: readonly FieldDefinition[],
  problems: Readonly<Record<string, Problem>>,
): Problem {
  const [field, first] = Object.entries(problems)[0] ?? [];
  if (field === undefined || first === undefined || first.code === 'row') return { code: 'empty' };
  return { code: 'row', row, field: fields.find(({ id }) => id === field)?.label ?? field, problem: first };
}

function check(given: unknown, fact: Asked): FactValue | Problem {
  const fields = fact.fields ?? [];
  const expected = `若干行记录，每行有：${fields.map(({ id, label }) => `${id}（${label}）`).join('、')}`;
  if (!Array.isArray(given) || given.length === 0) return { code: 'wrong-type', expected };
  if (given.length > MOST_ROWS) return { code: 'too-many', most: MOST_ROWS };
  const rows: Row[] = [];
  for (const [index, one] of given.entries()) {
    const row = checkRow(one, fields);
    if (row === undefined) return { code: 'wrong-type', expected };
    if ('problems' in row) return inRow(index + 1, fields, row.problems);
    rows.push(row.row);
  }
  return rows;
}

/** Undefined: not a row, or a field that nobody knows. */
function checkRow(
  given: unknown,
  fields: readonly FieldDefinition[],
): { readonly row: Row } | { readonly problems: Readonly<Record<string, Problem>> } | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const cells = new Map<string, unknown>(Object.entries(given));
  if ([...cells.keys()].some((key) => !fields.some(({ id }) => id === key))) return undefined;
  const row: Record<string, string | number> = {};
  const problems: Record<string, Problem> = {};
  for (const [index, field] of fields.entries()) {
    const cell = cells.get(field.id);
    if (cell === undefined || cell === null || cell === '') {
      if (isNeeded(field, index)) problems[field.id] = { code: 'empty' };
      continue;
    }
    const checked = fieldType(field).check(cell, field);
    if (isProblem(checked)) problems[field.id] = checked;
    else if (typeof checked === 'string' || typeof checked === 'number') row[field.id] = checked;
  }
  return Object.keys(problems).length > 0 ? { problems } : { row };
}

/** Rows as lines of cells, which {@link parse} reads back as they are. */
const edit = (given: FactValue, { fields = [] }: Asked): string =>
  rowsOf(given)
    .map((row) =>
      fields
        .map((field) => {
          const cell = row[field.id];
          return cell === undefined
            ? ''
            : fieldType(field).edit(cell, field).replaceAll('\n', ' ').replaceAll('|', '｜');
        })
        .join(CELL)
        .trimEnd(),
    )
    .join('\n');

export const records: FactType = {
  control: 'lines',
  place: 'after',
  parse,
  check,
  show: (given, { fields = [] }) => {
    const rows = rowsOf(given);
    const shown = rows
      .slice(0, SHOWN)
      .map((row, index) => `${index + 1}. ${brief(showRow(row, fields.slice(0, 2)))}`);
    return `${rows.length} 条：${shown.join('；')}${rows.length > SHOWN ? '…' : ''}`;
  },
  edit,
  write: (given, { fields = [] }) => ({
    kind: 'rows',
    rows: rowsOf(given).map((row) =>
      Object.fromEntries(
        fields.flatMap((field): [string, string][] => {
          const cell = row[field.id];
          if (cell === undefined) return [];
          const written = fieldType(field).write(cell, field);
          return written.kind === 'text' ? [[field.id, written.text]] : [];
        }),
      ),
    ),
  }),
  room: () => 1000,
};

const brief = (text: string): string => {
  const signs = [...text.replaceAll('\n', ' ')];
  return signs.length > 24 ? `${signs.slice(0, 24).join('')}…` : signs.join('');
};
