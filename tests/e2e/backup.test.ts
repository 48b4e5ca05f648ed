/** An interview is backed up, brought back into an empty Redis, found there key by key, and goes on. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupCommand, restoreCommand } from '../../src/backup.ts';
import { createLog, launch, run } from '../../src/run.ts';
import { readSettings } from '../../src/settings.ts';
import { writeAll } from '../../src/store/backup.ts';
import { groupsOf } from '../../src/store/backup-file.ts';
import type { Connection } from '../../src/store/connect.ts';
import { restoring } from '../../src/store/restoring.ts';
import { environmentFor, kinds, type Office, openOffice, readable } from '../support/office.ts';
import { type Kind, named, skipped, type TestRedis, testRedis } from '../support/redis.ts';

/** Every key of ours by the commands of its type, in the order that a comparison needs; how long it lives apart. */
async function everything(redis: Connection): Promise<Map<string, { content: unknown; left: number }>> {
  const server = 'nodes' in redis ? redis.nodes('master')[0] : redis;
  if (server === undefined) throw new Error('no server');
  const keys = (await server.keys('sz:*')).filter((key) => !/sent|doctor/.test(key)).sort();
  const found = new Map<string, { content: unknown; left: number }>();
  for (const key of keys) {
    const type = await redis.type(key);
    const content = {
      string: async () => redis.getBuffer(key),
      hash: async () => Object.entries(await redis.hgetallBuffer(key)).sort(([a], [b]) => (a < b ? -1 : 1)),
      list: async () => redis.lrangeBuffer(key, 0, -1),
      zset: async () => redis.zrangeBuffer(key, '0', '-1', 'WITHSCORES'),
    }[type as 'string' | 'hash' | 'list' | 'zset'];
    found.set(key, { content: [type, await content()], left: await redis.pttl(key) });
  }
  return found;
}

async function expectSame(from: Connection, to: Connection): Promise<void> {
  const [before, after] = [await everything(from), await everything(to)];
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [key, { content, left }] of before) {
    expect(after.get(key)?.content, key).toEqual(content);
    expect((after.get(key)?.left ?? 0) > 0, key).toBe(left > 0);
    // Both count down; what is compared is the moment at the end.
    expect(Math.abs((after.get(key)?.left ?? 0) - left), key).toBeLessThan(120_000);
  }
}

describe.skipIf(skipped('real'))(named('a backup', 'real'), () => {
  let office: Office;
  let folder: string;
  const targets: TestRedis[] = [];
  const said: string[] = [];
  const world = (redis: TestRedis) => ({
    url: redis.url,
    say: (line: string) => void said.push(line),
    complain: (line: string) => void said.push(line),
  });
  const empty = async (kind: Kind = 'real') => {
    const redis = await testRedis(kind);
    targets.push(redis);
    return redis;
  };
  const file = () => join(folder, 'backup.gz');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shuzhi-backup-'));
    office = await openOffice('real', []);
    const running = await office.start();
    const zhang = office.secretary('张敏');
    await zhang.opens();
    await zhang.click('开始');
    await zhang.click('提交', { writerName: '张敏', branchName: '清源河支部', superior: '公司党委' });
    await zhang.says('支委会十三次，第一个不足：𪚥\u0000「奇怪」的字');
    await zhang.says('交稿时间12月18日');
    await zhang.says('生成');
    await zhang.file();
    await zhang.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    office.secretary('李芳');
    office.feishu.side.setPerson('李芳', 230053);
    office.feishu.side.say({ person: '李芳', text: '开始' });
    const redis = await office.redis.connect();
    await office.feishu.side.waitFor(() => office.feishu.side.deliveries().every((one) => one.acknowledged));
    while ((await redis.keys('sz:*:dead')).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await running.stop();
    // What a crash leaves: a draft that is wanted, and a message in the outbox that nobody has sent.
    const bot = await office.start(['bot']);
    office.feishu.side.say({ person: '张敏', text: '生成' });
    await office.feishu.side.waitFor(() => office.feishu.side.deliveries().every((one) => one.acknowledged));
    await bot.stop();
    await redis.set('other:application', 'untouched');
    expect(await backupCommand(['--out', file()], world(office.redis))).toBe(0);
    expect(said.join('\n')).toContain('已备份 2 份报告');
  }, 120_000);
  afterAll(async () => {
    await office?.close();
    for (const redis of targets) await redis.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each<Kind>(['real', 'cluster', 'embedded'])(
    'is the same key by key in an empty %s Redis',
    async (kind) => {
      const redis = await empty(kind);
      expect(await restoreCommand(['--from', file()], world(redis)), said.join('\n')).toBe(0);
      await expectSame(await office.redis.connect(), await redis.connect());
    },
    60_000,
  );

  it('goes on where it was: the draft that was wanted comes, and what was answered is there', async () => {
    const redis = await empty();
    expect(await restoreCommand(['--from', file()], world(redis))).toBe(0);
    const read = readSettings({ ...environmentFor(office.feishu, redis) });
    if ('problems' in read) throw new Error(read.problems.join());
    const log = createLog('error');
    const running = await run({ settings: read.settings, parts: ['bot', 'worker'], kinds, log });
    const zhang = office.secretary('张敏');
    await zhang.says('目录');
    await zhang.click('组织生活');
    expect(readable(zhang.card())).toContain('支委会：13 次');
    await zhang.until((messages) => messages.filter(({ type }) => type === 'file').length === 2);
    await zhang.says('党课六次');
    await zhang.says('生成');
    expect((await zhang.file(3)).text).toContain('13次');
    await running.stop();
  }, 120_000);

  it('is not brought back over data, unless that is said', async () => {
    const redis = await empty();
    const there = await redis.connect();
    await there.set('sz:{p01}:r:0000000000000000', 'something');
    await there.set('other:application', 'untouched');
    expect(await restoreCommand(['--from', file()], world(redis))).toBe(1);
    expect(said.at(-1)).toContain('--replace');
    expect((await there.keys('*')).sort()).toEqual(['other:application', 'sz:{p01}:r:0000000000000000']);
    expect(await restoreCommand(['--from', file(), '--replace'], world(redis))).toBe(0);
    await expectSame(await office.redis.connect(), there);
    expect(await there.get('other:application')).toBe('untouched');
  }, 60_000);

  it('brought back only half, keeps the program from starting, and is brought back whole by the same command', async () => {
    const redis = await empty();
    const there = await redis.connect();
    const stop = new Error('killed here');
    async function* half() {
      let left = 3;
      for await (const group of groupsOf(file())) {
        if (left === 0) throw stop;
        left -= 1;
        yield group;
      }
    }
    await expect(restoring(there, () => writeAll(there, half(), Date.now()))).rejects.toBe(stop);
    const read = readSettings({ ...environmentFor(office.feishu, redis) });
    if ('problems' in read) throw new Error(read.problems.join());
    const { settings } = read;
    const options = { settings, parts: ['bot', 'worker'] as const, kinds, log: createLog('silent') };
    const launched = launch(options);
    await expect(launched.started).rejects.toThrow(/上次恢复没有做完.*再运行一次/);
    await launched.stop();
    expect(await backupCommand(['--out', join(folder, 'half.gz')], world(redis))).toBe(1);
    expect(said.at(-1)).toContain('上次恢复没有做完');
    expect(await restoreCommand(['--from', file()], world(redis))).toBe(0);
    expect(said.join('\n')).toContain('从头恢复');
    await expectSame(await office.redis.connect(), there);
  }, 60_000);

  it('is refused with a sentence, and nothing written, when it is damaged, cut off, newer or none', async () => {
    const whole = await readFile(file());
    const text = gunzipSync(whole).toString();
    const lines = text.trimEnd().split('\n');
    const rezipped = (changed: readonly string[]) => gzipSync(`${changed.join('\n')}\n`);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(whole.length >> 1) ^ 0x10, whole.length >> 1);
    const replaced = (at: number, from: RegExp, to: string) =>
      rezipped(lines.map((line, index) => (index === at ? line.replace(from, to) : line)));
    const cases: readonly (readonly [string, Buffer, RegExp])[] = [
      ['cut off in the middle', whole.subarray(0, whole.length >> 1), /没有写完/],
      ['without its last byte', whole.subarray(0, -1), /没有写完/],
      ['with a bit changed', flipped, /备份文件坏了/],
      ['with its last line gone', rezipped(lines.slice(0, -1)), /没有写完/],
      ['with a line gone', rezipped(lines.filter((_, index) => index !== 2)), /校验和对不上/],
      ['with a line twice', rezipped([...lines.slice(0, 2), ...lines.slice(1)]), /校验和对不上/],
      ['with a value changed', replaced(2, /"values":\["[^"]+"/, '"values":["AAAA"'), /校验和对不上/],
      ['with a line that is none', replaced(2, /^/, 'x'), /第 3 行读不懂/],
      ['with more behind its end', rezipped([...lines, lines[1] ?? '']), /结尾之后/],
      ['of a newer format', replaced(0, /"format":1/, '"format":2'), /更新版本的程序/],
      ['with newer data', replaced(0, /"stored":\d+/, '"stored":999'), /更新版本的程序/],
      ['of another program', rezipped(['{"a":1}', ...lines.slice(1)]), /不是述职助手的备份/],
      ['empty', Buffer.alloc(0), /没有写完/],
      ['not zipped', Buffer.from(text), /备份文件坏了/],
    ];
    const redis = await empty();
    for (const [name, bytes, sentence] of cases) {
      const path = join(folder, 'spoiled.gz');
      await writeFile(path, bytes);
      expect(await restoreCommand(['--from', path, '--replace'], world(redis)), name).toBe(1);
      expect(said.at(-1), name).toMatch(sentence);
    }
    expect(await restoreCommand(['--from', join(folder, 'nothing')], world(redis))).toBe(1);
    expect(said.at(-1)).toContain('没有这个文件');
    expect((await (await redis.connect()).keys('sz:*')).filter((key) => !key.includes('doctor'))).toEqual([]);
  }, 120_000);

  it('does not take the place of another file, and says what it was not told', async () => {
    expect(await backupCommand(['--out', file()], world(office.redis))).toBe(1);
    expect(said.at(-1)).toContain('已经有了');
    expect(await backupCommand([], world(office.redis))).toBe(2);
    expect(await backupCommand(['--out', file()], { ...world(office.redis), url: undefined })).toBe(2);
    expect(await restoreCommand(['--from'], world(office.redis))).toBe(2);
    const nowhere = { ...world(office.redis), url: 'redis://127.0.0.1:1' };
    expect(await backupCommand(['--out', join(folder, 'b')], nowhere)).toBe(1);
    expect(said.at(-1)).toContain('连不上');
  }, 60_000);
});
