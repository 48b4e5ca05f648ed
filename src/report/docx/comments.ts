/** @module comments.xml: what Word shows beside the page at a gap. Nothing of it is part of the text or printed by default. */

import { type Block, type Note, spansOf } from '../blocks.ts';
import { paragraph } from './paragraph.ts';
import { cleanText } from './pieces.ts';
import { COMMENT_MARK, commentReference, plainRun, text } from './runs.ts';
import { element, part, WORD_NAMESPACES } from './xml.ts';

/** Whose comments they are, as Word shows it. */
const AUTHOR = { 'w:author': '述职助手', 'w:initials': '述' };

/** The notes that stand at a gap of this document.xml, each once. */
export function notesIn(blocks: readonly Block[], document: string): readonly Note[] {
  const notes = blocks
    .flatMap(spansOf)
    .flatMap((span) => (span.kind === 'gap' && span.note !== undefined ? [span.note] : []));
  // A gap without a character to show leaves no reference behind, and is not to be commented on.
  return notes.filter(({ id }) => document.includes(commentReference(id)));
}

/** A comment has no date: Word takes any for the local clock's, and would show the wrong day. */
export const comments = (notes: readonly Note[]): string =>
  part(element('w:comments', WORD_NAMESPACES, ...notes.map(comment)));

function comment({ id, text: words }: Note): string {
  const lines = cleanText(words).split('\n');
  const mark = element('w:r', {}, COMMENT_MARK, element('w:annotationRef'));
  const written = lines.map((line, index) =>
    paragraph({ style: 'CommentText' }, (index === 0 ? mark : '') + plainRun(text(line))),
  );
  return element('w:comment', { 'w:id': id, ...AUTHOR }, ...written);
}
