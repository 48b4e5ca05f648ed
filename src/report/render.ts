/** @module A template and what may be said of the facts, made into a draft. Pure. */
import { assemble, type Built } from './assemble.ts';
import { type Block, plain, type Span } from './blocks.ts';
import { outline } from './outline.ts';
import { prune } from './prune.ts';
import type { Entry } from './sentence.ts';
import { BUILT_INS, isBuiltIn, type Template } from './template.ts';
import { type Ready, ready, type Written } from './written.ts';

/** `asOf` and `date` as they are printed, 「2026年11月20日」; a sentence that needs one that is not there is left out. */
export interface BuiltIns {
  readonly year: number;
  readonly asOf?: string;
  readonly date?: string;
}

/** A fact's place in the text. */
export interface Place {
  readonly fact: string;
  /** Index into the draft's blocks. */
  readonly block: number;
  /** The sentence, as printed but without its number. */
  readonly text: string;
}

export interface Draft {
  readonly blocks: readonly Block[];
  /** Facts put off, in the order of the text, once each. */
  readonly gaps: readonly string[];
  /** Without white space; numbers of headings and marks count, as in a word processor. */
  readonly characters: number;
  /** Facts and gaps in the order of the text; the year and the like are left out. */
  readonly places: readonly Place[];
}

/** The same input gives the same draft. `seed` (a report's id) decides between the phrasings of `vary`. */
export function renderReport(
  template: Template,
  values: ReadonlyMap<string, Written>,
  builtIns: BuiltIns,
  seed = '',
): Draft {
  const known = readyValues(values, builtIns);
  const table = template.names.map((fact): Entry => {
    const value = known.get(fact);
    return { fact, builtIn: isBuiltIn(fact), ...(value === undefined ? {} : { value }) };
  });
  const text = template.write((fact) => known.has(fact), seed);
  const built = assemble(prune(outline(text, table)));
  const blocks = built.map(({ block }) => block);
  const spans = blocks.flatMap(spansOf);
  return {
    blocks,
    gaps: [...new Set(spans.flatMap((span) => (span.kind === 'gap' ? [span.fact] : [])))],
    characters: [...plain(spans).replace(/\s/gu, '')].length,
    places: built.flatMap(placesOf),
  };
}

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

function readyValues(values: ReadonlyMap<string, Written>, builtIns: BuiltIns): ReadonlyMap<string, Ready> {
  const texts: Record<(typeof BUILT_INS)[number], string> = {
    year: String(builtIns.year),
    nextYear: String(builtIns.year + 1),
    asOf: builtIns.asOf ?? '',
    date: builtIns.date ?? '',
  };
  const all = [...values, ...BUILT_INS.map((name) => [name, { kind: 'text', text: texts[name] }] as const)];
  return new Map(
    all.flatMap(([fact, written]) => {
      const value = ready(written);
      return value === undefined ? [] : [[fact, value] as const];
    }),
  );
}

const placesOf = ({ said }: Built, block: number): readonly Place[] =>
  said.flatMap((sentence) => {
    const facts = sentence.spans.flatMap((span) =>
      span.kind === 'constant' || isBuiltIn(span.fact) ? [] : [span.fact],
    );
    return [...new Set(facts)].map((fact) => ({ fact, block, text: plain(sentence.spans) }));
  });
