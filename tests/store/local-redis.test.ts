import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRedis, connectRedis } from '../../src/store/connect.ts';
import { type LocalRedis, NoRedisError, openLocalRedis } from '../../src/store/local-redis.ts';
import { FolderInUseError } from '../../src/store/own-server.ts';
import { until } from '../jobs/helpers.ts';
import { named, realRedisAvailable, skipped } from '../support/redis.ts';

async function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const up = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return up;
}

/** A process that opens a local Redis, says where it is, and stays. */
async function holder(options: object): Promise<{ child: ChildProcess; url: string }> {
  const module = new URL('../../src/store/local-redis.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(module)}).then(async ({ openLocalRedis }) => {
    const { url } = await openLocalRedis(${JSON.stringify(options)});
    console.log(url);
    setInterval(() => {}, 1000);
  });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(line).trim() };
}

async function kill({ child }: { child: ChildProcess }): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function withRedis<T>(
  url: string,
  use: (redis: ReturnType<typeof connectRedis>) => Promise<T>,
): Promise<T> {
  const redis = connectRedis(url, 'turn');
  try {
    return await use(redis);
  } finally {
    await closeRedis(redis);
  }
}

describe('a given Redis', () => {
  it('is used, and its password is not shown', async () => {
    const url = 'redis://:secret@far.away:1';
    const local = await openLocalRedis({ url });
    expect(local).toMatchObject({
      kind: 'given',
      url,
      notice: expect.stringContaining('redis://far.away:1'),
    });
    expect(local.notice).not.toContain('secret');
    await local.close();
    await expect(openLocalRedis({ url: 'far.away' })).rejects.toThrow(/REDIS_URL/);
  });
});

describe('the embedded Redis', () => {
  it('listens on the loopback only, says that it forgets, and ends when closed', async () => {
    const local = await openLocalRedis({ path: '' });
    expect(local.kind).toBe('embedded');
    expect(local.notice).toMatch(/退出后全部丢失.*安装 redis-server.*REDIS_URL/);
    expect(await withRedis(local.url, (redis) => redis.ping())).toBe('PONG');
    const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address } of outside.filter((one) => !one.internal && one.family === 'IPv4')) {
      expect(await answers(local.url.replace('127.0.0.1', address))).toBe(false);
    }
    await local.close();
    expect(await answers(local.url)).toBe(false);
  });

  it('ends with its parent, also when that is killed', async () => {
    const parent = await holder({ path: '' });
    expect(await answers(parent.url)).toBe(true);
    await kill(parent);
    await until(async () => !(await answers(parent.url)), 'the end of the server');
  });
});

describe.skipIf(skipped('real'))(named('an installed server', 'real'), () => {
  let folder: string;
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'shuzhi-local-')), '数据 的');
  });
  afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('is started with its data in the folder, and has it again the next time', async () => {
    expect(realRedisAvailable()).toBe(true);
    const first = await openLocalRedis({ folder });
    expect(first).toMatchObject({ kind: 'server', notice: expect.stringContaining(folder) });
    await withRedis(first.url, async (redis) => {
      await redis.set('k', 'v');
      expect(await redis.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
      expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    });
    await expect(openLocalRedis({ folder })).rejects.toThrow(FolderInUseError);
    await first.close();
    expect(await answers(first.url)).toBe(false);
    const second = await openLocalRedis({ folder });
    expect(await withRedis(second.url, (redis) => redis.get('k'))).toBe('v');
    await second.close();
  });

  it('left over by a parent that was killed is found again, and can be ended', async () => {
    const parent = await holder({ folder });
    await withRedis(parent.url, (redis) => redis.set('k', 'left'));
    await expect(openLocalRedis({ folder })).rejects.toThrow(`进程 ${parent.child.pid}`);
    await kill(parent);
    expect(await answers(parent.url)).toBe(true);
    const found: LocalRedis = await openLocalRedis({ folder });
    expect(found.url).toBe(parent.url);
    expect(await withRedis(found.url, (redis) => redis.get('k'))).toBe('left');
    await found.close();
    expect(await answers(found.url)).toBe(false);
  });
});

describe('no Redis at all', () => {
  it('is known from a child that does not find the package', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shuzhi-none-'));
    const script = join(folder, 'embedded-server.mjs');
    await copyFile(new URL('../../src/store/embedded-server.mjs', import.meta.url), script);
    const child = fork(script, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const [said] = await once(child, 'message');
    expect(said).toMatchObject({ missing: true });
    child.kill();
    await rm(folder, { recursive: true });
    expect(new NoRedisError().message).toMatch(/REDIS_URL.*redis-server.*npm ci/);
  });
});
