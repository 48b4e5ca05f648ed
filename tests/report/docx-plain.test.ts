/** What GB/T 9704 wants of type beyond faces and sizes: black, upright, not bold where it is not asked for. */
import { describe, expect, test } from 'vitest';
import { writeDocx } from '../../src/report/docx/index.ts';
import { all, effective, one, properties, readPart, report } from './support-docx.ts';

const bytes = writeDocx(report, properties);
const styles = readPart(bytes, 'word/styles.xml');
const document = readPart(bytes, 'word/document.xml');

describe('plain type', () => {
  test('no colour, no slant, no underline, nothing hidden or struck through', () => {
    for (const part of [styles, document])
      for (const mark of ['w:color', 'w:i', 'w:u', 'w:vanish', 'w:strike', 'w:dstrike', 'w:shd'])
        expect(all(part, mark), mark).toEqual([]);
  });

  test.each(['Title', 'Subtitle', 'Normal', 'Heading1', 'Heading2', 'Signature', 'Date', 'Footer'])(
    '%s is not bold',
    (style) => {
      expect(effective(bytes, style)['run:w:b']).toBeUndefined();
    },
  );

  test('no theme takes the place of a named face', () => {
    for (const part of [styles, document])
      for (const fonts of all(part, 'w:rFonts'))
        expect(Object.keys(fonts.attributes).filter((name) => /Theme$/.test(name))).toEqual([]);
  });
});

describe('the grid', () => {
  test('lets go of the title and the page number, whose lines are of their own height', () => {
    for (const style of ['Title', 'Footer'])
      expect(effective(bytes, style)['w:snapToGrid']?.['w:val']).toBe('0');
    expect(effective(bytes, 'Normal')['w:snapToGrid']?.['w:val']).not.toBe('0');
  });

  test('22 lines: the pitch is the largest that fits, and 28 characters: the tracking is in its range', () => {
    const pitch = Number(effective(bytes, 'Normal')['w:spacing']?.['w:line']);
    expect(Math.floor(12756 / pitch)).toBe(22);
    expect(Math.floor(12756 / (pitch + 1))).toBe(21);
    const tracking = Number(effective(bytes, 'Normal')['run:w:spacing']?.['w:val']);
    expect(tracking).toBeGreaterThanOrEqual(-15);
    expect(tracking).toBeLessThanOrEqual(-5);
  });

  test('space is never made by empty room before or after a paragraph, nor by the gutter or columns', () => {
    for (const style of ['Title', 'Subtitle', 'Heading1', 'Heading2', 'Heading3', 'Signature', 'Date'])
      expect(effective(bytes, style)['w:spacing']).toMatchObject({ 'w:before': '0', 'w:after': '0' });
    const section = one(document, 'w:sectPr');
    expect(one(section, 'w:pgMar').attributes).toEqual({
      ...{ 'w:top': '2098', 'w:right': '1474', 'w:bottom': '1984', 'w:left': '1588' },
      ...{ 'w:header': '851', 'w:footer': '1446', 'w:gutter': '0' },
    });
  });

  test('Chinese line breaking is on, and marks are pressed together', () => {
    for (const [style, mark] of [
      ['Normal', 'w:kinsoku'],
      ['Normal', 'w:overflowPunct'],
    ] as const)
      expect(['0', 'false']).not.toContain(effective(bytes, style)[mark]?.['w:val']);
    expect(one(readPart(bytes, 'word/settings.xml'), 'w:characterSpacingControl').attributes['w:val']).toBe(
      'compressPunctuation',
    );
  });
});
