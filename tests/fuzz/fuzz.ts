/** @module Runs targets on mutated samples; every input can be made again from seed, target and number alone. */
import { type Random, randomOf } from './random.ts';

export interface Target {
  readonly name: string;
  /** Share of all inputs. */
  readonly share: number;
  /** So many inputs, from a multiple of it on, make one story: what a failure needs before it. */
  readonly story: number;
  /** One input: throws when the program does something that it must not. */
  readonly input: (random: Random, number: number) => void | Promise<void>;
  readonly close?: () => Promise<void>;
}

interface Failure {
  readonly number: number;
  readonly what: string;
}

interface Fuzzed {
  readonly target: string;
  readonly inputs: number;
  readonly crashes: readonly Failure[];
  readonly hangs: readonly Failure[];
  /** CPU of the slowest input, ms. */
  readonly slowest: number;
}

/** CPU of this process for one input: what others do on the machine does not count. */
const HANG_MS = 1000;
const FAILURES_KEPT = 20;

/** The inputs `from` ≤ number < `to`; `from` is taken back to where its story begins. `alive` is called before each. */
export async function fuzz(
  { name, story, input }: Target,
  seed: string,
  from: number,
  to: number,
  alive: (number: number) => void = () => undefined,
): Promise<Fuzzed> {
  const crashes: Failure[] = [];
  const hangs: Failure[] = [];
  let slowest = 0;
  let number = from - (from % story);
  for (; number < to && crashes.length + hangs.length < FAILURES_KEPT; number += 1) {
    alive(number);
    const begun = process.cpuUsage();
    try {
      await input(randomOf(`${seed}/${name}/${number}`), number);
    } catch (cause) {
      crashes.push({ number, what: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
    }
    const used = process.cpuUsage(begun);
    const ms = (used.user + used.system) / 1000;
    if (ms > HANG_MS) hangs.push({ number, what: `${Math.round(ms)} ms of CPU` });
    slowest = Math.max(slowest, ms);
  }
  return { target: name, inputs: number - from, crashes, hangs, slowest };
}
