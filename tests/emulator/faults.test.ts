import { afterEach, describe, expect, test } from 'vitest';
import { createLimiter } from '../../src/emulator/api/limiter.ts';
import { createSettings, DEFAULT_SETTINGS } from '../../src/emulator/settings.ts';
import {
  botFor,
  closeAll,
  connectBot,
  feishuFor,
  person,
  refusalOf,
  sdkClient,
  sendText,
} from './helpers.ts';

afterEach(closeAll);

const SEND = 'POST /open-apis/im/v1/messages';

describe('faults on order', () => {
  test('the second call answers 500, the others do not', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    feishu.side.fault({ endpoint: SEND, nth: 2, status: 500, code: 2200 });
    await sendText(client, openId, '一');
    expect(await refusalOf(sendText(client, openId, '二'))).toMatchObject({ status: 500, code: 2200 });
    await sendText(client, openId, '三');
    expect(feishu.side.transcript().map(({ text }) => text)).toEqual(['一', '三']);
    expect(feishu.side.faults()).toEqual([]);
  });

  test('a reset before storing leaves no message', async () => {
    const feishu = await feishuFor();
    feishu.side.fault({ endpoint: SEND, reset: true });
    const send = sendText(sdkClient(feishu), person(feishu, '张敏').openId, '一');
    await expect(send).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(feishu.side.transcript()).toEqual([]);
    expect(feishu.side.calls().at(-1)).toMatchObject({ endpoint: SEND, status: 0, fault: true });
  });

  test('a reset after storing leaves one, and a repeat with the same uuid makes no second', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    feishu.side.fault({ endpoint: SEND, when: 'after', reset: true });
    await expect(sendText(client, openId, '一', 'u-1')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await sendText(client, openId, '一', 'u-1');
    expect(feishu.side.transcript()).toHaveLength(1);
  });

  test('the same uuid while the first is under way: 230049', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    feishu.side.fault({ endpoint: SEND, when: 'after', delayMs: 100 });
    const first = sendText(client, openId, '一', 'u-1');
    await feishu.side.waitFor((messages) => messages.length === 1);
    expect(await refusalOf(sendText(client, openId, '一', 'u-1'))).toMatchObject({ code: 230049 });
    expect((await first).code).toBe(0);
  });

  test('HTTP 200 with a code loses the reason of an upload in the SDK', async () => {
    const feishu = await feishuFor();
    feishu.side.fault({ endpoint: 'POST /open-apis/im/v1/files', status: 200, code: 234010 });
    const data = { file_type: 'stream', file_name: '稿.docx', file: Buffer.from('x') } as const;
    expect(await sdkClient(feishu).im.v1.file.create({ data })).toBeNull();
  });

  test('several calls in a row, until cleared', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    feishu.side.fault({ endpoint: '*', nth: 2, times: 99, status: 429, code: 99991400 });
    for (let turn = 0; turn < 3; turn += 1) {
      const refusal = await refusalOf(sendText(client, openId, '一'));
      expect(refusal).toMatchObject({ status: 429, code: 99991400 });
      expect(refusal.headers['x-ogw-ratelimit-reset']).toBe('1');
    }
    feishu.side.clearFaults();
    await sendText(client, openId, '一');
  });
});

describe('the speed limit', () => {
  test('five a second to a chat and to a message, fifty for the app; off by default', () => {
    let now = 0;
    const settings = createSettings(DEFAULT_SETTINGS, () => undefined);
    const limiter = createLimiter(settings, () => now);
    const refusals = (count: number, ask: () => unknown) =>
      Array.from({ length: count }, ask).filter((refusal) => refusal !== undefined).length;
    expect(refusals(99, limiter.app)).toBe(0);
    settings.change({ rateLimit: true });
    expect(refusals(52, limiter.app)).toBe(2);
    expect(refusals(7, () => limiter.chat('oc_1'))).toBe(2);
    expect(refusals(5, () => limiter.chat('oc_2'))).toBe(0);
    expect(refusals(6, () => limiter.message('om_1'))).toBe(1);
    now += 1000;
    expect(refusals(5, () => limiter.chat('oc_1'))).toBe(0);
  });

  test('a hurried bot is told when to come again', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ rateLimit: true });
    const client = sdkClient(feishu);
    const sends = Array.from({ length: 40 }, (_, index) =>
      sendText(client, person(feishu, '张敏').openId, String(index)),
    );
    const refused = (await Promise.allSettled(sends)).filter((one) => one.status === 'rejected');
    expect(refused[0]?.reason.response).toMatchObject({
      status: 429,
      data: { code: 99991400 },
      headers: { 'x-ogw-ratelimit-limit': '5', 'x-ogw-ratelimit-reset': '1' },
    });
  });
});

describe('a connection that breaks', () => {
  const config = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 20 };

  test.each(['close', 'terminate'] as const)('%s: the client comes back', async (how) => {
    const feishu = await feishuFor();
    feishu.side.change({ clientConfig: config });
    await botFor(feishu, {});
    feishu.side.disturb(how);
    await feishu.side.waitFor(() => feishu.side.info().connected === 0);
    await feishu.side.waitFor(() => feishu.side.info().connected === 1);
  });

  test('half-open: it looks connected, and events are not acknowledged', async () => {
    const feishu = await feishuFor({ repushScale: 0 });
    feishu.side.change({ ackWindowMs: 10 });
    await botFor(feishu, { 'im.message.receive_v1': () => undefined });
    feishu.side.disturb('half-open');
    feishu.side.say({ person: '张敏', text: '在吗' });
    await feishu.side.waitFor(() => feishu.side.deliveries()[0]?.lost);
    expect(feishu.side.info().connected).toBe(1);
  });

  test('a refused upgrade is tried again', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ clientConfig: config, refuseUpgrade: true });
    const bot = botFor(feishu, {});
    await feishu.side.waitFor(() => (feishu.side.counters()['POST /callback/ws/endpoint'] ?? 0) >= 2);
    feishu.side.change({ refuseUpgrade: false });
    await bot;
  });

  test('a busy code at the endpoint ends the SDK’s client', async () => {
    const feishu = await feishuFor();
    feishu.side.fault({ endpoint: 'POST /callback/ws/endpoint', status: 200, code: 1000040345 });
    await expect(
      Promise.race([connectBot(feishu, {}), feishu.side.waitFor(() => feishu.side.calls().length > 0)]),
    ).resolves.toBe(true);
    expect(feishu.side.calls()[0]).toMatchObject({ code: 1000040345 });
    expect(feishu.side.info().connected).toBe(0);
  });

  test('more connections than the limit are refused', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ connectionLimit: 1 });
    await botFor(feishu, {});
    const body = JSON.stringify({ AppID: feishu.appId, AppSecret: feishu.appSecret });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${feishu.url}/callback/ws/endpoint`, { method: 'POST', body, headers });
    expect(await response.json()).toMatchObject({ code: 1000040350, data: {} });
  });

  test('the wrong secret gets 514', async () => {
    const feishu = await feishuFor();
    const body = JSON.stringify({ AppID: feishu.appId, AppSecret: 'wrong' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${feishu.url}/callback/ws/endpoint`, { method: 'POST', body, headers });
    expect(await response.json()).toMatchObject({ code: 514 });
  });
});
