/** @module How a Redis is set up, and what of it would lose answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connect.ts';

const ASK_MS = 2000;
/** LPOS and friends, which the queues use. */
const OLDEST = [6, 2] as const;

export type RedisProblem = 'old' | 'no-aof' | 'evicts';

/** What the server tells of itself; the embedded one and some managed ones do not tell everything. */
export interface RedisSetUp {
  readonly version?: string;
  readonly aof?: boolean;
  readonly policy?: string;
  readonly problems: readonly RedisProblem[];
}

/** A server that does not tell has no problems. */
export async function setUp(redis: Connection): Promise<RedisSetUp> {
  let info: string;
  try {
    info = await withLimit(redis.info());
  } catch {
    return { problems: [] };
  }
  const told = (name: string) => new RegExp(`^${name}:(.*?)\\s*$`, 'm').exec(info)?.[1];
  const version = told('redis_version');
  const aof = told('aof_enabled');
  const policy = told('maxmemory_policy');
  const problems: RedisProblem[] = [];
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (major > 0 && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))) problems.push('old');
  if (aof === '0') problems.push('no-aof');
  if (policy !== undefined && policy !== 'noeviction') problems.push('evicts');
  return {
    ...(version === undefined ? {} : { version }),
    ...(aof === undefined ? {} : { aof: aof === '1' }),
    ...(policy === undefined ? {} : { policy }),
    problems,
  };
}

export async function withLimit<T>(asked: Promise<T>): Promise<T> {
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
