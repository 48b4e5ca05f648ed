/** @module Chance that can be repeated: the same seed gives the same numbers on every machine. */
import { mulberry32 } from '../support/mulberry.ts';

export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number, 0 ≤ n < below. */
  int(below: number): number;
  /** Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
}

/** Begun at a hash (FNV-1a) of the seed's text. */
export function randomOf(seed: string): Random {
  let hash = 0x811c9dc5;
  for (const sign of seed) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  const next = mulberry32(hash);
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
