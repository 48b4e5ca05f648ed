/** @module For commands that look into Redis: connected to one that answers, or a sentence that says why not. */
import { redisFindings } from './doctor/redis.ts';
import { readDataKeys } from './settings.ts';
import { BackupError } from './store/backup-file.ts';
import { type Connection, closeRedis, connectRedis } from './store/connect.ts';
import { examineRedis } from './store/examine.ts';
import type { Store } from './store/port.ts';
import { createSealer, DataKeyError } from './store/sealed.ts';
import { createStore } from './store/store.ts';
import { StoredFormatError } from './store/stored.ts';

export interface RedisWorld {
  readonly url: string;
  readonly complain: (line: string) => void;
  readonly now?: () => number;
}

/** What `work` says; 1 with a sentence when Redis does not answer or what is stored there does not allow it. */
export async function withRedis(
  { url, complain, now = Date.now }: RedisWorld,
  work: (redis: Connection) => Promise<number>,
): Promise<number> {
  const exam = await examineRedis(url, now);
  if (!exam.answered) {
    for (const { sentence, mend = '' } of redisFindings(exam)) complain(`${sentence}。${mend}`);
    return 1;
  }
  const redis = connectRedis(url, 'worker');
  try {
    await redis.ping();
    return await work(redis);
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence === undefined) throw error;
    complain(sentence);
    return 1;
  } finally {
    await closeRedis(redis);
  }
}

function sentenceFor(error: unknown): string | undefined {
  if (error instanceof BackupError || error instanceof DataKeyError) return error.message;
  if (!(error instanceof StoredFormatError)) return undefined;
  return `Redis 里有数据读不出来，没有改动它。多半是更新版本的程序写的，请用那个版本或更新的版本再运行（${error.message}）`;
}

export interface StoreWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly complain: (line: string) => void;
  /** The line that is said when REDIS_URL is missing. */
  readonly usage: string;
}

/** As `withRedis`, with the store there, read by the keys of DATA_KEY; 2 without REDIS_URL, 1 with a DATA_KEY that is none. */
export async function withStore(
  { environment, complain, usage }: StoreWorld,
  work: (store: Store, redis: Connection) => Promise<number>,
): Promise<number> {
  const url = environment['REDIS_URL'];
  if (!url) {
    complain(usage);
    return 2;
  }
  const read = readDataKeys(environment);
  if ('problem' in read) {
    complain(read.problem);
    return 1;
  }
  return withRedis({ url, complain }, (redis) =>
    work(createStore({ redis, sealer: createSealer(read.keys) }), redis),
  );
}
