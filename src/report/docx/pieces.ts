/** @module Spans made fit for a page: cleaned of what no page can show, and cut into lines. */

import type { Note, Span } from '../blocks.ts';

/** A stretch of one span on one line. Two neighbours come from two spans, which the title's breaks make use of. */
export interface Piece {
  readonly text: string;
  readonly gap: boolean;
  /** To be shown as a comment. Of a span cut in two, only the first piece has it. */
  readonly note?: Note;
}

export type Line = readonly Piece[];

/**
 * What XML 1.0 cannot hold (control characters, halves of a surrogate pair, U+FFFE and U+FFFF), and what turns the
 * direction of everything after it on the page (bidirectional controls) or is no character of the text (U+FEFF).
 */
const UNWANTED =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** Text as a page can show it. Every kind of line break has become `\n`, a tab a space. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNWANTED, '');

/** One line of it, for names and properties. */
export const cleanLine = (text: string): string =>
  cleanText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();

export const lineText = (line: Line): string => line.map((piece) => piece.text).join('');

/**
 * The lines of a run of spans, without white space (U+3000 included) at their ends and without empty lines: indents and
 * distances are the layout's, and people paste text that carries its own.
 */
export function linesOf(spans: readonly Span[]): readonly Line[] {
  const lines: Piece[][] = [[]];
  for (const span of spans) {
    let note = span.kind === 'gap' && span.note !== undefined ? { note: span.note } : {};
    for (const [index, text] of cleanText(span.text).split('\n').entries()) {
      if (index > 0) lines.push([]);
      const shown = text.trim() !== '';
      lines.at(-1)?.push({ text, gap: span.kind === 'gap', ...(shown ? note : {}) });
      if (shown) note = {};
    }
  }
  return lines.map(trimLine).filter((line) => line.length > 0);
}

/** Both ends cut, and pieces without text dropped. */
export function trimLine(line: Line): Line {
  const cut = trimEnds(line, (text) => text.trimStart());
  return trimEnds([...cut].reverse(), (text) => text.trimEnd()).reverse();
}

function trimEnds(line: Line, trim: (text: string) => string): Piece[] {
  const kept: Piece[] = [];
  for (const piece of line) {
    const text = kept.length === 0 ? trim(piece.text) : piece.text;
    if (text !== '') kept.push({ ...piece, text });
  }
  return kept;
}

/** Code points as wide as half a Chinese character in the faces used: ASCII, and the halfwidth forms. */
const HALF_WIDTH = /^[\u0020-\u007e\uff61-\uffdc]$/u;
/** Code points that take no room of their own: marks on a letter, variation selectors, joiners. */
const NO_WIDTH = /^[\p{Mark}\p{Format}]$/u;

/** Width in cells (1 = one Chinese character). Quotes, dashes and everything unknown count as full width. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const sign of text) {
    if (HALF_WIDTH.test(sign)) cells += 0.5;
    else if (!NO_WIDTH.test(sign)) cells += 1;
  }
  return cells;
}
