/** What was answered stands nowhere but in Redis, and with DATA_KEY not even there. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rotateCommand } from '../../src/rotate.ts';
import { formFor } from '../support/answers.ts';
import { kinds, type Office, openOffice } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const KEY = '5a'.repeat(32);
const OTHER = '6b'.repeat(32);
/** Nothing else in the program says this. */
const SAID = ['冬日暖阳第七支部', '青松翠柏攻坚队的故事', '某某不愿公开的理由'];

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

/** An interview with words of her own, as values, as prose, in a file; then all that the server has on disk. */
async function interview(environment: Record<string, string>): Promise<{ disk: string; jobs: string }> {
  office = await openOffice('real', ['bot', 'worker'], environment);
  const who = office.secretary('张敏');
  await who.opens();
  await who.click('开始');
  const flow = kinds.get('project-branch')?.flow;
  const [first] = flow?.cards ?? [];
  const form = formFor(first?.facts ?? []);
  const texts = Object.keys(form).filter((id) => ['text', 'name'].includes(flow?.facts.get(id)?.type ?? ''));
  await who.click('提交', { ...form, ...Object.fromEntries(texts.map((id) => [id, SAID[0]])) });
  await who.says(`支委会 12，${SAID[1]}`);
  await who.says(`${SAID[2]}`);
  await who.says('生成');
  await who.file();
  const redis = await office.redis.connect();
  // Compressed, nothing could be found in it.
  await redis.config('SET', 'rdbcompression', 'no');
  await redis.save();
  const [, folder = ''] = (await redis.config('GET', 'dir')) as string[];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  expect(names.filter((name) => /\.(?:rdb|aof)$/.test(name)).length).toBeGreaterThan(1);
  const files = names.map((name) => readFile(name));
  const jobs: string[] = [];
  for (const key of await redis.keys('*')) {
    if (key.startsWith('sz:')) continue;
    const type = await redis.type(key);
    if (type === 'hash') jobs.push(JSON.stringify(await redis.hgetall(key)));
    if (type === 'list') jobs.push((await redis.lrange(key, 0, -1)).join());
    if (type === 'string') jobs.push((await redis.get(key)) ?? '');
    if (type === 'stream') jobs.push(JSON.stringify(await redis.xrange(key, '-', '+')));
    if (type === 'zset') jobs.push((await redis.zrange(key, '0', '-1')).join());
  }
  return { disk: Buffer.concat(await Promise.all(files)).toString('utf8'), jobs: jobs.join('\n') };
}

const inLog = () => SAID.filter((words) => office?.logged.some((line) => line.includes(words)));

describe.skipIf(skipped('real'))(named('what was answered', 'real'), () => {
  it('is found with DATA_KEY neither in the log, nor in jobs, nor on disk', async () => {
    const { disk, jobs } = await interview({ DATA_KEY: KEY });
    expect(office?.logged.length).toBeGreaterThan(0);
    expect(jobs).toContain('drain');
    expect(inLog()).toEqual([]);
    expect(SAID.filter((words) => disk.includes(words))).toEqual([]);
    expect(SAID.filter((words) => jobs.includes(words))).toEqual([]);
  });

  it('is found without DATA_KEY on disk, but neither in the log nor in jobs', async () => {
    const { disk, jobs } = await interview({});
    expect(SAID.filter((words) => disk.includes(words))).toEqual(SAID);
    expect(inLog()).toEqual([]);
    expect(SAID.filter((words) => jobs.includes(words))).toEqual([]);
  });

  it('keeps the program from starting with another key or none, and can be put under a new one', async () => {
    office = await openOffice('real', ['bot', 'worker'], { DATA_KEY: KEY });
    const who = office.secretary('张敏');
    await who.opens();
    await who.says('支委会 12');
    const url = office.redis.url;
    const lines: string[] = [];
    const world = (keys: string) => ({
      environment: { REDIS_URL: url, DATA_KEY: keys },
      say: (line: string) => void lines.push(line),
      complain: (line: string) => void lines.push(line),
    });
    expect(await rotateCommand([], world(OTHER))).toBe(1);
    expect(lines.join()).toContain('DATA_KEY 里没有这一把');
    expect(await rotateCommand([], world(''))).toBe(2);
    expect(await rotateCommand([], world('short'))).toBe(2);
    expect(await rotateCommand([], world(`${OTHER},${KEY}`))).toBe(0);
    expect(lines.at(-1)).toContain('旧密钥可以从 DATA_KEY 里去掉了');
    await expect(office.start(['worker'])).rejects.toThrow(/DATA_KEY 里没有这一把.*没有改动任何已存的数据/);
  });
});
