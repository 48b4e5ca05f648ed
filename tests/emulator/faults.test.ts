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

test('one fault is taken back, the others count on; what has struck cannot be', async () => {
  const feishu = await feishuFor();
  const client = sdkClient(feishu);
  const { openId } = person(feishu, '张敏');
  const second = { endpoint: SEND, nth: 2, status: 500 };
  const third = { endpoint: SEND, nth: 3, status: 502 };
  feishu.side.fault(second);
  feishu.side.fault(third);
  await sendText(client, openId, '一');
  expect(feishu.side.cancelFault({ status: 500, nth: 2, endpoint: SEND })).toBe(true);
  expect(feishu.side.cancelFault(second)).toBe(false);
  await sendText(client, openId, '二');
  expect(await refusalOf(sendText(client, openId, '三'))).toMatchObject({ status: 502 });
  expect(feishu.side.cancelFault(third)).toBe(false);
});

describe('trouble by chance', () => {
  test('strikes every call with its chance, as the same random numbers say, and is counted', async () => {
    const drawn = [0.9, 0.1, 0.3, 0.6];
    let at = 0;
    const feishu = await feishuFor({ random: () => drawn[at++ % drawn.length] ?? 0 });
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    feishu.side.fault({ endpoint: SEND, status: 429, code: 99991400, resetSeconds: 7, chance: 0.5 });
    await sendText(client, openId, '一');
    const refusal = await refusalOf(sendText(client, openId, '二'));
    expect(refusal.headers['x-ogw-ratelimit-reset']).toBe('7');
    await refusalOf(sendText(client, openId, '三'));
    await sendText(client, openId, '四');
    expect(feishu.side.transcript().map(({ text }) => text)).toEqual(['一', '四']);
    expect(feishu.side.troubles()).toEqual({ 99991400: 2 });
    expect(feishu.side.faults()).toHaveLength(1);
  });

  test('an upload that succeeds and is not answered leaves the file', async () => {
    const feishu = await feishuFor();
    feishu.side.fault({ endpoint: 'POST /open-apis/im/v1/files', when: 'after', reset: true });
    const data = { file_type: 'stream', file_name: '稿.docx', file: Buffer.from('x') } as const;
    await expect(sdkClient(feishu).im.v1.file.create({ data })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(feishu.side.troubles()).toEqual({ 'reset after': 1 });
  });

  const calm = { duplicate: 0, secondId: 0, late: 0, lateMs: 0, lostAck: 0 };
  /** `random`: what chance says once so many events have come in. */
  async function received(unrest: Partial<typeof calm>, random: (came: number) => number) {
    const events: unknown[] = [];
    const feishu = await feishuFor({ random: () => random(events.length), repushScale: 0.001 });
    feishu.side.change({ unrest: { ...calm, ...unrest }, ackWindowMs: 100 });
    await botFor(feishu, { 'im.message.receive_v1': ({ event_id: id }) => void events.push(id) });
    feishu.side.say({ person: '张敏', text: '一' });
    await feishu.side.waitFor(() => feishu.side.deliveries().every(({ acknowledged }) => acknowledged));
    return { feishu, events };
  }

  test('doubles an acknowledged event', async () => {
    const { feishu, events } = await received({ duplicate: 1 }, () => 0);
    await feishu.side.waitFor(() => events.length === 2);
    expect(new Set(events).size).toBe(1);
    expect(feishu.side.troubles()).toEqual({ duplicate: 1 });
  });

  test('pushes a message under a second event_id', async () => {
    const { feishu, events } = await received({ secondId: 1 }, () => 0);
    await feishu.side.waitFor(() => events.length === 2);
    expect(new Set(events).size).toBe(2);
  });

  test('repeats what was handled when the acknowledgement gets lost', async () => {
    const { events } = await received({ lostAck: 0.5 }, (came) => (came === 0 ? 0 : 0.9));
    expect(events).toHaveLength(2);
    expect(new Set(events).size).toBe(1);
  });

  test('lets one message overtake another', async () => {
    const drawn: number[] = [];
    const feishu = await feishuFor({ random: () => drawn.shift() ?? 0.9 });
    feishu.side.change({ unrest: { ...calm, late: 0.5, lateMs: 200 } });
    const texts: string[] = [];
    await botFor(feishu, {
      'im.message.receive_v1': ({ message }) => void texts.push(JSON.stringify(message)),
    });
    // Drawn for: twice, late, and how late.
    drawn.push(0.9, 0.1, 0.9);
    feishu.side.say({ person: '张敏', text: '一' });
    feishu.side.say({ person: '张敏', text: '二' });
    await feishu.side.waitFor(() => texts.length === 2);
    expect(texts[0]).toContain('二');
  });

  test('cuts one of two connections', async () => {
    const feishu = await feishuFor();
    feishu.side.change({
      clientConfig: { ReconnectCount: -1, ReconnectInterval: 60, ReconnectNonce: 60, PingInterval: 20 },
    });
    await botFor(feishu, {});
    await botFor(feishu, {});
    feishu.side.disturb('terminate', true);
    await feishu.side.waitFor(() => feishu.side.info().connected === 1);
  });
});

describe('the month’s quota', () => {
  test('used up, refuses every call', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    feishu.side.change({ quotaLeft: 1 });
    await sendText(client, openId, '一');
    expect(await refusalOf(sendText(client, openId, '二'))).toMatchObject({ code: 99991403 });
    feishu.side.change({ quotaLeft: -1 });
    await sendText(client, openId, '三');
  });
});

describe('the speed limit', () => {
  test('lets a thousand calls a minute pass', () => {
    let now = 0;
    const settings = createSettings({ ...DEFAULT_SETTINGS, rateLimit: true }, () => undefined);
    const limiter = createLimiter(settings, () => now);
    let passed = 0;
    for (let second = 0; second < 30; second += 1, now += 1000)
      for (let call = 0; call < 45; call += 1) passed += limiter.app() === undefined ? 1 : 0;
    expect(passed).toBe(1000);
  });

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
