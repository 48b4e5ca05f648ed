/** @module Rows of a list changed by typing, beside their buttons. Which list is asked back when it is not plain. */
import { cardById, cardOf } from './agenda.ts';
import type { FactDefinition, FieldDefinition, Flow } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { FactValue, Report, Row, ScreenRecord } from './model.ts';
import type { Note } from './note.ts';
import type { Problem } from './problem.ts';
import { readAnswer } from './read-answer.ts';
import { LAST, type RowWish, rowWishOf } from './row-words.ts';
import { joinedTo, NOTHING, nextView, outdated, type Step, show, sourceOf } from './turn.ts';
import { fieldType } from './types/fields.ts';
import { typeOf } from './types/index.ts';
import { isProblem, type ReadingContext } from './types/type.ts';
import type { View } from './view.ts';

type Text = Extract<Inbound, { type: 'text' }>;
type Item = string | Row;

/** Undefined: the message says nothing of a row. */
export function rowTyped(
  flow: Flow,
  report: Report,
  inbound: Text,
  screen: ScreenRecord | undefined,
  now: number,
): Step | undefined {
  const wish = rowWishOf(inbound.text.trim());
  if (wish === undefined) return undefined;
  const facts = meant(flow, report, screen, wish);
  const [fact, ...others] = facts;
  // 「第一个亮点改成…」: no row of a list.
  const other = wish.wish === 'change' && wish.field !== '';
  if (fact === undefined || (other && facts.every((one) => fieldNamed(one, wish.field) === undefined))) {
    return undefined;
  }
  const here = report.screens[0]?.view ?? nextView(flow, report.facts);
  if (others.length > 0) {
    return show(here, [{ note: 'which', words: inbound.text, facts: facts.map(({ id }) => id) }]);
  }
  const card = cardOf(flow, fact.id);
  const view: View = card === undefined ? here : { at: 'card', card: card.id };
  // She counted the rows that she saw.
  if (screen !== undefined && (report.facts[fact.id]?.version ?? 0) > screen.version) {
    return show(view, [{ note: 'changed-meanwhile' }]);
  }
  const items = itemsOf(report, fact);
  const missing = rowsNamed(wish).find((row) => row !== LAST && !(row >= 1 && row <= items.length));
  if (missing !== undefined || (items.length === 0 && wish.wish !== 'add')) {
    return show(view, [{ note: 'no-such-row', fact: fact.id, of: items.length }]);
  }
  const form = formOf(fact, wish, items.length);
  if (form !== undefined) return show(view.at === 'card' ? { ...view, row: form } : view);
  const after = changed(fact, items, wish, { year: report.about.year, now });
  if ('problem' in after) return show(view, [problemNote(fact, after.problem, inbound.text)]);
  return keep(report, inbound, fact, after, view);
}

const fieldNamed = (fact: FactDefinition, name: string): FieldDefinition | undefined => {
  const fields = fact.fields?.filter(
    ({ label }) => name !== '' && (label.includes(name) || name.includes(label)),
  );
  return fields?.length === 1 ? fields[0] : undefined;
};

/** Lists by the name she said, else those on the card before her, else those that have such a row. */
function meant(
  flow: Flow,
  report: Report,
  screen: ScreenRecord | undefined,
  wish: RowWish,
): readonly FactDefinition[] {
  const lists = [...flow.facts.values()].filter(({ type }) => type === 'records' || type === 'list');
  const said = wish.list.replace(/[“”"「」]|^(?:这个|那个)/g, '').trim();
  if (said !== '') {
    const named = (fits: (name: string) => boolean) =>
      lists.filter(({ label, aliases }) => [label, ...aliases].some(fits));
    const exact = named((name) => name === said);
    return exact.length > 0 ? exact : said.length < 2 ? [] : named((name) => name.includes(said));
  }
  const has = (fact: FactDefinition) => itemsOf(report, fact).length > 0;
  const { view } = screen ?? report.screens[0] ?? {};
  const card = view?.at === 'card' ? cardById(flow, view.card) : undefined;
  const shown = lists.filter(({ id }) => card?.facts.includes(id));
  const open = view?.at === 'card' ? shown.filter(({ id }) => id === view.row?.fact) : [];
  for (const some of [open, shown.filter(has)]) if (some.length > 0) return some;
  // 「再加一条」 may go on with rows that she has just told, or begin those that are asked for now.
  return [...(wish.wish === 'add' ? shown : []), ...lists.filter(has)];
}

const itemsIn = (value: FactValue | undefined): readonly Item[] =>
  Array.isArray(value)
    ? value.filter((item): item is Item => typeof item === 'string' || typeof item === 'object')
    : [];

const itemsOf = (report: Report, fact: FactDefinition): readonly Item[] =>
  itemsIn(report.facts[fact.id]?.value);

function rowsNamed(wish: RowWish): readonly number[] {
  if (wish.wish === 'add') return [];
  if (wish.wish === 'move') return [wish.row, wish.to];
  return wish.wish === 'swap' ? [wish.row, wish.with] : [wish.row];
}

/** 「改第2条」, and 「再加一条」 without its words, open the form of that row. */
function formOf(
  fact: FactDefinition,
  wish: RowWish,
  length: number,
): { readonly fact: string; readonly at: number } | undefined {
  if (fact.fields === undefined) return undefined;
  if (wish.wish === 'open') return { fact: fact.id, at: indexOf(wish.row, length) };
  return wish.wish === 'add' && wish.words === '' ? { fact: fact.id, at: length } : undefined;
}

const indexOf = (row: number, length: number): number => (row === LAST ? length : row) - 1;

type Changed =
  | { readonly items: readonly Item[]; readonly doubtful: boolean }
  | { readonly problem: Problem };

function changed(
  fact: FactDefinition,
  items: readonly Item[],
  wish: RowWish,
  context: ReadingContext,
): Changed {
  const sure = (after: readonly Item[]): Changed => ({ items: after, doubtful: false });
  const index = (row: number): number => indexOf(row, items.length);
  switch (wish.wish) {
    case 'delete':
      return sure(items.toSpliced(index(wish.row), 1));
    case 'move':
      return sure(moved(items, index(wish.row), index(wish.to)));
    case 'shift':
      return sure(moved(items, index(wish.row), Math.max(0, index(wish.row) + wish.by)));
    case 'swap': {
      const [a, b] = [index(wish.row), index(wish.with)];
      return sure(items.map((item, at) => items[at === a ? b : at === b ? a : at] ?? item));
    }
    case 'open':
      return sure(items);
    case 'add': {
      const said = itemsSaid(fact, wish.words, context);
      return 'problem' in said ? said : { ...said, items: [...items, ...said.items] };
    }
    case 'change': {
      const at = index(wish.row);
      const before = items[at];
      const field = fieldNamed(fact, wish.field);
      const said =
        field !== undefined && typeof before === 'object'
          ? cellSaid(field, before, wish.words, context)
          : over(fact, before, itemsSaid(fact, wish.words, context));
      return 'problem' in said ? said : { ...said, items: items.toSpliced(at, 1, ...said.items) };
    }
  }
}

const moved = (items: readonly Item[], from: number, to: number): readonly Item[] =>
  items.toSpliced(from, 1).toSpliced(to, 0, ...items.slice(from, from + 1));

function itemsSaid(fact: FactDefinition, words: string, context: ReadingContext): Changed {
  const said = readAnswer(words, fact, context);
  if (said.said === 'problem') return { problem: said.problem };
  const items = said.said === 'value' ? itemsIn(said.value) : [];
  if (items.length === 0) return { problem: { code: 'empty' } };
  return { items, doubtful: said.said === 'value' && said.doubt !== undefined };
}

/** Of a row with several cells only the first was said: the others stay, and it is asked whether they still hold. */
function over(fact: FactDefinition, before: Item | undefined, said: Changed): Changed {
  if ('problem' in said || typeof before !== 'object') return said;
  const [row, ...more] = said.items;
  const bare = typeof row === 'object' && more.length === 0 && Object.keys(row).length === 1;
  if (!bare || row[fact.fields?.[0]?.id ?? ''] === undefined || Object.keys(before).length === 1) return said;
  return { items: [{ ...before, ...row }], doubtful: true };
}

/** 「第1条的时间改成3月8日」 */
function cellSaid(field: FieldDefinition, row: Row, words: string, context: ReadingContext): Changed {
  const reading = fieldType(field).parse(words, field, context);
  if (reading.read === 'problem') return { problem: reading.problem };
  const value = reading.read === 'value' ? reading.value : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return { problem: { code: 'empty' } };
  return {
    items: [{ ...row, [field.id]: value }],
    doubtful: reading.read === 'value' && reading.doubt !== undefined,
  };
}

function keep(
  report: Report,
  inbound: Text,
  fact: FactDefinition,
  after: { readonly items: readonly Item[]; readonly doubtful: boolean },
  view: View,
): Step {
  if (after.items.length === 0)
    return {
      ...show(view, [{ note: 'no-such-row', fact: fact.id, of: 0 }]),
      forget: [fact.id],
      draft: outdated(report),
    };
  const value = typeOf(fact).check(after.items, fact);
  if (isProblem(value)) return show(view, [problemNote(fact, value, inbound.text)]);
  const before = report.facts[fact.id];
  const doubtful = after.doubtful || before?.status === 'unconfirmed';
  return {
    ...NOTHING,
    facts: {
      [fact.id]: {
        status: doubtful ? 'unconfirmed' : 'given',
        value,
        source: { ...sourceOf(inbound, inbound.text), ...joinedTo(before) },
      },
    },
    screen: { view, notes: doubtful ? [] : [{ note: 'taken', fact: fact.id }] },
  };
}

const problemNote = ({ id }: FactDefinition, problem: Problem, words: string): Note => ({
  note: 'problem',
  fact: id,
  problem,
  words,
});
