/** @module A program that runs: what is opened in which order, what is looked after meanwhile, how it ends. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { countChanged } from './app/adopting.ts';
import type { Kind } from './app/draft.ts';
import { type Composed, compose } from './compose.ts';
import type { Finding } from './doctor/finding.ts';
import { redisFindings } from './doctor/redis.ts';
import { startWorkers } from './jobs/workers.ts';
import { healthOf, type Phase } from './ops/health.ts';
import { serveHttp } from './ops/http.ts';
import { createMetrics } from './ops/metrics.ts';
import { startWatch } from './ops/watch.ts';
import type { Settings } from './settings.ts';
import { closeRedis, connectRedis, type Log as RedisLog } from './store/connect.ts';
import { examineRedis } from './store/examine.ts';
import { checkRestored } from './store/restoring.ts';
import { createSealer } from './store/sealed.ts';
import { checkSeals } from './store/seals.ts';
import { waitForRedis } from './store/wait.ts';

/** `bot` holds the long connection and answers, `worker` makes drafts and sends; any number of each. */
export type Part = 'bot' | 'worker';

export interface RunOptions {
  readonly settings: Settings;
  readonly parts: readonly Part[];
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly log: Logger;
  readonly now?: () => number;
  /** ms between two ticks of the clock, for tests. */
  readonly remindEvery?: number;
  /** ms between two looks for trouble, for tests. */
  readonly watchEvery?: number;
}

export interface Running {
  /** Address of /healthz. */
  readonly http: string;
  /** Stops taking events, finishes what runs, closes everything; within 10 s. */
  stop(): Promise<void>;
}

export interface Launched {
  /** Resolves when everything is up; rejects with a StoppedError when it was stopped before. */
  readonly started: Promise<{ readonly http: string }>;
  /** At any time, the start included. */
  stop(): Promise<void>;
}

export class StoppedError extends Error {}

const WORKERS_FINISH_MS = 5_000;

export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['secret', '*.secret'] },
    to ?? pino.destination({ fd: 2, sync: true }),
  );

/** Resolves when everything is up. */
export async function run(options: RunOptions): Promise<Running> {
  const { started, stop } = launch(options);
  return { ...(await started), stop };
}

type Close = () => Promise<void> | void;

/** One thing is opened after the other; they are closed in the opposite order. */
export function launch(options: RunOptions): Launched {
  const opened: Close[] = [];
  let phase: Phase = 'starting';
  let stopped: Promise<void> | undefined;
  const closeAll = async () => {
    phase = 'stopping';
    options.log.info({}, 'stopping');
    for (let close = opened.pop(); close !== undefined; close = opened.pop()) await close();
    options.log.info({}, 'stopped');
  };
  const toClose = (close: Close) => {
    opened.push(close);
    if (stopped === undefined) return;
    stopped = stopped.then(closeAll);
    throw new StoppedError('stopped while starting');
  };
  const started = open(options, toClose, () => phase).then((up) => {
    phase = 'running';
    return up;
  });
  return {
    started,
    stop: () => {
      stopped ??= closeAll();
      return stopped;
    },
  };
}

async function open(
  { settings, parts, kinds, log, now = Date.now, remindEvery, watchEvery }: RunOptions,
  toClose: (close: Close) => void,
  phase: () => Phase,
): Promise<{ http: string }> {
  const redisLog: RedisLog = (message, details) => log.warn(details, message);
  const turns = connectRedis(settings.REDIS_URL, 'turn', redisLog);
  toClose(() => closeRedis(turns));
  const blocking = connectRedis(settings.REDIS_URL, 'worker', redisLog);
  toClose(() => closeRedis(blocking));
  const [isBot, isWorker] = [parts.includes('bot'), parts.includes('worker')];
  const metrics = createMetrics();
  let made: Composed | undefined;
  let warnings: readonly Finding[] = [];
  const connection = () => (isBot ? made?.feishu.connection() : undefined);
  const seen = () => {
    const state = connection();
    return state === undefined ? {} : { connection: state };
  };
  const http = await serveHttp({
    address: settings.HTTP_ADDR,
    token: settings.HTTP_TOKEN,
    health: async () =>
      healthOf({
        phase: phase(),
        redis: await answers(turns.ping()),
        ...(isWorker ? { worker: blocking.status === 'ready' } : {}),
        ...seen(),
        warnings,
        now: now(),
      }),
    metrics: async () => ({
      type: metrics.contentType,
      text: await metrics.text({ ...made, ...seen(), now: now() }),
    }),
    failed: (err) => log.error({ err }, 'monitor could not be answered'),
  });
  toClose(http.close);

  await waitForRedis(turns, redisLog);
  await checkRestored(turns);
  const sealer = createSealer(settings.DATA_KEY);
  await checkSeals(turns, sealer);
  const composed = compose({ settings, kinds, log, now, redis: turns, sealer, metrics });
  made = composed;
  toClose(composed.queues.close);
  if (isWorker) {
    const sweepEvery = settings.SWEEP_SECONDS * 1000;
    const every = { sweepEvery, ...(remindEvery === undefined ? {} : { remindEvery }) };
    const workers = await startWorkers(blocking, composed.work, redisLog, every);
    toClose(() => workers.close(WORKERS_FINISH_MS));
  }
  const watch = startWatch({
    look: async () => ({
      now: now(),
      ...seen(),
      ...(await serverOf(composed)),
      ...(await callsOf(composed, settings, now())),
    }),
    alarm: composed.alarm,
    log,
    ...(watchEvery === undefined ? {} : { every: watchEvery }),
  });
  toClose(watch.close);
  warnings = await checkSetUp(composed, settings, log, now);
  if (isBot) {
    toClose(composed.feishu.close);
    await composed.feishu.connect(composed.receive, composed.recalled);
    tellChanged(composed, log);
  }
  log.info({ parts, http: http.url }, 'running');
  return { http: http.url };
}

const answers = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** A server that does not answer is seen elsewhere. */
const serverOf = ({ gauges }: Composed) =>
  gauges.server().then(
    (server) => ({ server }),
    () => ({}),
  );

/** What was used of the month's calls, where a budget is set. */
const callsOf = async ({ stored }: Composed, { CALL_BUDGET: budget }: Settings, now: number) => {
  if (budget === undefined) return {};
  const made = await stored.callsThisMonth(now).catch(() => undefined);
  return made === undefined ? {} : { calls: { made, budget } };
};

/** What the doctor says of Redis, as far as it is to be mended: logged, told to an administrator, shown in /healthz. */
async function checkSetUp(
  { alarm }: Composed,
  { REDIS_URL }: Settings,
  log: Logger,
  now: () => number,
): Promise<readonly Finding[]> {
  const findings = redisFindings(await examineRedis(REDIS_URL, now));
  const wrong = findings.filter(({ verdict }) => verdict === 'wrong');
  for (const { id, details } of wrong) log.warn({ check: id, ...details }, 'check at the start failed');
  if (wrong.length > 0) {
    const told = wrong.map(({ sentence, mend = '' }) => `${sentence}。${mend}`).join('\n');
    void alarm('set-up', `启动时检查发现：\n${told}`);
  }
  return wrong;
}

function tellChanged({ stored, kinds }: Composed, log: Logger): void {
  countChanged(stored, kinds).then(
    (found) =>
      found.changed > 0 && log.info(found, 'reports begun under older flows; migrate-check lists them'),
    (err) => log.warn({ err }, 'reports could not be compared with the flows'),
  );
}
