import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/blocks.ts';
import { all, bodyOf, constant, gap, one, signed, styleOf, text, textOf, title } from './support-docx.ts';

/** Left indents of the lines of a signature, in hundredths of a character. */
const starts = (block: Block): readonly (readonly [string, number])[] =>
  bodyOf(block)
    .filter((node) => textOf(node) !== '')
    .map((node) => [styleOf(node), Number(one(node, 'w:ind').attributes['w:leftChars'])]);

describe('name and date without a seal (GB/T 9704 7.3.5.2)', () => {
  test.each([
    ['the longer name ends two from the right', '中共石桥镇柳湾村支部委员会', '2026年12月18日', 1300, 1500],
    ['and the date begins two after it', '柳湾村党支部委员会', '2026年1月8日', 1700, 1900],
    ['as long as the date: the name', '柳湾村党支部', '2026年1月8日', 2000, 2200],
    ['the longer date ends two from the right', '林知远', '2026年12月18日', 1700, 1900],
    ['half a cell longer', '柳湾村党支部', '2026年12月8日', 1750, 1950],
    ['digits are half a cell', '柳湾村第15支部', '2026年1月8日', 1900, 2100],
    ['what takes no room does not count', '柳湾村\u200d党支部', '2026年1月8日', 2000, 2200],
    ['26 cells fill the line', '中'.repeat(26), '2026年12月18日', 0, 200],
    ['too long a name begins at the edge', '中'.repeat(40), '2026年12月18日', 0, 200],
    ['too long a date too', '林知远', '中'.repeat(30), 0, 200],
  ])('%s: %s', (_, name, date, left, right) => {
    expect(starts(signed(name, date))).toEqual([
      ['Signature', left],
      ['Date', right],
    ]);
  });

  test('both units say the same place', () => {
    const [, name, date] = bodyOf(signed('中共石桥镇柳湾村支部委员会', '2026年12月18日'));
    const left = [name, date].map((node) => node && one(node, 'w:ind').attributes);
    expect(left).toEqual([
      { 'w:leftChars': '1300', 'w:left': '4106', 'w:firstLineChars': '0', 'w:firstLine': '0' },
      { 'w:leftChars': '1500', 'w:left': '4738', 'w:firstLineChars': '0', 'w:firstLine': '0' },
    ]);
  });

  test('a date that ends at the edge may stand out beyond it, so that wider digits send no 日 to the next line', () => {
    const rights = (name: string, day: string) =>
      bodyOf(signed(name, day))
        .filter((node) => textOf(node) !== '')
        .map((node) => one(node, 'w:ind').attributes['w:right']);
    expect(rights('述职人：林知远', '2026年12月18日')).toEqual([undefined, '-632']);
    expect(rights('述职人：林远', '2026年12月18日')).toEqual([undefined, undefined]);
    expect(rights('中'.repeat(40), '2026年12月18日')).toEqual([undefined, undefined]);
  });

  test('a gap counts with its width, and is highlighted', () => {
    const block: Block = { type: 'signature', name: [constant('柳湾村党支部')], date: [gap('日期')] };
    expect(starts(block)).toEqual([
      ['Signature', 1600],
      ['Date', 1800],
    ]);
    expect(bodyOf(block).flatMap((node) => all(node, 'w:highlight'))).toHaveLength(1);
  });

  test('two units sign one under the other', () => {
    expect(starts(signed('柳湾村党支部\n柳湾村村民委员会', '2026年1月8日'))).toEqual([
      ['Signature', 1800],
      ['Signature', 1800],
      ['Date', 2000],
    ]);
  });

  test.each([
    ['柳湾村党支部', '', [['Signature', 2000]]],
    ['', '2026年1月8日', [['Date', 2000]]],
    ['', '', []],
  ])('「%s」「%s」: what is not there leaves no line', (name, date, expected) => {
    expect(starts(signed(name, date))).toEqual(expected);
  });
});

describe('the signature never stands alone on a page (7.3.5.5)', () => {
  const kept = (...blocks: readonly Block[]): readonly (readonly [string, boolean])[] =>
    bodyOf(...blocks).map((node) => [textOf(node), all(node, 'w:keepNext').length > 0]);

  test('the last paragraph, the empty line and the name hold on to the next', () => {
    expect(kept(text('第一段。'), text('第二段。\n第三段。'), signed('林知远', '2026年1月8日'))).toEqual([
      ['第一段。', false],
      ['第二段。', false],
      ['第三段。', true],
      ['', true],
      ['林知远', true],
      ['2026年1月8日', false],
    ]);
  });

  test('so does the last row of a table', () => {
    const table: Block = { type: 'table', head: ['甲'], rows: [[[constant('1')]], [[constant('2')]]] };
    const [node] = bodyOf(table, signed('林知远', '2026年1月8日'));
    expect(node && all(node, 'w:tr').map((row) => all(row, 'w:keepNext').length)).toEqual([1, 0, 1]);
  });

  test('directly under a title there is one empty line, not two', () => {
    expect(kept(title('述职报告'), signed('林知远', '')).map(([words]) => words)).toEqual([
      '述职报告',
      '',
      '林知远',
    ]);
  });
});
