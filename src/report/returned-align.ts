/** @module The paragraphs of a file that came back, held against those of the draft that it was: what she changed. */
import { type Block, type Span, spansOf } from './blocks.ts';
import type { Draft } from './render.ts';
import { isBuiltIn } from './template.ts';
import { writeText } from './text.ts';

/** A fact that stands in a sentence, and what stands there now. */
export interface FactInText {
  readonly fact: string;
  readonly was: string;
  readonly is: string;
  /** It was a marked blank. */
  readonly gap: boolean;
}

export interface Difference {
  /** Of the paragraph. */
  readonly name: string;
  readonly was: string;
  readonly is: string;
  /** Nothing but these has changed: facts that are one value each. */
  readonly facts?: readonly FactInText[];
}

export interface Aligned {
  readonly differences: readonly Difference[];
  /** Paragraphs that are not in the file any more. */
  readonly removed: readonly string[];
  /** Name and date below the text were changed. */
  readonly signature: boolean;
  /** How much of the draft is in the file, 0 to 1. */
  readonly found: number;
}

/** Less alike than this, two paragraphs are two. */
const ALIKE = 0.35;
/** With more paragraphs than this a file is compared with the front of it only. */
const MOST = 600;

interface Line {
  readonly block: number;
  readonly text: string;
}

export function align(draft: Draft, paragraphs: readonly string[]): Aligned {
  const lines = draft.blocks.flatMap((block, index): Line[] =>
    writeText([block])
      .split('\n')
      .filter((text) => text.trim() !== '')
      .map((text) => ({ block: index, text: text.trim() })),
  );
  const theirs = paragraphs.slice(0, MOST);
  const alike = paired(
    lines.map(({ text }) => bare(text)),
    theirs.map(bare),
  );
  const pairs = withRewritten(alike, lines.length);
  const now = draft.blocks.map((): string[] => []);
  let last: number | undefined;
  let waiting: string[] = [];
  for (const [index, text] of theirs.entries()) {
    const line = lines[pairs[index] ?? -1];
    const into = line?.block ?? last;
    // What she added goes on with the paragraph before it, or begins the next one.
    if (into === undefined || (line === undefined && !isText(draft.blocks[into]))) waiting.push(text);
    else {
      const first = line === undefined || isText(draft.blocks[into]) ? waiting : [];
      now[into]?.push(...first, text);
      if (first === waiting) waiting = [];
    }
    last = line?.block ?? last;
  }
  return compared(draft, lines, now);
}

function compared(draft: Draft, lines: readonly Line[], now: readonly string[][]): Aligned {
  const differences: Difference[] = [];
  const removed: string[] = [];
  let signature = false;
  let found = 0;
  for (const { name, block, number, text } of draft.paragraphs) {
    const made = draft.blocks[block];
    const shown = lines.filter((line) => line.block === block);
    const is = now[block] ?? [];
    if (made === undefined || shown.length === 0) continue;
    if (bare(is.join('')) === bare(shown.map((line) => line.text).join(''))) found += 1;
    else if (made.type === 'signature') signature = true;
    else if (is.length === 0) removed.push(text);
    else {
      // A title is broken into lines by us.
      const joined = made.type === 'paragraph' ? is.join('\n') : is.join('').replaceAll('\n', '');
      const words = withoutNumber(joined, number);
      if (bare(words) === bare(text)) found += 1;
      else {
        const facts = factsIn(spansOf(made), number, words);
        differences.push({ name, was: text, is: words, ...(facts === undefined ? {} : { facts }) });
      }
    }
  }
  return { differences, removed, signature, found: found / Math.max(1, draft.paragraphs.length) };
}

const isText = (block: Block | undefined): boolean => block?.type === 'paragraph';
const bare = (text: string): string => text.replace(/\s+/gu, '');

/** The number may have been changed by her as well: with an item gone, 二是 has become 一是. */
const NUMBER =
  /^(?:[一二三四五六七八九十]{1,3}是|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)/u;
const withoutNumber = (text: string, number: string): string => {
  if (number === '') return text;
  return text.startsWith(number) ? text.slice(number.length) : text.replace(NUMBER, '');
};

/**
 * The facts that were changed when all words between the facts are as they were; undefined when anything else is not. Each
 * stretch of the template's own is looked for behind the one before it.
 */
function factsIn(spans: readonly Span[], number: string, words: string): readonly FactInText[] | undefined {
  const text = number + words;
  const changed: FactInText[] = [];
  let at = 0;
  for (const [index, span] of spans.entries()) {
    if (isFixed(span)) {
      if (!text.startsWith(span.text, at)) return undefined;
      at += span.text.length;
      continue;
    }
    const next = spans[index + 1];
    if (next !== undefined && !isFixed(next)) return undefined;
    const rest = next === undefined ? text.length : ends(spans, index, text, at, next.text);
    if (rest <= at) return undefined;
    const is = text.slice(at, rest).trim();
    at = rest;
    if (is === span.text) continue;
    const single = span.kind === 'gap' || (span.kind === 'fact' && span.row === undefined);
    if (!single) return undefined;
    changed.push({ fact: span.fact, was: span.text, is, gap: span.kind === 'gap' });
  }
  const twice = new Set(changed.map(({ fact }) => fact)).size < changed.length;
  const listed = changed.some(
    ({ fact }) => spans.filter((span) => 'fact' in span && span.fact === fact).length > 1,
  );
  return at !== text.length || changed.length === 0 || twice || listed ? undefined : changed;
}

/** Where the value at `at` ends: before the next fixed words, which of the last value are those at the very end. */
function ends(spans: readonly Span[], index: number, text: string, at: number, fixed: string): number {
  const isLast = index + 2 >= spans.length;
  return isLast && text.endsWith(fixed) ? text.length - fixed.length : text.indexOf(fixed, at + 1);
}

/** Words that no answer of hers changes. */
const isFixed = (span: Span): boolean =>
  span.kind === 'constant' || span.kind === 'pack' || (span.kind === 'fact' && isBuiltIn(span.fact));

/** For each paragraph of theirs the line of ours that it is, in the same order; most alike in all. */
function paired(ours: readonly string[], theirs: readonly string[]): readonly (number | undefined)[] {
  const pairsOf = [ours, theirs].map((texts) => texts.map(bigrams));
  const [left = [], right = []] = pairsOf;
  const best = Array.from({ length: ours.length + 1 }, () => new Float64Array(theirs.length + 1));
  const like = ours.map((text, i) =>
    theirs.map((other, j) => (text === other ? 1.5 : alike(left[i] ?? NONE, right[j] ?? NONE))),
  );
  const scored = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = ours.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      const both = like[i]?.[j] ?? 0;
      const row = best[i];
      if (row === undefined) continue;
      const together = both < ALIKE ? 0 : both + scored(i + 1, j + 1);
      row[j] = Math.max(scored(i + 1, j), scored(i, j + 1), together);
    }
  }
  const pairs: (number | undefined)[] = theirs.map(() => undefined);
  let [i, j] = [0, 0];
  while (i < ours.length && j < theirs.length) {
    const both = like[i]?.[j] ?? 0;
    if (both >= ALIKE && scored(i, j) === both + scored(i + 1, j + 1)) {
      pairs[j] = i;
      i += 1;
      j += 1;
    } else if (scored(i, j) === scored(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Between two that were recognised, as many of hers as of ours: each stands where one was, written anew. */
function withRewritten(
  pairs: readonly (number | undefined)[],
  ours: number,
): readonly (number | undefined)[] {
  const all = [...pairs];
  let [from, last] = [0, -1];
  for (const [index, line] of [...pairs, ours].entries()) {
    if (line === undefined) continue;
    const hers = index - from;
    if (hers === line - last - 1) for (let k = 0; k < hers; k += 1) all[from + k] = last + 1 + k;
    [from, last] = [index + 1, line];
  }
  return all;
}

const NONE: ReadonlyMap<string, number> = new Map();

function bigrams(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Dice's coefficient over pairs of characters, 0 to 1. */
function alike(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [pair, count] of small) shared += Math.min(count, large.get(pair) ?? 0);
  return (2 * shared) / (sum(a) + sum(b));
}

const sum = (counts: ReadonlyMap<string, number>): number => {
  let all = 0;
  for (const count of counts.values()) all += count;
  return all;
};
