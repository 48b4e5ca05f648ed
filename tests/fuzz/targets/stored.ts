/** @module Stored records, changed by whoever: refused as unreadable, or fit to be talked on. */
import { adopted } from '../../../src/flow/adopt.ts';
import { reportKeys } from '../../../src/store/keys.ts';
import type { Store } from '../../../src/store/port.ts';
import { createStore } from '../../../src/store/store.ts';
import { StoredFormatError } from '../../../src/store/stored.ts';
import { ME, NOW } from '../../flow/support.ts';
import { realRedisAvailable, type TestRedis, testRedis } from '../../support/redis.ts';
import type { Target } from '../fuzz.ts';
import { mutateJson, mutateText } from '../mutate.ts';
import { type Random, randomOf } from '../random.ts';
import { allKinds, cardOf, newTalk, type Talk, take } from '../talk.ts';

type Connection = Awaited<ReturnType<TestRedis['connect']>>;

interface Sample {
  readonly talk: Talk;
  readonly fields: Readonly<Record<string, string>>;
  readonly posts: readonly string[];
}

interface Opened {
  readonly server: TestRedis;
  readonly redis: Connection;
  readonly store: Store;
  readonly samples: readonly Sample[];
}

/** Said before the record is looked at, so that there is something of every sort in it. */
const SAID = [
  '支委会12，党员大会4次，党课四次',
  '支委会 13',
  '每月一次',
  '预览',
  '交稿时间 12月20日',
  '修改 支委会',
];

/** A report of each kind as the program itself leaves it. */
async function sampleOf(redis: Connection, store: Store, kind: (typeof allKinds)[number]): Promise<Sample> {
  const talk = newTalk(randomOf(kind.flow.kind.id), kind);
  const base = { id: 'om_1', by: ME, at: NOW };
  for (const text of SAID) await take(talk, { ...base, type: 'text', text }, false);
  const { report } = talk;
  const post = { id: 'p1', to: { person: ME }, at: NOW };
  await store.commit({
    ...{ report: report.id, expected: 0, now: NOW, about: report.about, facts: report.facts },
    ...{ screens: report.screens, draft: { made: 1, wanted: { number: 2, by: ME, at: NOW } } },
    ...{ slot: { id: 's1', to: ME, at: NOW }, uncertain: [1], undo: report.undo ?? {} },
    ...{ waived: { 'x/y': { versions: { a: 1 }, by: ME, at: NOW, reason: '按实际' } } },
    reminders: { deadline: '2026-12-20', since: '2026-11-20' },
    posts: [
      { ...post, kind: 'card', screen: { version: 3, view: { at: 'remind', day: '2026-11-20' }, notes: [] } },
      { ...post, id: 'p2', kind: 'file', name: '一.docx', number: 1, base64: 'UEsDBA==' },
      { ...post, id: 'p3', kind: 'text', text: '好' },
    ],
  });
  const keys = reportKeys(report.id);
  return { talk, fields: await redis.hgetall(keys.report), posts: await redis.lrange(keys.outbox, 0, -1) };
}

async function open(): Promise<Opened> {
  const server = await testRedis(realRedisAvailable() ? 'real' : 'embedded');
  const redis = await server.connect();
  const store = createStore({ redis });
  const samples: Sample[] = [];
  for (const kind of allKinds) samples.push(await sampleOf(redis, store, kind));
  return { server, redis, store, samples };
}

/** Changed as what it is, as far as that can be told, or its characters. */
function broken(random: Random, text: string): string {
  if (random.chance(0.3)) return mutateText(random, text);
  const [, head = '', body = ''] = /^((?:[^\n{]*\n)*)([\s\S]*)$/.exec(text) ?? [];
  try {
    return head + (JSON.stringify(mutateJson(random, JSON.parse(body))) ?? 'null');
  } catch {
    return mutateText(random, text);
  }
}

/** Unreadable is said by one error; anything else would be a crash. */
const mayRefuse = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((cause: unknown) => {
    if (cause instanceof StoredFormatError) return undefined;
    throw cause;
  });

export function storedTarget(): Target {
  let opened: Promise<Opened> | undefined;
  return {
    name: 'stored',
    share: 6,
    story: 1,
    input: async (random, number) => {
      opened ??= open();
      const { redis, store, samples } = await opened;
      const { talk, fields, posts } = random.pick(samples);
      const changed = random.pick(Object.keys(fields));
      const entries = Object.entries(fields).map(([name, text]): [string, string] =>
        name === changed || random.chance(0.02) ? [name, broken(random, text)] : [name, text],
      );
      const id = `x${number}`;
      const keys = reportKeys(id);
      await redis
        .multi()
        .hset(keys.report, Object.fromEntries(entries))
        .rpush(keys.outbox, broken(random, random.pick(posts)))
        .exec();
      const report = await mayRefuse(store.load(id));
      await mayRefuse(store.outstanding(id));
      await redis.unlink(keys.report, keys.outbox);
      if (report === undefined) return;
      const next: Talk = { ...talk, report: adopted(talk.kind.flow, report), clock: NOW };
      cardOf(next);
      await take(next, { id: 'om_2', by: ME, at: NOW, type: 'text', text: random.pick(SAID) }, false);
    },
    close: async () => {
      await (await opened)?.server.close();
    },
  };
}
