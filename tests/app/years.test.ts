/** What may be said of which year: each statement of the year packs, in drafts and against what people type. */
import { describe, expect, it } from 'vitest';
import { renderDraft } from '../../src/app/draft.ts';
import { checkDataOf, readFiles } from '../../src/app/library-files.ts';
import { checksOf } from '../../src/checks/index.ts';
import { reportOf } from '../../src/cli/draft.ts';
import type { FactState, Facts } from '../../src/flow/model.ts';
import type { PackEntry } from '../../src/report/pack.ts';
import { writeText } from '../../src/report/text.ts';
import { kinds } from '../support/office.ts';

const files = readFiles(process.cwd(), []);
const data = checkDataOf(files);
const checks = checksOf(data);
const packs = files.years.flatMap(({ value: { year, entries } }) =>
  entries.map((entry): PackEntry => ({ year, ...entry })),
);
const story = files.facts.find(({ fact }) => fact.id === 'firstHighlightStory')?.fact;
if (story === undefined) throw new Error('no firstHighlightStory');

/** What is found in a text about that year, said on that day. */
const found = (value: string, year: number, day: string): readonly string[] =>
  checks({
    ...{ year, kind: '党支部书记述职', open: new Set<string>() },
    facts: new Map([['firstHighlightStory', { definition: story, value, day }]]),
  }).map(({ id }) => id.split('-')[0] ?? '');

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const named = (entry: PackEntry) => [`${entry.year} ${entry.text}`, entry] as const;
const firstOf = (text: string): string =>
  packs
    .filter((one) => one.text === text)
    .map(({ from }) => from)
    .sort()[0] ?? '';

describe('the packs', () => {
  it('are there for 2018 to 2026, each statement with a day of its year and a source', () => {
    expect(files.years.map(({ value }) => value.year)).toEqual([
      2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    for (const { year, from, source } of packs) {
      expect(from.startsWith(`${year}-`)).toBe(true);
      expect(source.length).toBeGreaterThan(3);
    }
  });

  // The last day of the session, on which its documents were adopted.
  it.each([
    [2018, '党的十九届三中全会精神', '2018-02-28'],
    [2019, '党的十九届四中全会精神', '2019-10-31'],
    [2020, '党的十九届五中全会精神', '2020-10-29'],
    [2021, '党的十九届六中全会精神', '2021-11-11'],
    [2022, '党的二十大精神', '2022-10-22'],
    [2023, '党的二十届二中全会精神', '2023-02-28'],
    [2024, '党的二十届三中全会精神', '2024-07-18'],
    [2025, '党的二十届四中全会精神', '2025-10-23'],
    [2021, '习近平总书记在庆祝中国共产党成立100周年大会上的重要讲话精神', '2021-07-01'],
    [2021, '党史学习教育', '2021-02-20'],
  ])('%i: %s from %s', (year, text, from) => {
    expect(packs.find((one) => one.year === year && one.text === text)?.from).toBe(from);
  });
});

const HELD = packs.filter(({ id }) => /^(?:plenum|speech|resolution)/.test(id));
const CAMPAIGNS = packs.filter(({ id }) => id === 'campaign');

describe('what was held', () => {
  it.each(HELD.map(named))('%s is not studied before its day', (_, { year, text, from }) => {
    const told = `支部学习${text}。`;
    expect(found(told, year, dayBefore(from))).toContain('early');
    expect(found(told, year, from)).toEqual([]);
    expect(found(told, year - 1, `${year - 1}-12-20`)).toContain('early');
  });
});

describe('a campaign', () => {
  it.each(CAMPAIGNS.map(named))('%s belongs to its years', (_, { year, text, from }) => {
    const told = `支部开展${text}。`;
    expect(found(told, year, `${year}-12-20`)).toEqual([]);
    if (firstOf(text) === from) expect(found(told, year, dayBefore(from))).toContain('early');
    if (!packs.some((one) => one.year > year && one.text.includes(text)))
      expect(found(told, year + 1, `${year + 1}-12-20`)).toContain('late');
  });
});

const given = (value: string): FactState => ({
  ...{ status: 'given', value, version: 1 },
  source: { by: 'x', at: 0, via: 'x' },
});

describe.each([...kinds])('a draft of %s', (_, kind) => {
  const textAt = (year: number, day: string, facts: Facts): string =>
    writeText(
      renderDraft(kind, reportOf(kind.flow, year, facts, 'r'), facts, Date.parse(`${day}T04:00:00Z`)).blocks,
    );
  const few: Facts = {
    superior: given('第三工程公司党委'),
    writerName: given('张敏'),
    firstPlan: given('把会开好。'),
  };

  it('says nothing of a year before its day, nor what only the writer can know', () => {
    for (const { year, id, text, from } of packs) {
      expect(textAt(year, dayBefore(from), few), text).not.toContain(text);
      if (id !== 'year-context') expect(textAt(year, `${year}-12-31`, few), text).not.toContain(text);
    }
  });

  it('asks what was to be studied, and writes that', () => {
    const needed = kind.flow.cards.filter((card) => card.needed).flatMap((card) => card.facts);
    expect(needed).toContain('studyFocus');
    const asked: Facts = { ...few, studyFocus: { ...given(''), value: ['《某年某会文件》'] } };
    for (const year of [2026, 2027])
      expect(textAt(year, `${year}-11-20`, asked)).toContain('《某年某会文件》');
  });
});

it('a formulation is not said before its time, nor of another year', () => {
  expect(found('拥护“两个确立”。', 2020, '2020-12-20')).toEqual(['early']);
  expect(found('拥护“两个确立”。', 2021, '2021-12-20')).toEqual([]);
  expect(found('做到学史明理、学史增信、学史崇德、学史力行。', 2022, '2022-12-20')).toEqual(['late']);
  expect(found('学思想、强党性、重实践、建新功。', 2025, '2025-12-20')).toEqual(['late']);
  expect(found('学纪、知纪、明纪、守纪。', 2023, '2023-12-20')).toEqual(['early']);
  expect(
    found('落实全面建成小康社会、全面深化改革、全面依法治国、全面从严治党。', 2019, '2019-12-20'),
  ).toEqual([]);
  expect(
    found('落实全面建成小康社会、全面深化改革、全面依法治国、全面从严治党。', 2021, '2021-12-20'),
  ).toEqual(['slip']);
  expect(found('树立“四个意识”。', 2019, '2019-12-20')).toEqual([]);
  expect(found('树立“四个意识”。', 2020, '2020-12-20')).toEqual(['slip']);
  expect(found('做好疫情防控。', 2022, '2022-12-20')).toEqual([]);
  expect(found('做好疫情防控。', 2023, '2023-12-20')).toEqual(['late']);
  expect(found('学习《中国共产党党和国家机关基层组织工作条例》。', 2026, '2026-11-20')).toEqual([]);
});
