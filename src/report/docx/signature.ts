/** @module The name and the date at the end, where no seal is set (GB/T 9704 7.3.5.2). */

import type { Span } from '../blocks.ts';
import { CELL, CELLS } from './measures.ts';
import { paragraph } from './paragraph.ts';
import { cellsOf, type Line, linesOf, lineText } from './pieces.ts';
import { runs } from './runs.ts';

/** Cells kept free at the right, and cells that the date begins after the name. */
const FREE = 2;
const SHIFT = 2;

/**
 * Where both begin, in cells from the left edge. The longer one ends two cells from the right, and the date begins two
 * cells after the name. Both are set from the left: set from the right, the width of the digits in the font at hand
 * would move them. A name too long for its line begins at the edge and wraps.
 */
function placeSignature(name: number, date: number): { readonly name: number; readonly date: number } {
  const start = name >= date ? CELLS - FREE - name : CELLS - FREE - date - SHIFT;
  const first = Math.max(0, start);
  return name === 0
    ? { name: 0, date: Math.max(0, CELLS - FREE - date) }
    : { name: first, date: first + SHIFT };
}

/** The empty line above, the name and the date, held together on one page. Nothing at all if there is neither. */
export function signature(name: readonly Span[], date: readonly Span[], keepNext: boolean): string {
  const names = linesOf(name);
  const dates = linesOf(date);
  const start = placeSignature(widest(names), widest(dates));
  const lines = [
    ...names.map((line) => ({ line, style: 'Signature', start: start.name })),
    ...dates.map((line) => ({ line, style: 'Date', start: start.date })),
  ];
  if (lines.length === 0) return '';
  const written = lines.map(({ line, style, start: cells }, index) =>
    paragraph(
      {
        style,
        keepNext: keepNext || index < lines.length - 1,
        indent: { ...leftIndent(cells), ...overhang(cells + cellsOf(lineText(line))) },
      },
      runs(line),
    ),
  );
  return paragraph({ keepNext: true }, '') + written.join('');
}

const widest = (lines: readonly Line[]): number =>
  Math.max(0, ...lines.map((line) => cellsOf(lineText(line))));

/**
 * A line that ends at the edge may stand out beyond it where a font's digits are wider than half a cell: else 日 alone
 * would come to a line of its own.
 */
const overhang = (end: number): Readonly<Record<string, number>> =>
  end <= CELLS - 1 || end > CELLS
    ? {}
    : { 'w:rightChars': -100 * OVERHANG, 'w:right': -Math.round(OVERHANG * CELL) };
const OVERHANG = 2;

/** Both units: Word goes by characters, simpler viewers read only twips. */
const leftIndent = (cells: number): Readonly<Record<string, number>> => ({
  'w:leftChars': cells * 100,
  'w:left': Math.round(cells * CELL),
  'w:firstLineChars': 0,
  'w:firstLine': 0,
});
