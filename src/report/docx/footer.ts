/** @module The page number: 「— 1 —」 outside the type area, right on odd pages, left on even ones (GB/T 9704 7.5). */

import { type ParagraphProperties, paragraph } from './paragraph.ts';
import { plainRun, text } from './runs.ts';
import { element, part, WORD_NAMESPACES } from './xml.ts';

/** One character in from the edge, 4号: 14 pt. The first line must not inherit the text's indent. */
const SIDES: Readonly<Record<'odd' | 'even', ParagraphProperties>> = {
  odd: { align: 'right', indent: inset('right') },
  even: { align: 'left', indent: inset('left') },
};

function inset(side: 'left' | 'right'): Readonly<Record<string, number>> {
  return { [`w:${side}Chars`]: 100, [`w:${side}`]: 280, 'w:firstLineChars': 0, 'w:firstLine': 0 };
}

const fieldMark = (type: 'begin' | 'separate' | 'end'): string =>
  plainRun(element('w:fldChar', { 'w:fldCharType': type }));

/** The number is a field with a cached result: a viewer that computes no fields would show 「—  —」 without one. */
export function footer(pages: 'odd' | 'even'): string {
  const content = [
    plainRun(text('— ')),
    fieldMark('begin'),
    plainRun('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
    fieldMark('separate'),
    plainRun(text(pages === 'odd' ? '1' : '2')),
    fieldMark('end'),
    plainRun(text(' —')),
  ];
  const line = paragraph({ style: 'Footer', ...SIDES[pages] }, content.join(''));
  return part(element('w:ftr', WORD_NAMESPACES, line));
}
