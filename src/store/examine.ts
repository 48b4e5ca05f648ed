/** @module Looks at a Redis once, as somebody who is about to rely on it: set-up, a write, the clock. Never hangs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, closeRedis, connectRedis, reason } from './connect.ts';
import { type RedisSetUp, setUp, withLimit } from './set-up.ts';

export type RedisExam =
  /** Of no use: the URL is not understood, or nobody answers, or the login is refused. */
  | { readonly answered: false; readonly address?: string; readonly error: string }
  | ({
      readonly answered: true;
      readonly address: string;
      /** Why nothing could be written. */
      readonly refusesWrites?: string;
      /** The server's clock, and ours when it was asked and when it answered, ms. */
      readonly clock?: { readonly theirs: number; readonly asked: number; readonly answered: number };
    } & RedisSetUp);

/** A server that is loading its data, or a cluster whose nodes are not known yet, is given this long. */
const PATIENCE_MS = 4000;
const PAUSE_MS = 100;

export async function examineRedis(url: string, now: () => number): Promise<RedisExam> {
  let redis: ReturnType<typeof connectRedis>;
  try {
    redis = connectRedis(url, 'turn');
  } catch (error) {
    return { answered: false, error: reason(error) };
  }
  const address = addressOf(redis);
  let failure = '';
  // What a ping is rejected with only says that there is no connection.
  redis.on('error', (error: Error) => {
    failure = reason(error);
  });
  try {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const problem = await withLimit(redis.ping()).then(
        () => undefined,
        (error: unknown) => reason(error),
      );
      if (problem === undefined) break;
      if (performance.now() > until) return { answered: false, address, error: failure || problem };
      await sleep(PAUSE_MS);
    }
    const found = await setUp(redis);
    const refusesWrites = await writes(redis);
    const clock = await clockOf(redis, now);
    return {
      answered: true,
      address,
      ...found,
      ...(refusesWrites === undefined ? {} : { refusesWrites }),
      ...(clock === undefined ? {} : { clock }),
    };
  } finally {
    await closeRedis(redis);
  }
}

/** Writes, reads and deletes a key of its own. */
async function writes(redis: ReturnType<typeof connectRedis>): Promise<string | undefined> {
  const key = `sz:{doctor}:${process.pid}`;
  try {
    await withLimit(redis.set(key, 'written', 'PX', 60_000));
    const read = await withLimit(redis.get(key));
    await withLimit(redis.del(key));
    return read === 'written' ? undefined : 'what was written could not be read';
  } catch (error) {
    return reason(error);
  }
}

async function clockOf(
  redis: ReturnType<typeof connectRedis>,
  now: () => number,
): Promise<{ theirs: number; asked: number; answered: number } | undefined> {
  const asked = now();
  const told = await withLimit(redis.time()).catch(() => undefined);
  if (told === undefined) return undefined;
  const [seconds, microseconds] = told.map(Number);
  return { theirs: (seconds ?? 0) * 1000 + Math.floor((microseconds ?? 0) / 1000), asked, answered: now() };
}
