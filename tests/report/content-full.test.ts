/** The project branch's report with everything that the sheet of facts holds. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadLibrary } from '../../src/app/library.ts';
import { plain } from '../../src/report/blocks.ts';
import { renderReport, spansOf } from '../../src/report/render.ts';
import type { Written } from '../../src/report/written.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loaded = loadLibrary(root);
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const kind = loaded.library.kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const { template } = kind;
const facts = [...kind.flow.facts.values()];

describe('the full draft', () => {
  const sheet = JSON.parse(readFileSync(`${root}/tests/fixtures/project-branch.facts.json`, 'utf8')) as {
    readonly year: number;
    readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  };
  const full = new Map(
    facts.map((fact): [string, Written] => {
      const value = sheet.facts[fact.id];
      if (value === true) return [fact.id, { kind: 'text', text: fact.sentence ?? '' }];
      return [
        fact.id,
        Array.isArray(value) ? { kind: 'list', items: value } : { kind: 'text', text: String(value) },
      ];
    }),
  );
  const draft = renderReport(template, full, { year: sheet.year, date: '2022年12月1日' }, 'r');

  test('uses every fact of the sheet', () => {
    expect(Object.keys(sheet.facts).sort()).toEqual(facts.map((fact) => fact.id).sort());
    expect(new Set(draft.places.map((place) => place.fact))).toEqual(new Set(full.keys()));
  });

  test('is more facts than phrases: constants are at most 45 % of it', () => {
    const constants = draft.blocks.flatMap(spansOf).filter((span) => span.kind === 'constant');
    expect([...plain(constants)].length / draft.characters).toBeLessThan(0.45);
  });

  test('tells at most four facts in a sentence', () => {
    const sentences = new Map<string, Set<string>>();
    for (const { block, text, fact } of draft.places) {
      const key = `${block} ${text}`;
      sentences.set(key, (sentences.get(key) ?? new Set()).add(fact));
    }
    expect([...sentences].filter(([, told]) => told.size > 4)).toEqual([]);
  });
});
