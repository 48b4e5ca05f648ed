/** @module Work for the workers' tests that notes what ran. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Work } from '../../src/jobs/workers.ts';

export interface Recorded extends Work {
  /** Drains by report, in the order of their start, with the time of it. */
  readonly drains: { readonly report: string; readonly at: number }[];
  readonly drafts: string[];
  sweeps: number;
  reminds: number;
  /** Most drains of one report at the same time. */
  mostAtOnce: number;
  /** What a drain does; replaced by tests. */
  onDrain: (report: string, nth: number) => Promise<Outcome>;
  onDraft: (report: string) => Promise<void>;
  count(report: string): number;
}

export function recorded(): Recorded {
  const running = new Map<string, number>();
  const work: Recorded = {
    drains: [],
    drafts: [],
    sweeps: 0,
    reminds: 0,
    mostAtOnce: 0,
    onDrain: async () => undefined,
    onDraft: async () => undefined,
    count: (report) => work.drains.filter((drain) => drain.report === report).length,
    async drain(report) {
      work.drains.push({ report, at: Date.now() });
      const now = (running.get(report) ?? 0) + 1;
      running.set(report, now);
      work.mostAtOnce = Math.max(work.mostAtOnce, now);
      try {
        return await work.onDrain(report, work.count(report));
      } finally {
        running.set(report, (running.get(report) ?? 1) - 1);
      }
    },
    async draft(report) {
      work.drafts.push(report);
      await work.onDraft(report);
    },
    async sweep() {
      work.sweeps += 1;
    },
    async remind() {
      work.reminds += 1;
    },
  };
  return work;
}

/** Waits until it is so; throws after `most` ms. */
export async function until(so: () => boolean | Promise<boolean>, what: string, most = 5000): Promise<void> {
  const end = Date.now() + most;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`Not within ${most} ms: ${what}`);
    await sleep(5);
  }
}

/** A promise and its end. */
export function gate(): { readonly opened: Promise<undefined>; open(): void } {
  let open = () => {};
  const opened = new Promise<undefined>((resolve) => {
    open = () => resolve(undefined);
  });
  return { opened, open: () => open() };
}
