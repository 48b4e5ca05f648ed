/** @module Instead of trouble of all kinds: Redis is away once, long enough that everybody notices. */
import { NOT_STORED } from '../../src/app/outage.ts';
import type { Found, Person } from './audit.ts';
import type { Stage } from './stage.ts';

export interface Outage {
  aim(): void;
  /** Resolves when it is over. */
  stop(): Promise<void>;
}

/** Begins after so many ms, and lasts so many. */
export function makeOutage({ redis }: Stage, { after, ms }: { after: number; ms: number }): Outage {
  const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
  const over = pause(after)
    .then(() => redis.kill())
    .then(() => pause(ms))
    .then(() => redis.restart());
  return { aim: () => undefined, stop: () => over };
}

/** How many were told; whoever was told twice is found as doubled. */
export function told(found: Found, { feishu }: Stage, people: readonly Person[]): number {
  const times = people.map(
    ({ chatId }) => feishu.side.transcript({ chatId }).filter(({ text }) => text === NOT_STORED).length,
  );
  for (const [index, n] of times.entries())
    if (n > 1) found.doubled.push(`${people[index]?.name}: told ${n} times of one outage`);
  return times.filter((n) => n > 0).length;
}
