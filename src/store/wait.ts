/** @module At the start: waits until Redis answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type Connection, type Log, reason } from './connect.ts';
import { withLimit } from './set-up.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/** Resolves when Redis answers, however long that takes. */
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
}
