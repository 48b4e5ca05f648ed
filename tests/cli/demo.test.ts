/** The first thing that anybody runs: what keeps it from starting is said in a sentence. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFailure, startDemo } from '../../src/demo.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

describe('a demo that cannot start', () => {
  let redis: TestRedis;
  let folder = '';
  beforeAll(async () => {
    redis = await testRedis('embedded');
    folder = await mkdtemp(join(tmpdir(), 'shuzhi-demo-'));
  });
  afterAll(async () => {
    await redis?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (more: Readonly<Record<string, string>>) =>
    startDemo(kinds, { REDIS_URL: redis.url, DEMO_DATA: folder, DEMO_PORT: '0', ...more }, () => undefined);

  it('because the port is taken says how to take another', async () => {
    const first = await start({});
    const { port } = new URL(first.page);
    const failure = await start({ DEMO_PORT: port }).catch(demoFailure);
    expect(failure).toMatch(/^端口被别的程序占着（.*）。网页的端口用 DEMO_PORT 换/);
    await first.stop();
  });

  it('because a setting is wrong says which', async () => {
    expect(await start({ REMIND_DAYS: 'x' }).catch(demoFailure)).toMatch(
      /^REMIND_DAYS：应是用逗号隔开的天数/,
    );
    expect(demoFailure(new Error('anything else'))).toBeUndefined();
  });
});
