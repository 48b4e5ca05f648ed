/** @module What both renderers must agree on about a block: whether it shows at all, and whether it is a salutation. */

import type { Block } from '../blocks.ts';
import { CELLS } from './measures.ts';
import { cellsOf, linesOf, lineText } from './pieces.ts';

/** A block without a single character to show leaves no paragraph, and none of the distances around it. */
export function shows(block: Block): boolean {
  switch (block.type) {
    case 'paragraph':
      return linesOf([...(block.lead?.spans ?? []), ...block.spans]).length > 0;
    case 'signature':
      return linesOf([...block.name, ...block.date]).length > 0;
    case 'table':
      return block.head.length > 0 || block.rows.some((row) => row.length > 0);
    default:
      return linesOf(block.spans).length > 0;
  }
}

/**
 * 「各位领导、同志们：」 stands directly under the title, fills less than a line and ends in a full-width colon; it is set
 * flush left (GB/T 9704 7.3.2). 「现报告如下：」 is text, wherever it stands.
 */
export function isSalutation(block: Block, previous: Block | undefined): boolean {
  if (previous?.type !== 'title' && previous?.type !== 'byline') return false;
  if (block.type !== 'paragraph' || block.lead !== undefined) return false;
  const [line, ...more] = linesOf(block.spans);
  if (line === undefined || more.length > 0) return false;
  const text = lineText(line);
  return cellsOf(text) <= CELLS && /^[^。；，]*[^下]：$/u.test(text);
}
