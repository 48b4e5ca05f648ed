/**
 * @module Prometheus metrics. Labels are words of the program and codes of the platform: never a person, a report or
 * anything that somebody said. What is the same for all processes (queues, store) is read when it is asked for.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ConnectionState } from '../feishu/port.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Gauges } from '../store/gauges.ts';
import type { Store } from '../store/port.ts';

/** What is read when it is asked for; all but `now` is absent before the start is finished. */
export interface MetricSources {
  readonly queues?: Pick<Queues, 'depth' | 'waitingSince'>;
  readonly gauges?: Pick<Gauges, 'pending' | 'deadLetters'>;
  readonly stored?: Pick<Store, 'callsThisMonth'>;
  /** Of a process that holds a long connection. */
  readonly connection?: ConnectionState;
  /** ms. */
  readonly now: number;
}

export interface Metrics {
  /** Times a turn; `kind` is what came in: text, click, … */
  turn<T>(kind: string, work: () => Promise<T>): Promise<T>;
  /** A call to the platform ended; `code` 0 = it went well. */
  called(endpoint: string, code: string): void;
  draftMade(): void;
  readonly contentType: string;
  /** Never rejects: what cannot be read is left out. */
  text(sources: MetricSources): Promise<string>;
}

/** Seconds. The platform waits 3 s for the answer to a click. */
const TURN_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const STATES: readonly ConnectionState['state'][] = [
  ...(['idle', 'connecting', 'connected', 'reconnecting', 'failed'] as const),
];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `shuzhi_${name}`, help, labelNames, registers });
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `shuzhi_${name}`, help, labelNames, registers });

  const turns = new Histogram({
    name: 'shuzhi_turn_seconds',
    help: 'Time from an inbound message, click or event to its answer, by what came in and how it ended',
    labelNames: ['kind', 'outcome'],
    buckets: TURN_BUCKETS,
    registers,
  });
  const calls = counter(
    'feishu_calls_total',
    'Calls to Feishu that ended, code 0 = well',
    'endpoint',
    'code',
  );
  const drafts = counter('drafts_total', 'Drafts made');
  const restarts = counter('feishu_reconnects_total', 'Times the long connection had to be dialled again');
  const cardFrames = counter(
    'feishu_card_frames_total',
    'Frames of type card: the callback is not published',
  );
  const state = gauge('feishu_connection', '1 for the state the long connection is in', 'state');
  const heard = gauge(
    'feishu_seconds_since_inbound',
    'Seconds since any frame came over the long connection',
  );
  const month = gauge('feishu_calls_this_month', 'Calls counted in this calendar month, by all processes');
  const jobs = gauge('queue_jobs', 'Jobs by queue and state', 'queue', 'state');
  const age = gauge('queue_oldest_seconds', 'Age of the oldest job that could run now, 0 = none', 'queue');
  const pending = gauge('pending_reports', 'Reports with something to be sent or made');
  const pendingAge = gauge('pending_oldest_seconds', 'Since when the oldest of them waits, 0 = none');
  const dead = gauge('dead_letters', 'Messages refused for good and kept to look at');
  const redis = gauge('redis_up', '1 when the store could be read for this answer');

  const ofConnection = (
    { state: current, restarts: times, cardFrames: frames, ...known }: ConnectionState,
    now: number,
  ) => {
    for (const one of STATES) state.set({ state: one }, one === current ? 1 : 0);
    restarts.reset();
    restarts.inc(times);
    cardFrames.reset();
    cardFrames.inc(frames);
    if (known.lastInbound !== undefined) heard.set((now - known.lastInbound) / 1000);
  };

  const ofStore = async ({ queues, gauges, stored, now }: MetricSources): Promise<boolean> => {
    if (queues === undefined || gauges === undefined || stored === undefined) return false;
    const [depth, since, waiting, letters, count] = await Promise.all([
      queues.depth(),
      queues.waitingSince(),
      gauges.pending(),
      gauges.deadLetters(),
      stored.callsThisMonth(now),
    ]);
    const seconds = (from: number | undefined) => (from === undefined ? 0 : Math.max(0, (now - from) / 1000));
    for (const [queue, byState] of Object.entries(depth)) {
      for (const [one, number] of Object.entries(byState)) jobs.set({ queue, state: one }, number);
    }
    for (const queue of ['send', 'draft', 'clock'] as const) age.set({ queue }, seconds(since[queue]));
    pending.set(waiting.reports);
    pendingAge.set(seconds(waiting.since));
    dead.set(letters);
    month.set(count);
    return true;
  };

  /** Figures of before would look like figures of now, and a 0 that nobody has read would look like one that was. */
  const forgetStore = () => {
    for (const one of [jobs, age]) one.reset();
    for (const one of [pending, pendingAge, dead, month]) one.remove();
  };
  forgetStore();
  heard.remove();

  return {
    async turn(kind, work) {
      const stop = turns.startTimer({ kind });
      try {
        const result = await work();
        stop({ outcome: 'ok' });
        return result;
      } catch (error) {
        stop({ outcome: 'failed' });
        throw error;
      }
    },
    called: (endpoint, code) => calls.inc({ endpoint, code }),
    draftMade: () => drafts.inc(),
    contentType: registry.contentType,
    async text(sources) {
      if (sources.connection !== undefined) ofConnection(sources.connection, sources.now);
      const read = await ofStore(sources).catch(() => false);
      redis.set(read ? 1 : 0);
      if (!read) forgetStore();
      return registry.metrics();
    },
  };
}
