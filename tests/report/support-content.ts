/** What every kind's template must hold, whatever is given, put off or absent: registered by each kind's test. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../src/app/draft.ts';
import { loadLibrary } from '../../src/app/library.ts';
import type { FactDefinition } from '../../src/flow/definition.ts';
import { type Block, plain, type Span } from '../../src/report/blocks.ts';
import { chinese } from '../../src/report/numerals.ts';
import { type Draft, renderReport, spansOf } from '../../src/report/render.ts';
import { BUILT_INS } from '../../src/report/template.ts';
import type { Written } from '../../src/report/written.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A kind of the project's own library. */
export function kindOf(id: string): Kind {
  const loaded = loadLibrary(root);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  const kind = loaded.kinds.get(id);
  if (kind === undefined) throw new Error(`no ${id}`);
  return kind;
}

/** Words, marks at the wrong places, white space of all kinds, what looks like a template, what no page can show. */
const TOKENS = [
  '学习',
  '召开会议',
  '一名党员',
  '项',
  '次',
  '12',
  '3.5',
  '，',
  '。',
  '、',
  '；',
  '：',
  '！',
  '？',
  '…',
  '—',
];
const TRICKS = [
  '{{writerName}}',
  '{{#if',
  '[[',
  ']]',
  '|',
  '# ',
  '## ',
  '- ',
  '@ ',
  '\u00010\u0002',
  '\u0003',
  '\u0000',
];
const OTHERS = [
  ' ',
  '\n',
  '\r\n',
  '\u3000',
  '\t',
  '“好。”',
  '《党 章》',
  '（略）',
  '（',
  '”',
  '<b>',
  '&amp;',
  '𠮷',
  '\ud800',
];

const words = fc
  .array(fc.constantFrom(...TOKENS, ...TRICKS, ...OTHERS), { maxLength: 12 })
  .map((all) => all.join(''));

const given = ({ type, fields = [] }: FactDefinition): fc.Arbitrary<Written> => {
  if (type === 'count') return fc.nat(300).map((n) => ({ kind: 'text', text: String(n) }));
  if (type === 'list') return fc.array(words, { maxLength: 5 }).map((items) => ({ kind: 'list', items }));
  if (type === 'records') {
    // The first field of a row is always there.
    const cells = fields.map(({ id }, index): readonly [string, fc.Arbitrary<string>] => [
      id,
      index === 0 ? words.map((text) => `事${text}`) : words,
    ]);
    const [first = ''] = fields.map(({ id }) => id);
    const row: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(Object.fromEntries(cells), {
      requiredKeys: [first],
    });
    return fc.array(row, { maxLength: 3 }).map((rows) => ({ kind: 'rows', rows }));
  }
  return words.map((text) => ({ kind: 'text', text }));
};

/** Each fact given, put off, never answered, or absent. */
const valuesOf = (facts: readonly FactDefinition[]): fc.Arbitrary<ReadonlyMap<string, Written>> =>
  fc
    .tuple(
      ...facts.map((fact) =>
        fc.oneof(
          { weight: 2, arbitrary: given(fact) },
          { weight: 1, arbitrary: fc.constant<Written>({ kind: 'gap', label: fact.label }) },
          { weight: 1, arbitrary: fc.constant<Written>({ kind: 'open' }) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
      ),
    )
    .map(
      (all) =>
        new Map(
          all.flatMap((value, index) => {
            const id = facts[index]?.id;
            return id === undefined || value === undefined ? [] : [[id, value] as const];
          }),
        ),
    );

/** The texts of a fact, as they should stand in the draft. */
export function textsOf(written: Written | undefined): readonly string[] {
  if (written?.kind === 'list') return written.items;
  if (written?.kind === 'rows') return written.rows.flatMap((row) => Object.values(row));
  return written?.kind === 'text' ? [written.text] : [];
}

const seeds = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const RUNS = { numRuns: 3000 };

/** What can be compared when marks and white space do not count, and figures at the front may be a number of the list. */
const core = (text: string): string =>
  text
    .replace(/[\u0000-\u001f]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^[0-9]+/, '');

/** Nobody has none of these: there is no sentence for it, and the bot asks back. */
const NEVER_NONE = [
  ...['members', 'fullMembers', 'membersBefore', 'rated', 'employees', 'secretaries', 'studyHours'],
  ...['secretaryHours', 'essays', 'essaysTotal', 'bodyMeetings', 'centreStudies', 'styleAspects'],
  ...['styleMeasures', 'trainedMembers', 'teams', 'keyProjects', 'enterprisesVisited', 'investProjects'],
  ...['coordinations', 'daysAhead', 'emergencyHeads', 'responsibilityLetters', 'promiseLetters'],
];

const isBuiltIn = (span: Span): boolean =>
  span.kind === 'fact' && (BUILT_INS as readonly string[]).includes(span.fact);

const MARKS = '，。、；：！？';

/** The scars of a block: a person's words are masked, except for the mark they end or begin with. */
export function scars(block: Block): readonly string[] {
  const spans = spansOf(block);
  const masked = spans.map((span) => (span.kind === 'constant' ? span.text : '□')).join('');
  const found = [
    ...(masked.match(/[，。、；：！？]{2,}/gu) ?? []),
    ...(masked.match(/（[，。、；：]*）|“”|《》|\[\[|\]\]|\||[{}\u0000-\u001f]/gu) ?? []),
    ...(masked.match(/^[，。、；：！？]/u) ?? []),
    // A word that waits for another: 「办在，」, 「由。」.
    ...(masked.match(/(?:办在|[于由经与同被以])(?=[，。；])/gu) ?? []),
    // A measure without its figure: 「召开次」, 「支委会次」.
    ...(masked.match(/[会开织课日话书项议究党员子]\s*(?:人次|[次项份个名])(?=[、，。；])/gu) ?? []),
  ];
  for (const [index, span] of spans.entries()) {
    const [last, next] = [span.text.at(-1) ?? '', spans[index + 1]?.text[0] ?? ''];
    if (span.kind === 'fact' && MARKS.includes(last) && next !== '' && MARKS.includes(next))
      found.push(last + next);
    if (span.text === '') found.push('empty span');
    // 「有没有」, 「没有没有」: how 0 is said, after a word that says it already.
    if (spans[index + 1]?.text === '没有' && span.text.endsWith('有')) found.push(`${span.text}没有`);
  }
  if (masked.trim() === '') found.push('empty block');
  if (block.type === 'paragraph' && !/[。！？!?][”’）"]?$/u.test(plain(spans)))
    found.push(plain(spans).slice(-5));
  return found;
}

/** The numbers at the front of a row of blocks are 一、二、三 …; below the first level, one block alone has none. */
function countedRight(row: readonly Block[], write: (n: string) => string, least = 2): boolean {
  return row.every((block, index) => {
    const front = spansOf(block)[0]?.text ?? '';
    const number = write(chinese(index + 1));
    return row.length >= least ? front.startsWith(number) : !front.startsWith(number);
  });
}

/** Rows of blocks for which `is` holds, broken by any block for which `ends` holds. */
function rows(blocks: readonly Block[], is: (b: Block) => boolean, ends: (b: Block) => boolean): Block[][] {
  const all: Block[][] = [[]];
  for (const block of blocks) {
    if (is(block)) all.at(-1)?.push(block);
    else if (ends(block)) all.push([]);
  }
  return all.filter((row) => row.length > 0);
}

const isHeading = (block: Block): boolean => block.type === 'heading' && block.level === 1;
const isRunIn = (block: Block): boolean =>
  (block.type === 'heading' && block.level === 2) || (block.type === 'paragraph' && block.lead?.as === 2);

/** `title`: what a report of 2026 has when nothing at all is known. */
export function holdsWhateverIsGiven(id: string, title: string): void {
  const { template, flow } = kindOf(id);
  const values = valuesOf([...flow.facts.values()]);
  const render = (map: ReadonlyMap<string, Written>, seed = 'r'): Draft =>
    renderReport(template, map, { year: 2026, asOf: '2026年11月20日', date: '2026年12月1日' }, seed);

  describe('whatever is given, put off or absent', () => {
    test('no scar in the text', () => {
      fc.assert(
        fc.property(values, seeds, (map, seed) => {
          expect(render(map, seed).blocks.flatMap(scars)).toEqual([]);
        }),
        RUNS,
      );
    });

    test('a count of 0 is said in words', () => {
      const counts = [...flow.facts.values()].filter(
        ({ id, type }) => type === 'count' && !NEVER_NONE.includes(id),
      );
      const zeros = counts.map(({ id }) => [id, { kind: 'text', text: '0' }] as const);
      fc.assert(
        fc.property(fc.subarray(zeros), values, seeds, (none, map, seed) => {
          const { blocks } = render(new Map([...map, ...none]), seed);
          const bare = blocks
            .flatMap(spansOf)
            .flatMap((span) =>
              span.kind === 'fact' && span.text === '0' && counts.some(({ id }) => id === span.fact)
                ? [span.fact]
                : [],
            );
          expect(bare).toEqual([]);
          expect(blocks.flatMap(scars)).toEqual([]);
        }),
        { numRuns: 500 },
      );
    });

    test('headings are counted without a gap, and none is empty', () => {
      fc.assert(
        fc.property(values, (map) => {
          const { blocks } = render(map);
          for (const row of rows(blocks, isHeading, () => false))
            expect(countedRight(row, (n) => `${n}、`, 1)).toBe(true);
          for (const row of rows(blocks, isRunIn, isHeading))
            expect(countedRight(row, (n) => `（${n}）`)).toBe(true);
          for (const [index, block] of blocks.entries()) {
            const next = blocks[index + 1];
            if (isHeading(block))
              expect(next === undefined || isHeading(next) || next.type === 'signature').toBe(false);
            const own = spansOf(block).some((span) => span.kind !== 'constant');
            if (block.type === 'heading' && block.level === 2 && !own) expect(next?.type).toBe('paragraph');
          }
        }),
        RUNS,
      );
    });

    test('every text given is there, and every fact put off is a gap, listed once', () => {
      fc.assert(
        fc.property(values, seeds, (map, seed) => {
          const draft = render(map, seed);
          const spans = draft.blocks.flatMap(spansOf);
          for (const [fact, value] of map) {
            const mine = spans.filter((span) => 'fact' in span && span.fact === fact);
            if (value.kind === 'gap') {
              expect(draft.gaps.filter((gap) => gap === fact)).toEqual([fact]);
              expect(plain(mine)).toContain(`【待补充：${value.label}】`);
            } else {
              if (value.kind === 'open') continue;
              const all = mine.map((span) => span.text.replace(/[^\p{L}\p{N}]/gu, '')).join('');
              for (const text of textsOf(value))
                expect([core(text), ...(text === '0' ? ['没有'] : [])].some((one) => all.includes(one))).toBe(
                  true,
                );
            }
          }
          expect(draft.gaps).toEqual([
            ...new Set(spans.flatMap((span) => (span.kind === 'gap' ? [span.fact] : []))),
          ]);
        }),
        RUNS,
      );
    });

    test('nobody is told of a blank where there is something to say', () => {
      fc.assert(
        fc.property(values, (map) => {
          const draft = render(map);
          const never = draft.gaps.filter((gap) => map.get(gap)?.kind === 'open');
          for (const { block } of draft.places.filter(({ fact }) => never.includes(fact))) {
            const [before, after] = [draft.blocks[block - 1], draft.blocks[block + 1]];
            expect(before === undefined || ['title', 'byline', 'heading'].includes(before.type)).toBe(true);
            const closes = draft.paragraphs[block + 1]?.name.match(/(?:^|-)closing\//);
            expect(
              after === undefined || isHeading(after) || after.type === 'signature' || closes,
            ).toBeTruthy();
          }
        }),
        { numRuns: 500 },
      );
    });

    test('every paragraph has a name of its own', () => {
      fc.assert(
        fc.property(values, (map) => {
          const { blocks, paragraphs } = render(map);
          expect(paragraphs.map(({ block }) => block)).toEqual(blocks.map((_, index) => index));
          expect(new Set(paragraphs.map(({ name }) => name)).size).toBe(blocks.length);
          for (const { name } of paragraphs) expect(name).toMatch(/^[a-z-]+\/[0-9]+(?:#[0-9]+)?$/);
        }),
        { numRuns: 500 },
      );
    });

    test('no figure without a source, no paragraph without a fact', () => {
      fc.assert(
        fc.property(values, (map) => {
          for (const block of render(map).blocks) {
            const spans = spansOf(block);
            const constants = spans.filter((span) => span.kind === 'constant');
            expect(plain(constants)).not.toMatch(/[0-9０-９]/);
            for (const span of spans) {
              if ('fact' in span && !isBuiltIn(span)) expect(map.has(span.fact)).toBe(true);
            }
            if (block.type !== 'paragraph') continue;
            expect(spans.some((span) => span.kind !== 'constant' && !isBuiltIn(span))).toBe(true);
          }
        }),
        RUNS,
      );
    });

    test('the same facts give the same draft', () => {
      fc.assert(
        fc.property(values, seeds, (map, seed) => {
          const turned = new Map([...map].reverse());
          expect(render(turned, seed)).toEqual(render(map, seed));
        }),
        { numRuns: 200 },
      );
    });
  });

  test('with no facts at all there is a title, and nothing else', () => {
    expect(render(new Map()).blocks.map((block) => plain(spansOf(block)))).toEqual([title]);
  });
}
