/**
 * @module A lane: a queue in which at most one job per report runs at a time, whatever wakes it and however often.
 *
 * Two kinds of jobs. `run` does the work. It has no delay and no priority, so that nothing can hold up a wake that it
 * swallows: while it waits, it will see what the wake is about; while it runs, it is run once more (keepLastIfActive).
 * `later` carries a delay, a low priority or a retry; when its turn comes it only adds a `run`. With one deduplication
 * id for both, a delayed job would swallow the wakes of a writer who sits and waits.
 */
import { Queue, type QueueOptions } from 'bullmq';
import { z } from 'zod';

/** An ioredis instance, opened by the store. */
export type Connection = NonNullable<QueueOptions['connection']>;
export type Log = (message: string, details: Readonly<Record<string, unknown>>) => void;
export type Priority = 'answer' | 'draft' | 'reminder';

/** In a Redis Cluster all keys of the queues must share a slot. */
export const PREFIX = '{sz}';

/** Jobs carry ids only: what is to be done stands in the store. `attempt`: failures in a row so far. */
export const jobData = z.object({ report: z.string().min(1), attempt: z.number().int().min(0) });
export type JobData = z.output<typeof jobData>;

/** BullMQ's numbers: low runs first, and a job without one before all. */
const PRIORITIES: Readonly<Record<Priority, number>> = { answer: 1, draft: 2, reminder: 3 };

/** Failed jobs are those whose process died again and again; some are kept to look at. */
export const FINISHED = { removeOnComplete: true, removeOnFail: { count: 100 } } as const;

export function openQueue(name: string, connection: Connection, log: Log): Queue {
  // The embedded server slows down as the stream of events grows, and nobody reads it.
  const queue = new Queue(name, { connection, prefix: PREFIX, streams: { events: { maxLen: 100 } } });
  queue.on('error', (error) => log('Queue failed', { queue: name, error: error.message }));
  return queue;
}

/** To be run as soon as a worker is free. */
export async function addRun(queue: Queue, report: string, attempt = 0): Promise<void> {
  await queue.add('run', { report, attempt } satisfies JobData, {
    ...FINISHED,
    deduplication: { id: report, keepLastIfActive: true },
  });
}

export interface Later {
  readonly priority: Priority;
  /** ms. */
  readonly delay: number;
  readonly attempt?: number;
}

/** To be run later, or after what is more urgent. A newer one of the same priority replaces one still delayed. */
export async function addLater(
  queue: Queue,
  report: string,
  { priority, delay, attempt = 0 }: Later,
): Promise<void> {
  await queue.add('later', { report, attempt } satisfies JobData, {
    ...FINISHED,
    delay: Math.ceil(delay),
    priority: PRIORITIES[priority],
    deduplication: { id: `${priority} ${report}`, replace: true, keepLastIfActive: true },
  });
}
