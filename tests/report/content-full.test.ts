/** The project branch's report with everything that the sheet of facts holds, and with nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeDraft, renderDraft, renderWhole } from '../../src/app/draft.ts';
import { loadLibrary } from '../../src/app/library.ts';
import { sampleFacts } from '../../src/app/sample.ts';
import { writtenFacts } from '../../src/app/written.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { Facts, Report } from '../../src/flow/model.ts';
import { plain } from '../../src/report/blocks.ts';
import { spansOf } from '../../src/report/render.ts';
import { writeText } from '../../src/report/text.ts';
import type { Written } from '../../src/report/written.ts';
import { crowded, ROSTER } from './support-sheet.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loaded = loadLibrary(root);
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const kind = loaded.kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const { flow } = kind;

const read = (name: string): string => readFileSync(`${root}/tests/fixtures/${name}`, 'utf8');
const file = readFactsFile(read('project-branch.facts.json'), flow);
if ('wrong' in file) throw new Error(JSON.stringify(file.wrong));
const { year, facts } = file;

const report: Report = {
  id: 'r',
  version: 1,
  about: { tenant: 't', unit: 'u', year, kind: 'project-branch', people: {}, created: 0 },
  facts,
  screens: [],
  draft: { made: 0 },
  cardPending: false,
  uncertain: [],
};
const DAY = Date.parse('2022-12-01T04:00:00Z');
const render = (given: Facts) => renderDraft(kind, report, given, DAY);
const draft = render(facts);
const text = writeText(draft.blocks).replace(/\s/gu, '');

function textsOf(written: Written | undefined): readonly string[] {
  if (written?.kind === 'list') return written.items;
  if (written?.kind === 'rows') return written.rows.flatMap((row) => Object.values(row));
  return written?.kind === 'text' ? [written.text] : [];
}

describe('the full draft', () => {
  const written = writtenFacts(flow, facts);

  test('holds the value of every fact and claim of the sheet', () => {
    const map: Readonly<Record<string, string>> = JSON.parse(read('project-branch.map.json'));
    const builtIns: Readonly<Record<string, string>> = {
      title: `${year}年度党支部书记述职报告`,
      year: `${year}年`,
      nextYear: `${year + 1}年`,
    };
    expect(Object.keys(map)).toHaveLength(63);
    for (const [id, fact] of Object.entries(map)) {
      const texts = fact in builtIns ? [builtIns[fact] ?? ''] : textsOf(written.get(fact));
      expect(texts.length, `${id} → ${fact}`).toBeGreaterThan(0);
      for (const one of texts)
        expect(text, `${id} → ${fact}`).toContain(one.replace(/\s/gu, '').replace(/。$/u, ''));
    }
    // Beside the sheet: the writer's name, which no sheet has, and 党小组, which decide about a question.
    const beside = ['writerName', 'groups', 'groupMeetings', 'secondHighlightStory'];
    const unused = [...ROSTER, 'members', 'newMembers', 'employees', 'memberShare', 'studyHours'];
    expect([...new Set([...Object.values(map), ...beside, ...unused])].sort()).toEqual(
      [...flow.facts.keys(), ...Object.keys(builtIns)].sort(),
    );
  });

  test('uses every fact that can be asked', () => {
    expect(new Set(draft.places.map((place) => place.fact))).toEqual(new Set(Object.keys(facts)));
    expect(draft.gaps).toEqual([]);
    const all = { ...sampleFacts(flow, year, DAY), ...facts };
    const { places } = renderWhole(kind, { ...report, facts: all }, all, DAY);
    expect(new Set(places.map((place) => place.fact))).toEqual(new Set(flow.facts.keys()));
    expect(crowded(places)).toEqual([]);
  });

  test('is more facts than phrases: constants are at most 45 % of it', () => {
    const constants = draft.blocks.flatMap(spansOf).filter((span) => span.kind === 'constant');
    expect([...plain(constants)].length / draft.characters).toBeLessThan(0.45);
  });

  test('tells at most four facts in a sentence', () => {
    expect(crowded(draft.places)).toEqual([]);
  });

  test('says no activity twice', () => {
    for (const activity of textsOf(written.get('activities')))
      expect(text.split(activity), activity).toHaveLength(2);
  });

  test('calls a branch no 领导核心', () => {
    expect(text).not.toMatch(/领导核心|把方向|民主生活会/);
  });
});

describe('the needed path', () => {
  const cards = flow.cards.filter((card) => card.needed);

  test('is at most 30 facts on at most 10 cards', () => {
    expect(cards.length).toBeLessThanOrEqual(10);
    expect(cards.flatMap((card) => card.facts).length).toBeLessThanOrEqual(30);
  });

  test('alone makes a report of every part, without a blank', () => {
    const needed = new Set(cards.flatMap((card) => card.facts));
    const short = render(Object.fromEntries(Object.entries(facts).filter(([id]) => needed.has(id))));
    expect(short.gaps).toEqual([]);
    const headings = short.blocks.filter((block) => block.type === 'heading' && block.level === 1);
    expect(headings.map((block) => plain(spansOf(block)))).toEqual([
      '一、一年来的主要工作',
      '二、特色做法',
      '三、问题和原因',
      '四、2023年工作打算',
    ]);
  });
});

describe('with no facts at all', () => {
  const empty = render({});

  test('every part has its heading and one blank', () => {
    expect(
      writeText(empty.blocks)
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      '2022年度党支部书记述职报告',
      '【待补充：述职人、党支部和上级党组织】。',
      '一、一年来的主要工作',
      '【待补充：学习、组织生活、党员队伍和廉洁方面的工作】。',
      '二、特色做法',
      '【待补充：今年最想讲的一件事，怎么做的，有什么变化】。',
      '三、问题和原因',
      '【待补充：今年的不足，各写一件具体的事和自己的原因】。',
      '四、2023年工作打算',
      '【待补充：下一年打算做的事，对谁、做到什么程度、什么时候完成】。',
    ]);
  });

  test('each blank leads to a question', () => {
    expect(empty.gaps).toEqual(['branchName', 'studyFocus', 'firstHighlight', 'firstProblem', 'firstPlan']);
  });

  test('a part that was answered with 没有 is gone, not missing', () => {
    const none = { status: 'none', version: 1, source: { by: 'x', at: 0, via: 'x' } } as const;
    const without = render({ firstProblem: none, secondProblem: none, thirdProblem: none });
    expect(writeText(without.blocks)).not.toContain('问题和原因');
    expect(writeText(without.blocks)).toContain('三、2023年工作打算');
  });

  test('is a file all the same', () => {
    expect(makeDraft(kind, report, {}, { number: 1, final: false, at: DAY }).bytes.length).toBeGreaterThan(
      1000,
    );
  });
});

test('what the Party had not said yet is not in a report on an earlier time', () => {
  const of = (about: number, at: string): string =>
    writeText(
      renderDraft(kind, { ...report, about: { ...report.about, year: about } }, facts, Date.parse(at)).blocks,
    );
  expect(of(2021, '2021-11-01T04:00:00Z')).not.toContain('两个确立');
  expect(of(2021, '2021-11-11T04:00:00Z')).toContain('两个确立');
  expect(of(2020, '2022-01-05T04:00:00Z')).not.toContain('两个确立');
});
