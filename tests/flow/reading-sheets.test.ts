/** Every fact of every kind can be said in one line of the chat, by its name and its value. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/app/library.ts';
import type { FactDefinition } from '../../src/flow/definition.ts';
import type { FactValue } from '../../src/flow/model.ts';
import { readMessage } from '../../src/flow/reading.ts';
import { fieldType } from '../../src/flow/types/fields.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import { rowsOf } from '../../src/flow/types/records.ts';
import { isProblem } from '../../src/flow/types/type.ts';

const loaded = loadLibrary(process.cwd());
const kinds = 'kinds' in loaded ? [...loaded.kinds.entries()] : [];

/** Rows on one line as people write them: numbered, by the names of the columns, and with bars between the cells. */
function rowsInOneLine(fact: FactDefinition, value: FactValue): readonly string[] {
  const fields = fact.fields ?? [];
  const rows = rowsOf(value).map((row) =>
    fields.map((field) => {
      const cell = row[field.id];
      return { label: field.label, words: cell === undefined ? '' : fieldType(field).edit(cell, field) };
    }),
  );
  const named = rows.map((row) =>
    row.flatMap(({ label, words }) => (words === '' ? [] : [`${label}：${words}`])).join('，'),
  );
  return [
    named.map((row, index) => `${'一二三四五'[index]}是${row}`).join('；'),
    named.map((row, index) => `${index + 1}.${row}`).join('；'),
    named.join('；'),
    rows.map((row) => row.map(({ words }) => words).join('|')).join('；'),
  ];
}

/** What she types, all the ways of it, and what has to be kept. */
function said(
  fact: FactDefinition,
  given: unknown,
): readonly { readonly words: string; readonly value: unknown }[] {
  const type = typeOf(fact);
  if (fact.type === 'claim')
    return given === false ? [] : [{ words: `${fact.label}：属实`, value: fact.sentence }];
  const value = type.check(given, fact);
  if (isProblem(value)) return [];
  const sign = type.place === 'beside' ? '' : '：';
  const ways = fact.type === 'records' ? rowsInOneLine(fact, value) : [type.edit(value, fact)];
  return ways.map((way) => ({ words: `${fact.label}${sign}${way}`, value }));
}

describe.each(kinds)('%s', (id, { flow }) => {
  const path = `tests/fixtures/${id}.facts.json`;
  const file = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { year: number; facts: Record<string, unknown> })
    : { year: 2026, facts: {} };
  const context = { year: file.year, now: Date.parse(`${file.year}-12-20T02:00:00Z`) };
  const lines = [...flow.facts.values()].flatMap((fact) => {
    const given = file.facts[fact.id];
    return given === undefined ? [] : said(fact, given).map((line) => ({ fact, ...line }));
  });

  it.each(lines)('$words', ({ fact, words, value }) => {
    expect(words).not.toContain('\n');
    const { understood } = readMessage(words, flow.facts, context);
    const own = understood.find((one) => one.fact.id === fact.id);
    expect(own?.what).toEqual({ said: 'value', value });
    expect(understood.filter((one) => one.fact.id !== fact.id)).toEqual([]);
  });

  it('has a sheet to say, whole', () => {
    const known = Object.entries(file.facts).filter(([, given]) => given !== false && !isStatus(given));
    const told = new Set(lines.map(({ fact }) => fact.id));
    expect(known.map(([name]) => name).filter((name) => !told.has(name))).toEqual([]);
    expect(told.size).toBeGreaterThan(20);
  });
});

const isStatus = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && 'status' in given;
