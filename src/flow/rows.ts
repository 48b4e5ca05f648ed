/** @module Rows of records, one at a time: opened, written, moved, taken out. */
import { cardOf } from './agenda.ts';
import type { FactDefinition, Flow } from './definition.ts';
import type { Inbound, Op } from './inbound.ts';
import type { FactId, Report, Row } from './model.ts';
import type { Note } from './note.ts';
import { isTyped, NOT_KNOWN, today } from './old-forms.ts';
import type { Problem } from './problem.ts';
import { joinedTo, merge, NOTHING, nextView, outdated, type Step, show, sourceOf } from './turn.ts';
import { MOST_ROWS, readRow, rowsOf } from './types/records.ts';
import type { View } from './view.ts';

type Click = Extract<Inbound, { type: 'click' }>;
type RowOp = Extract<Op, { op: 'row' }>;

/** A text longer than this may have been kept out of its input for want of room; left blank, it stays. */
const MAY_BE_KEPT = 100;

export function rowClicked(flow: Flow, report: Report, inbound: Click, op: RowOp, now: number): Step {
  const fact = flow.facts.get(today(flow, op.fact));
  const card = fact === undefined ? undefined : cardOf(flow, fact.id);
  if (fact?.fields === undefined || card === undefined) {
    if (Object.values(inbound.form ?? {}).some(isTyped)) return NOT_KNOWN;
    return show(nextView(flow, report.facts), [{ note: 'not-asked' }]);
  }
  const rows = rowsOf(report.facts[fact.id]?.value);
  const list: View = { at: 'card', card: card.id };
  const form = (at: number, raw?: Readonly<Record<string, string>>): View => ({
    ...list,
    row: { fact: fact.id, at: Math.min(at, rows.length), ...(raw === undefined ? {} : { raw }) },
  });
  const changed = (report.facts[fact.id]?.version ?? 0) > inbound.shown;
  switch (op.does) {
    case 'edit':
      return changed ? show(list, [{ note: 'changed-meanwhile' }]) : show(form(op.row));
    case 'delete':
    case 'up':
      if (changed) return show(list, [{ note: 'changed-meanwhile' }]);
      return keep(
        report,
        inbound,
        fact,
        op.does === 'up' ? raised(rows, op.row) : without(rows, op.row),
        list,
      );
    default: {
      const typed = typedInto(fact, rows[op.row], inbound);
      const read = readRow(typed, fact.fields, { year: report.about.year, now });
      if ('problems' in read) return show(form(op.row, typed), problemsOf(fact.id, read.problems, typed));
      // A second click on the same form: the row is there already.
      const there = rows.some((row) => same(row, read.row));
      if (changed && there) return show(list);
      if (changed || rows.length >= MOST_ROWS + (op.row < rows.length ? 1 : 0)) {
        return show(form(changed ? rows.length : op.row, typed), [
          changed
            ? { note: 'changed-meanwhile' }
            : { note: 'problem', fact: fact.id, problem: { code: 'too-many', most: MOST_ROWS }, words: '' },
        ]);
      }
      const after = op.row < rows.length ? rows.with(op.row, read.row) : [...rows, read.row];
      const more: View = { ...list, row: { fact: fact.id, at: after.length } };
      const kept = keep(report, inbound, fact, after, op.does === 'more' ? more : list, read.doubtful);
      // Back to the list where something is still to be looked at; else on.
      if (op.does === 'more' || op.row < rows.length || read.doubtful) return kept;
      const facts = merge(report.facts, kept.facts, report.version + 1);
      return { ...kept, screen: { view: nextView(flow, facts), notes: [{ note: 'taken', fact: fact.id }] } };
    }
  }
}

/** Another button than 保存 under a row that was begun: what stands in the row is saved first. */
export function rowBegun(
  flow: Flow,
  report: Report,
  inbound: Click,
  facts: readonly FactDefinition[],
  now: number,
): Step | undefined {
  const [fact, ...others] = facts;
  if (fact?.fields === undefined || others.length > 0) return undefined;
  const cells = Object.values(typedInto(fact, undefined, inbound));
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  return rowClicked(flow, report, inbound, { op: 'row', fact: fact.id, row: 0, does: 'save' }, now);
}

function keep(
  report: Report,
  inbound: Click,
  fact: FactDefinition,
  rows: readonly Row[],
  view: View,
  doubtful = report.facts[fact.id]?.status === 'unconfirmed',
): Step {
  if (rows.length === 0) return { ...show(view), forget: [fact.id], draft: outdated(report) };
  return {
    ...NOTHING,
    facts: {
      [fact.id]: {
        status: doubtful ? 'unconfirmed' : 'given',
        value: rows,
        source: { ...sourceOf(inbound), ...joinedTo(report.facts[fact.id]) },
      },
    },
    screen: { view, notes: [] },
  };
}

const without = (rows: readonly Row[], at: number): readonly Row[] => rows.filter((_, index) => index !== at);

function raised(rows: readonly Row[], at: number): readonly Row[] {
  const [above, row] = [rows[at - 1], rows[at]];
  return above === undefined || row === undefined ? rows : rows.with(at - 1, row).with(at, above);
}

const same = (a: Row, b: Row): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, cell]) => b[key] === cell);

function typedInto(
  fact: FactDefinition,
  before: Row | undefined,
  { form = {} }: Click,
): Record<string, string> {
  return Object.fromEntries(
    (fact.fields ?? []).map(({ id }): [string, string] => {
      const given = form[id];
      const known = before?.[id];
      const kept = given === undefined && typeof known === 'string' && known.length > MAY_BE_KEPT;
      return [id, kept ? known : typeof given === 'string' ? given : ''];
    }),
  );
}

/** Each problem under its field; the form shows them there. */
const problemsOf = (
  fact: FactId,
  problems: Readonly<Record<string, Problem>>,
  typed: Readonly<Record<string, string>>,
): readonly Note[] =>
  Object.entries(problems).map(
    ([field, problem]): Note => ({
      note: 'problem',
      fact: `${fact}.${field}`,
      problem,
      words: typed[field] ?? '',
    }),
  );

/** Rows read from a message beside those that are there: the same first field is the same row, others are added. */
export function joinRows(before: readonly Row[], said: readonly Row[], fact: FactDefinition): readonly Row[] {
  const first = fact.fields?.[0]?.id ?? '';
  const joined = [...before];
  for (const row of said) {
    const at = joined.findIndex((known) => known[first] === row[first]);
    if (at < 0) joined.push(row);
    else joined[at] = { ...joined[at], ...row };
  }
  return joined;
}
