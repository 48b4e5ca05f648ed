/**
 * @module Everything of ours in Redis, read as it is stored and written back as it was: what is sealed stays sealed.
 * A report and its places in the indexes are read at one moment, so that what is brought back fits together. Left out
 * is what nobody needs later: jobs (the outbox is the truth, the sweep wakes it) and the times of the last calls.
 */
import { Cluster, type Redis } from 'ioredis';
import type { BackupGroup, BackupKey } from './backup-file.ts';
import type { Connection } from './connect.ts';
import { reportKeys, restoringKey } from './keys.ts';
import { defineScripts } from './scripts.ts';

/** Keys asked for at a time: a busy server does not notice. */
const SCAN_COUNT = 500;
/** Groups written at a time. */
const AT_ONCE = 50;
/** Values handed over in one command. */
const PIECE = 1000;

const OURS = 'sz:*';
const PASSING = /^sz:\{(?:app\}:sent|doctor\})/;
const REPORT = /^sz:\{p\d\d\}:r:(.+)$/;
/** Of a report, or an index: read with the reports. */
const WITH_REPORT = /^sz:\{p\d\d\}:(?:[oht]:|(?:pending|active|look)$)/;

/** While the program runs, too. `now`: of the moment in which expiries are counted. */
export async function* readAll(redis: Connection, now: () => number): AsyncGenerator<BackupGroup> {
  defineScripts(redis);
  const seen = new Set<string>();
  for await (const key of allKeys(redis)) {
    // A server may name a key twice while its table grows.
    if (seen.has(key) || PASSING.test(key) || WITH_REPORT.test(key)) continue;
    seen.add(key);
    const report = REPORT.exec(key)?.[1];
    const keys = await (report === undefined ? read(redis, [key], '', now) : readReport(redis, report, now));
    if (keys.length > 0) yield { keys };
  }
}

function readReport(redis: Connection, report: string, now: () => number): Promise<BackupKey[]> {
  const { report: own, outbox, drafts, tries, pending, active, look } = reportKeys(report);
  return read(redis, [own, outbox, drafts, tries, pending, active, look], report, now);
}

async function read(
  redis: Connection,
  keys: readonly string[],
  member: string,
  now: () => number,
): Promise<BackupKey[]> {
  const found = await redis.szReadBuffer(keys.length, ...keys, member);
  return found.flatMap(([kind, left, values], index): BackupKey[] => {
    const type = String(kind);
    if (values.length === 0 || !isType(type)) return [];
    const expiry = left > 0 ? { until: now() + left } : {};
    return [{ key: keys[index] ?? '', type, ...expiry, values: values.map((one) => one.toString('base64')) }];
  });
}

const isType = (type: string): type is BackupKey['type'] => ['string', 'list', 'hash', 'zset'].includes(type);

/** Something of ours is stored here. */
export async function holdsAnything(redis: Connection): Promise<boolean> {
  for await (const key of allKeys(redis)) if (!PASSING.test(key)) return true;
  return false;
}

/** But for the mark that a restore is under way. */
export async function removeAll(redis: Connection): Promise<void> {
  for await (const key of allKeys(redis)) if (key !== restoringKey) await redis.unlink(key);
}

/** Into a store that holds nothing of ours. What expired meanwhile stays away. */
export async function writeAll(
  redis: Connection,
  groups: AsyncIterable<BackupGroup>,
  now: number,
): Promise<void> {
  let batch: Promise<void>[] = [];
  for await (const group of groups) {
    batch.push(write(redis, group, now));
    if (batch.length < AT_ONCE) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
}

async function write(redis: Connection, { keys }: BackupGroup, now: number): Promise<void> {
  const all = redis.multi();
  for (const { key, type, until, values } of keys) {
    if (until !== undefined && until <= now) continue;
    const bytes = values.map((value) => Buffer.from(value, 'base64'));
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.slice(from, from + PIECE);
      const [first = Buffer.alloc(0)] = piece;
      if (type === 'string') all.set(key, first);
      else if (type === 'list') all.rpush(key, ...piece);
      else if (type === 'hash') all.hset(key, ...piece);
      else all.zadd(key, ...scored(piece));
    }
    if (until !== undefined) all.pexpireat(key, until);
  }
  const outcome = await all.exec();
  const failed = outcome?.find(([error]) => error !== null)?.[0];
  if (outcome === null || failed) throw failed ?? new Error('not written');
}

/** Member, score … as score, member …, which is how they are added. */
const scored = (flat: readonly Buffer[]): Buffer[] =>
  flat.flatMap((member, index) => (index % 2 === 0 ? [flat[index + 1] ?? Buffer.from('0'), member] : []));

async function* allKeys(redis: Connection): AsyncGenerator<string> {
  const servers: readonly Redis[] = redis instanceof Cluster ? redis.nodes('master') : [redis];
  for (const server of servers) {
    let cursor = '0';
    do {
      const [next, keys] = await server.scan(cursor, 'MATCH', OURS, 'COUNT', SCAN_COUNT);
      yield* keys;
      cursor = next;
    } while (cursor !== '0');
  }
}
