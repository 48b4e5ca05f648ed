/** @module document.xml: the blocks, one after the other, and the page they stand on. */

import type { Block } from '../blocks.ts';
import { PAGE, PITCH } from './measures.ts';
import { paragraph } from './paragraph.ts';
import { linesOf } from './pieces.ts';
import { brokenRuns, runs } from './runs.ts';
import { isSalutation, shows } from './showing.ts';
import { signature } from './signature.ts';
import { table } from './table.ts';
import { breakTitle } from './title.ts';
import { element, part, WORD_NAMESPACES } from './xml.ts';

/** The relationship ids of the two footers, in word/_rels/document.xml.rels. */
export const FOOTER_IDS = { odd: 'rId4', even: 'rId5' } as const;

const EMPTY_LINE = paragraph({}, '');

export function body(blocks: readonly Block[]): string {
  const shown = blocks.filter(shows);
  const written = shown.map((block, index) => write(block, shown[index - 1], shown[index + 1])).join('');
  // A body without a paragraph is one that some programs refuse.
  const content = written === '' ? EMPTY_LINE : written;
  return part(element('w:document', WORD_NAMESPACES, element('w:body', {}, content, section())));
}

function write(block: Block, previous: Block | undefined, next: Block | undefined): string {
  // The last text holds on to the signature, which must not stand alone on a page (7.3.5.5).
  const keepNext = next?.type === 'signature';
  switch (block.type) {
    case 'title':
      return paragraph({ style: 'Title' }, brokenRuns(breakTitle(linesOf(block.spans)))) + lineAfter(next);
    case 'byline': {
      const lines = linesOf(block.spans).map((line) => paragraph({ style: 'Subtitle' }, runs(line)));
      return lines.join('') + lineAfter(next);
    }
    case 'heading':
      return paragraph({ style: `Heading${block.level}` }, brokenRuns(linesOf(block.spans)));
    case 'paragraph':
      return text(block, isSalutation(block, previous) ? 'Salutation' : undefined, keepNext);
    case 'table':
      return apart(previous, next, table(block.head, block.rows, keepNext));
    case 'signature':
      return signature(block.name, block.date, keepNext);
  }
}

/** One empty line under the title and what belongs to it; the signature brings its own. */
const lineAfter = (next: Block | undefined): string =>
  next === undefined || ['title', 'byline', 'signature'].includes(next.type) ? '' : EMPTY_LINE;

/** Word makes one table of two that touch, and wants a paragraph after one that ends the document. */
const apart = (previous: Block | undefined, next: Block | undefined, markup: string): string =>
  (previous?.type === 'table' ? EMPTY_LINE : '') + markup + (next === undefined ? EMPTY_LINE : '');

/** One paragraph for each line: a line break that a person typed begins a new paragraph, indented like the first. */
function text(
  block: Extract<Block, { type: 'paragraph' }>,
  style: string | undefined,
  keepNext: boolean,
): string {
  const lines = linesOf(block.spans);
  const lead = block.lead === undefined ? '' : runs(linesOf(block.lead.spans).flat(), faceOf(block.lead.as));
  const contents = (lines.length === 0 ? [[]] : lines).map((line) => runs(line));
  return contents
    .map((content, index) =>
      paragraph(
        { ...(style === undefined ? {} : { style }), keepNext: keepNext && index === contents.length - 1 },
        index === 0 ? lead + content : content,
      ),
    )
    .join('');
}

const faceOf = (as: 1 | 2 | 3 | 'strong'): string => (as === 'strong' ? 'Strong' : `Heading${as}Char`);

/** Footers for odd and even pages, the page, and the grid: lines only, see `TRACKING` for why. */
function section(): string {
  const footer = (type: string, id: string): string =>
    element('w:footerReference', { 'w:type': type, 'r:id': id });
  return element(
    'w:sectPr',
    {},
    footer('default', FOOTER_IDS.odd),
    footer('even', FOOTER_IDS.even),
    element('w:pgSz', { 'w:w': PAGE.width, 'w:h': PAGE.height }),
    element('w:pgMar', {
      'w:top': PAGE.top,
      'w:right': PAGE.right,
      'w:bottom': PAGE.bottom,
      'w:left': PAGE.left,
      'w:header': PAGE.header,
      'w:footer': PAGE.footer,
      'w:gutter': 0,
    }),
    element('w:cols', { 'w:space': 425 }),
    element('w:docGrid', { 'w:type': 'lines', 'w:linePitch': PITCH }),
  );
}
