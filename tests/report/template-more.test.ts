/** Rows of records, parts that nobody was asked about, what may be said when, and the names of paragraphs. */
import { describe, expect, test } from 'vitest';
import type { PackEntry } from '../../src/report/pack.ts';
import { type BuiltIns, type Draft, renderReport, spansOf } from '../../src/report/render.ts';
import { compileTemplate } from '../../src/report/template.ts';
import { writeText } from '../../src/report/text.ts';
import type { Written } from '../../src/report/written.ts';

const PACKS: readonly PackEntry[] = [
  { year: 2021, id: 'plenum', text: '六中全会精神', from: '2021-11-11', source: '公报' },
  { year: 2022, id: 'plenum', text: '二十大精神', from: '2022-10-22', source: '公报' },
  { year: 2022, id: 'drive', text: '攻坚', from: '2022-03-01', to: '2022-06-30', source: '通知' },
];
const FACTS = ['aa', 'bb', { id: 'awards', fields: ['title', 'giver', 'times'] }];

function draft(
  main: string,
  values: Readonly<Record<string, Written>> = {},
  builtIns: BuiltIns = { year: 2022 },
): Draft {
  const template = compileTemplate(
    { file: 't.hbs', main, partials: { part: '- {{bb}}。\n\n{{aa}}。' } },
    FACTS,
    PACKS,
  );
  return renderReport(template, new Map(Object.entries(values)), builtIns);
}
const lines = (...args: Parameters<typeof draft>): readonly string[] =>
  writeText(draft(...args).blocks)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const text = (words: string): Written => ({ kind: 'text', text: words });
const rows = (...all: readonly Readonly<Record<string, string>>[]): Written => ({ kind: 'rows', rows: all });
const gap = (label: string): Written => ({ kind: 'gap', label });
const OPEN: Written = { kind: 'open' };

describe('rows', () => {
  const ITEMS = `{{#rows awards}}
- {{title}}。
由{{giver}}授予。
{{#given times}}共{{times}}次。{{else}}只此一次，{{title}}。{{/given}}

{{/rows}}
{{aa}}。`;

  test('an item for each, sentence by sentence what the row has', () => {
    const awards = rows({ title: '红旗', giver: '公司。', times: '2' }, { title: '奖状' });
    expect(lines(ITEMS, { awards, aa: text('完') })).toEqual([
      '一是红旗。由公司授予。共2次。',
      '二是奖状。只此一次，奖状。',
      '完。',
    ]);
  });

  test('each span knows its row and its field', () => {
    const awards = rows({ title: '红旗' }, { title: '奖状', giver: '公司' });
    const spans = draft(ITEMS, { awards }).blocks.flatMap(spansOf);
    expect(spans).toContainEqual({ kind: 'fact', fact: 'awards', row: 1, field: 'giver', text: '公司' });
    expect(draft(ITEMS, { awards }).places.map(({ fact }) => fact)).toContain('awards');
  });

  test('in one paragraph, a sentence for each', () => {
    const source = '{{#rows awards}}\n支部获{{title}}[[（{{giver}}）]]。\n{{/rows}}';
    expect(lines(source, { awards: rows({ title: '红旗', giver: '公司' }, { title: '奖状' }) })).toEqual([
      '支部获红旗（公司）。支部获奖状。',
    ]);
  });

  test('put off: one blank, in the form of a row; absent: nothing, or what stands for it', () => {
    expect(lines(ITEMS, { awards: gap('荣誉') })).toEqual(['【待补充：荣誉】。']);
    expect(lines(ITEMS.replace('\n{{aa}}', '\n- {{aa}}'), { awards: gap('荣誉'), aa: text('完') })).toContain(
      '一是尚待填写【待补充：荣誉】。',
    );
    expect(lines(ITEMS)).toEqual([]);
    expect(lines('{{#rows awards}}{{title}}。{{else}}未获{{aa}}。{{/rows}}', { aa: text('奖') })).toEqual([
      '未获奖。',
    ]);
  });

  test('without a sentence for each they are a list', () => {
    const awards = rows({ title: '红旗', giver: '公司' }, { title: '奖状' }, { title: ' 。' });
    expect(lines('获得{{awards}}。', { awards })).toEqual(['获得红旗，公司；奖状。']);
  });
});

describe('a part that nobody was asked about', () => {
  const SOURCE =
    '= 报告\n{{open "开头" aa}}\n\n# 工作\n{{open "工作" aa bb}}\n\n{{aa}}。\n\n# 问题\n{{open "问题" bb}}\n\n- {{bb}}。\n\n~ 谢谢{{aa}}。';

  test('shows its heading and one blank, which leads to the first question', () => {
    const made = draft(SOURCE, { aa: { kind: 'text', text: ' ' }, bb: OPEN });
    expect(writeText(made.blocks)).toBe(
      ['报告', '一、工作', '　　【待补充：工作】。', '二、问题', '　　【待补充：问题】。'].join('\n'),
    );
    expect(made.gaps).toEqual(['bb']);
  });

  test('shows nothing of it beside anything else, nor when all was answered', () => {
    expect(lines(SOURCE, { aa: text('好'), bb: OPEN })).toEqual([
      '报告',
      '一、工作',
      '好。',
      '二、问题',
      '【待补充：问题】。',
      '谢谢好。',
    ]);
    expect(lines(SOURCE)).toEqual(['报告']);
  });

  test('closing words keep no heading alive', () => {
    expect(lines('# 打算\n- {{bb}}。\n\n~ 谢谢{{aa}}。', { aa: text('大家') })).toEqual(['谢谢大家。']);
  });
});

test('0 in a sentence of its own: the word, and it knows its fact', () => {
  const source = '支部{{#zero aa}}{{aa}}设小组{{else}}设小组{{aa}}个{{/zero}}。';
  expect(lines(source, { aa: text('0') })).toEqual(['支部没有设小组。']);
  expect(lines(source, { aa: text('2') })).toEqual(['支部设小组2个。']);
  expect(lines(source, { aa: gap('小组') })).toEqual(['支部设小组【待补充：小组】个。']);
  expect(lines(source)).toEqual([]);
  expect(draft(source, { aa: text('0') }).places.map(({ fact }) => fact)).toEqual(['aa']);
});

describe('an item that is a blank', () => {
  test('goes on from 一是', () => {
    expect(lines('- {{aa}}。\n- {{bb}}。', { aa: gap('甲'), bb: text('办法少') })).toEqual([
      '一是尚待填写【待补充：甲】。',
      '二是办法少。',
    ]);
  });
});

describe('what may be said when', () => {
  test('since a day, or a month', () => {
    const source =
      '{{#since "2021-11-11"}}新{{aa}}。{{else}}旧{{aa}}。{{/since}}{{#since "2022-03"}}三月{{aa}}。{{/since}}';
    const on = (year: number, day?: string) =>
      lines(source, { aa: text('话') }, { year, ...(day === undefined ? {} : { day }) })[0];
    expect(on(2021, '2021-11-10')).toBe('旧话。');
    expect(on(2021, '2021-11-11')).toBe('新话。');
    expect(on(2021)).toBe('新话。');
    expect(on(2020)).toBe('旧话。');
    expect(on(2022, '2022-02-28')).toBe('新话。');
    expect(on(2022, '2022-03-01')).toBe('新话。三月话。');
  });

  test('the wording of the year pack, never before its day nor outside its year', () => {
    const source =
      '{{aa}}。学习{{pack "plenum"}}。{{#pack "drive"}}投身{{pack "drive"}}。{{else}}平常。{{/pack}}';
    const on = (year: number, day: string) => lines(source, { aa: text('好') }, { year, day })[0];
    expect(on(2021, '2021-11-10')).toBe('好。平常。');
    expect(on(2021, '2021-12-31')).toBe('好。学习六中全会精神。平常。');
    expect(on(2022, '2022-05-01')).toBe('好。投身攻坚。');
    expect(on(2022, '2022-10-22')).toBe('好。学习二十大精神。平常。');
    expect(on(2023, '2023-12-31')).toBe('好。平常。');
    expect(draft(source, { aa: text('好') }).blocks.flatMap(spansOf)).toContainEqual({
      kind: 'pack',
      pack: 'plenum',
      text: '二十大精神',
    });
  });

  test('keeps no paragraph alive', () => {
    expect(lines('学习{{pack "plenum"}}。')).toEqual([]);
  });
});

describe('names of paragraphs', () => {
  const SOURCE = `= {{year}}年报告

# 工作
{{#given aa}}
{{aa}}。
还有。
{{else}}
没有{{bb}}。
{{/given}}

{{> part}}

{{#rows awards}}
- {{title}}。

{{/rows}}`;
  const names = (values: Readonly<Record<string, Written>>) =>
    draft(SOURCE, values).paragraphs.map(({ name }) => name);

  test('come from the file and the place in it, whatever is shown', () => {
    const awards = rows({ title: '红旗' }, { title: '奖状' });
    expect(names({ aa: text('甲'), bb: text('乙'), awards })).toEqual([
      't/1',
      't/2',
      't/3',
      'part/1',
      'part/2',
      't/4',
      't/4#2',
    ]);
    expect(names({ bb: text('乙') })).toEqual(['t/1', 't/2', 't/3', 'part/1']);
    expect(names({ awards })).toEqual(['t/1', 't/2', 't/4', 't/4#2']);
  });
});
