/** @module Records on a card: the rows with their buttons, and the form of one row. */
import type { FactDefinition } from '../definition.ts';
import type { CardId, Report, ScreenRecord } from '../model.ts';
import type { Action, Field, Line, Part } from '../screen.ts';
import { fieldType } from '../types/fields.ts';
import { isNeeded, MOST_ROWS, rowsOf, showRow } from '../types/records.ts';
import type { View } from '../view.ts';
import { explain } from '../words.ts';

type RowView = NonNullable<Extract<View, { at: 'card' }>['row']>;

/** More rows than this leave one button for each; the others stand on the row's own form. */
const WITH_BUTTONS = 5;
/** Characters of a row in the list. */
const BRIEF = 80;

/** The rows that are there, each with what can be done to it, and the way to one more. */
export function rowsParts(fact: FactDefinition, report: Report): readonly Part[] {
  const rows = rowsOf(report.facts[fact.id]?.value);
  const few = rows.length <= WITH_BUTTONS;
  const parts = rows.flatMap((row, index): Part[] => [
    { part: 'lines', lines: [[{ text: `${index + 1}. ${clipped(showRow(row, fact.fields ?? []))}` }]] },
    { part: 'actions', actions: few ? buttons(fact, index, rows.length) : [edit(fact, index)] },
  ]);
  const head: Line = [
    { text: fact.label, style: 'strong' },
    { text: rows.length === 0 ? '：还没有记' : `：已记 ${rows.length} 条`, style: 'quiet' },
  ];
  return [{ part: 'lines', lines: [head] }, ...parts];
}

/** 「添加一条」, and 「写好了」 when nothing else of the card is open; they stand before its other buttons. */
export function rowsActions(fact: FactDefinition, report: Report, done: boolean): readonly Action[] {
  const rows = rowsOf(report.facts[fact.id]?.value);
  const add: Action[] =
    rows.length >= MOST_ROWS
      ? []
      : [
          {
            label: rows.length === 0 ? '添加一条' : '再添一条',
            op: { op: 'row', fact: fact.id, row: rows.length, does: 'edit' },
          },
        ];
  const [first] = add;
  if (rows.length === 0) return first === undefined ? [] : [{ ...first, style: 'primary' }];
  return done ? [{ label: '写好了', op: { op: 'continue' }, style: 'primary' }, ...add] : add;
}

const edit = (fact: FactDefinition, row: number): Action => ({
  label: `改第 ${row + 1} 条`,
  op: { op: 'row', fact: fact.id, row, does: 'edit' },
});

function buttons(fact: FactDefinition, row: number, of: number): readonly Action[] {
  const up: Action[] =
    row === 0 || of === 1 ? [] : [{ label: '上移', op: { op: 'row', fact: fact.id, row, does: 'up' } }];
  return [{ ...edit(fact, row), label: '改' }, remove(fact, row), ...up];
}

const remove = (fact: FactDefinition, row: number): Action => ({
  label: '删',
  op: { op: 'row', fact: fact.id, row, does: 'delete' },
  style: 'danger',
  confirm: { title: `删掉第 ${row + 1} 条？`, text: '删掉以后，报告里就不写这一条了。' },
});

/** The form of one row: a field each, problems at their fields, what was typed kept; `instead`: of a first row. */
export function rowForm(
  fact: FactDefinition,
  card: CardId,
  report: Report,
  record: ScreenRecord,
  view: RowView,
  instead?: readonly Action[],
): readonly Part[] {
  const rows = rowsOf(report.facts[fact.id]?.value);
  const row = rows[view.at];
  const fields = (fact.fields ?? []).map((field, index): Field => {
    const type = fieldType(field);
    const cell = row?.[field.id];
    const raw = view.raw?.[field.id];
    const known = raw ?? (cell === undefined ? undefined : type.edit(cell, field));
    const unit = field.unit === undefined ? '' : `（${field.unit}）`;
    const problems = record.notes.flatMap((note): Line[] =>
      note.note === 'problem' && note.fact === `${fact.id}.${field.id}`
        ? [[{ text: `${explain(note.problem, field)}。`, style: 'warn' }]]
        : [],
    );
    const help: readonly Line[] = field.help === undefined ? [] : [[{ text: field.help, style: 'quiet' }]];
    const below = [...problems, ...help];
    const hint = field.example === undefined ? undefined : `如：${field.example}`;
    return {
      fact: field.id,
      label: `${field.label}${unit}${isNeeded(field, index) ? '' : '（可不填）'}`,
      control: type.control === 'date' && known !== undefined && !ISO_DAY.test(known) ? 'line' : type.control,
      most: type.room(field),
      ...(type.options === undefined ? {} : { options: type.options(field), placeholder: '请选择' }),
      ...(type.options === undefined && hint !== undefined ? { placeholder: hint } : {}),
      ...(known === undefined || known === '' ? {} : { value: known }),
      ...(below.length === 0 ? {} : { below }),
    };
  });
  const op = { op: 'row', fact: fact.id, row: view.at } as const;
  const actions: Action[] = [
    { label: '保存', op: { ...op, does: 'save' }, style: 'primary' },
    { label: '保存，再添一条', op: { ...op, does: 'more' } },
    ...(row === undefined || rows.length <= WITH_BUTTONS ? [] : buttons(fact, view.at, rows.length).slice(1)),
    ...(instead ?? [leave(row === undefined, rows.length, card)]),
  ];
  const title =
    row === undefined ? `${fact.label}：第 ${view.at + 1} 条` : `${fact.label}：改第 ${view.at + 1} 条`;
  return [
    { part: 'lines', lines: [[{ text: title, style: 'strong' }]] },
    { part: 'form', fields, actions },
  ];
}

/** Away from the form, nothing kept: on from a further row, else back to the list. */
const leave = (isNew: boolean, rows: number, card: CardId): Action => ({
  label: isNew ? '不添了' : '不改了',
  op: isNew && rows > 0 ? { op: 'continue' } : { op: 'open', card },
});

export const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

const clipped = (text: string): string => {
  const signs = [...text.replaceAll('\n', ' ')];
  return signs.length > BRIEF ? `${signs.slice(0, BRIEF).join('')}…` : signs.join('');
};
