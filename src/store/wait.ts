/** @module At the start: waits until Redis answers, and says what is wrong with how it is set up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type Connection, type Log, reason } from './connect.ts';
import { type RedisProblem, setUp, withLimit } from './set-up.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

const SENTENCES: Readonly<Record<RedisProblem, string>> = {
  old: 'Redis is too old; use 6.2 or newer',
  'no-aof': 'Redis keeps no append-only file and may lose answers: set "appendonly yes"',
  evicts: 'Redis may throw data away: set "maxmemory-policy noeviction"',
};

/** Resolves when Redis answers, however long that takes. Warns, does not refuse. */
export async function waitForRedis(redis: Connection, log: Log): Promise<void> {
  let wait = FIRST_WAIT_MS;
  let away = false;
  for (;;) {
    try {
      await withLimit(redis.ping());
      break;
    } catch (error) {
      if (!away)
        log('Redis does not answer, waiting for it', { redis: addressOf(redis), error: reason(error) });
      away = true;
      await sleep(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
  if (away) log('Redis answers', { redis: addressOf(redis) });
  const { problems, ...found } = await setUp(redis);
  for (const problem of problems) log(SENTENCES[problem], { redis: addressOf(redis), ...found });
}
