/** The JSON Schemas that editors go by: current, and as strict as the program about what is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { FILE_SCHEMAS, jsonSchemaText } from '../../src/app/library-schemas.ts';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`);
const FILES = filesBelow('flows');

/** The name of a file's schema, by where the file lies. */
function schemaName(file: string): string {
  const [, folder] = /^flows\/(facts|years|checks)\//.exec(file) ?? [];
  if (folder !== undefined) return { facts: 'facts', years: 'year', checks: 'relations' }[folder] ?? '';
  const [, own = 'kind'] = /^flows\/(formulations|unit)\.yaml$/.exec(file) ?? [];
  return own;
}
const schemaOf = (file: string) =>
  z.fromJSONSchema(JSON.parse(readFileSync(`schemas/${schemaName(file)}.schema.json`, 'utf8')));

test.each(FILE_SCHEMAS.map((one) => [one.name, one] as const))('schemas/%s is current', (name, one) => {
  expect(readFileSync(`schemas/${name}`, 'utf8'), 'run: npm run --silent cli -- schemas').toBe(
    jsonSchemaText(one),
  );
});

test('no file in schemas/ is left over', () => {
  expect(readdirSync('schemas').sort()).toEqual(FILE_SCHEMAS.map(({ name }) => name).sort());
});

describe.each(FILES)('%s', (file) => {
  const source = readFileSync(file, 'utf8');
  test('is accepted by its JSON Schema', () => {
    const read = schemaOf(file).safeParse(parse(source));
    expect(read.success ? [] : read.error.issues).toEqual([]);
  });
  test('leads an editor to it in its first line', () => {
    const up = '../'.repeat(file.split('/').length - 1);
    const line = `# yaml-language-server: $schema=${up}schemas/${schemaName(file)}.schema.json`;
    expect(source.split('\n')[0]).toBe(line);
  });
});

test.each(filesBelow('examples/school-branch/flows'))('%s is accepted, too', (file) => {
  const read = schemaOf(file.replace('examples/school-branch/', '')).safeParse(
    parse(readFileSync(file, 'utf8')),
  );
  expect(read.success ? [] : read.error.issues).toEqual([]);
});

describe('what is refused', () => {
  const fact = { id: 'talks', type: 'count', label: '谈心谈话' };
  test.each([
    ['an unknown type of fact', 'flows/facts/x.yaml', { facts: [{ ...fact, type: 'figure' }] }],
    ['a misspelt key', 'flows/facts/x.yaml', { facts: [{ ...fact, lable: '谈话' }] }],
    ['an id with a space', 'flows/facts/x.yaml', { facts: [{ ...fact, id: 'two words' }] }],
    ['a condition that is none', 'flows/facts/x.yaml', { facts: [{ ...fact, when: { maybe: [] } }] }],
    ['a kind without sections', 'flows/x.yaml', { id: 'x', title: '述职', report: '述职报告', writer: 'w' }],
    [
      'an entry without a source',
      'flows/years/2026.yaml',
      { year: 2026, entries: [{ id: 'aa', text: '提法' }] },
    ],
  ])('%s', (_, file, value) => {
    expect(schemaOf(file).safeParse(value).success).toBe(false);
  });
  test('and a condition inside a condition is not', () => {
    const when = { all: [{ any: [{ fact: 'a', given: true }] }, { not: { fact: 'b', is: 0 } }] };
    expect(schemaOf('flows/facts/x.yaml').safeParse({ facts: [{ ...fact, when }] }).success).toBe(true);
  });
});
