/** @module Chance that can be repeated: the same seed gives the same numbers on every machine. */

export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number, 0 ≤ n < below. */
  int(below: number): number;
  /** Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
}

/** mulberry32, begun at a hash (FNV-1a) of the seed's text. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[int(list.length)] as (typeof list)[number];
    },
    chance: (probability) => next() < probability,
  };
}
