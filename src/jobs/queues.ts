/** @module Waking the workers. A wake that fails loses nothing: the outbox is the truth, and the sweep finds it. */
import { addLater, addRun, type Connection, type Log, openQueue, type Priority } from './lane.ts';

export interface Wake {
  /** There is something to be said for this report. `delay` in ms. */
  send(report: string, priority: Priority, delay?: number): Promise<void>;
  /** A draft of this report is wanted. */
  draft(report: string): Promise<void>;
}

/** Jobs by queue and state, for monitoring. */
export type Depth = Readonly<Record<'send' | 'draft' | 'clock', Readonly<Record<string, number>>>>;

export interface Queues extends Wake {
  depth(): Promise<Depth>;
  /** Since when (ms) the oldest job waits that could run now; of queues in which none does, nothing. */
  waitingSince(): Promise<Readonly<Partial<Record<keyof Depth, number>>>>;
  /** Leaves the connection open. */
  close(): Promise<void>;
}

/** `redis`: a connection that gives up quickly, for somebody waits. */
export function createQueues(redis: Connection, log: Log = () => undefined): Queues {
  const send = openQueue('send', redis, log);
  const draft = openQueue('draft', redis, log);
  const clock = openQueue('clock', redis, log);
  return {
    async send(report, priority, delay = 0) {
      if (priority === 'answer' && delay <= 0) await addRun(send, report);
      else await addLater(send, report, { priority, delay });
    },
    draft: (report) => addRun(draft, report),
    async depth() {
      const [s, d, c] = await Promise.all([send.getJobCounts(), draft.getJobCounts(), clock.getJobCounts()]);
      return { send: s, draft: d, clock: c };
    },
    async waitingSince() {
      const queues = { send, draft, clock };
      const oldest = await Promise.all(
        Object.entries(queues).map(async ([name, queue]) => {
          const jobs = await queue.getJobs(['waiting', 'prioritized'], 0, 0, true);
          return [name, Math.min(...jobs.map(({ timestamp }) => timestamp))] as const;
        }),
      );
      return Object.fromEntries(oldest.filter(([, since]) => Number.isFinite(since)));
    },
    async close() {
      await Promise.all([send.close(), draft.close(), clock.close()]);
    },
  };
}
