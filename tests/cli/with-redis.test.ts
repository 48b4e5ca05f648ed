/** Commands that look into Redis: what cannot be done is said in a sentence that says what to do. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportKeys } from '../../src/store/keys.ts';
import { deadLetters, dumpCommand } from '../../src/stored.ts';
import { withStore } from '../../src/with-redis.ts';
import { about, begin, newId } from '../store/samples.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

describe('a command that looks into Redis', () => {
  let redis: TestRedis;
  let told: string[];
  beforeAll(async () => {
    redis = await testRedis('embedded');
  });
  afterAll(() => redis?.close());

  const run = async (
    environment: Readonly<Record<string, string>>,
    work: Parameters<typeof withStore>[1] = async () => 0,
  ) => {
    told = [];
    const complain = (line: string) => void told.push(line);
    return withStore({ environment, complain, usage: '用法：REDIS_URL=… x' }, work);
  };

  it('answers what its work says', async () => {
    const report = newId();
    const code = await run({ REDIS_URL: redis.url }, async (store) => {
      await begin(store, { report });
      return (await store.load(report))?.about.tenant === about.tenant ? 7 : 1;
    });
    expect({ code, told }).toEqual({ code: 7, told: [] });
  });

  it.each([
    ['without an address', {}, 2, /^用法：REDIS_URL=/],
    [
      'with a key that is none',
      { REDIS_URL: 'redis://127.0.0.1:1', DATA_KEY: 'short' },
      1,
      /^DATA_KEY：应是 64 位/,
    ],
    ['while Redis is away', { REDIS_URL: 'redis://127.0.0.1:1' }, 1, /连不上。看 Redis 启动了没有/],
  ] as const)('%s says what to do', async (_, environment, code, sentence) => {
    expect(await run(environment, async () => Promise.reject(new Error('not to be begun')))).toBe(code);
    expect(told).toEqual([expect.stringMatching(sentence)]);
  });

  it('writes out every report for its owner’s eyes, and lists what was refused', async () => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const world = { environment: { REDIS_URL: redis.url }, say, complain: say };
    const folder = await mkdtemp(join(tmpdir(), 'shuzhi-dump-'));
    const file = join(folder, 'dump.jsonl');
    expect(await dumpCommand(['--out', file], kinds, world)).toBe(0);
    const [line = ''] = (await readFile(file, 'utf8')).split('\n');
    expect(JSON.parse(line)).toMatchObject({ kind: about.kind, year: about.year, facts: {} });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await deadLetters([], world)).toBe(0);
    expect(said).toEqual([expect.stringContaining('已写入 1 份报告'), '没有被拒收的消息']);
    expect(await dumpCommand([], kinds, world)).toBe(2);
    await rm(folder, { recursive: true });
  });

  it('on data of a newer program says so, and changes nothing', async () => {
    const report = newId();
    const connection = await redis.connect();
    const code = await run({ REDIS_URL: redis.url }, async (store) => {
      await begin(store, { report });
      await connection.hset(reportKeys(report).report, 'fmt', '99');
      await store.load(report);
      return 0;
    });
    expect(code).toBe(1);
    expect(told).toEqual([expect.stringContaining('更新版本的程序写的')]);
    expect(await connection.hget(reportKeys(report).report, 'fmt')).toBe('99');
  });
});
