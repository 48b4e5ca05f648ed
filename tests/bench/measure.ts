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

/** Runs `operation` `count` times, `lanes` of them at once; each lane one after the other. */
export async function timed(
  count: number,
  lanes: number,
  operation: (lane: number, index: number) => Promise<unknown>,
): Promise<Run> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let index = 0; index < count / lanes; index += 1) {
        const begun = performance.now();
        await operation(lane, index);
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

export const percentile = (run: Run, p: number): number =>
  run.times[Math.floor((run.times.length - 1) * p)] ?? 0;

const round = (n: number): number => Number(n.toPrecision(4));

export function figure(
  name: string,
  unit: string,
  ours: number,
  floor?: number,
  budget?: { readonly text: string; readonly met: (ratio: number, ours: number) => boolean },
): Figure {
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
