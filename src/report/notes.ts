/** @module Notes at the gaps of a report: what is missing and how to give it, for whoever reads the file. */
import type { Block, Span } from './blocks.ts';

type Gap = Extract<Span, { kind: 'gap' }>;

/** The same blocks, each gap with the note that `noteFor` has for it; numbered from 0 in reading order. */
export function withNotes(
  blocks: readonly Block[],
  noteFor: (gap: Gap) => string | undefined,
): readonly Block[] {
  let next = 0;
  const noted = (spans: readonly Span[]): readonly Span[] =>
    spans.map((span) => {
      const text = span.kind === 'gap' ? noteFor(span) : undefined;
      if (span.kind !== 'gap' || text === undefined) return span;
      next += 1;
      return { ...span, note: { id: next - 1, text } };
    });
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph': {
        const { lead, ...rest } = block;
        const first = lead === undefined ? {} : { lead: { ...lead, spans: noted(lead.spans) } };
        return { ...rest, ...first, spans: noted(block.spans) };
      }
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(noted)) };
      case 'signature':
        return { ...block, name: noted(block.name), date: noted(block.date) };
      default:
        return { ...block, spans: noted(block.spans) };
    }
  });
}
