/** `flows/unit.yaml`: a unit's own frame around the same content. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kind, renderDraft } from '../../src/app/draft.ts';
import { loadLibrary, printed } from '../../src/app/library.ts';
import { sampleFacts } from '../../src/app/sample.ts';
import { lengthOf } from '../../src/flow/lengths.ts';
import { type Block, plain, spansOf } from '../../src/report/blocks.ts';
import { emptyReport, NOW } from '../flow/support.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'shuzhi-unit-'));
  for (const folder of ['flows', 'templates']) cpSync(folder, join(root, folder), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function load(unit: string) {
  writeFileSync(join(root, 'flows/unit.yaml'), unit);
  return loadLibrary(root);
}
const problems = (unit: string): readonly string[] => {
  const loaded = load(unit);
  return 'problems' in loaded ? loaded.problems.map(printed) : [];
};
function written(unit: string, id = 'project-branch') {
  const loaded = load(unit);
  if ('problems' in loaded) throw new Error(loaded.problems.map(printed).join('\n'));
  const kind = loaded.kinds.get(id);
  if (kind === undefined) throw new Error(id);
  const { blocks, paragraphs } = sampled(kind);
  return { kind, blocks, paragraphs, lines: linesOf(blocks) };
}
function sampled(kind: Kind) {
  const facts = sampleFacts(kind.flow, 2026, NOW);
  const report = { ...emptyReport({ kind: kind.flow.kind.id }), facts };
  // No ceiling takes a section away here.
  return renderDraft(kind, { ...report, draft: { made: 0, length: '详' } }, facts, NOW);
}
const linesOf = (blocks: readonly Block[]) => blocks.map((block) => plain(spansOf(block)));
const NONE = 'kinds: {}\n';
/** Every kind's lines from one reading of the files. */
function writtenAll(unit: string): Readonly<Record<string, readonly string[]>> {
  const loaded = load(unit);
  if ('problems' in loaded) throw new Error(loaded.problems.map(printed).join('\n'));
  return Object.fromEntries([...loaded.kinds].map(([id, kind]) => [id, linesOf(sampled(kind).blocks)]));
}

describe('what a unit may set', () => {
  test('order and headings of sections, numbered as they stand; everything else is as it was', () => {
    const before = written(NONE);
    const after = written(`kinds:
  project-branch:
    sections:
      - { section: 特色做法, heading: 亮点和成效 }
      - { section: 一年来的主要工作 }
`);
    const headings = (lines: readonly string[]) => lines.filter((line) => /^[一二三四五]、/.test(line));
    expect(headings(before.lines)).toEqual([
      '一、一年来的主要工作',
      '二、特色做法',
      '三、上年度反馈问题的整改情况',
      '四、问题和原因',
      '五、2027年工作打算',
    ]);
    expect(headings(after.lines)).toEqual([
      '一、亮点和成效',
      '二、一年来的主要工作',
      '三、上年度反馈问题的整改情况',
      '四、问题和原因',
      '五、2027年工作打算',
    ]);
    const text = (lines: readonly string[]) => lines.filter((line) => !/^[一二三四五]、/.test(line)).sort();
    expect(text(after.lines)).toEqual(text(before.lines));
    expect(after.lines.slice(-3)).toEqual(before.lines.slice(-3));
    const byName = ({ paragraphs, lines }: typeof before) =>
      new Map(paragraphs.map(({ name, block }) => [name, lines[block]?.replace(/^[一二三四五]、.*/, '')]));
    expect(byName(after)).toEqual(byName(before));
  });

  test('title, the line under it, signature and length', () => {
    const { blocks, lines, kind } = written(`kinds:
  project-branch:
    title: '{{branchName}}书记{{year}}年度抓基层党建述职报告'
    byline: 述职人：{{writerName}}
    signature: '{{branchName}} | {{date}}'
    length: 简
`);
    expect(lines[0]).toBe('清源河大桥项目党支部书记2026年度抓基层党建述职报告');
    expect(lines[1]).toBe('述职人：张敏');
    expect(lines.at(-1)).toBe('清源河大桥项目党支部2026年11月20日');
    expect(blocks.at(-1)?.type).toBe('signature');
    expect(lengthOf(kind.flow, emptyReport())).toBe('简');
    expect(lengthOf(kind.flow, { draft: { made: 0, length: '详' } })).toBe('详');
  });

  test('no line under the title, no signature', () => {
    const { blocks } = written('kinds:\n  project-branch: { byline: false, signature: false }\n');
    expect(blocks.map(({ type }) => type)).not.toContain('byline');
    expect(blocks.map(({ type }) => type)).not.toContain('signature');
  });

  test('every kind can be turned round, and nothing is lost', () => {
    const loaded = load(NONE);
    if ('problems' in loaded) throw new Error(loaded.problems.map(printed).join('\n'));
    for (const id of loaded.kinds.keys()) {
      const before = written(NONE, id);
      const source = readFileSync(join(root, `templates/${before.kind.flow.kind.template}`), 'utf8');
      const names = [...source.matchAll(/^# (.+)$/gm)].map(([, name = '']) =>
        name.replace(/\{\{[^}]*\}\}/g, ''),
      );
      const sections = names.reverse().map((name) => `      - { section: ${JSON.stringify(name)} }`);
      const after = written(`kinds:\n  ${id}:\n    sections:\n${sections.join('\n')}\n`, id);
      const bare = (lines: readonly string[]) =>
        lines.map((line) => line.replace(/^[一二三四五六七八]、/, '')).sort();
      expect(bare(after.lines)).toEqual(bare(before.lines));
      expect(after.lines.at(-1)).toBe(before.lines.at(-1));
    }
  });
});

describe('sections that a unit leaves out', () => {
  const DROP = 'kinds:\n  project-branch: { drop: [特色做法, 上年度反馈问题的整改情况] }\n';

  test('are not written, the others are counted on, and nothing else is another', () => {
    const before = written(NONE);
    const after = written(DROP);
    const bare = (lines: readonly string[]) => lines.map((line) => line.replace(/^[一二三四五六七八]、/, ''));
    const gone = ['特色做法', '上年度反馈问题的整改情况'].map((name) =>
      before.lines.findIndex((line) => line.endsWith(`、${name}`)),
    );
    const next = before.lines.findIndex((line) => line.endsWith('、问题和原因'));
    expect(Math.min(...gone)).toBeGreaterThan(0);
    expect(bare(after.lines)).toEqual(
      bare(before.lines.toSpliced(Math.min(...gone), next - Math.min(...gone))),
    );
    expect(after.lines).toContain('二、问题和原因');
  });

  test('what only they say is not asked, what others need is', () => {
    const whole = written(NONE).kind.flow;
    const { flow } = written(DROP).kind;
    const unasked = [...whole.facts.keys()].filter((fact) => !flow.facts.has(fact));
    expect(unasked.sort()).toEqual([
      ...['firstHighlight', 'firstHighlightStory', 'lastFeedback', 'secondHighlight', 'secondHighlightStory'],
    ]);
    expect(flow.kind.sections.map(({ title }) => title)).not.toContain('特色做法');
    expect(flow.cards.every(({ facts }) => facts.length > 0)).toBe(true);
  });

  test('each section of each kind can be left out alone', { timeout: 180_000 }, () => {
    const headings = (lines: readonly string[]) =>
      lines.flatMap((line) => /^[一二三四五六七八九]、(.+)$/.exec(line)?.[1] ?? []);
    const all = new Map(Object.entries(writtenAll(NONE)).map(([id, lines]) => [id, headings(lines)]));
    const most = Math.max(...[...all.values()].map((names) => names.length));
    for (let at = 0; at < most; at += 1) {
      const unit = [...all].flatMap(([id, names]) =>
        names[at] === undefined ? [] : [`  ${id}: { drop: ["${names[at]?.replace(/^\d+年度?/, '')}"] }\n`],
      );
      const after = writtenAll(`kinds:\n${unit.join('')}`);
      for (const [id, names] of all)
        expect(headings(after[id] ?? []), id).toEqual(names.filter((_, place) => place !== at));
    }
  });
});

describe('what is wrong in it is told with its line and the mend', () => {
  test.each([
    [
      'kinds:\n  nobody: { length: 简 }\n',
      /^flows\/unit\.yaml:2 {2}没有“nobody”这种报告，可以写的有：.*project-branch/,
    ],
    [
      'kinds:\n  project-branch:\n    sections:\n      - { section: 廉洁情况 }\n',
      /unit\.yaml:4 {2}“廉洁情况”对不上模板里的哪一部分，可以写的有：一年来的主要工作、特色做法/,
    ],
    [
      'kinds:\n  project-branch:\n    sections:\n      - { section: 特色做法 }\n      - { section: 特色 }\n',
      /unit\.yaml:5 {2}“特色做法”写了两次/,
    ],
    ['kinds:\n  project-branch: { title: 2026年述职报告 }\n', /unit\.yaml:2 {2}模板里写了数字“2026”/],
    ["kinds:\n  project-branch: { title: '{{nobody}}述职报告' }\n", /unit\.yaml:2 {2}模板用了“nobody”/],
    [
      "kinds:\n  project-branch: { title: '{{#if year}}述职{{/if}}' }\n",
      /unit\.yaml:2 {2}不能对“year”用 #if/,
    ],
    [
      'kinds:\n  project-branch:\n    drop: [特色做法, 廉洁情况]\n',
      /unit\.yaml:3 {2}“廉洁情况”对不上模板里的哪一部分/,
    ],
    ['kinds:\n  project-branch:\n    drop: [特色做法, 特色]\n', /unit\.yaml:3 {2}“特色做法”写了两次/],
    [
      'kinds:\n  project-branch:\n    sections: [{ section: 特色做法 }]\n    drop: [特色做法]\n',
      /unit\.yaml:4 {2}“特色做法”既排了位置又说不写/,
    ],
    [
      'kinds:\n  project-branch:\n    drop: [一年来的主要工作, 特色, 上年度, 问题和原因, 年工作打算]\n',
      /unit\.yaml:3 {2}所有部分都不写/,
    ],
    ['kinds:\n  project-branch: { byline: 3 }\n', /unit\.yaml:2 {2}“byline”应是一行文字，或者写 false/],
    ['kinds:\n  project-branch: { length: 长 }\n', /unit\.yaml:2 {2}“length”只能是 简、标准、详 之一/],
    ['kinds:\n  project-branch: { tilte: 述职报告 }\n', /unit\.yaml:2 {2}这里没有“tilte”这一项/],
    ['kinds:\n  project-branch: { title: "甲\\n# 乙" }\n', /unit\.yaml:2 {2}“title”的写法不对，只能写一行/],
  ])('%s', (unit, said) => {
    const found = problems(unit);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(said);
  });
});
