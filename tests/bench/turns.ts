/**
 * @module Turns on the real path – inbound, load, step, commit, answer – against a bare load and compare-and-set of as
 * many bytes; and again with a store that keeps nothing in memory.
 */
import { randomBytes } from 'node:crypto';
import type { Connection } from '../../src/store/connect.ts';
import { reportKeys } from '../../src/store/keys.ts';
import { createSealer } from '../../src/store/sealed.ts';
import { createStore } from '../../src/store/store.ts';
import type { TestRedis } from '../support/redis.ts';
import { atMost, compared, type Figure, figure, percentile } from './measure.ts';
import { converseOn, floorOf, MOST_FACTS, seed, turnOn } from './wide.ts';

const TURNS = 1200;
const LANES = 60;
const FEW_FACTS = 20;

export async function benchTurns(server: TestRedis): Promise<readonly Figure[]> {
  const redis = await server.connect();
  return [
    ...(await onOne(redis)),
    ...(await onMany(redis)),
    ...(await byFacts(redis, 'kept in memory', atMost(1.3, ` of ${FEW_FACTS}`))),
    ...(await byFacts(redis, 'nothing kept', atMost(3, ` of ${FEW_FACTS}`), 0)),
    await memory(redis),
  ];
}

/** `kept`: reports that the store keeps in memory; absent = as it is in use. */
const storeOn = (redis: Connection, kept?: number) =>
  createStore({ redis, ...(kept === undefined ? {} : { kept }) });

async function onOne(redis: Connection): Promise<readonly Figure[]> {
  const store = storeOn(redis);
  await seed(store, 'one', 1, FEW_FACTS);
  await seed(store, 'read', 1, FEW_FACTS);
  const ours = turnOn(converseOn(store), 'one', FEW_FACTS);
  await ours(0);
  const sealing = createStore({ redis, sealer: createSealer([randomBytes(32).toString('hex')]) });
  await seed(sealing, 'sealed', 1, FEW_FACTS);
  const run = await compared(TURNS, 1, {
    floor: await floorOf(redis, 'one', 1),
    ours,
    sealed: turnOn(converseOn(sealing), 'sealed', FEW_FACTS),
    read: turnOn(converseOn(storeOn(redis, 0)), 'read', FEW_FACTS),
  });
  const [p50, p99] = [0.5, 0.99].map((p) => [percentile(run.ours, p), percentile(run.floor, p)] as const);
  return [
    figure('turn, 1 report, p50', 'ms', ...(p50 ?? [0, 0])),
    figure('turn, 1 report, p99', 'ms', ...(p99 ?? [0, 0])),
    figure('turn, own CPU', 'ms', run.ours.cpu, run.floor.cpu, atMost(4)),
    figure('turn, own CPU, nothing kept', 'ms', run.read.cpu, run.floor.cpu),
    figure('turn, own CPU, sealed with DATA_KEY (floor: unsealed)', 'ms', run.sealed.cpu, run.ours.cpu),
  ];
}

async function onMany(redis: Connection): Promise<readonly Figure[]> {
  const store = storeOn(redis);
  await seed(store, 'many', LANES, FEW_FACTS);
  const ours = turnOn(converseOn(store), 'many', FEW_FACTS);
  await ours(0);
  const run = await compared(2 * TURNS, LANES, { floor: await floorOf(redis, 'many', LANES), ours });
  return [
    figure(`turns/s, ${LANES} reports`, '/s', run.ours.perSecond, run.floor.perSecond, {
      text: '>= 0.25x',
      met: (ratio) => ratio >= 0.25,
    }),
    figure(`turn, ${LANES} reports, p99`, 'ms', percentile(run.ours, 0.99), percentile(run.floor, 0.99)),
  ];
}

async function byFacts(
  redis: Connection,
  how: string,
  budget: ReturnType<typeof atMost>,
  kept?: number,
): Promise<readonly Figure[]> {
  const store = storeOn(redis, kept);
  const of = async (facts: number) => {
    const name = `${how}-${facts}`;
    await seed(store, name, 1, facts);
    return turnOn(converseOn(store), name, facts);
  };
  const run = await compared(TURNS, 1, {
    few: await of(FEW_FACTS),
    hundred: await of(100),
    most: await of(MOST_FACTS),
  });
  const few = percentile(run.few, 0.5);
  const named = (facts: number) => `turn at ${facts} facts (floor: at ${FEW_FACTS}), ${how}, p50`;
  return [
    figure(named(100), 'ms', percentile(run.hundred, 0.5), few),
    figure(named(MOST_FACTS), 'ms', percentile(run.most, 0.5), few, budget),
  ];
}

async function memory(redis: Connection): Promise<Figure> {
  await seed(storeOn(redis), 'memory', 1, MOST_FACTS);
  const used = Number(await redis.memory('USAGE', reportKeys('memory-0').report));
  return figure('Redis per short fact, source included', 'B', used / MOST_FACTS, undefined, {
    text: '<= 350 B',
    met: (_, ours) => ours <= 350,
  });
}
