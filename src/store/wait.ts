/** @module At the start: waits until Redis answers, and says what is wrong with how it is set up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type Connection, type Log, reason } from './connect.ts';

const ASK_MS = 2000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;
/** LPOS and friends, which the queues use. */
const OLDEST = [6, 2] as const;

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
  for (const problem of await problemsOf(redis)) log(problem, { redis: addressOf(redis) });
}

async function withLimit<T>(asked: Promise<T>): Promise<T> {
  const limit = new AbortController();
  try {
    return await Promise.race([
      asked,
      sleep(ASK_MS, undefined, { signal: limit.signal, ref: true }).then(() => {
        throw new Error(`no answer within ${ASK_MS} ms`);
      }),
    ]);
  } finally {
    limit.abort();
  }
}

/** A server that does not tell (the embedded one, some managed ones) has no problems. */
async function problemsOf(redis: Connection): Promise<string[]> {
  let info: string;
  try {
    info = await withLimit(redis.info());
  } catch {
    return [];
  }
  const told = (name: string) => new RegExp(`^${name}:(.*?)\\s*$`, 'm').exec(info)?.[1];
  const problems: string[] = [];
  const [major = 0, minor = 0] = (told('redis_version') ?? '').split('.').map(Number);
  if (major > 0 && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))) {
    problems.push(`Redis is ${major}.${minor}; use ${OLDEST.join('.')} or newer`);
  }
  if (told('aof_enabled') === '0') {
    problems.push('Redis keeps no append-only file and may lose answers: set "appendonly yes"');
  }
  const policy = told('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    problems.push(`Redis may throw data away (${policy}): set "maxmemory-policy noeviction"`);
  }
  return problems;
}
