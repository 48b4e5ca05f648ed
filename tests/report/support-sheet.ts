/** @module A kind and the fixture that holds the values of its sheet of facts; what must hold for all that have one. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Kind, renderDraft } from '../../src/app/draft.ts';
import { loadLibrary } from '../../src/app/library.ts';
import { writtenFacts } from '../../src/app/written.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { Facts, Report } from '../../src/flow/model.ts';
import { type Block, plain } from '../../src/report/blocks.ts';
import { type Draft, spansOf } from '../../src/report/render.ts';
import type { Written } from '../../src/report/written.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loaded = loadLibrary(root);
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const { kinds } = loaded.library;

export function kindOf(id: string): Kind {
  const kind = kinds.get(id);
  if (kind === undefined) throw new Error(`no ${id}`);
  return kind;
}

export interface Sheet {
  readonly kind: Kind;
  readonly year: number;
  readonly facts: Facts;
  /** Id in the sheet → the fact that takes it, or `title`, `year`, `nextYear`. */
  readonly map: Readonly<Record<string, string>>;
  /** What is written of each fact, as texts. */
  readonly texts: (fact: string) => readonly string[];
  readonly render: (facts: Facts, id?: string) => Draft;
}

/** `tests/fixtures/<id>.facts.json` and its map; drafts are dated in December after the year. */
export function sheetOf(id: string): Sheet {
  const kind = kindOf(id);
  const read = (name: string): string => readFileSync(`${root}/tests/fixtures/${id}.${name}.json`, 'utf8');
  const file = readFactsFile(read('facts'), kind.flow);
  if ('wrong' in file) throw new Error(JSON.stringify(file.wrong));
  const { year, facts } = file;
  const written = writtenFacts(kind.flow, facts);
  const about = { tenant: 't', unit: 'u', year, kind: id, people: {}, created: 0 };
  const rest = { version: 1, facts, screens: [], draft: { made: 0 }, cardPending: false, uncertain: [] };
  const at = Date.parse(`${year}-12-20T04:00:00Z`);
  return {
    kind,
    year,
    facts,
    map: JSON.parse(read('map')) as Readonly<Record<string, string>>,
    texts: (fact) => textsOf(written.get(fact)),
    render: (given, report = 'r') => {
      const whole: Report = { id: report, about, ...rest };
      return renderDraft(kind, whole, given, at);
    },
  };
}

function textsOf(written: Written | undefined): readonly string[] {
  if (written?.kind === 'list') return written.items;
  if (written?.kind === 'rows') return written.rows.flatMap((row) => Object.values(row));
  return written?.kind === 'text' ? [written.text] : [];
}

/** Numbers of the sheet and the part of the report in which their values stand: `title`, `opening`, `1.2`, `3`. */
export type Parts = Readonly<Record<string, readonly [first: number, last: number]>>;

/** Declares the tests of one kind. `ids`: how many facts and claims the sheet has. */
export function holdsItsSheet(id: string, ids: number, parts: Parts): void {
  const { kind, year, facts, map, texts, render } = sheetOf(id);
  const draft = render(facts);

  describe(`${id}: the full draft`, () => {
    test('holds the value of every fact and claim of the sheet in its part', () => {
      const text = partsOf(draft.blocks);
      const builtIns: Readonly<Record<string, string>> = { year: `${year}年`, nextYear: `${year + 1}年` };
      expect(Object.keys(map)).toHaveLength(ids);
      for (const [number, fact] of Object.entries(map)) {
        const n = Number(number.split('-')[1]);
        const part = Object.entries(parts).find(([, [first, last]]) => first <= n && n <= last)?.[0] ?? '';
        const values = fact in builtIns ? [builtIns[fact] ?? ''] : texts(fact);
        expect(values.length, `${number} → ${fact}`).toBeGreaterThan(0);
        for (const value of values)
          expect(text.get(part), `${number} → ${fact} in ${part}`).toContain(bare(value));
      }
    });

    test('says all that was given, and leaves no blank', () => {
      const given = Object.entries(facts).flatMap(([fact, { status }]) => (status === 'given' ? [fact] : []));
      expect(new Set(draft.places.map(({ fact }) => fact))).toEqual(new Set(given));
      expect(draft.gaps).toEqual([]);
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

    test('two reports with the same facts share less than 70 % of their sentences', () => {
      const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((report) =>
        ownSentences(render(facts, report)),
      );
      const pairs = all.flatMap((one, index) => all.slice(index + 1).map((two) => shared(one, two)));
      expect(Math.max(...pairs)).toBeLessThan(0.7);
    });
  });

  test(`${id}: the needed path is at most 30 facts on at most 10 cards`, () => {
    const cards = kind.flow.cards.filter((card) => card.needed);
    expect(cards.length).toBeLessThanOrEqual(10);
    expect(cards.flatMap((card) => card.facts).length).toBeLessThanOrEqual(30);
  });
}

const bare = (text: string): string => text.replace(/\s/gu, '').replace(/。$/u, '');

/** The text of each part without white space. */
function partsOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  let [heading, runIn] = [0, 0];
  for (const block of blocks) {
    if (block.type === 'heading' && block.level === 1) [heading, runIn] = [heading + 1, 0];
    const second =
      block.type === 'heading' ? block.level === 2 : block.type === 'paragraph' && block.lead?.as === 2;
    if (second) runIn += 1;
    const part = heading === 0 ? 'opening' : runIn === 0 ? `${heading}` : `${heading}.${runIn}`;
    const key = block.type === 'title' ? 'title' : part;
    parts.set(key, (parts.get(key) ?? '') + bare(plain(spansOf(block))));
  }
  return parts;
}

/** What the template says in each sentence: without facts, and without what every such report says word by word. */
function ownSentences(draft: Draft): readonly string[] {
  return draft.blocks
    .filter((block) => block.type === 'paragraph' || block.type === 'heading')
    .flatMap((block) => {
      const text = spansOf(block)
        .map((span) => (span.kind === 'constant' ? span.text : '□'))
        .join('');
      return text.split(/[。！？]/u);
    })
    .map((sentence) =>
      sentence.replace(/□|“[^”]*”|习近平新时代中国特色社会主义思想|^[一二三四五六七八九]是/gu, ''),
    )
    .filter((sentence) => /\p{Script=Han}{2}/u.test(sentence));
}

/** The share of sentences of `one` of which `two` has one that is at least four fifths the same. */
function shared(one: readonly string[], two: readonly string[]): number {
  const same = one.filter((sentence) => two.some((other) => likeness(sentence, other) >= 0.8));
  return same.length / one.length;
}

/** Characters in common, in order, of the longer one. */
function likeness(one: string, two: string): number {
  const [a, b] = [[...one], [...two]];
  let row = b.map(() => 0);
  for (const sign of a) {
    let [left, above] = [0, 0];
    row = row.map((up, index) => {
      const best = b[index] === sign ? above + 1 : Math.max(up, left);
      [left, above] = [best, up];
      return best;
    });
  }
  return (row.at(-1) ?? 0) / Math.max(a.length, b.length);
}
