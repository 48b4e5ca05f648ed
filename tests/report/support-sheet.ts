/** What the report of a sheet of facts must hold: registered by each kind's test. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderDraft, renderWhole } from '../../src/app/draft.ts';
import { sampleFacts } from '../../src/app/sample.ts';
import { writtenFacts } from '../../src/app/written.ts';
import { reportOf } from '../../src/cli/draft.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { FactState, Facts, Report } from '../../src/flow/model.ts';
import { type Block, plain } from '../../src/report/blocks.ts';
import { type Draft, spansOf } from '../../src/report/render.ts';
import { writeText } from '../../src/report/text.ts';
import { kindOf, root, textsOf } from './support-content.ts';

export interface Sheet {
  readonly kind: string;
  /** Numbers of the sheet's facts and claims, 「2」 or 「8-16」: all that is not a mere phrase. */
  readonly prefix: string;
  readonly entries: readonly string[];
  /** Facts of the fixture that no line of the sheet asks for: the writer's name, what only decides. */
  readonly beside: readonly string[];
  /** Facts that the kind offers and the sheet has nothing for; in the fixture they are absent or answered with 没有. */
  readonly unused: readonly string[];
  /** Headings of the first rank, and the facts whose values stand under each. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Of the second rank, by place, 「1.2」: the first and the last number of the sheet that is told there. */
  readonly ranks?: Readonly<Record<string, readonly [number, number]>>;
  /** Headings that the needed path alone gives. */
  readonly needed: readonly string[];
}

/** What branches are asked about their members and no sheet tells: figures that others are compared with. */
export const ROSTER = [
  ...['branchSince', 'membersBefore', 'probationaryBefore', 'probationaryMembers', 'fullMembers'],
  ...['transferredIn', 'transferredOut', 'committeeMembers', 'secretaryLectures', 'secretaryHours'],
  ...['ratedExcellent', 'ratedGood', 'ratedFair', 'ratedPoor', 'rated', 'servicesPlanned', 'servicesDone'],
] as const;

/** A day after the year, so that the figures are the year's. */
const day = (year: number): number => Date.parse(`${year + 1}-01-10T04:00:00Z`);
const close = (text: string): string => text.replace(/\s/gu, '').replace(/。$/u, '');
const isHeading = (block: Block): boolean => block.type === 'heading' && block.level === 1;

export function holdsItsSheet(sheet: Sheet): void {
  const kind = kindOf(sheet.kind);
  const { flow } = kind;
  const read = (name: string): string => readFileSync(`${root}/tests/fixtures/${sheet.kind}.${name}`, 'utf8');
  const file = readFactsFile(read('facts.json'), flow);
  if ('wrong' in file) throw new Error(JSON.stringify(file.wrong));
  const { year, facts } = file;
  const map: Readonly<Record<string, string>> = JSON.parse(read('map.json'));
  const render = (given: Facts, id = 'r'): Draft => {
    const about = { tenant: 't', unit: 'u', year, kind: sheet.kind, people: {}, created: 0 };
    const state = { screens: [], draft: { made: 0 }, cardPending: false, uncertain: [] };
    const report: Report = { id, version: 1, about, facts: given, ...state };
    return renderDraft(kind, report, given, day(year));
  };
  const draft = render(facts);
  const told = Object.keys(facts).filter((id) => facts[id]?.status === 'given');
  const written = writtenFacts(flow, facts);
  const builtIns: Readonly<Record<string, string>> = {
    title: `${year}年度${flow.kind.report}`,
    year: `${year}年`,
    nextYear: `${year + 1}年`,
  };

  describe('the full draft', () => {
    const text = close(writeText(draft.blocks));

    test('has a place for every line of the sheet', () => {
      expect(Object.keys(map)).toEqual(numbers(sheet.entries).map((n) => `${sheet.prefix}${n}`));
      const asked = [...new Set([...Object.values(map), ...sheet.beside])].filter((id) => !(id in builtIns));
      expect(asked.sort()).toEqual(told.sort());
      expect([...asked, ...sheet.unused].sort()).toEqual([...flow.facts.keys()].sort());
    });

    test('holds the value of every fact', () => {
      for (const [line, fact] of Object.entries(map)) {
        const texts = fact in builtIns ? [builtIns[fact] ?? ''] : textsOf(written.get(fact));
        expect(texts.length, `${line} → ${fact}`).toBeGreaterThan(0);
        for (const one of texts) expect(text, `${line} → ${fact}`).toContain(close(one));
      }
      expect(new Set(draft.places.map(({ fact }) => fact))).toEqual(new Set(told));
      expect(draft.gaps).toEqual([]);
    });

    test('has a place for everything else that is asked, at most four facts a sentence', () => {
      const all = { ...sampleFacts(flow, year, day(year)), ...facts };
      const none = Object.keys(facts).filter((id) => facts[id]?.status !== 'given');
      const { places } = renderWhole(kind, reportOf(flow, year, all, 'r'), all, day(year));
      const asked = [...flow.facts.keys()].filter((id) => !none.includes(id));
      expect(new Set(places.map(({ fact }) => fact))).toEqual(new Set(asked));
      expect(crowded(places)).toEqual([]);
    });

    test('tells each in its part', () => {
      const parts = partsOf(draft.blocks);
      expect([...parts.keys()]).toEqual(['', ...Object.keys(sheet.parts)]);
      for (const [heading, ids] of Object.entries(sheet.parts))
        for (const id of ids)
          for (const one of textsOf(written.get(id))) expect(parts.get(heading), id).toContain(close(one));
      const ranks = ranksOf(draft.blocks);
      for (const [rank, [from, to]] of Object.entries(sheet.ranks ?? {}))
        for (const [line, fact] of Object.entries(map)) {
          const n = Number(line.slice(sheet.prefix.length));
          if (n < from || n > to) continue;
          for (const one of textsOf(written.get(fact))) expect(ranks.get(rank), line).toContain(close(one));
        }
    });

    test('is more facts than phrases: constants are at most 45 % of it', () => {
      const constants = draft.blocks.flatMap(spansOf).filter((span) => span.kind === 'constant');
      expect([...plain(constants)].length / draft.characters).toBeLessThan(0.45);
    });

    test('tells at most four facts in a sentence', () => {
      expect(crowded(draft.places)).toEqual([]);
    });

    test('is said in other words in the next report: less than 70 % of our sentences are the same', () => {
      const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ours(render(facts, id)));
      for (const [index, one] of others.entries())
        for (const other of others.slice(index + 1)) {
          const same = one.filter((sentence) => other.some((next) => alike(sentence, next) >= 0.8));
          expect(same.length / one.length).toBeLessThan(0.7);
        }
    });

    test('reads the same each time, and an edit elsewhere turns no phrase', () => {
      const before = render(facts, 'a');
      expect(render(facts, 'a')).toEqual(before);
      const plan = { ...facts['firstPlan'], status: 'given', value: '把明年的第一件事换一件。' } as FactState;
      expect(ours(render({ ...facts, firstPlan: plan }, 'a'))).toEqual(ours(before));
    });

    test('has no slip that the genre knows', () => {
      expect(text).not.toMatch(/两个主体责任|领导核心|民主生活会|四个确立|截止|的很好|左右首要|[X＊*]{1,}/);
    });
  });

  describe('the needed path', () => {
    const cards = flow.cards.filter((card) => card.needed);

    test('is at most 30 facts on at most 10 cards, at most six on each', () => {
      expect(cards.length).toBeLessThanOrEqual(10);
      expect(cards.flatMap((card) => card.facts).length).toBeLessThanOrEqual(30);
    });

    test('alone makes a report without a blank', () => {
      const ids = new Set(cards.flatMap((card) => card.facts));
      const short = render(Object.fromEntries(Object.entries(facts).filter(([id]) => ids.has(id))));
      expect(short.gaps).toEqual([]);
      expect([...partsOf(short.blocks).keys()]).toEqual(['', ...sheet.needed]);
    });
  });
}

/** Sentences with more than four facts. */
export function crowded(places: Draft['places']): readonly string[] {
  const sentences = new Map<string, Set<string>>();
  for (const { block, text, fact } of places) {
    const key = `${block} ${text}`;
    sentences.set(key, (sentences.get(key) ?? new Set()).add(fact));
  }
  return [...sentences].filter(([, told]) => told.size > 4).map(([sentence]) => sentence);
}

/** 「2」 and 「8-10」 as 002, 008, 009, 010. */
const numbers = (entries: readonly string[]): readonly string[] =>
  entries.flatMap((entry) => {
    const [from = 0, to = from] = entry.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, n) => String(from + n).padStart(3, '0'));
  });

/** The text under each heading of the first rank, without its number; what stands before the first is ''. */
function partsOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  let heading = '';
  for (const block of blocks) {
    if (isHeading(block)) heading = plain(spansOf(block)).replace(/^[一二三四五六七八九十]+、/u, '');
    const said = isHeading(block) ? '' : close(plain(spansOf(block)));
    parts.set(heading, (parts.get(heading) ?? '') + said);
  }
  return parts;
}

/** The text under each heading of the second rank, by its place among those of the first: 「1.2」. */
function ranksOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const ranks = new Map<string, string>();
  let [first, second] = [0, 0];
  for (const block of blocks) {
    if (isHeading(block)) [first, second] = [first + 1, 0];
    const runIn = block.type === 'paragraph' && block.lead?.as === 2;
    if (runIn || (block.type === 'heading' && block.level === 2)) second += 1;
    const rank = `${first}.${second}`;
    ranks.set(rank, (ranks.get(rank) ?? '') + close(plain(spansOf(block))));
  }
  return ranks;
}

/** Our part of each sentence that has one: facts taken out, fixed formulations and marks too. */
function ours(draft: Draft): readonly string[] {
  return draft.blocks
    .map((block) =>
      spansOf(block)
        .map((span) => (span.kind === 'constant' ? span.text : '□'))
        .join(''),
    )
    .flatMap((text) => text.split(/[。；]/u))
    .map((sentence) => sentence.replace(FIXED, '').replace(/[^\p{Script=Han}]/gu, ''))
    .filter((sentence) => sentence.length >= 4);
}

const FIXED =
  /深刻领悟“两个确立”的决定性意义|增强“四个意识”|坚定“四个自信”|做到“两个维护”|^[（]?[一二三四五六七八九十]+[、）是]/gu;

/** Equal characters in order, of the longer one. */
function alike(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, () => 0);
  for (const sign of one) {
    const next = [0];
    for (let n = 1; n <= other.length; n += 1)
      next[n] = sign === other[n - 1] ? (row[n - 1] ?? 0) + 1 : Math.max(row[n] ?? 0, next[n - 1] ?? 0);
    row = next;
  }
  return (row.at(-1) ?? 0) / Math.max(one.length, other.length);
}
