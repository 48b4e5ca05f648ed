/** @module How many calls to the platform may still go: one count for all processes. */
import type { Cluster, Redis } from 'ioredis';
import { appKey, callsKey, chatKey, heldKey } from './keys.ts';
import type { Store } from './port.ts';

/** The platform's limits for sending, replying and patching: per app 50/s and 1000/min, per chat 5/s. */
const APP_PER_SECOND = 50;
const APP_PER_MINUTE = 1000;
const CHAT_PER_SECOND = 5;
/** A month's number of calls is kept for comparison with the next one's. */
const CALLS_KEPT_MS = 70 * 24 * 3_600_000;

export const createCalls = (redis: Redis | Cluster): Pick<Store, 'take' | 'hold' | 'callsThisMonth'> => ({
  async take(chat, now, calls = 1) {
    const limits = [APP_PER_SECOND, APP_PER_MINUTE, CHAT_PER_SECOND, CALLS_KEPT_MS];
    return redis.szTake(appKey, chatKey(chat), callsKey(now), heldKey, now, ...limits, calls);
  },

  async hold(ms) {
    await redis.set(heldKey, '1', 'PX', ms);
  },

  async callsThisMonth(now) {
    return Number((await redis.get(callsKey(now))) ?? 0);
  },
});
