/** @module Blocks as plain text, for a preview in the chat. */

import type { Block } from './blocks.ts';
import { linesOf, lineText } from './docx/pieces.ts';
import { isSalutation, shows } from './docx/showing.ts';

/** Two characters, as on the page. */
const INDENT = '　　';

/**
 * One line for each paragraph of the file that `writeDocx` makes, without its empty ones: title, headings and signature
 * flush left, text indented, a table's row with ｜ between its cells. Gaps show as they are written, 【待补充：…】.
 */
export function writeText(blocks: readonly Block[]): string {
  const shown = blocks.filter(shows);
  return shown.flatMap((block, index) => write(block, shown[index - 1])).join('\n');
}

function write(block: Block, previous: Block | undefined): readonly string[] {
  switch (block.type) {
    case 'title':
    case 'heading':
      return [linesOf(block.spans).map(lineText).join('')];
    case 'byline':
      return linesOf(block.spans).map(lineText);
    case 'paragraph': {
      const [first = '', ...more] = linesOf(block.spans).map(lineText);
      const lead = linesOf(block.lead?.spans ?? [])
        .map(lineText)
        .join('');
      const indent = isSalutation(block, previous) ? '' : INDENT;
      return [lead + first, ...more].map((line) => indent + line);
    }
    case 'table': {
      const head = block.head.map((text) => linesOf([{ kind: 'constant', text }]));
      const rows = [head, ...block.rows.map((row) => row.map(linesOf))];
      return rows.filter((row) => row.length > 0).map((row) => row.map(cell).join('｜'));
    }
    case 'signature':
      return [...linesOf(block.name), ...linesOf(block.date)].map(lineText);
  }
}

const cell = (lines: readonly (readonly { readonly text: string }[])[]): string =>
  lines.map((line) => line.map((piece) => piece.text).join('')).join(' ');
