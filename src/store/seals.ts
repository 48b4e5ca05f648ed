/** @module Which keys seal this store: known at the start, and everything under the newest one by rotation. */
import type { Cluster, Redis } from 'ioredis';
import { isContent, reportKeys, sealKey } from './keys.ts';
import type { Store } from './port.ts';
import { defineScripts } from './scripts.ts';
import type { Sealer } from './sealed.ts';
import { bodyOf, headed } from './stored.ts';

const WORD = '述职助手';

/**
 * Throws DataKeyError when something here may be sealed with a key that is not there; nothing is changed then. Else
 * remembers that the newest key is in use.
 */
export async function checkSeals(redis: Redis | Cluster, sealer: Sealer): Promise<void> {
  const used = await redis.hgetall(sealKey);
  for (const [id, text] of Object.entries(used)) sealer.open(text, sealKey, id);
  if (sealer.newest !== undefined) {
    await redis.hsetnx(sealKey, sealer.newest, sealer.seal(WORD, sealKey, sealer.newest));
  }
}

export interface Rotation {
  readonly reports: number;
  /** Fields, posts and drafts that were sealed anew. */
  readonly sealed: number;
  /** Everything is under the newest key, and nobody writes with another one. */
  readonly settled: boolean;
}

/** After the first, each finds only what was written meanwhile by a process that has not got the newest key yet. */
const ROUNDS = 5;

/**
 * Seals everything with the newest key; also while the program runs, and again after it was interrupted. Once it is
 * settled the other keys are not needed any more. Throws DataKeyError, StoredFormatError.
 */
export async function rotate(
  redis: Redis | Cluster,
  store: Pick<Store, 'all'>,
  sealer: Sealer,
): Promise<Rotation> {
  defineScripts(redis);
  await checkSeals(redis, sealer);
  let sealed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const reports = await store.all();
    let found = 0;
    for (const report of reports) {
      for (const { key, args } of await oldOf(redis, report, sealer)) {
        found += args.length / 3;
        if (args.length > 0) sealed += await redis.szReseal(key, ...args);
      }
    }
    if (found > 0) continue;
    await forgetOthers(redis, sealer);
    return { reports: reports.length, sealed, settled: true };
  }
  return { reports: (await store.all()).length, sealed, settled: false };
}

async function forgetOthers(redis: Redis | Cluster, { newest }: Sealer): Promise<void> {
  const others = (await redis.hkeys(sealKey)).filter((id) => id !== newest);
  if (newest !== undefined && others.length > 0) await redis.hdel(sealKey, ...others);
}

interface Old {
  readonly key: string;
  /** Field, old text, new text … */
  readonly args: readonly string[];
}

async function oldOf(redis: Redis | Cluster, report: string, sealer: Sealer): Promise<readonly Old[]> {
  const keys = reportKeys(report);
  const [fields, drafts, posts] = await Promise.all([
    redis.hgetall(keys.report),
    redis.hgetall(keys.drafts),
    redis.lrange(keys.outbox, 0, -1),
  ]);
  const anew = (text: string, key: string, field: string) =>
    sealer.seal(sealer.open(text, key, field), key, field);
  const ofHash = (key: string, hash: Readonly<Record<string, string>>): Old => ({
    key,
    args: Object.entries(hash)
      .filter(([, text]) => !sealer.isNewest(text))
      .flatMap(([field, text]) => [field, text, anew(text, key, field)]),
  });
  const content = Object.fromEntries(Object.entries(fields).filter(([field]) => isContent(field)));
  const outbox = posts.flatMap((entry): string[] => {
    const [id = '', kind = ''] = entry.split('\n');
    const body = bodyOf(entry, 2);
    return sealer.isNewest(body) ? [] : ['', entry, headed([id, kind], anew(body, keys.outbox, id))];
  });
  return [ofHash(keys.report, content), ofHash(keys.drafts, drafts), { key: keys.outbox, args: outbox }];
}
