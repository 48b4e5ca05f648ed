/** @module Figures shared by several names: 「支委会和党员大会各12次」「支委会、党课分别是12、4次」. */
import type { Hit } from './names.ts';
import { readAnswer } from './read-answer.ts';
import { type Piece, valueAfter } from './read-value.ts';
import { statusAtStart } from './status.ts';
import type { ReadingContext } from './types/type.ts';

/** Signs and small words between two answers that carry nothing. */
export const CONNECTOR = /^[\s、，,/和及与跟]*(?:以及|还有)?[\s、，,]*$/;

/** 「支委会和党员大会12次」: of both, of each, or of the last? */
export function sharedLoosely(text: string, hits: readonly Hit[], hit: Hit): boolean {
  const previous = hits[hits.indexOf(hit) - 1];
  if (previous === undefined) return false;
  const between = text.slice(previous.to, hit.from);
  return /^\s*(?:和|及|与|跟|、|以及)\s*$/.test(between) && !/^\s*(?:各|都|均|分别)/.test(text.slice(hit.to));
}

/** 「支委会和党员大会各12次」: the number stands behind the last of several names. */
export function sharedBehind(
  text: string,
  hits: readonly Hit[],
  index: number,
  context: ReadingContext,
): Piece | undefined {
  for (let next = index + 1; next < hits.length; next += 1) {
    const [hit, previous] = [hits[next], hits[next - 1]];
    if (hit === undefined || previous === undefined || !CONNECTOR.test(text.slice(previous.to, hit.from)))
      return undefined;
    const [fact] = hit.facts;
    const together = /^\s*(?:各|都是|均为?|都)/.test(text.slice(hit.to, hit.to + 8));
    if (fact === undefined || !(together || statusAtStart(text.slice(hit.to)) !== undefined)) continue;
    const piece = valueAfter(text, hit.to, hits[next + 1]?.from ?? text.length, fact, context);
    // The words stay with the last name; this one is empty beside its own.
    return piece === undefined ? undefined : { ...piece, from: hits[index]?.from ?? 0 };
  }
  return undefined;
}

const APART = /^\s*(?:的?次数)?(?:分别|依次)(?:是|为|有|开了?|召开了?|开展了?|组织了?)?\s*/;
const DIGITS = '0-9零一二两三四五六七八九十';
/** A figure with its unit. No digit in the unit: where it might begin must not be open, or a long row takes for ever. */
const FIGURE = `[${DIGITS}]+[^${DIGITS}、，,和/。；;\\s]{0,3}`;
/** 「党员大会/支委会/党课：4/12/4」: as many figures as names, and nothing else. */
const ROW_OF_FIGURES = new RegExp(`^\\s*[:：]?\\s*(?=${FIGURE}(?:[、/]${FIGURE})+(?:$|[，,。；;\\s]))`);

/** 「支委会、党员大会、党课分别是12、4、4次」: as many numbers as names. */
export function respectively(
  text: string,
  hits: readonly Hit[],
  context: ReadingContext,
): ReadonlyMap<Hit, Piece> {
  const pieces = new Map<Hit, Piece>();
  hits.forEach((last, index) => {
    const after = text.slice(last.to, hits[index + 1]?.from ?? text.length);
    const told = APART.exec(after);
    const lead = told ?? ROW_OF_FIGURES.exec(after);
    if (lead === null) return;
    let first = index;
    while (first > 0 && CONNECTOR.test(text.slice(hits[first - 1]?.to, hits[first]?.from))) first -= 1;
    const row = hits.slice(first, index + 1);
    const figures = /^[^，,。；;\s]*/.exec(after.slice(lead[0].length))?.[0] ?? '';
    const all = [
      ...(told === null ? figures : after.slice(lead[0].length)).matchAll(
        /([^\s、，,和/]+)(?:[\s、，,和/]+|$)/g,
      ),
    ];
    const numbers = all.slice(0, row.length);
    if (row.length < 2 || numbers.length < row.length || (told === null && all.length > row.length)) return;
    const read = row.map((hit, place) => {
      const [fact] = hit.facts;
      const words = numbers[place]?.[1] ?? '';
      return fact === undefined ? undefined : readAnswer(words, fact, context);
    });
    if (read.some((said) => said?.said !== 'value')) return;
    const end = last.to + lead[0].length + (numbers.at(-1)?.index ?? 0) + (numbers.at(-1)?.[1]?.length ?? 0);
    row.forEach((hit, place) => {
      const said = read[place];
      if (said !== undefined)
        pieces.set(hit, { said, from: hit.from, to: place === row.length - 1 ? end : hit.to });
    });
  });
  return pieces;
}
