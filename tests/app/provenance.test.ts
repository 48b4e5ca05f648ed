/** Nothing stands in a draft that nobody gave: of every kind, whatever the facts. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Kind, makeDraft, renderDraft } from '../../src/app/draft.ts';
import { originOf, sourcedSentences, tracesOf } from '../../src/app/provenance.ts';
import { knownFor } from '../../src/app/sources.ts';
import { writtenFacts } from '../../src/app/written.ts';
import type { FactState, Facts, Report } from '../../src/flow/model.ts';
import { plain, spansOf } from '../../src/report/blocks.ts';
import { emptyReport } from '../flow/support.ts';
import { anyFacts } from '../support/any-facts.ts';
import { docxText, kinds } from '../support/office.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const DIGITS = /[0-9０-９]+/g;

/** 「{{! constant: … }}」 of all templates: names that hold a digit, said to be so in the file. */
const declared = ['templates', 'templates/partials']
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith('.hbs'))
  .flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/\{\{!(?:--)?\s*constant:\s*(.*?)\s*(?:--)?\}\}/g),
  ])
  .map((match) => match[1] ?? '');

const reportWith = (kind: Kind, facts: Facts): Report => ({
  ...emptyReport({ kind: kind.flow.kind.id }),
  version: 2,
  facts,
});

/** All that may stand for a fact, as one text; what is dropped on the way holds no digit. */
function givenText(kind: Kind, facts: Facts): ReadonlyMap<string, string> {
  return new Map(
    [...writtenFacts(kind.flow, facts)].map(([id, written]) => {
      switch (written.kind) {
        case 'text':
          return [id, written.text];
        case 'list':
          return [id, written.items.join('\n')];
        case 'rows':
          return [id, written.rows.flatMap((row) => Object.values(row)).join('\n')];
        default:
          return [id, 'label' in written ? written.label : ''];
      }
    }),
  );
}

describe.each([...kinds])('%s', (_, kind) => {
  test('no digit, date or title reaches a draft from anywhere but a fact, a built-in or a declared constant', () => {
    fc.assert(
      fc.property(anyFacts(kind.flow), fc.string({ maxLength: 4 }), (facts, id) => {
        const { blocks } = renderDraft(kind, { ...reportWith(kind, facts), id }, facts, NOW);
        const given = givenText(kind, facts);
        for (const span of blocks.flatMap(spansOf)) {
          if (span.kind === 'constant') {
            const bare = declared.reduce((text, constant) => text.replaceAll(constant, ''), span.text);
            expect(bare).not.toMatch(/[0-9０-９]/);
            // Nor a title, nor a date in words: these are facts or the year's pack, too.
            expect(bare).not.toMatch(/[《》]|[一二三四五六七八九十]月|[〇零一二三四五六七八九]{4}年/);
          } else if (span.kind === 'pack') {
            expect(kind.packs?.some(({ id: pack, text }) => pack === span.pack && text === span.text)).toBe(
              true,
            );
          } else if (span.kind === 'own') {
            throw new Error('nobody wrote a paragraph of her own');
          } else if (['year', 'nextYear', 'asOf', 'date'].includes(span.fact)) {
            expect(['2026', '2027', '2026年11月20日']).toContain(span.text);
          } else {
            for (const digits of span.text.match(DIGITS) ?? [])
              expect(given.get(span.fact) ?? '').toContain(digits);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the page has no digit that the blocks have not, and every one is in a trace', () => {
    fc.assert(
      fc.property(anyFacts(kind.flow), (facts) => {
        const report = reportWith(kind, facts);
        const draft = makeDraft(kind, report, facts, { number: 1, final: false, at: NOW });
        const digits = (text: string): string => (text.match(DIGITS) ?? []).join(' ');
        const whole = draft.blocks.map((block) => plain(spansOf(block)));
        expect(digits(docxText(draft.bytes).replace(/\s/g, ''))).toBe(
          digits(whole.join('').replace(/\s/g, '')),
        );
        const traces = tracesOf(draft.blocks);
        for (const { block, from, to, text } of traces) expect(whole[block]?.slice(from, to)).toBe(text);
        const known = knownFor(kind, report);
        for (const trace of traces) {
          const { label, how } = originOf(known, trace);
          expect(`${label}${how}`).not.toMatch(/undefined|没有记下来源/);
        }
        const inSentences = sourcedSentences(draft.blocks).flatMap((sentence) => sentence.traces);
        expect(inSentences).toEqual(traces);
      }),
      { numRuns: 40 },
    );
  });
});

test('a computed figure leads to its arithmetic, and on to who gave its parts', () => {
  const kind = kinds.get('project-duty-integrity');
  if (kind === undefined) throw new Error('no project-duty-integrity');
  const given = (value: number, at: string): FactState => ({
    ...{ status: 'given', value, version: 1 },
    source: { by: 'ou_me', at: Date.parse(at), via: 'm1', words: `一共${value}` },
  });
  const facts: Facts = {
    members: given(23, '2026-11-18T01:10:00Z'),
    employees: given(96, '2026-11-19T06:30:00Z'),
  };
  const report = reportWith(kind, facts);
  const { blocks } = renderDraft(kind, report, facts, NOW);
  const trace = tracesOf(blocks).find(({ span }) => 'fact' in span && span.fact === 'memberShare');
  if (trace === undefined) throw new Error('no share in the draft');
  expect(trace.text).toBe('24.0%');
  expect(originOf(knownFor(kind, report), trace)).toEqual({
    label: '党员占比',
    value: '24.0%',
    how: '23 名 ÷ 96 名 = 24.0%。党员总数：11月18日 09:10 您说的：「一共23」；员工总数：11月19日 14:30 您说的：「一共96」',
  });
});
