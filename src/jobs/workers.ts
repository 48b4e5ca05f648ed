/** @module Workers: run what they are handed, retry it, and never lose it when a process dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, type Processor, type Queue, Worker } from 'bullmq';
import {
  addLater,
  addRun,
  type Connection,
  FINISHED,
  jobData,
  type Log,
  openQueue,
  PREFIX,
  type Priority,
} from './lane.ts';

/** `again`: to be called again after so many ms, because a limit is reached or a post must be repeated later. */
export type Outcome = { readonly again: number } | undefined;

export interface Work {
  /** Says what waits for the report. At most one runs for a report at any time. */
  drain(report: string): Promise<Outcome>;
  draft(report: string): Promise<void>;
  /** Wakes what a crash left. */
  sweep(): Promise<void>;
  /** Reminds whoever is to be reminded now. */
  remind(): Promise<void>;
}

export interface Workers {
  /** Lets running jobs finish until `deadlineMs` from now, then leaves them to another process. */
  close(deadlineMs: number): Promise<void>;
}

export interface WorkersOptions {
  /** ms; default 30 s. */
  readonly sweepEvery?: number;
  /** ms; default 5 min. */
  readonly remindEvery?: number;
}

const SWEEP_EVERY_MS = 30_000;
const REMIND_EVERY_MS = 5 * 60_000;
/** Reading a whole roster must not hold up the sweep. */
const CLOCK_AT_ONCE = 2;
/** Sending waits for the network: 50 calls a second of half a second each. */
const SEND_AT_ONCE = 25;
/** Drafting needs the processor. */
const DRAFT_AT_ONCE = 2;
/** After a kill -9 another process goes on within LOCK_MS + STALLED_MS; an event loop blocked longer runs a job twice. */
const LOCK_MS = 10_000;
const STALLED_MS = 5_000;
/** The default of 1 fails a job for good at the second kill. */
const STALLED_MOST = 5;

const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 60_000;
/** Then it is left to the sweep. */
const RETRIES = 8;

/** `redis`: a connection that never gives up. Resolves when the sweep is scheduled. */
export async function startWorkers(
  redis: Connection,
  work: Work,
  log: Log,
  { sweepEvery = SWEEP_EVERY_MS, remindEvery = REMIND_EVERY_MS }: WorkersOptions = {},
): Promise<Workers> {
  const queues = {
    send: openQueue('send', redis, log),
    draft: openQueue('draft', redis, log),
    clock: openQueue('clock', redis, log),
  };
  await queues.clock.upsertJobScheduler('sweep', { every: sweepEvery }, { name: 'sweep', opts: FINISHED });
  await queues.clock.upsertJobScheduler('remind', { every: remindEvery }, { name: 'remind', opts: FINISHED });

  const start = (queue: Queue, concurrency: number, process: Processor): Worker => {
    const worker = new Worker(queue.name, process, {
      connection: redis,
      prefix: PREFIX,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_MS,
      maxStalledCount: STALLED_MOST,
    });
    worker.on('error', (error) => log('Worker failed', { queue: queue.name, error: error.message }));
    worker.on('failed', (job, error) =>
      log('Job failed for good', { queue: queue.name, job: job?.name, id: job?.id, error: error.message }),
    );
    return worker;
  };
  const workers = [
    start(queues.send, SEND_AT_ONCE, runLane(queues.send, 'answer', work.drain, log)),
    start(
      queues.draft,
      DRAFT_AT_ONCE,
      runLane(queues.draft, 'draft', async (report) => void (await work.draft(report)), log),
    ),
    start(queues.clock, CLOCK_AT_ONCE, (job) => (job.name === 'remind' ? work.remind() : work.sweep())),
  ];

  return {
    async close(deadlineMs) {
      await closeWorkers(workers, deadlineMs, log);
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

/** Retries are jobs of their own: BullMQ's would keep the report's deduplication id and swallow its wakes. */
function runLane(
  queue: Queue,
  priority: Priority,
  run: (report: string) => Promise<Outcome>,
  log: Log,
): Processor {
  return async (job: Job) => {
    const { report, attempt } = jobData.parse(job.data);
    if (job.name === 'later') return addRun(queue, report, attempt);
    try {
      const outcome = await run(report);
      if (outcome) await addLater(queue, report, { priority, delay: Math.max(1, outcome.again) });
    } catch (error) {
      const retry = attempt < RETRIES;
      log('Job failed', { queue: queue.name, report, attempt, retry, error });
      if (retry)
        await addLater(queue, report, { priority, delay: retryDelay(attempt), attempt: attempt + 1 });
    }
  };
}

/** Doubles; half of it by chance, so that what failed together does not come back together. */
function retryDelay(attempt: number): number {
  const full = Math.min(RETRY_FIRST_MS * 2 ** attempt, RETRY_MOST_MS);
  return full / 2 + (Math.random() * full) / 2;
}

/** close() waits without limit, and a second close(true) only joins it; so the waiting is done by pause(). */
async function closeWorkers(workers: readonly Worker[], deadlineMs: number, log: Log): Promise<void> {
  const early = new AbortController();
  const idle = Promise.all(workers.map((worker) => worker.pause())).then(() => true);
  const deadline = sleep(deadlineMs, false, { signal: early.signal }).catch(() => true);
  const finished = await Promise.race([idle, deadline]);
  early.abort();
  if (!finished) log('Jobs still run at the deadline, left to another process', { deadlineMs });
  await Promise.all(workers.map((worker) => worker.close(!finished)));
}
