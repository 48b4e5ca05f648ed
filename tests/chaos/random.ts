/** @module Chance with a seed: the same seed draws the same numbers in the same order. */
import { mulberry32 } from '../support/mulberry.ts';

export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True with this probability. */
  hits(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** Another source that this one seeds, so that what one does leaves the other's numbers alone. */
  fork(): Chance;
}

export function chanceOf(seed: number): Chance {
  const next = mulberry32(seed);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    hits: (probability) => next() < probability,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    fork: () => chanceOf(Math.floor(next() * 4_294_967_296)),
  };
}
