/** @module Joins store, queues, edge and use cases into a running program. */
import { createServer, type Server } from 'node:http';
import { type DestinationStream, type Logger, pino } from 'pino';
import { adopting, countChanged } from './app/adopting.ts';
import { createConverse } from './app/converse.ts';
import type { Kind } from './app/draft.ts';
import { createDrafter } from './app/drafter.ts';
import { createDrain } from './app/drain.ts';
import { withParagraphs } from './app/own-words.ts';
import { withRecalls } from './app/recalled.ts';
import { createRemind } from './app/remind.ts';
import { createFeishu } from './feishu/index.ts';
import type { FeishuEdge } from './feishu/port.ts';
import { dayOf, yearOf } from './flow/reminders/days.ts';
import { isAnnounced } from './flow/reminders/workdays.ts';
import { createQueues } from './jobs/queues.ts';
import { startWorkers } from './jobs/workers.ts';
import type { Fonts } from './report/blocks.ts';
import { planOf, type Settings } from './settings.ts';
import { closeRedis, connectRedis, type Log as RedisLog } from './store/connect.ts';
import { createStore } from './store/store.ts';
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
}

export interface Running {
  /** Address of /healthz. */
  readonly http: string;
  /** Stops taking events, finishes what runs, closes everything; within 10 s. */
  stop(): Promise<void>;
}

const WORKERS_FINISH_MS = 5_000;
export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['secret', '*.secret'] },
    to ?? pino.destination({ fd: 2, sync: true }),
  );

export async function run({
  settings,
  parts,
  kinds: known,
  log,
  now = Date.now,
  remindEvery,
}: RunOptions): Promise<Running> {
  const plan = planOf(settings);
  const offered =
    settings.KINDS.length > 0 ? settings.KINDS.filter((id) => known.has(id)) : [...known.keys()];
  const others = offered.length - 1;
  const kinds = new Map(
    [...known].map(([id, kind]) => [id, withParagraphs({ ...kind, flow: { ...kind.flow, plan, others } })]),
  );
  const redisLog: RedisLog = (message, details) => log.warn(details, message);
  const turns = connectRedis(settings.REDIS_URL, 'turn', redisLog);
  const blocking = connectRedis(settings.REDIS_URL, 'worker', redisLog);
  await waitForRedis(turns, redisLog);
  const stored = createStore({ redis: turns });
  const store = adopting(stored, kinds);
  const queues = createQueues(turns, redisLog);
  const feishu = createFeishu({
    appId: settings.FEISHU_APP_ID,
    appSecret: settings.FEISHU_APP_SECRET,
    domain: settings.FEISHU_DOMAIN,
    log,
    now,
  });
  const drain = createDrain({
    store,
    kinds,
    offered,
    deliver: feishu.deliver,
    wakeDraft: queues.draft,
    now,
    log,
  });
  const draft = createDrafter({
    store,
    kinds,
    fonts: fontsOf(settings),
    wakeSend: (report) => queues.send(report, 'draft'),
    now,
    log,
  });
  const remind = createRemind({
    store,
    kinds,
    plan,
    wakeSend: (report) => queues.send(report, 'reminder'),
    now,
    log,
  });
  const workers = parts.includes('worker')
    ? await startWorkers(
        blocking,
        { drain, draft, sweep: () => sweep(store, queues, now()), remind },
        redisLog,
        remindEvery === undefined ? {} : { remindEvery },
      )
    : undefined;
  const answerInCallback = settings.FEISHU_CARD_UPDATE === 'callback';
  const converse = createConverse({
    fetch: feishu.fetch,
    store,
    kinds,
    offered,
    fonts: fontsOf(settings),
    now,
    log,
    wake: queues,
    answerInCallback,
  });
  const bot = parts.includes('bot');
  const health = await serveHealth(settings.HTTP_ADDR, () =>
    healthOf(bot ? feishu : undefined, () => store.ping(), now()),
  );
  const { receive, recalled } = withRecalls({ store, log, now }, converse);
  if (bot) await feishu.connect(receive, recalled);
  log.info({ parts, http: health.address }, 'running');
  if (bot) {
    countChanged(stored, kinds).then(
      (found) =>
        found.changed > 0 && log.info(found, 'reports begun under older flows; migrate-check lists them'),
      (err) => log.warn({ err }, 'reports could not be compared with the flows'),
    );
  }
  return {
    http: health.address,
    async stop() {
      if (bot) await feishu.close();
      await workers?.close(WORKERS_FINISH_MS);
      await queues.close();
      health.server.close();
      await Promise.all([closeRedis(turns), closeRedis(blocking)]);
      log.info({}, 'stopped');
    },
  };
}

const fontsOf = (settings: Settings): Fonts => ({
  title: settings.FONT_TITLE,
  body: settings.FONT_BODY,
  heading1: settings.FONT_HEADING1,
  heading2: settings.FONT_HEADING2,
  pageNumber: settings.FONT_PAGE_NUMBER,
});

/** A report whose work has waited this long was left by a crash or a lost wake. */
const SWEEP_AFTER_MS = 20_000;

async function sweep(
  store: ReturnType<typeof createStore>,
  queues: ReturnType<typeof createQueues>,
  now: number,
): Promise<void> {
  for (const report of await store.pending(now - SWEEP_AFTER_MS)) await queues.send(report, 'draft');
}

interface Health {
  readonly ok: boolean;
  readonly feishu?: ReturnType<FeishuEdge['connection']> & { readonly secondsSinceInbound?: number };
  readonly redis: 'up' | 'down';
  /** Whether the holidays of this year and the next are known; else Monday to Friday count as workdays. */
  readonly holidays: Readonly<Record<number, boolean>>;
}

async function healthOf(
  feishu: FeishuEdge | undefined,
  ping: () => Promise<void>,
  now: number,
): Promise<Health> {
  const redis = await ping().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const year = yearOf(dayOf(now));
  const holidays = { [year]: isAnnounced(year), [year + 1]: isAnnounced(year + 1) };
  if (feishu === undefined) return { ok: redis === 'up', redis, holidays };
  const state = feishu.connection();
  const heard =
    state.lastInbound === undefined
      ? {}
      : { secondsSinceInbound: Math.round((now - state.lastInbound) / 1000) };
  return {
    ok: redis === 'up' && state.state === 'connected',
    redis,
    holidays,
    feishu: { ...state, ...heard },
  };
}

/** `/healthz`: 200 when everything works, 503 when not, and which part it is. */
async function serveHealth(
  address: string,
  health: () => Promise<Health>,
): Promise<{ server: Server; address: string }> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at);
  const server = createServer((request, response) => {
    if (request.url !== '/healthz') {
      response.writeHead(404).end();
      return;
    }
    void health().then((state) => {
      response.writeHead(state.ok ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify(state));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(address.slice(at + 1)), host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return { server, address: `http://${host}:${port}/healthz` };
}
