/** Paragraphs in her own words: what stays ours around them, and that no words of hers break a report. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDraft } from '../../src/app/draft.ts';
import type { FactState, Facts } from '../../src/flow/model.ts';
import { ownId } from '../../src/flow/own-words.ts';
import { textOrProblem } from '../../src/flow/types/words.ts';
import { type Block, plain, spansOf } from '../../src/report/blocks.ts';
import { writeDocx } from '../../src/report/docx/index.ts';
import type { OwnText } from '../../src/report/own-words.ts';
import { renderReport } from '../../src/report/render.ts';
import { compileTemplate } from '../../src/report/template.ts';
import { writeText } from '../../src/report/text.ts';
import type { Written } from '../../src/report/written.ts';
import { emptyReport, NOW } from '../flow/support.ts';
import { anyFacts } from '../support/any-facts.ts';
import { docxText, kinds } from '../support/office.ts';

const SOURCE = `= {{year}}年度述职报告

# 工作
召开会{{meetings}}次。

## 抓学习。学了{{study}}。

## 抓作风。谈心{{talks}}人次。

# 问题
- {{first}}。

- {{second}}。

# 奖项
{{#rows awards}}
- 获{{name}}。

{{/rows}}
@ {{who}} | {{date}}
`;
const template = compileTemplate({ file: 'sample.hbs', main: SOURCE, partials: {} }, [
  ...['meetings', 'study', 'talks', 'first', 'second', 'who'],
  { id: 'awards', fields: ['name'] },
]);
const text = (words: string): Written => ({ kind: 'text', text: words });
const awards = (...names: readonly string[]): Written => ({
  kind: 'rows',
  rows: names.map((name) => ({ name })),
});
const ALL: Readonly<Record<string, Written>> = {
  meetings: text('12'),
  study: text('三本书'),
  talks: text('36'),
  first: text('学得不深。原因是时间没排好'),
  second: text('走得不勤。原因是工期紧'),
  who: text('张敏'),
  awards: awards('甲奖', '乙奖', '丙奖'),
};
const draft = (own: readonly OwnText[] = [], values: Readonly<Record<string, Written>> = ALL) =>
  renderReport(template, new Map(Object.entries(values)), { year: 2026, date: '2026年12月1日' }, 'r', own);
const lines = (...given: Parameters<typeof draft>) => writeText(draft(...given).blocks).split('\n');
const nameOf = (words: string): string =>
  draft().paragraphs.find((one) => one.text.includes(words))?.name ?? '';

describe('what stays ours', () => {
  test('every paragraph has its number beside it and its text without', () => {
    expect(draft().paragraphs.map(({ number, text: words }) => [number, words])).toEqual([
      ['', '2026年度述职报告'],
      ['一、', '工作'],
      ['', '召开会12次。'],
      ['（一）', '抓学习。学了三本书。'],
      ['（二）', '抓作风。谈心36人次。'],
      ['二、', '问题'],
      ['一是', '学得不深。原因是时间没排好。'],
      ['二是', '走得不勤。原因是工期紧。'],
      ['三、', '奖项'],
      ['一是', '获甲奖。'],
      ['二是', '获乙奖。'],
      ['三是', '获丙奖。'],
      ['', '张敏2026年12月1日'],
    ]);
  });

  test('an item keeps its number, and her first sentence is the lead when more follows', () => {
    const name = nameOf('学得不深');
    const made = draft([{ name, text: '读书少。今年只读了一本。' }]).blocks[6];
    expect(made).toMatchObject({ lead: { as: 'strong' } });
    expect(made?.type === 'paragraph' && plain(made.lead?.spans ?? [])).toBe('一是读书少。');
    expect(lines([{ name, text: '一是读书少。' }])).toContain('　　一是读书少。');
    expect(lines([{ name, text: '读书少。\n今年只读了一本。' }])).toEqual(
      expect.arrayContaining(['　　一是读书少。', '　　今年只读了一本。']),
    );
  });

  test('a run-in heading is her first sentence when it is short, else there is none', () => {
    const name = nameOf('抓学习');
    const [made] = draft([{ name, text: '学得实。读了四本书。' }]).blocks.slice(3);
    expect(made).toMatchObject({ lead: { as: 2 } });
    expect(lines([{ name, text: '学得实。读了四本书。' }])).toContain('　　（一）学得实。读了四本书。');
    expect(lines([{ name, text: '全年读了四本书。' }])).toContain('　　全年读了四本书。');
    expect(lines([{ name, text: '全年读了四本书。' }])).toContain('　　抓作风。谈心36人次。');
  });

  test('headings and the title are one line without a stop', () => {
    expect(lines([{ name: nameOf('工作'), text: '今年做的\n几件事。' }])).toContain('一、今年做的几件事');
    expect(lines([{ name: nameOf('2026年度'), text: '我的述职报告。' }])).toContain('我的述职报告');
  });

  test('name and date are facts: they stay', () => {
    expect(lines([{ name: 'sample/10', text: '别人。' }])).toEqual(expect.arrayContaining(['张敏']));
  });
});

describe('rows and places that move', () => {
  const second = draft().paragraphs.find((one) => one.text === '获乙奖。');
  const own = { name: second?.name ?? '', text: '乙奖是全线的。', over: second?.generated?.over ?? '' };
  const awardLines = (...names: readonly string[]) =>
    lines([own], { ...ALL, awards: awards(...names) }).filter(
      (line) => line.includes('奖') && !line.includes('、'),
    );

  test('her words follow the row that they were written for', () => {
    expect(awardLines('甲奖', '乙奖', '丙奖')).toEqual([
      '　　一是获甲奖。',
      '　　二是乙奖是全线的。',
      '　　三是获丙奖。',
    ]);
    expect(awardLines('乙奖', '丙奖', '甲奖')).toEqual([
      '　　一是乙奖是全线的。',
      '　　二是获丙奖。',
      '　　三是获甲奖。',
    ]);
    expect(awardLines('新奖', '甲奖', '乙奖')).toEqual([
      '　　一是获新奖。',
      '　　二是获甲奖。',
      '　　三是乙奖是全线的。',
    ]);
  });

  test('a row that was mended is the one in its place', () => {
    expect(awardLines('甲奖', '乙等奖', '丙奖')).toEqual([
      '　　一是获甲奖。',
      '　　二是乙奖是全线的。',
      '　　三是获丙奖。',
    ]);
  });

  test('with all rows gone her words stand where they were, under their heading', () => {
    const { awards: _, ...rest } = ALL;
    const all = lines([own], rest);
    expect(all.at(-3)).toBe('　　乙奖是全线的。');
  });

  test('names stay unique, whatever moved', () => {
    const { paragraphs } = draft([own], { ...ALL, awards: awards('乙奖', '丙奖', '甲奖') });
    expect(new Set(paragraphs.map(({ name }) => name)).size).toBe(paragraphs.length);
    expect(paragraphs.filter((one) => one.own).map(({ name }) => name)).toEqual([own.name]);
  });
});

const words = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom(
      '一是读书少。二是走得少。三是想得少。',
      '（一）抓落实。落了8件事。',
      '第一行\n第二行，3次\n\n第三行',
      '{{committeeMeetings}} [[A|B]] </w:t><w:p/> & " \' 100%',
      '= 题目 # 一、 ~ @ 甲 | 乙',
      '；，。！？只有话',
      '“他说：好。”《书》（注）',
      '字'.repeat(500),
      '1. 甲\n2. 乙',
    ),
  )
  .filter((one) => typeof textOrProblem(one, 2000) === 'string')
  .map((one) => String(textOrProblem(one, 2000)));

const core = (one: string): string => one.replace(/[^\p{L}\p{N}]/gu, '');
const ownIn = (block: Block | undefined): string =>
  plain(spansOf(block ?? { type: 'title', spans: [] }).filter(({ kind }) => kind === 'own'));

function constantsOf(block: Block): readonly string[] {
  const masked = spansOf(block)
    .map((span) => (span.kind === 'constant' ? span.text : '□'))
    .join('');
  return [
    ...(masked.match(/[，。、；：！？]{2,}|^[，。、；：！？]|\[\[|\]\]|[{}\u0000-\u001f]/gu) ?? []),
    ...(plain(spansOf(block).filter(({ kind }) => kind === 'constant')).match(/[0-9０-９]/gu) ?? []),
  ];
}

describe.each([...kinds])('%s: any words of hers, in any paragraph', (_, kind) => {
  const report = emptyReport({ kind: kind.flow.kind.id });
  const render = (facts: Facts) => renderDraft(kind, report, facts, NOW);
  const hers = (value: string): FactState => ({
    status: 'given',
    value,
    version: 1,
    source: { by: 'ou_me', at: NOW, via: 'm1' },
  });

  test('stand in the draft with a source, break nothing, and stay whatever else changes', () => {
    fc.assert(
      fc.property(anyFacts(kind.flow), anyFacts(kind.flow), fc.nat(), words, (before, after, at, own) => {
        const { paragraphs, blocks } = render(before);
        const free = paragraphs.filter(({ block }) => blocks[block]?.type !== 'signature');
        const chosen = free[at % free.length];
        if (chosen === undefined) return;
        const place = { over: chosen.generated?.over ?? '', under: {} };
        const mine = { [ownId(chosen.name)]: { ...hers(own), own: place } };
        for (const facts of [before, after]) {
          const made = render({ ...facts, ...mine });
          const there = made.paragraphs.filter((one) => one.own);
          expect(there.map(({ name }) => name)).toEqual([chosen.name]);
          const said = ownIn(made.blocks[there[0]?.block ?? -1]);
          // A number that she wrote herself gives way to ours.
          expect(core(own).endsWith(core(said))).toBe(true);
          expect(core(own).length - core(said).length).toBeLessThan(4);
          expect(new Set(made.paragraphs.map(({ name }) => name)).size).toBe(made.blocks.length);
          expect(made.blocks.flatMap(constantsOf)).toEqual([]);
          const bytes = writeDocx(made.blocks, { title: 't', creator: 'c', created: NOW });
          expect(core(docxText(bytes))).toContain(core(said));
          expect(core(writeText(made.blocks))).toContain(core(said));
        }
      }),
      { numRuns: 60 },
    );
  });
});
