/** `cli -- draft`: what it writes and what it refuses, with values that no office types and some try. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftCommand } from '../../src/cli/draft.ts';
import { open, parse, readPart, textOf } from '../report/support-docx.ts';
import { kinds } from '../support/office.ts';

let folder = '';
let said: string[] = [];
let wrong: string[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuzhi-draft-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  [said, wrong] = [[], []];
  rmSync(join(folder, 'o.docx'), { force: true });
});

const run = (json: string, ...more: readonly string[]): Promise<number> => {
  const file = join(folder, 'facts.json');
  writeFileSync(file, json);
  const args = ['--kind', 'project-branch', '--facts', file, '--out', join(folder, 'o.docx')];
  return draftCommand([...args, '--as-of', '2026-12-10', ...more], kinds, {
    say: (line) => said.push(line),
    complain: (line) => wrong.push(line),
  });
};
const draft = (facts: object, ...more: readonly string[]) =>
  run(JSON.stringify({ year: 2026, facts }), ...more);
const written = (): boolean => existsSync(join(folder, 'o.docx'));
const words = (): string => {
  const bytes = readFileSync(join(folder, 'o.docx'));
  for (const xml of Object.values(open(bytes))) expect(() => parse(xml)).not.toThrow();
  return textOf(readPart(bytes, 'word/document.xml'));
};
const fixture = (): Record<string, unknown> =>
  JSON.parse(readFileSync('tests/fixtures/project-branch.facts.json', 'utf8')).facts;

describe('values are text, whatever they look like', () => {
  test.each([
    ['a template', '按{{writerName}}和{{#each x}}的要求', '按{{writerName}}和{{#each x}}的要求'],
    ['markup', '甲</w:t></w:r><w:p>乙&amp;丙', '甲</w:t></w:r><w:p>乙&amp;丙'],
    ['an emoji', '党员🚩突击队', '党员🚩突击队'],
    ['a name of four bytes', '\u{2A6A5}主任带的队', '\u{2A6A5}主任带的队'],
    ['a line break', '防汛\n演练', '防汛，演练'],
    ['a control character', '防\u0001汛演\u0000练', '防汛演练'],
    ['the marks of lists', '[[甲|乙]]# - 丙', '[[甲|乙]]# - 丙'],
  ])('%s', async (_, value, printed) => {
    for (const facts of [{ activities: [value] }, { firstHighlight: value }]) {
      expect(await draft({ branchName: '清源党支部', ...facts }), wrong.join()).toBe(0);
      expect(words()).toContain(printed);
      expect(words()).not.toMatch(/[\u0000-\u0008]/);
    }
  });

  test('10,000 characters are too many for any field, and it is said for which and how many it takes', async () => {
    const long = '廉'.repeat(10_000);
    expect(await draft({ firstProblem: long, branchName: long, activities: [long] })).toBe(2);
    expect(wrong.map((line) => line.split('：')[0])).toEqual(['firstProblem', 'branchName', 'activities']);
    for (const line of wrong) expect(line).toMatch(/\d+ ?(?:个)?字/);
    expect(written()).toBe(false);
  });
});

describe('files of facts', () => {
  test.each([
    ['', '文件：不是合法的 JSON'],
    ['{}', '缺少 year'],
    ['{"year":2026}', '缺少 facts'],
    ['[]', '文件'],
    ['{"year":1999,"facts":{}}', '2018 年以后'],
    ['{"year":2026,"facts":{"nobody":1}}', 'nobody：这种报告没有这一项'],
    ['{"year":2026,"facts":{"committeeMeetings":"十几次"}}', 'committeeMeetings：支委会'],
    ['{"year":2026,"facts":{"lastFeedback":[{"mended":"改了"}]}}', 'lastFeedback：'],
  ])('%s is refused by name, nothing is written', async (json, message) => {
    expect(await run(json)).toBe(2);
    expect(wrong.join('\n')).toContain(message);
    expect(written()).toBe(false);
  });

  test('no facts at all: a draft of blanks, one for each part; no final', async () => {
    expect(await draft({})).toBe(0);
    expect(words().match(/【待补充：/g)).toHaveLength(5);
    rmSync(join(folder, 'o.docx'));
    expect(await draft({}, '--final')).toBe(2);
    expect(wrong).toContain('committeeMeetings：支委会还没有给');
    expect(written()).toBe(false);
  });
});

describe('a final', () => {
  test('without a gap is written and has none', async () => {
    expect(await draft(fixture(), '--final'), wrong.join('\n')).toBe(0);
    expect(words()).not.toMatch(/待补充|XX|\*\*/);
  });

  test.each([
    ['one needed fact was never given', { lectures: undefined }, 'lectures：党课还没有给'],
    ['one was put off', { talks: { status: 'later' } }, 'talks：谈心谈话还空着（稍后补）'],
    ['one of 多写一点 was put off', { annualPlan: { status: 'later' } }, 'annualPlan：党建工作计划还空着'],
  ])('%s: refused with its name alone, and nothing is written', async (_, change, message) => {
    expect(await draft({ ...fixture(), ...change }, '--final')).toBe(2);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(message);
    expect(written()).toBe(false);
  });
});
