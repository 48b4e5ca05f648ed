import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/blocks.ts';
import { writeDocx } from '../../src/report/docx/index.ts';
import {
  all,
  bodyOf,
  constant,
  fact,
  gap,
  one,
  open,
  paragraph,
  properties,
  readPart,
  styleOf,
  text,
  textOf,
  title,
} from './support-docx.ts';

describe('what a person typed is shown, and is nothing but text', () => {
  test.each([
    ['markup', '</w:t></w:r><w:p>&amp;<!-- x -->', '</w:t></w:r><w:p>&amp;<!-- x -->'],
    ['the end of a CDATA section', 'a]]>b', 'a]]>b'],
    ['template syntax', '{{name}} #{1} <%= x %>', '{{name}} #{1} <%= x %>'],
    ['quotes', `"'“”‘’`, `"'“”‘’`],
    ['emoji and joiners', '好😀👨‍👩‍👧', '好😀👨‍👩‍👧'],
    ['characters of four bytes', '𪛡𠮷', '𪛡𠮷'],
    ['control characters', 'a\u0000b\u0008c\u001bd\u007fe\u009ff', 'abcdef'],
    ['halves of a surrogate pair', 'a\ud83db\ude00c', 'abc'],
    ['what is no character', 'a\ufffeb\uffffc\ufeffd', 'abcd'],
    ['direction overrides', 'a\u202eb\u2066c\u200fd', 'abcd'],
    ['a tab', 'a\tb', 'a b'],
    ['white space around', '\u3000\u3000开头和结尾 ', '开头和结尾'],
  ])('%s', (_, typed, shown) => {
    expect(bodyOf(paragraph(fact(typed))).map(textOf)).toEqual([shown]);
  });

  test('halves that two facts would join to one character stay out', () => {
    expect(bodyOf(paragraph(fact('a\ud83d'), fact('\ude00b'))).map(textOf)).toEqual(['ab']);
  });

  test('in every place', () => {
    const bad = '<w:p>&\u0001"';
    const spans = [fact(bad)];
    const blocks: readonly Block[] = [
      { type: 'title', spans },
      { type: 'byline', spans },
      { type: 'heading', level: 1, spans },
      { type: 'paragraph', lead: { as: 'strong', spans }, spans },
      { type: 'table', head: [bad], rows: [[spans]] },
      { type: 'signature', name: spans, date: spans },
    ];
    const texts = all(readPart(writeDocx(blocks, properties), 'word/document.xml'), 'w:t').map(textOf);
    expect(texts).toEqual(Array.from({ length: 9 }, () => '<w:p>&"'));
  });

  test('in the properties', () => {
    const core = readPart(
      writeDocx([], { ...properties, title: 'a\n<b>\u0000&', creator: '"c"]]>' }),
      'docProps/core.xml',
    );
    expect(textOf(one(core, 'dc:title'))).toBe('a <b>&');
    expect(textOf(one(core, 'dc:creator'))).toBe('"c"]]>');
  });

  test('the bytes hold no control character and no ]]>', () => {
    const xml = open(writeDocx([text(`]]>${String.fromCharCode(...Array(32).keys())}`)], properties))[
      'word/document.xml'
    ];
    expect(xml).toContain(']]&gt;');
    expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|\]\]>/);
  });
});

describe('line breaks', () => {
  test('in a text begin a new paragraph, the lead before the first only', () => {
    const block: Block = {
      type: 'paragraph',
      lead: { as: 'strong', spans: [constant('一是抓学习。')] },
      spans: [fact('学得深。\r\n\r\n　　用得好。'), constant('\u2028做得实。'), gap('次数')],
    };
    expect(bodyOf(block).map((node) => [styleOf(node), textOf(node)])).toEqual([
      ['Normal', '一是抓学习。学得深。'],
      ['Normal', '用得好。'],
      ['Normal', '做得实。【待补充：次数】'],
    ]);
  });

  test('in a heading stay inside it', () => {
    const nodes = bodyOf({ type: 'heading', level: 1, spans: [fact('一、履职\n情况')] });
    expect(nodes.map((node) => [styleOf(node), textOf(node)])).toEqual([['Heading1', '一、履职\n情况']]);
  });

  test('in a title are its breaks', () => {
    expect(bodyOf(title('述职报告\n（2026年度）')).map(textOf)).toEqual(['述职报告\n（2026年度）']);
  });
});

describe('a table', () => {
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
    type: 'table',
    head,
    rows: rows.map((row) => row.map((cell) => [fact(cell)])),
  });
  const widths = (node: ReturnType<typeof bodyOf>[number], name: string): number[] =>
    all(node, name).map((each) => Number(each.attributes['w:w']));

  test('is as wide as the text, its columns named in the grid', () => {
    const [node] = bodyOf(
      table(['序号', '任务', '完成情况'], [['1', '收购', '收购1.42万吨，按期结清全部粮款']]),
    );
    if (node === undefined) throw new Error('no table');
    const grid = widths(node, 'w:gridCol');
    expect(grid.reduce((sum, width) => sum + width, 0)).toBe(8844);
    expect(widths(node, 'w:tcW')).toEqual([...grid, ...grid]);
    expect(grid[2]).toBeGreaterThan(grid[0] ?? 0);
    expect(one(node, 'w:tblW').attributes).toEqual({ 'w:w': '8844', 'w:type': 'dxa' });
  });

  test('sets a column from the left when its text runs over several lines, else in the middle', () => {
    const [node] = bodyOf(table(['序号', '情况'], [['1', '完成试验仓6座，'.repeat(5)]]));
    const aligned = node === undefined ? [] : all(node, 'w:tr').map((row) => all(row, 'w:jc'));
    expect(aligned.map((row) => row.map((each) => each.attributes['w:val']))).toEqual([
      ['center', 'center'],
      ['center', 'left'],
    ]);
  });

  test('repeats its head on every page and breaks no row', () => {
    const [node] = bodyOf(table(['甲'], [['1'], ['2']]));
    const rows = node === undefined ? [] : all(node, 'w:tr');
    expect(rows.map((row) => all(row, 'w:tblHeader').length)).toEqual([1, 0, 0]);
    expect(rows.map((row) => all(row, 'w:cantSplit').length)).toEqual([1, 1, 1]);
  });

  test('fills up short rows, and takes lines and gaps', () => {
    const rows = [[[fact('1')]], [[fact('上\n下')], [gap('情况')], [fact('多')]]];
    const [node] = bodyOf({ type: 'table', head: ['甲', '乙'], rows });
    if (node === undefined) throw new Error('no table');
    const cells = all(node, 'w:tr').map((row) =>
      all(row, 'w:tc').map((cell) => all(cell, 'w:p').map(textOf).join('/')),
    );
    expect(cells).toEqual([
      ['甲', '乙', ''],
      ['1', '', ''],
      ['上/下', '【待补充：情况】', '多'],
    ]);
    expect(all(node, 'w:highlight')).toHaveLength(1);
  });

  test('does not grow together with the next one, and does not end the document', () => {
    const nodes = bodyOf(table(['甲'], [['1']]), table(['乙'], [['2']]));
    expect(nodes.map((node) => node.name)).toEqual(['w:tbl', 'w:p', 'w:tbl', 'w:p']);
  });

  test('of nothing is left out', () => {
    expect(bodyOf(table([], []), text('正文。')).map((node) => node.name)).toEqual(['w:p']);
  });
});
