/** The emulator with the unmodified SDK as its client, as the tests use it. */
import * as lark from '@larksuiteoapi/node-sdk';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.ts';

const QUIET = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
};

export const person = (feishu: Emulator, name: string) => {
  const found = feishu.side.people().find((one) => one.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

export function sdkClient(feishu: Emulator): lark.Client {
  const { appId, appSecret, url } = feishu;
  // A cache of its own: the SDK's default one is shared by the whole process, hence by all tests.
  const kept = new Map<string, unknown>();
  const cache: lark.Cache = {
    get: async (key) => kept.get(key.toString()),
    set: async (key, value) => {
      kept.set(key.toString(), value);
      return true;
    },
  };
  return new lark.Client({ appId, appSecret, domain: url, logger: QUIET, cache });
}

type Handler = (data: Record<string, unknown>) => unknown;

export interface Bot {
  readonly socket: lark.WSClient;
  close(): void;
}

/** A client on the long connection; resolves once the emulator counts it. */
export async function connectBot(feishu: Emulator, handlers: Record<string, Handler>): Promise<Bot> {
  const { appId, appSecret, url } = feishu;
  const before = feishu.side.info().connected;
  const socket = new lark.WSClient({ appId, appSecret, domain: url, logger: QUIET });
  const eventDispatcher = new lark.EventDispatcher({ logger: QUIET }).register(handlers);
  await socket.start({ eventDispatcher });
  await feishu.side.waitFor(() => feishu.side.info().connected > before);
  return { socket, close: () => socket.close({ force: true }) };
}

const open: (() => unknown)[] = [];

/** Starts an emulator that ends with the test; see `closeAll`. */
export async function feishuFor(options: EmulatorOptions = {}): Promise<Emulator> {
  const feishu = await startEmulator(options);
  open.push(() => feishu.close());
  return feishu;
}

export async function botFor(feishu: Emulator, handlers: Record<string, Handler>): Promise<Bot> {
  const bot = await connectBot(feishu, handlers);
  open.push(bot.close);
  return bot;
}

/** For afterEach: ends what the test started, newest first. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close();
}

/** What a rejected SDK call says. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ status: number; code: number; msg: string; logId: string; headers: Record<string, string> }> {
  try {
    await call;
  } catch (cause) {
    const { response } = cause as {
      response: {
        status: number;
        headers: Record<string, string>;
        data: { code: number; msg: string; error?: { log_id: string } };
      };
    };
    return {
      status: response.status,
      code: response.data.code,
      msg: response.data.msg,
      logId: response.data.error?.log_id ?? '',
      headers: response.headers,
    };
  }
  throw new Error('the call was not refused');
}

export const sendText = (client: lark.Client, openId: string, text: string, uuid?: string) =>
  client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: openId,
      msg_type: 'text',
      content: JSON.stringify({ text }),
      ...(uuid ? { uuid } : {}),
    },
  });

export const sendCard = (client: lark.Client, openId: string, card: object) =>
  client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: openId, msg_type: 'interactive', content: JSON.stringify(card) },
  });
