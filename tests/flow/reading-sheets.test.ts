/** Every fact of every kind can be said in one message of the chat, by its name and its value. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/app/library.ts';
import type { FactDefinition } from '../../src/flow/definition.ts';
import { readMessage } from '../../src/flow/reading.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import { isProblem } from '../../src/flow/types/type.ts';

const loaded = loadLibrary(process.cwd());
const kinds = 'kinds' in loaded ? [...loaded.kinds.entries()] : [];

/** What she types, and what has to be kept of it. */
function said(fact: FactDefinition, given: unknown): readonly [words: string, value: unknown] | undefined {
  const type = typeOf(fact);
  if (fact.type === 'claim') return given === false ? undefined : [`${fact.label}：属实`, fact.sentence];
  const value = type.check(given, fact);
  if (isProblem(value)) return undefined;
  const sign = type.place === 'beside' ? '' : '：';
  return [`${fact.label}${sign}${type.edit(value, fact)}`, value];
}

describe.each(kinds)('%s', (id, { flow }) => {
  const path = `tests/fixtures/${id}.facts.json`;
  const file = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { year: number; facts: Record<string, unknown> })
    : { year: 2026, facts: {} };
  const context = { year: file.year, now: Date.parse(`${file.year}-12-20T02:00:00Z`) };
  const lines = [...flow.facts.values()].flatMap((fact) => {
    const line = file.facts[fact.id] === undefined ? undefined : said(fact, file.facts[fact.id]);
    return line === undefined ? [] : [{ fact, words: line[0], value: line[1] }];
  });

  it.each(lines)('$words', ({ fact, words, value }) => {
    const { understood } = readMessage(words, flow.facts, context);
    const own = understood.find((one) => one.fact.id === fact.id);
    expect(own?.what).toMatchObject({ said: 'value', value });
    expect(understood.filter((one) => one.fact.id !== fact.id)).toEqual([]);
  });

  it('has a sheet to say', () => expect(lines.length).toBeGreaterThan(20));
});
