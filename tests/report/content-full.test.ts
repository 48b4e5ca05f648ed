/** The project branch's report: what no full draft of it may say, and what it is with nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeDraft, renderDraft } from '../../src/app/draft.ts';
import { loadLibrary } from '../../src/app/library.ts';
import { writtenFacts } from '../../src/app/written.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { Facts, Report } from '../../src/flow/model.ts';
import { writeText } from '../../src/report/text.ts';
import { textsOf } from './support-content.ts';

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
const text = writeText(render(facts).blocks).replace(/\s/gu, '');

describe('the full draft', () => {
  test('says no activity twice', () => {
    for (const activity of textsOf(writtenFacts(flow, facts).get('activities')))
      expect(text.split(activity), activity).toHaveLength(2);
  });

  test('calls a branch no 领导核心', () => {
    expect(text).not.toMatch(/领导核心|把方向|民主生活会/);
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
