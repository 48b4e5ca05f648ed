/** @module The report as it would read now, cut into parts that fit a card. */

import type { Report } from '../flow/model.ts';
import type { PreviewParagraph } from '../flow/present/own-words.ts';
import type { PreviewPart } from '../flow/present/pages.ts';
import type { Line } from '../flow/screen.ts';
import type { Block, Span } from '../report/blocks.ts';
import { type Paragraph, spansOf } from '../report/render.ts';
import { type Kind, renderDraft } from './draft.ts';

/** A part for each heading of the first rank; what stands before the first is a part of its own. */
export function previewOf(kind: Kind, report: Report, now: number): readonly PreviewPart[] {
  const parts: { title: string; paragraphs: PreviewParagraph[] }[] = [];
  const { blocks, paragraphs } = renderDraft(kind, report, report.facts, now);
  for (const [index, block] of blocks.entries()) {
    const opens = block.type === 'heading' && block.level === 1;
    if (opens || parts.length === 0) parts.push({ title: opens ? textOf(block) : '开头', paragraphs: [] });
    if (!opens) parts.at(-1)?.paragraphs.push(paragraph(block, paragraphs[index]));
  }
  return parts.filter((part) => part.paragraphs.length > 0);
}

/** Name and date are facts, and nothing but facts. */
const paragraph = (block: Block, named: Paragraph | undefined): PreviewParagraph =>
  named === undefined || block.type === 'signature'
    ? { line: lineOf(block) }
    : { line: lineOf(block), name: named.name, own: named.own };

const textOf = (block: Block): string =>
  spansOf(block)
    .map((span) => span.text)
    .join('');

function lineOf(block: Block): Line {
  const lead = block.type === 'paragraph' ? (block.lead?.spans.length ?? 0) : 0;
  const strong = block.type === 'title' || block.type === 'heading';
  return spansOf(block).map((span, index) => run(span, strong || index < lead));
}

const run = (span: Span, strong: boolean): Line[number] =>
  span.kind === 'gap'
    ? { text: span.text, style: 'warn' }
    : { text: span.text, ...(strong ? { style: 'strong' } : {}) };
