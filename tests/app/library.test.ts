/** The library that ships: it loads, and it is what an interview can be held by. */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadLibrary, printed } from '../../src/app/library.ts';

const loaded = loadLibrary(fileURLToPath(new URL('../..', import.meta.url)));

test('has no problem', () => {
  expect('problems' in loaded ? loaded.problems.map(printed) : []).toEqual([]);
});

const kinds = 'kinds' in loaded ? [...loaded.kinds.values()] : [];
const facts = kinds.flatMap(({ flow }) => [...flow.facts.values()]);

test('has the kinds that people choose from', () => {
  expect(kinds.map(({ flow }) => flow.kind.id)).toContain('project-branch');
});

test('every fact goes by several names, so that a typed answer finds it', () => {
  expect(facts.filter(({ type, aliases }) => type !== 'claim' && aliases.length < 2)).toEqual([]);
});

test('a rule is never quoted without its source, and never raises what is usual', () => {
  const rules = facts.flatMap(({ id, rule, usual }) => (rule === undefined ? [] : [{ id, rule, usual }]));
  expect(rules.length).toBeGreaterThan(0);
  for (const { rule, usual } of rules) {
    expect(rule.source).toMatch(/^《.+》/);
    expect(usual === undefined || usual.least <= rule.least).toBe(true);
  }
});

test('the person is asked with 您 or plainly, never with marks that shout', () => {
  const shown = kinds.flatMap(({ flow }) =>
    flow.cards.flatMap(({ title, ask, hint }) => [title, ask, hint ?? '']),
  );
  const explained = facts.flatMap(({ ask, help, example }) => [ask ?? '', help ?? '', example ?? '']);
  for (const text of [...shown, ...explained]) expect(text).not.toMatch(/[！!你亲]/);
});

test('another template, year pack, unit or program is another edition, the same ones are the same', () => {
  const root = mkdtempSync(join(tmpdir(), 'library-'));
  try {
    for (const part of ['flows', 'templates', 'package.json'])
      cpSync(part, join(root, part), { recursive: true });
    const edition = (file?: string, more = '\n') => {
      if (file !== undefined) appendFileSync(join(root, file), more);
      const read = loadLibrary(root);
      return 'kinds' in read ? read.kinds.get('project-branch')?.flow.edition : undefined;
    };
    const first = edition();
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(edition()).toBe(first);
    const seen = [
      first,
      edition('templates/project-branch.hbs', '{{! other words }}\n'),
      edition(
        'flows/years/2026.yaml',
        '  - { id: local, text: 作风建设年, from: 2026-02-01, source: 上级通知 }\n',
      ),
      edition('flows/unit.yaml', 'kinds: { project-branch: { length: 详 } }\n'),
      edition('package.json', ' '),
    ];
    expect(seen).not.toContain(undefined);
    expect(new Set(seen).size).toBe(seen.length);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('a problem with a folder that is not there is told, not thrown', () => {
  const missing = loadLibrary('/nowhere');
  expect('problems' in missing && missing.problems.map(printed)).toEqual([
    'flows:1  这个文件夹里没有 .yaml 文件，请检查程序的安装位置，或把文件放回来。',
    'flows/facts:1  这个文件夹里没有 .yaml 文件，请检查程序的安装位置，或把文件放回来。',
  ]);
});
