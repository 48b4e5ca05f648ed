import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/blocks.ts';
import { defaultFonts, writeDocx } from '../../src/report/docx/index.ts';
import {
  all,
  bodyOf,
  constant,
  effective,
  fact,
  gap,
  one,
  open,
  paragraph,
  parse,
  properties,
  readPart,
  signed,
  styleOf,
  text,
  textOf,
  title,
} from './support-docx.ts';

const report: readonly Block[] = [
  title('2026年度抓基层党建工作述职报告'),
  { type: 'byline', spans: [constant('（支部书记　'), fact('林知远'), constant('）')] },
  text('各位领导、同志们：'),
  text('2026年，我认真履行职责，现报告如下。'),
  { type: 'heading', level: 1, spans: [constant('一、履职情况')] },
  { type: 'heading', level: 2, spans: [constant('（一）抓学习')] },
  { type: 'heading', level: 3, spans: [constant('1.集中学习')] },
  {
    type: 'paragraph',
    lead: { as: 'strong', spans: [constant('一是抓学习。')] },
    spans: [constant('学得深。')],
  },
  { type: 'paragraph', lead: { as: 2, spans: [constant('（二）抓班子。')] }, spans: [gap('次数')] },
  text('请批评指正。'),
  signed('中共石桥镇柳湾村支部委员会', '2026年12月18日'),
];
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

describe('the page number (7.5)', () => {
  test.each([
    ['word/footer1.xml', 'right', '1'],
    ['word/footer2.xml', 'left', '2'],
  ])('%s: one character in at the %s, the number cached', (name, side, cached) => {
    const footer = readPart(bytes, name);
    expect(one(footer, 'w:jc').attributes['w:val']).toBe(side);
    expect(one(footer, 'w:ind').attributes).toEqual({
      [`w:${side}Chars`]: '100',
      [`w:${side}`]: '280',
      'w:firstLineChars': '0',
      'w:firstLine': '0',
    });
    const steps = all(footer, 'w:r').map(
      (run) => all(run, 'w:fldChar')[0]?.attributes['w:fldCharType'] ?? textOf(run),
    );
    expect(steps).toEqual(['— ', 'begin', ' PAGE ', 'separate', cached, 'end', ' —']);
  });

  test('odd and even pages have their own, also on the first page, below the type area', () => {
    const section = one(readPart(bytes, 'word/document.xml'), 'w:sectPr');
    const links = all(readPart(bytes, 'word/_rels/document.xml.rels'), 'Relationship');
    const target = (type: string): string | undefined => {
      const reference = all(section, 'w:footerReference').find((each) => each.attributes['w:type'] === type);
      return links.find((link) => link.attributes['Id'] === reference?.attributes['r:id'])?.attributes[
        'Target'
      ];
    };
    expect([target('default'), target('even')]).toEqual(['footer1.xml', 'footer2.xml']);
    expect(all(section, 'w:titlePg')).toEqual([]);
    expect(all(readPart(bytes, 'word/settings.xml'), 'w:evenAndOddHeaders')).toHaveLength(1);
    expect(one(section, 'w:pgMar').attributes['w:footer']).toBe('1446');
  });
});

describe('the file', () => {
  test('every part is well formed, declared, and reached', () => {
    const parts = open(bytes);
    for (const xml of Object.values(parts)) expect(() => parse(xml)).not.toThrow();
    const declared = all(readPart(bytes, '[Content_Types].xml'), 'Override').map((each) =>
      each.attributes['PartName']?.slice(1),
    );
    const reached = ['_rels/.rels', 'word/_rels/document.xml.rels'].flatMap((name) =>
      all(readPart(bytes, name), 'Relationship').map(
        (link) => (name.startsWith('word') ? 'word/' : '') + link.attributes['Target'],
      ),
    );
    const content = Object.keys(parts).filter(
      (name) => name !== '[Content_Types].xml' && !name.endsWith('.rels'),
    );
    expect(declared.toSorted()).toEqual(content.toSorted());
    expect(reached.toSorted()).toEqual(content.toSorted());
  });

  test('opens in Word without 兼容模式', () => {
    const setting = all(readPart(bytes, 'word/settings.xml'), 'w:compatSetting').find(
      (each) => each.attributes['w:name'] === 'compatibilityMode',
    );
    expect(setting?.attributes['w:val']).toBe('15');
  });

  test('says what it is and when it was made', () => {
    const core = readPart(bytes, 'docProps/core.xml');
    expect(textOf(one(core, 'dc:title'))).toBe(properties.title);
    expect(textOf(one(core, 'dc:creator'))).toBe(properties.creator);
    expect(textOf(one(core, 'cp:lastModifiedBy'))).toBe(properties.creator);
    expect(textOf(one(core, 'dcterms:created'))).toBe('2026-12-18T09:30:05Z');
    expect(textOf(one(core, 'dcterms:modified'))).toBe('2026-12-18T09:30:05Z');
  });

  test('fonts are a setting, and a missing one names where to go', () => {
    const plain = { ...defaultFonts, body: '仿宋', heading2: '仿宋', title: '某&“家”<体>' };
    const written = writeDocx(report, properties, plain);
    expect(effective(written, 'Normal')['run:w:rFonts']?.['w:hAnsi']).toBe('仿宋');
    expect(effective(written, 'Title')['run:w:rFonts']?.['w:eastAsia']).toBe('某&“家”<体>');
    const table = (from: Uint8Array): unknown[] =>
      all(readPart(from, 'word/fontTable.xml'), 'w:font').map((font) => [
        font.attributes['w:name'],
        all(font, 'w:altName')[0]?.attributes['w:val'],
      ]);
    expect(table(bytes)).toContainEqual(['仿宋_GB2312', '仿宋']);
    expect(table(bytes)).toContainEqual(['楷体_GB2312', '楷体']);
    expect(table(written)).toEqual([
      ['某&“家”<体>', undefined],
      ['仿宋', 'FangSong'],
      ['黑体', 'SimHei'],
      ['宋体', 'SimSun'],
    ]);
  });

  test('paragraphs may stand alone: an empty report is still a file with a paragraph', () => {
    expect(bodyOf().map((node) => node.name)).toEqual(['w:p']);
    expect(bodyOf(title('述职报告')).map(styleOf)).toEqual(['Title']);
    expect(bodyOf(title(' \n '), paragraph()).map(textOf)).toEqual(['']);
  });
});
