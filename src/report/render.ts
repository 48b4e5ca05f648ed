/** @module A template and what may be said of the facts, made into a draft. Pure. */
import { assemble, type Built } from './assemble.ts';
import { type Block, plain, spansOf } from './blocks.ts';
import { outline } from './outline.ts';
import { named, type OwnText, type Paragraph, paragraphsOf, withOwn } from './own-words.ts';
import { lastDay } from './pack.ts';
import { prune } from './prune.ts';
import { BUILT_INS, isBuiltIn, type Template } from './template.ts';
import { type Ready, ready, type Written } from './written.ts';

export { spansOf } from './blocks.ts';
export type { OwnText, Paragraph } from './own-words.ts';

/** `asOf` and `date` as they are printed, 「2026年11月20日」; a sentence that needs one that is not there is left out. */
export interface BuiltIns {
  readonly year: number;
  readonly asOf?: string;
  readonly date?: string;
  /** The last day that the report tells of, yyyy-MM-dd; the end of its year when absent. */
  readonly day?: string;
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
  /** One for each block. */
  readonly paragraphs: readonly Paragraph[];
  /** Facts put off, and those that stand for a part without any answer, in the order of the text, once each. */
  readonly gaps: readonly string[];
  /** Without white space; numbers of headings and marks count, as in a word processor. */
  readonly characters: number;
  /** Facts and gaps in the order of the text; the year and the like are left out. */
  readonly places: readonly Place[];
}

/**
 * The same input gives the same draft. `seed` (a report's id) decides between the phrasings of `vary`; `own` are
 * paragraphs that she has put in her own words.
 */
export function renderReport(
  template: Template,
  values: ReadonlyMap<string, Written>,
  builtIns: BuiltIns,
  seed = '',
  own: readonly OwnText[] = [],
): Draft {
  const known = readyValues(values, builtIns);
  const { text, table } = template.write({
    value: (name) => known.get(name),
    isOpen: (fact) => values.get(fact)?.kind === 'open',
    year: builtIns.year,
    day: builtIns.day ?? lastDay(builtIns.year),
    seed,
  });
  const built = assemble(prune(withOwn(named(outline(text, table)), own)));
  const blocks = built.map(({ block }) => block);
  const spans = blocks.flatMap(spansOf);
  return {
    blocks,
    paragraphs: paragraphsOf(built),
    gaps: [...new Set(spans.flatMap((span) => (span.kind === 'gap' ? [span.fact] : [])))],
    characters: [...plain(spans).replace(/\s/gu, '')].length,
    places: built.flatMap(placesOf),
  };
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
      'fact' in span && !isBuiltIn(span.fact) ? [span.fact] : [],
    );
    return [...new Set(facts)].map((fact) => ({ fact, block, text: plain(sentence.spans) }));
  });
