/** @module Joins store, queues, edge and use cases. Nothing runs yet, nothing is connected: see run.ts. */
import type { Logger } from 'pino';
import { adopting } from './app/adopting.ts';
import { ALARMS, createAlarms } from './app/alarm.ts';
import { createConverse } from './app/converse.ts';
import { createDoor } from './app/door.ts';
import type { Kind } from './app/draft.ts';
import { createDrafter } from './app/drafter.ts';
import { createDrain } from './app/drain.ts';
import { oneMoreCall } from './app/lookup-call.ts';
import { createNotice } from './app/notice.ts';
import { withOutageNotice } from './app/outage.ts';
import { withParagraphs } from './app/own-words.ts';
import { withRecalls } from './app/recalled.ts';
import { createRemind } from './app/remind.ts';
import { watchful } from './app/watchful.ts';
import { createFeishu } from './feishu/index.ts';
import type { Receive } from './feishu/port.ts';
import { createQueues, type Queues } from './jobs/queues.ts';
import type { Work } from './jobs/workers.ts';
import type { Metrics } from './ops/metrics.ts';
import type { Fonts } from './report/blocks.ts';
import { planOf, type Settings } from './settings.ts';
import { createAlarmBox } from './store/alarms.ts';
import type { Connection, Log as RedisLog } from './store/connect.ts';
import { createGauges } from './store/gauges.ts';
import type { Store } from './store/port.ts';
import type { Sealer } from './store/sealed.ts';
import { createStore } from './store/store.ts';

export interface ComposeOptions {
  readonly settings: Settings;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly log: Logger;
  readonly now: () => number;
  /** A connection that gives up quickly. */
  readonly redis: Connection;
  readonly sealer: Sealer;
  readonly metrics: Metrics;
}

export function compose({ settings, kinds: known, log, now, redis, sealer, metrics }: ComposeOptions) {
  const plan = planOf(settings);
  const fonts = fontsOf(settings);
  const offered =
    settings.KINDS.length > 0 ? settings.KINDS.filter((id) => known.has(id)) : [...known.keys()];
  const others = offered.length - 1;
  const kinds = new Map(
    [...known].map(([id, kind]) => {
      const flow = { ...kind.flow, plan, others, edition: editionWith(kind.flow.edition, fonts) };
      return [id, withParagraphs({ ...kind, flow })];
    }),
  );
  const redisLog: RedisLog = (message, details) => log.warn(details, message);
  const stored = createStore({ redis, sealer });
  const queues = createQueues(redis, redisLog);
  const feishu = createFeishu({
    appId: settings.FEISHU_APP_ID,
    appSecret: settings.FEISHU_APP_SECRET,
    domain: settings.FEISHU_DOMAIN,
    log,
    now,
    called: metrics.called,
  });
  const alarms = createAlarms({
    box: createAlarmBox({ redis }),
    admins: settings.FEISHU_ADMINS,
    take: stored.take,
    deliver: feishu.deliver,
    wake: () => queues.send(ALARMS, 'draft'),
    now,
    log,
  });
  const { alarm } = alarms;
  const store = adopting(watchful(stored, alarm), kinds);
  const common = { store, kinds, offered, now, log };
  const drain = createDrain({ ...common, deliver: feishu.deliver, wakeDraft: queues.draft, alarm, fonts });
  const work: Work = {
    drain: (report) => (report === ALARMS ? alarms.drain() : drain(report)),
    draft: createDrafter({
      ...common,
      fonts,
      made: metrics.draftMade,
      wakeSend: (report) => queues.send(report, 'draft'),
    }),
    remind: createRemind({ ...common, plan, wakeSend: (report) => queues.send(report, 'reminder') }),
    async sweep() {
      if (await alarms.waiting()) await queues.send(ALARMS, 'draft');
      await sweep(store, queues, now() - settings.SWEEP_SECONDS * SWEEP_AFTER * 1000);
    },
  };
  const door = createDoor({
    ...{ store, now, log },
    departmentsOf: (person) => feishu.departments(person, () => oneMoreCall(stored.take, person, now)),
    tenants: settings.ALLOW_TENANTS,
    departments: settings.ALLOW_DEPARTMENTS,
  });
  const converse = createConverse({
    ...common,
    door,
    notice: createNotice({ store, deliver: feishu.deliver, now }),
    fonts,
    async fetch(message, key) {
      await oneMoreCall(stored.take, message, now);
      return feishu.fetch(message, key);
    },
    wake: queues,
    answerInCallback: settings.FEISHU_CARD_UPDATE === 'callback',
  });
  const told = withOutageNotice({ receive: converse, ping: stored.ping, deliver: feishu.deliver, now, log });
  const timed: Receive = (envelope) => metrics.turn(envelope.inbound.type, () => told(envelope));
  return {
    ...withRecalls({ store, kinds, door, log, now }, timed),
    ...{ stored, kinds, queues, feishu, alarm, work },
    gauges: createGauges({ redis }),
  };
}

/** The same files in other fonts are another edition. */
const editionWith = (edition = '', fonts: Fonts): string => [edition, ...Object.values(fonts)].join('/');

export type Composed = ReturnType<typeof compose>;

const fontsOf = (settings: Settings): Fonts => ({
  title: settings.FONT_TITLE,
  body: settings.FONT_BODY,
  heading1: settings.FONT_HEADING1,
  heading2: settings.FONT_HEADING2,
  pageNumber: settings.FONT_PAGE_NUMBER,
});

/** A report whose work has waited for this part of the pause between two sweeps was left by a crash or a lost wake. */
const SWEEP_AFTER = 2 / 3;

async function sweep(store: Store, queues: Queues, before: number): Promise<void> {
  for (const report of await store.pending(before)) await queues.send(report, 'draft');
}
