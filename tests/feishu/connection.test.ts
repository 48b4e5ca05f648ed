import { afterEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import { createFeishu, FeishuConfigError } from '../../src/feishu/index.ts';
import { type Edge, startEdge, until } from './edge.ts';

let edge: Edge;
afterEach(() => edge?.close());

const side = () => edge.emulator.side;
const ENDPOINT = 'POST /callback/ws/endpoint';
const TOKEN = 'POST /open-apis/auth/v3/tenant_access_token/internal';
const state = () => edge.feishu.connection();

/** Says something and waits until it has come in. */
async function heard(text: string): Promise<void> {
  await side().waitFor(() => side().info().connected > 0);
  side().say({ person: '张敏', text });
  await until(() => edge.received.some(({ inbound }) => inbound.type === 'text' && inbound.text === text));
}

describe('the long connection', () => {
  it('is up once connect resolves, and tells when it last heard anything', async () => {
    edge = await startEdge();
    expect(state()).toEqual({ state: 'idle', restarts: 0, cardFrames: 0 });
    await edge.connect();
    await until(() => state().lastInbound !== undefined);
    expect(state()).toMatchObject({ state: 'connected', restarts: 0 });
  });

  it.each(['close', 'terminate'] as const)('comes back after a %s', async (how) => {
    edge = await startEdge();
    await edge.connect();
    side().disturb(how);
    await until(() => state().restarts === 1 && state().state === 'connected');
    await heard('还在吗');
  });

  it('notices by itself that nobody answers any more', async () => {
    // Pinged more often than it waits for a pong, the SDK's own watch is always armed again and never barks.
    edge = await startEdge({ timeouts: { pong: 200, grace: 50 }, emulator: { repushScale: 0.001 } });
    // The platform may still push to the connection that is dead, and pushes again when nobody acknowledges.
    const clientConfig = { ...side().settings().clientConfig, PingInterval: 0.05 };
    side().change({ clientConfig, ackWindowMs: 100 });
    await edge.connect();
    side().disturb('half-open');
    await until(() => state().restarts > 0 && state().state === 'connected');
    expect(edge.logged.some(({ fields }) => JSON.stringify(fields).includes('silent'))).toBe(true);
    await heard('还在吗');
  });

  it.each([
    ['busy at the endpoint, which the SDK takes as the end', { status: 200, code: 1000040345 }],
    ['an internal error', { status: 200, code: 1000040343 }],
    ['an error of the server', { status: 500 }],
    ['a reset', { reset: true }],
    ['nobody answering', { hang: true }],
  ])('dials on through %s, at start and later', async (_, trouble) => {
    edge = await startEdge({ timeouts: { endpoint: 100 } });
    side().fault({ endpoint: ENDPOINT, times: 2, ...trouble });
    await edge.connect();
    expect(state().restarts).toBe(2);
    side().fault({ endpoint: ENDPOINT, times: 2, ...trouble });
    side().disturb('terminate');
    await until(() => state().restarts === 5 && state().state === 'connected');
    await heard('还在吗');
  });

  it('dials on through a refused upgrade and a handshake that hangs', async () => {
    edge = await startEdge({ timeouts: { handshake: 100 } });
    side().change({ refuseUpgrade: true });
    const connected = edge.connect();
    await until(() => state().restarts === 2);
    side().change({ refuseUpgrade: false, hangHandshake: true });
    await until(() => state().restarts === 4);
    side().change({ hangHandshake: false });
    await connected;
    await heard('还在吗');
  });

  it('is not given up when the platform says ReconnectCount 1', async () => {
    edge = await startEdge();
    side().change({ clientConfig: { ...side().settings().clientConfig, ReconnectCount: 1 } });
    await edge.connect();
    side().change({ refuseUpgrade: true });
    side().disturb('terminate');
    await until(() => state().restarts > 3);
    side().change({ refuseUpgrade: false });
    await heard('还在吗');
  });

  it('can be closed before it was ever up', async () => {
    edge = await startEdge();
    side().change({ hangHandshake: true });
    const connected = edge.connect();
    await until(() => state().state === 'connecting');
    await edge.feishu.close();
    await expect(connected).rejects.toThrow('closed before');
  });
});

describe('wrong credentials', () => {
  const wrong = (appSecret: string) => (error: unknown) => {
    expect(error).toBeInstanceOf(FeishuConfigError);
    expect(String(error)).toContain('FEISHU_APP_SECRET');
    expect(String(error)).not.toContain(appSecret);
    return true;
  };

  it('end connect with a sentence, not with silence', async () => {
    edge = await startEdge({ appSecret: 'wrong-one' });
    await expect(edge.connect()).rejects.toSatisfy(wrong('wrong-one'));
    expect(side().counters()[ENDPOINT]).toBeUndefined();
  });

  it('do so, too, when only the endpoint notices', async () => {
    edge = await startEdge({ appSecret: 'wrong-one' });
    side().fault({ endpoint: TOKEN, status: 502 });
    await expect(edge.connect()).rejects.toSatisfy(wrong('wrong-one'));
    expect(state()).toMatchObject({ state: 'failed', restarts: 0 });
  });

  it('are waited out when they were right before', async () => {
    edge = await startEdge();
    await edge.connect();
    side().fault({ endpoint: ENDPOINT, status: 200, code: 514, times: 2 });
    side().disturb('terminate');
    await until(() => state().state === 'failed');
    await until(() => state().state === 'connected');
    await heard('还在吗');
  });

  it('such as an app id of another form are refused at once', async () => {
    const emulator = await startEmulator();
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const common = { appSecret: 'x', domain: emulator.url, log, now: Date.now };
    expect(() => createFeishu({ ...common, appId: 'demo' })).toThrow(FeishuConfigError);
    await emulator.close();
  });
});
