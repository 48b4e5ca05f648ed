import { describe, expect, test } from 'vitest';
import { writeDocx } from '../../src/report/docx/index.ts';
import {
  all,
  bodyOf,
  effective,
  one,
  properties,
  readPart,
  report,
  styleOf,
  text,
  textOf,
  title,
} from './support-docx.ts';

const bytes = writeDocx(report, properties);
const number = (value: string | undefined): number => Number(value);

describe('the page (GB/T 9704 5)', () => {
  const section = one(readPart(bytes, 'word/document.xml'), 'w:sectPr');
  const size = one(section, 'w:pgSz').attributes;
  const margins = one(section, 'w:pgMar').attributes;
  const grid = one(section, 'w:docGrid').attributes;
  const millimetres = (twips: number): number => (twips / 1440) * 25.4;
  const width = number(size['w:w']) - number(margins['w:left']) - number(margins['w:right']);
  const height = number(size['w:h']) - number(margins['w:top']) - number(margins['w:bottom']);

  test('is A4, 37 mm free above and 28 mm at the binding edge', () => {
    expect(size).toEqual({ 'w:w': '11906', 'w:h': '16838' });
    expect(millimetres(number(margins['w:top']))).toBeCloseTo(37, 1);
    expect(millimetres(number(margins['w:left']))).toBeCloseTo(28, 1);
    expect(margins['w:gutter']).toBe('0');
  });

  test('has a type area of 156 x 225 mm', () => {
    expect(millimetres(width)).toBeCloseTo(156, 1);
    expect(millimetres(height)).toBeCloseTo(225, 1);
  });

  test('holds 22 lines: no more and no fewer, whether a program goes by the grid or by the pitch', () => {
    const { 'w:spacing': spacing } = effective(bytes, 'Normal');
    expect(grid).toEqual({ 'w:type': 'lines', 'w:linePitch': '579' });
    expect(spacing).toMatchObject({
      'w:line': '579',
      'w:lineRule': 'exact',
      'w:before': '0',
      'w:after': '0',
    });
    expect(Math.floor(height / number(spacing?.['w:line']))).toBe(22);
  });

  test('holds 28 characters to the line', () => {
    const normal = effective(bytes, 'Normal');
    const cell = number(normal['run:w:sz']?.['w:val']) * 10 + number(normal['run:w:spacing']?.['w:val']);
    expect(Math.floor(width / cell)).toBe(28);
  });

  test('leaves no page a line short for a widow, and digits on the half-cell grid', () => {
    const normal = effective(bytes, 'Normal');
    for (const off of ['w:widowControl', 'w:autoSpaceDE', 'w:autoSpaceDN'])
      expect(normal[off]?.['w:val']).toBe('0');
  });

  test('says size and tracking in Normal itself, where LibreOffice looks for them', () => {
    const normal = all(readPart(bytes, 'word/styles.xml'), 'w:style').find(
      (style) => style.attributes['w:styleId'] === 'Normal',
    );
    const run = normal?.children.find((child) => child.name === 'w:rPr');
    expect(run?.children.map((child) => [child.name, child.attributes['w:val']])).toEqual([
      ['w:spacing', '-5'],
      ['w:sz', '32'],
      ['w:szCs', '32'],
    ]);
  });
});

describe('the elements (7.3)', () => {
  test.each([
    ['Title', '方正小标宋简体', '44', '720', '0', 'center'],
    ['Subtitle', '楷体_GB2312', '32', '579', '0', 'center'],
    ['Salutation', '仿宋_GB2312', '32', '579', '0', 'both'],
    ['Normal', '仿宋_GB2312', '32', '579', '200', 'both'],
    ['Heading1', '黑体', '32', '579', '200', 'both'],
    ['Heading2', '楷体_GB2312', '32', '579', '200', 'both'],
    ['Heading3', '仿宋_GB2312', '32', '579', '200', 'both'],
    ['Signature', '仿宋_GB2312', '32', '579', '0', 'left'],
    ['Date', '仿宋_GB2312', '32', '579', '0', 'left'],
    ['Footer', '宋体', '28', '320', '0', 'left'],
  ])('%s is %s, %s half points', (style, font, size, line, firstLine, align) => {
    const look = effective(bytes, style);
    expect(look['run:w:rFonts']).toEqual({
      'w:ascii': font,
      'w:eastAsia': font,
      'w:hAnsi': font,
      'w:cs': font,
    });
    expect(look['run:w:sz']?.['w:val']).toBe(size);
    expect(look['w:spacing']).toMatchObject({ 'w:line': line, 'w:lineRule': 'exact' });
    expect(look['w:ind']?.['w:firstLineChars']).toBe(firstLine);
    expect(look['w:ind']?.['w:firstLine']).toBe(firstLine === '200' ? '630' : '0');
    expect(look['w:jc']?.['w:val']).toBe(align);
  });

  test('blocks get their styles, with one empty line under the byline and one above the signature', () => {
    expect(bodyOf(...report).map((node) => [styleOf(node), textOf(node)])).toEqual([
      ['Title', '2026年度抓基层党建工作述职报告'],
      ['Subtitle', '（支部书记　林知远）'],
      ['Normal', ''],
      ['Salutation', '各位领导、同志们：'],
      ['Normal', '2026年，我认真履行职责，现报告如下。'],
      ['Heading1', '一、履职情况'],
      ['Heading2', '（一）抓学习'],
      ['Heading3', '1.集中学习'],
      ['Normal', '一是抓学习。学得深。'],
      ['Normal', '（二）抓班子。【待补充：次数】'],
      ['Normal', '请批评指正。'],
      ['Normal', ''],
      ['Signature', '中共石桥镇柳湾村支部委员会'],
      ['Date', '2026年12月18日'],
    ]);
  });

  test('headings hold on to their text, and are headings to the navigation pane and to importers', () => {
    for (const level of [1, 2, 3]) {
      const look = effective(bytes, `Heading${level}`);
      expect(look['w:keepNext']).toEqual({});
      expect(look['w:keepLines']).toEqual({});
      expect(look['w:outlineLvl']?.['w:val']).toBe(String(level - 1));
    }
    const names = all(readPart(bytes, 'word/styles.xml'), 'w:name').map((name) => name.attributes['w:val']);
    expect(names).toEqual(expect.arrayContaining(['heading 1', 'heading 2', 'heading 3', 'footer', 'Title']));
  });

  test('a run-in heading has the face of its level, a strong lead the text’s own in bold', () => {
    const [strong, second] = bodyOf(...report).slice(8, 10);
    const leads = [strong, second].map(
      (node) =>
        node && all(node, 'w:r').map((run) => [all(run, 'w:rStyle')[0]?.attributes['w:val'], textOf(run)]),
    );
    expect(leads).toEqual([
      [
        ['Strong', '一是抓学习。'],
        [undefined, '学得深。'],
      ],
      [
        ['Heading2Char', '（二）抓班子。'],
        [undefined, '【待补充：次数】'],
      ],
    ]);
    expect(effective(bytes, 'Heading2Char')['run:w:rFonts']?.['w:eastAsia']).toBe('楷体_GB2312');
    expect(effective(bytes, 'Strong')['run:w:b']).toEqual({});
    expect(effective(bytes, 'Heading2Char')['run:w:b']).toBeUndefined();
  });

  test('every run of text takes quotes and dashes from the Chinese face', () => {
    const runs = all(readPart(bytes, 'word/document.xml'), 'w:r');
    expect(runs.length).toBeGreaterThan(10);
    for (const run of runs) expect(one(run, 'w:rFonts').attributes).toEqual({ 'w:hint': 'eastAsia' });
  });

  test('a gap is highlighted and nothing else is', () => {
    const highlighted = all(readPart(bytes, 'word/document.xml'), 'w:r').filter(
      (run) => all(run, 'w:highlight').length > 0,
    );
    expect(highlighted.map(textOf)).toEqual(['【待补充：次数】']);
  });

  test.each([
    ['各位领导、同志们：', 'Salutation'],
    ['现将一年来的情况报告如下：', 'Normal'],
    ['一年来，我做了这些事：', 'Normal'],
    ['各位领导、同志们', 'Normal'],
  ])('the first paragraph 「%s」 is %s', (words, style) => {
    expect(bodyOf(title('述职报告'), text(words)).map(styleOf)).toEqual(['Title', 'Normal', style]);
  });

  test('a salutation stands under the title or nowhere', () => {
    expect(bodyOf(text('正文。'), text('各位领导、同志们：')).map(styleOf)).toEqual(['Normal', 'Normal']);
  });
});
