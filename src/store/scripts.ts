/** @module The Lua scripts as commands of a connection. What each takes and answers stands in its file. */
import { readFileSync } from 'node:fs';
import type { Cluster, Redis, RedisKey, RedisValue, Result } from 'ioredis';

type Reply = [outcome: string, detail?: string | number, mark?: string];
type Input = (RedisKey | RedisValue)[];

declare module 'ioredis' {
  interface RedisCommander<Context> {
    szLoad(report: RedisKey, version: number, mark: string): Result<string[], Context>;
    szCommit(...keysAndArgs: Input): Result<Reply, Context>;
    szSettle(...keysAndArgs: Input): Result<Reply, Context>;
    szOutstanding(...keys: RedisKey[]): Result<string[], Context>;
    szErase(...keysAndArgs: Input): Result<number, Context>;
    szRecalled(...keysAndArgs: Input): Result<number, Context>;
    szReseal(key: RedisKey, ...args: RedisValue[]): Result<number, Context>;
    szTrying(...keysAndArgs: Input): Result<number, Context>;
    szPerson(person: RedisKey, format: number, open: string, what: string): Result<Reply, Context>;
    szLeave(person: RedisKey, report: string): Result<number, Context>;
    szAlarm(day: RedisKey, alarms: RedisKey, ...args: RedisValue[]): Result<number, Context>;
    szReadBuffer(numberOfKeys: number, ...keysAndArgs: Input): Result<[Buffer, number, Buffer[]][], Context>;
    szAdmit(
      bucket: RedisKey,
      departments: RedisKey,
      ...args: RedisValue[]
    ): Result<[number, number, string], Context>;
    szTake(
      ...[app, chat, calls, held, ...args]: [RedisKey, RedisKey, RedisKey, RedisKey, ...RedisValue[]]
    ): Result<number, Context>;
  }
}

/** Commands by name: file and number of keys; undefined = told with each call. */
const scripts = {
  szLoad: ['load.lua', 1],
  szCommit: ['commit.lua', 8],
  szSettle: ['settle.lua', 9],
  szOutstanding: ['outstanding.lua', 4],
  szErase: ['erase.lua', 10],
  szRecalled: ['recalled.lua', 4],
  szReseal: ['reseal.lua', 1],
  szTrying: ['trying.lua', 3],
  szPerson: ['person.lua', 1],
  szLeave: ['leave.lua', 1],
  szTake: ['take.lua', 4],
  szAlarm: ['alarm.lua', 2],
  szRead: ['read.lua', undefined],
  szAdmit: ['admit.lua', 2],
} as const;

/** A server that does not know a script yet costs one more round trip, once (EVALSHA, then EVAL). */
export function defineScripts(redis: Redis | Cluster): void {
  for (const [name, [file, numberOfKeys]] of Object.entries(scripts)) {
    redis.defineCommand(name, {
      ...(numberOfKeys === undefined ? {} : { numberOfKeys }),
      lua: readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'),
    });
  }
}
