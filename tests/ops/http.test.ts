import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthOf } from '../../src/ops/health.ts';
import { launch, type Running } from '../../src/run.ts';
import { readSettings } from '../../src/settings.ts';
import { environmentFor, kinds, type Office, openOffice } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const TOKEN = 'a-token-of-the-monitor';

describe('the HTTP settings', () => {
  const base = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 's', REDIS_URL: 'redis://h' };
  const problems = (more: Record<string, string>) => {
    const read = readSettings({ ...base, ...more });
    return 'problems' in read ? read.problems : [];
  };

  it.each(['0.0.0.0:8788', '10.1.2.3:80', 'monitor.example:1', '127.evil.example:8788', '128.0.0.1:1'])(
    'refuse %s without a token',
    (HTTP_ADDR) => {
      expect(problems({ HTTP_ADDR })).toEqual([expect.stringContaining('必须同时设置 HTTP_TOKEN')]);
      expect(problems({ HTTP_ADDR, HTTP_TOKEN: TOKEN })).toEqual([]);
    },
  );

  it('need none on loopback, refuse a short one, and say all at once', () => {
    for (const HTTP_ADDR of ['127.0.0.1:1', 'localhost:1', '127.9.9.9:1'])
      expect(problems({ HTTP_ADDR })).toEqual([]);
    expect(problems({ HTTP_TOKEN: 'short' })).toEqual([expect.stringMatching(/^HTTP_TOKEN：至少 16/)]);
    expect(problems({ HTTP_ADDR: '0.0.0.0:1', REDIS_URL: 'nonsense' })).toHaveLength(2);
  });

  it.each([
    ...[
      'http://h',
      'redis://',
      'redis://a,b',
      'redis://user@h',
      'redis://:p%@h',
      'redis://h:0',
      'redis://h/x',
    ],
    ...['redis+sentinel://h', 'redis+cluster://h/1'],
  ])('and an address of Redis that is none, %s, is told of in a sentence', (REDIS_URL) => {
    expect(problems({ REDIS_URL })).toEqual([expect.stringMatching(/^REDIS_URL：看不懂.*%25/)]);
  });

  it('take every form of address that the store connects to', () => {
    for (const REDIS_URL of ['rediss://h', 'rediss+sentinel://:p%25@a:1,b:2/m', 'rediss+cluster://a,b'])
      expect(problems({ REDIS_URL })).toEqual([]);
  });
});

describe('health', () => {
  const vitals = { phase: 'running', redis: true, warnings: [], now: Date.now() } as const;
  const connection = { state: 'connected', restarts: 0, cardFrames: 0 } as const;

  it('is ready only when running with everything there', () => {
    expect(healthOf({ ...vitals, connection, worker: true })).toMatchObject({
      ok: true,
      ready: true,
      wrong: [],
    });
    expect(healthOf({ ...vitals, phase: 'starting' })).toMatchObject({ ok: true, ready: false });
    expect(healthOf({ ...vitals, phase: 'stopping' })).toMatchObject({ ok: true, ready: false });
    expect(healthOf({ ...vitals, redis: false })).toMatchObject({
      ok: false,
      ready: false,
      wrong: ['redis'],
    });
    expect(healthOf({ ...vitals, worker: false })).toMatchObject({ ok: false, wrong: ['worker'] });
    const lost = healthOf({ ...vitals, connection: { ...connection, state: 'reconnecting' } });
    expect(lost).toMatchObject({ ok: false, ready: false, wrong: ['feishu'] });
  });

  it('shows what is to be mended without taking it for an outage', () => {
    const warning = { id: 'redis-aof', verdict: 'wrong', sentence: '没有打开 AOF', mend: '打开' } as const;
    expect(healthOf({ ...vitals, warnings: [warning] })).toMatchObject({
      ok: true,
      warnings: [{ id: 'redis-aof', sentence: '没有打开 AOF', mend: '打开' }],
    });
  });
});

describe.skipIf(skipped('real'))(named('the HTTP side', 'real'), () => {
  let office: Office;
  let both: Running;
  let worker: Running;
  const get = (
    running: Running,
    path: string,
    headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` },
  ) => fetch(running.http.replace('/healthz', path), { headers });
  const until = async (check: () => Promise<boolean>) => {
    while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const status = (running: Running, path: string, wanted: number) =>
    until(async () => (await get(running, path)).status === wanted);

  beforeAll(async () => {
    office = await openOffice('real', [], { HTTP_TOKEN: TOKEN });
    both = await office.start();
    worker = await office.start(['worker']);
  }, 60_000);
  afterAll(async () => {
    await office?.close();
  });

  it('answers nobody without the token', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/nothing']) {
      for (const header of [undefined, TOKEN, `Bearer ${TOKEN}x`, 'Bearer ', `bearer ${TOKEN}`]) {
        const answer = await get(both, path, header === undefined ? {} : { authorization: header });
        expect(answer.status, `${path} ${header}`).toBe(401);
        expect(await answer.text()).toBe('');
      }
    }
    expect((await get(both, '/nothing')).status).toBe(404);
    const posted = await fetch(both.http, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(posted.status).toBe(405);
  });

  it('counts an interview without a word of it', async () => {
    const zhang = office.secretary('张敏');
    const { openId } = office.feishu.side.setPerson('张敏');
    await zhang.opens();
    await zhang.click('开始');
    await zhang.says('支委会十三次');
    await zhang.says('生成');
    await zhang.file();
    const text = `${await (await get(both, '/metrics')).text()}${await (await get(worker, '/metrics')).text()}`;
    const lines = text.split('\n');
    expect(lines).toContain('shuzhi_turn_seconds_count{kind="click",outcome="ok"} 1');
    expect(lines).toContain('shuzhi_feishu_connection{state="connected"} 1');
    expect(lines).toContain('shuzhi_dead_letters 0');
    expect(text).toMatch(/^shuzhi_feishu_calls_total\{endpoint="POST im\/v1\/messages",code="0"\} [1-9]/m);
    expect(text).toMatch(/^shuzhi_feishu_calls_total\{endpoint="POST im\/v1\/files",code="0"\} 1/m);
    expect(text).toMatch(/^shuzhi_drafts_total 1$/m);
    expect(text).toMatch(/^shuzhi_feishu_seconds_since_inbound [0-9.]+$/m);
    expect(text).toMatch(/^shuzhi_feishu_calls_this_month [1-9]/m);
    expect(text).toMatch(/^shuzhi_queue_jobs\{queue="send",state="waiting"\} \d+$/m);
    expect(text).not.toMatch(/[一-鿿]|ou_|om_|oc_/);
    for (const secret of [openId, office.feishu.appSecret, TOKEN, '张敏']) expect(text).not.toContain(secret);
  }, 60_000);

  it('counts a code of the platform, and patches without the message', async () => {
    office.feishu.side.fault({ endpoint: 'POST /open-apis/im/v1/messages', status: 429, code: 99991400 });
    await office.secretary('张敏').says('进度');
    const text = `${await (await get(both, '/metrics')).text()}${await (await get(worker, '/metrics')).text()}`;
    expect(text).toContain('shuzhi_feishu_calls_total{endpoint="POST im/v1/messages",code="99991400"} 1');
  }, 60_000);

  it('tells the truth while Redis is away, of bot and worker, and when it is back', async () => {
    await office.redis.kill();
    await Promise.all([status(both, '/readyz', 503), status(worker, '/readyz', 503)]);
    const answer = await get(worker, '/healthz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ ok: false, redis: 'down' });
    const text = await (await get(both, '/metrics')).text();
    expect(text).toContain('shuzhi_redis_up 0');
    expect(text).not.toMatch(/^shuzhi_(?:pending_reports|dead_letters|queue_jobs)\b/m);
    await office.redis.restart();
    await Promise.all([status(both, '/readyz', 200), status(worker, '/readyz', 200)]);
    expect(await (await get(both, '/metrics')).text()).toContain('shuzhi_redis_up 1');
  }, 60_000);

  it('tells the truth while Feishu is away; a worker does not need the long connection', async () => {
    office.feishu.side.change({ refuseUpgrade: true });
    office.feishu.side.disturb('terminate');
    await status(both, '/readyz', 503);
    expect(await (await get(both, '/healthz')).json()).toMatchObject({ wrong: ['feishu'], redis: 'up' });
    expect((await get(worker, '/readyz')).status).toBe(200);
    office.feishu.side.change({ refuseUpgrade: false });
    await status(both, '/readyz', 200);
  }, 60_000);

  it('shows what the check at the start found, and works all the same', async () => {
    const redis = await office.redis.connect();
    const [own] = 'nodes' in redis ? redis.nodes('master') : [redis];
    await own?.config('SET', 'appendonly', 'no');
    await own?.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const late = await office.start(['worker']);
    await own?.config('SET', 'appendonly', 'yes');
    await own?.config('SET', 'maxmemory-policy', 'noeviction');
    const answer = await get(late, '/healthz');
    expect(answer.status).toBe(200);
    const warnings = [{ id: 'redis-aof' }, { id: 'redis-eviction' }];
    expect(await answer.json()).toMatchObject({ ok: true, ready: true, warnings });
    const told = office.logged.filter((line) => line.includes('check at the start failed'));
    expect(told).toEqual([
      expect.stringContaining('"check":"redis-aof","set":"appendonly yes"'),
      expect.stringContaining('"check":"redis-eviction","set":"maxmemory-policy noeviction"'),
    ]);
    expect(await (await get(worker, '/healthz')).json()).toMatchObject({ warnings: [] });
    await late.stop();
  }, 60_000);

  it('says that it is not ready before the start is finished and while it stops', async () => {
    await office.redis.kill();
    const read = readSettings({
      ...environmentFor(office.feishu, office.redis),
      HTTP_ADDR: '127.0.0.1:28788',
    });
    if ('problems' in read) throw new Error(read.problems.join());
    const log = { info() {}, warn() {}, error() {}, debug() {} };
    const starting = launch({ settings: read.settings, parts: ['worker'], kinds, log: log as never });
    const at = (path: string) => fetch(`http://127.0.0.1:28788${path}`);
    await until(() =>
      at('/readyz').then(
        (answer) => answer.status === 503,
        () => false,
      ),
    );
    expect(await (await at('/readyz')).json()).toMatchObject({
      ready: false,
      phase: 'starting',
      wrong: ['redis', 'worker'],
    });
    await office.redis.restart();
    await starting.started;
    expect((await at('/readyz')).status).toBe(200);
    await starting.stop();
    await expect(at('/readyz')).rejects.toThrow();
  }, 60_000);
});
