import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDataOf, readFiles } from '../../src/app/library-files.ts';
import { checksOf } from '../../src/checks/index.ts';
import type { FactDefinition } from '../../src/flow/definition.ts';
import type { Checked, KnownFact } from '../../src/flow/finding.ts';
import type { FactValue } from '../../src/flow/model.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import { isProblem } from '../../src/flow/types/type.ts';

const files = readFiles(process.cwd(), []);
const data = checkDataOf(files);
const checks = checksOf(data);
const definitions = files.facts.map(({ fact }) => fact);

const HOSTILE = [
  '{{constructor}}',
  '</w:t>',
  '𪚥',
  '😀',
  '__proto__',
  '\u0001',
  'XX',
  'X月X日',
  '（（（（',
  '《《“”）',
  '（(',
  '110101199003078515',
  '13800138000',
  'https://',
  'a.'.repeat(40),
  '民主生活会',
  '绝密',
  '每个班组挂上一名党员的名字，班前会由他先讲。',
  '2019年',
  '支委会12次',
  ...data.formulations.flatMap(({ exact, slips }) => [exact, ...slips]),
  ...data.years.map(({ text }) => text),
];
const words = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 30 })), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join('，'));
const figure = fc.oneof(fc.nat(40), fc.integer(), fc.double(), fc.constantFrom(0, -1, Number.NaN, 1e308));
const amount = fc.oneof(
  fc
    .tuple(
      fc.nat(9),
      fc.constantFrom('', '.5', '.123456789'),
      fc.constantFrom('', '万', '亿'),
      fc.constantFrom('元', '美元'),
    )
    .map((parts) => parts.join('')),
  words,
);
const percent = fc.oneof(
  fc.nat(200).map((number) => `${number}%`),
  words,
);
const day = fc.oneof(
  fc.constantFrom('2025-12-31', '2026-01-01', '2027-02-28', '2026-03', '2026年3月至5月', '9999-99-99'),
  words,
);
const anything: fc.Arbitrary<FactValue> = fc.oneof(
  words,
  figure,
  fc.boolean(),
  fc.array(words, { maxLength: 4 }),
  fc.array(fc.dictionary(fc.constantFrom('title', 'day', 'place', '__proto__'), words), { maxLength: 3 }),
);
const valueFor = (definition: FactDefinition): fc.Arbitrary<FactValue> => {
  switch (definition.type) {
    case 'count':
      return figure;
    case 'money':
      return amount;
    case 'percentage':
      return percent;
    case 'date':
    case 'month':
    case 'period':
      return day;
    case 'list':
      return fc.array(words, { maxLength: 6 });
    case 'records':
      return fc.array(
        fc.record(
          Object.fromEntries((definition.fields ?? []).map(({ id }) => [id, fc.oneof(words, figure)])),
        ),
        { maxLength: 4 },
      );
    default:
      return words;
  }
};

const relatedIds = new Set(data.relations.relations.flatMap((one) => Object.values(one).flat()));
const related = definitions.filter(({ id }) => relatedIds.has(id));
const anyFacts = fc
  .oneof(
    fc.subarray(definitions, { minLength: 3, maxLength: 30 }),
    fc.constant(related),
    fc.subarray(related, { minLength: 2 }),
  )
  .chain((some) =>
    fc
      .tuple(
        ...some.map((one) =>
          fc.oneof({ weight: 5, arbitrary: valueFor(one) }, { weight: 1, arbitrary: anything }),
        ),
      )
      .map(
        (values) =>
          new Map(some.map((definition, index) => [definition.id, known(definition, values[index] ?? '')])),
      ),
  );
const known = (definition: FactDefinition, value: FactValue): KnownFact => ({
  definition,
  value,
  day: '2026-11-20',
});
const checkedWith = (facts: Checked['facts'], year = 2026): Checked => ({
  year,
  kind: '党支部书记述职',
  facts,
  open: new Set(),
});

describe('the checks', () => {
  it('never throw, say a whole sentence, and are always of the same mind', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 2018, max: 2030 }), (facts, year) => {
        const findings = checks(checkedWith(facts, year));
        expect(checks(checkedWith(facts, year))).toEqual(findings);
        for (const { id, severity, facts: of, text } of findings) {
          expect(id).toMatch(/^[a-z-]+-[0-9a-z]+$/);
          expect(id.length).toBeLessThanOrEqual(30);
          expect(['doubt', 'note']).toContain(severity);
          expect(of.length).toBeGreaterThan(0);
          for (const fact of of) expect(facts.has(fact)).toBe(true);
          expect(text).toMatch(/。$/);
          expect(text).not.toMatch(/undefined|NaN|\[object|！/);
        }
        expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      }),
      { numRuns: 150 },
    );
  });

  it('propose only what the fact can hold, and what is taken settles it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { id, mend } of checks(checkedWith(facts))) {
          const fact = mend === undefined ? undefined : facts.get(mend.fact);
          if (mend === undefined || fact === undefined) continue;
          if (typeof mend.value === 'number') {
            const checked = typeOf(fact.definition).check(mend.value, fact.definition);
            expect(isProblem(checked) && checked.code !== 'too-large').toBe(false);
          }
          const after = new Map(facts).set(mend.fact, { ...fact, value: mend.value });
          expect(checks(checkedWith(after)).map((one) => one.id)).not.toContain(id);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('take time in proportion to what was typed', () => {
    const story = definitions.find(({ id }) => id === 'firstHighlightStory');
    if (story === undefined) throw new Error('no story');
    /** ms of CPU, the least of a few: the machine may be busy. */
    const work = (text: string): number => {
      const facts = new Map([[story.id, known(story, text)]]);
      const times = Array.from({ length: 5 }, () => {
        const start = process.cpuUsage();
        checks(checkedWith(facts));
        return process.cpuUsage(start).user / 1000;
      });
      return Math.min(...times);
    };
    const UNREST = 100;
    for (const piece of [
      '（',
      '《',
      '1',
      'X',
      'a.',
      '-a',
      '《甲乙丙丁戊己',
      '第',
      '支委会',
      '“',
      '2026',
      '支委会共召开1',
      '习近平',
    ]) {
      work(piece.repeat(1000));
      const half = work(piece.repeat(50_000));
      // With the square of the length it would be four times as much.
      expect(work(piece.repeat(100_000)), piece).toBeLessThan(3 * half + UNREST);
    }
  });
});
