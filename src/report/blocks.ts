/** @module The finished report as data: what the templates make and every renderer takes. */

/**
 * A stretch of text with one origin.
 * - `constant`: words of the template, they claim nothing and hold no figure.
 * - `fact`: what a person gave; `fact` is its id. Of records, `row` counts from 0 and `field` is the field's id.
 * - `pack`: the wording of an entry of the year pack; `pack` is its id.
 * - `own`: the writer's own words, a paragraph or a part of it; `name` is the paragraph's.
 * - `gap`: a fact put off (稍后补) or never asked; the text is the marked blank itself, 「【待补充：…】」. `note` says what
 *   is missing and how to give it (see notes.ts); its id is unique in the document.
 */
export type Span =
  | { readonly kind: 'constant'; readonly text: string }
  | {
      readonly kind: 'fact';
      readonly fact: string;
      readonly row?: number;
      readonly field?: string;
      readonly text: string;
    }
  | { readonly kind: 'pack'; readonly pack: string; readonly text: string }
  | { readonly kind: 'own'; readonly name: string; readonly text: string }
  | { readonly kind: 'gap'; readonly fact: string; readonly text: string; readonly note?: Note };

export interface Note {
  readonly id: number;
  readonly text: string;
}

/** A heading's rank: 1 is 「一、」, 2 is 「（一）」, 3 is 「1.」. The number stands in the spans already. */
export type HeadingLevel = 1 | 2 | 3;

/**
 * One paragraph-sized piece of the page.
 * `paragraph.lead` opens a paragraph in another face and runs on into its text: the run-in heading 「（一）…。」
 * in the face of its level, or the bold first sentence of 「一是…。」.
 */
export type Block =
  | { readonly type: 'title'; readonly spans: readonly Span[] }
  | { readonly type: 'byline'; readonly spans: readonly Span[] }
  | { readonly type: 'heading'; readonly level: HeadingLevel; readonly spans: readonly Span[] }
  | {
      readonly type: 'paragraph';
      readonly lead?: { readonly as: HeadingLevel | 'strong'; readonly spans: readonly Span[] };
      readonly spans: readonly Span[];
    }
  | {
      readonly type: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Span[])[][];
    }
  | { readonly type: 'signature'; readonly name: readonly Span[]; readonly date: readonly Span[] };

/** What a file says of itself. Times are part of the input, so that the same facts give the same bytes. */
export interface DocumentProperties {
  readonly title: string;
  readonly creator: string;
  /** Milliseconds since the epoch; written to the properties and to the zip entries. */
  readonly created: number;
  /** Written into the file unseen, by which it is known again when it comes back. */
  readonly mark?: string;
}

/** Font names by role; a setting, because offices differ in what they have installed. */
export interface Fonts {
  readonly title: string;
  readonly body: string;
  readonly heading1: string;
  readonly heading2: string;
  readonly pageNumber: string;
}

export const plain = (spans: readonly Span[]): string => spans.map((span) => span.text).join('');

/** All spans of a block, in reading order. */
export function spansOf(block: Block): readonly Span[] {
  switch (block.type) {
    case 'paragraph':
      return [...(block.lead?.spans ?? []), ...block.spans];
    case 'table':
      return block.rows.flat(2);
    case 'signature':
      return [...block.name, ...block.date];
    default:
      return block.spans;
  }
}
