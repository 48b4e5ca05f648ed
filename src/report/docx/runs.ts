/** @module Runs of text: the characters themselves, and what sets them off from the paragraph's style. */

import type { Line, Piece } from './pieces.ts';
import { element, escapeXml, valued } from './xml.ts';

/** `w:hint` gives “ ” … — to the Chinese face; without it some programs set them narrow. */
const EAST_ASIAN = element('w:rFonts', { 'w:hint': 'eastAsia' });

/**
 * The runs of one line, in a character style if one is named. A gap is highlighted: unlike a comment, that is printed
 * and every viewer shows it. Neighbours that look alike become one run.
 */
export function runs(line: Line, characterStyle?: string): string {
  const merged: Piece[] = [];
  for (const piece of line) {
    const last = merged.at(-1);
    const alike = last?.gap === piece.gap && last.note === undefined && piece.note === undefined;
    if (alike) merged[merged.length - 1] = { text: last.text + piece.text, gap: piece.gap };
    else merged.push(piece);
  }
  const write = ({ gap, note, text: characters }: Piece): string => {
    const written = run(properties(gap, characterStyle), text(characters));
    return note === undefined ? written : commented(note.id, written);
  };
  return merged.map(write).join('');
}

/** Several lines with a line break between each two, inside one paragraph. */
export const brokenRuns = (lines: readonly Line[]): string =>
  lines.map((line) => runs(line)).join(run(EAST_ASIAN, element('w:br')));

/** A run in the face of its paragraph, from markup. */
export const plainRun = (content: string): string => run(EAST_ASIAN, content);

export const text = (characters: string): string =>
  `<w:t xml:space="preserve">${escapeXml(characters)}</w:t>`;

const run = (props: string, content: string): string =>
  element('w:r', {}, element('w:rPr', {}, props), content);

function properties(gap: boolean, characterStyle: string | undefined): string {
  const style = characterStyle === undefined ? '' : valued('w:rStyle', characterStyle);
  return style + EAST_ASIAN + (gap ? valued('w:highlight', 'yellow') : '');
}

/** Put before a comment's own text and after what it is about. */
export const COMMENT_MARK = element('w:rPr', {}, valued('w:rStyle', 'CommentReference'));

/** Finds the comment of that number in the text. */
export const commentReference = (id: number): string => element('w:commentReference', { 'w:id': id });

const commented = (id: number, markup: string): string =>
  element('w:commentRangeStart', { 'w:id': id }) +
  markup +
  element('w:commentRangeEnd', { 'w:id': id }) +
  element('w:r', {}, COMMENT_MARK, commentReference(id));
