/** @module Measuring: each figure of ours beside a floor taken in the same run, because machines differ. */

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** The same work done by nothing but the parts below us; absent where there is none. */
  readonly floor?: number;
  readonly ratio?: number;
  /** Missed = exit 1 with --check. */
  readonly budget?: { readonly text: string; readonly met: boolean };
}

export interface Run {
  /** ms of each, sorted. */
  readonly times: readonly number[];
  /** ms of this process's CPU per operation. */
  readonly cpu: number;
  readonly perSecond: number;
}

export type Operation = (lane: number) => Promise<unknown>;

/** Runs `operation` `count` times, `lanes` of them at once; each lane one after the other. */
export async function timed(count: number, lanes: number, operation: Operation): Promise<Run> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let index = 0; index < count / lanes; index += 1) {
        const begun = performance.now();
        await operation(lane);
        times.push(performance.now() - begun);
      }
    }),
  );
  const wall = performance.now() - started;
  const used = process.cpuUsage(cpu);
  return {
    times: times.sort((a, b) => a - b),
    cpu: (used.user + used.system) / 1000 / times.length,
    perSecond: (times.length / wall) * 1000,
  };
}

const ROUNDS = 6;

/**
 * Runs each operation `count` times in all, by turns in short rounds, so that a neighbour's load falls on all of them;
 * before that once as long unmeasured, for compiled code and cached scripts.
 */
export async function compared<Name extends string>(
  count: number,
  lanes: number,
  operations: Readonly<Record<Name, Operation>>,
): Promise<Readonly<Record<Name, Run>>> {
  const names = Object.keys(operations) as Name[];
  const rounds = new Map<Name, Run[]>(names.map((name) => [name, []]));
  for (let round = 0; round < 2 * ROUNDS; round += 1) {
    for (const name of names) {
      const run = await timed(Math.ceil(count / ROUNDS), lanes, operations[name]);
      if (round >= ROUNDS) rounds.get(name)?.push(run);
    }
  }
  const all = names.map((name) => [name, joined(rounds.get(name) ?? [])] as const);
  return Object.fromEntries(all) as Record<Name, Run>;
}

const joined = (runs: readonly Run[]): Run => ({
  times: runs.flatMap(({ times }) => times).sort((a, b) => a - b),
  cpu: median(runs.map(({ cpu }) => cpu)),
  perSecond: median(runs.map(({ perSecond }) => perSecond)),
});

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

export const percentile = (run: Run, p: number): number =>
  run.times[Math.floor((run.times.length - 1) * p)] ?? 0;

const round = (n: number): number => Number(n.toPrecision(4));

export interface Budget {
  readonly text: string;
  readonly met: (ratio: number, ours: number) => boolean;
}

export const atMost = (most: number, of = ''): Budget => ({
  text: `<= ${most}x${of}`,
  met: (ratio) => ratio <= most,
});

export function figure(name: string, unit: string, ours: number, floor?: number, budget?: Budget): Figure {
  const ratio = floor === undefined ? undefined : round(ours / floor);
  return {
    name,
    unit,
    ours: round(ours),
    ...(floor === undefined ? {} : { floor: round(floor) }),
    ...(ratio === undefined ? {} : { ratio }),
    ...(budget === undefined ? {} : { budget: { text: budget.text, met: budget.met(ratio ?? 0, ours) } }),
  };
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, ours, floor, ratio, budget }) => [
    name,
    String(ours),
    floor === undefined ? '' : String(floor),
    ratio === undefined ? '' : String(ratio),
    unit,
    budget === undefined ? '' : `${budget.met ? 'ok' : 'MISSED'} (${budget.text})`,
  ]);
  const all = [['figure', 'ours', 'floor', 'ratio', 'unit', 'budget'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
