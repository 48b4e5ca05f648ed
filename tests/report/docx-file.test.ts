import { describe, expect, test } from 'vitest';
import { defaultFonts, writeDocx } from '../../src/report/docx/index.ts';
import {
  all,
  bodyOf,
  effective,
  one,
  open,
  paragraph,
  parse,
  properties,
  readPart,
  report,
  styleOf,
  textOf,
  title,
} from './support-docx.ts';

const bytes = writeDocx(report, properties);

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
