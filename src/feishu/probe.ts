/**
 * @module Looking at the platform as somebody who checks a new tenant: every answer as it is, nothing made up for,
 * nothing repeated. Only `doctor` uses it; the bot itself goes through index.ts.
 */
import { EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import { ACKNOWLEDGED } from './callbacks.ts';
import { createApi } from './client.ts';
import { CallFailure } from './errors.ts';
import { createRawHttp } from './http.ts';
import { type Parsed, parseEnter, parseMenu, parseMessage } from './inbound.ts';
import { openLink } from './link.ts';
import { type Log, pick, sdkLogger } from './log.ts';

/** One answer of the platform, or why there was none. Never a token, never what was sent. */
export interface Reply {
  /** `0` for success, else the platform's code, `http-<status>`, or the network's errno. */
  readonly code: string;
  readonly msg: string;
  /** The body, as it came; of token calls, only `expire`. */
  readonly body?: unknown;
  readonly logId?: string;
  /** The platform's clock from the Date header, and ours before and after, ms. */
  readonly clock?: { readonly theirs: number; readonly asked: number; readonly answered: number };
}

export interface SeenClick {
  readonly by: string;
  readonly message: string;
  readonly name?: string;
  /** As they came; undefined = absent. */
  readonly value?: unknown;
  readonly form?: unknown;
  /** The click came in a frame of type `card`. */
  readonly cardFrame: boolean;
}

export type SeenEvent =
  /** `id` stays the same when the platform pushes it again. */
  | { readonly type: 'message'; readonly by: string; readonly id: string }
  | { readonly type: 'enter'; readonly by: string }
  | { readonly type: 'menu'; readonly by: string; readonly key: string };

export interface Listener {
  up(): void;
  /** It could not be opened; the endpoint's code, when it gave one. */
  failed(code: string | undefined): void;
  clientConfig(told: unknown): void;
  /** A rejection is answered with 500: the platform pushes the event again later. */
  event(seen: SeenEvent): Promise<void>;
  /** What is returned is the response; `undefined` is answered without any. */
  click(seen: SeenClick): unknown;
}

export interface Listening {
  connected(): boolean;
  close(): void;
}

export interface Probe {
  /** Fetches a token, which the calls below then carry. */
  token(): Promise<Reply>;
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    more?: { params?: Readonly<Record<string, string>>; body?: unknown },
  ): Promise<Reply>;
  /** A file of no bytes, which the platform refuses: it tells whether uploads are allowed at all. */
  uploadNothing(): Promise<Reply>;
  /** As the bot does it, through the SDK; `body` is the file_key. */
  upload(name: string, bytes: Uint8Array): Promise<Reply>;
  listen(listener: Listener): Listening;
}

export interface ProbeOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly domain: string;
  readonly log: Log;
  readonly now: () => number;
  /** ms: a call, an upload, the endpoint of the long connection, its handshake. */
  readonly timeouts: Readonly<Record<'http' | 'upload' | 'endpoint' | 'handshake', number>>;
}

const PONG_MS = 30_000;

export function createProbe({ appId, appSecret, domain, log, now, timeouts }: ProbeOptions): Probe {
  const http = createRawHttp(domain, timeouts.http);
  const api = createApi({ appId, appSecret, domain, log, now, timeouts });
  let token = '';

  const ask = async (config: Parameters<typeof http.request>[0]): Promise<Reply> => {
    const asked = now();
    try {
      const response = await http.request({
        ...config,
        headers: { ...config.headers, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      });
      return replyOf(response, asked, now());
    } catch (error) {
      const errno = pick(error, 'code');
      return { code: typeof errno === 'string' ? errno : 'no-answer', msg: '' };
    }
  };

  return {
    token: async () => {
      token = '';
      const url = `${domain}/open-apis/auth/v3/tenant_access_token/internal`;
      const reply = await ask({ method: 'POST', url, data: { app_id: appId, app_secret: appSecret } });
      const given = pick(reply.body, 'tenant_access_token');
      token = typeof given === 'string' ? given : '';
      const missing = reply.code === '0' && token === '';
      return {
        ...reply,
        ...(missing ? { code: 'no-token' } : {}),
        body: { expire: pick(reply.body, 'expire') },
      };
    },
    call: (method, path, { params, body } = {}) =>
      ask({
        method,
        url: `${domain}${path}`,
        ...(params ? { params } : {}),
        ...(body ? { data: body } : {}),
      }),
    uploadNothing: () => {
      const form = new FormData();
      form.append('file_type', 'stream');
      form.append('file_name', 'empty.txt');
      form.append('file', new Blob([]), 'empty.txt');
      return ask({ method: 'POST', url: `${domain}/open-apis/im/v1/files`, data: form });
    },
    upload: async (name, bytes) => {
      try {
        return { code: '0', msg: '', body: await api.upload(name, bytes) };
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error;
        return { code: error.code, msg: '', ...(error.logId === undefined ? {} : { logId: error.logId }) };
      }
    },
    listen: (listener) => listen({ appId, appSecret, domain, log, timeouts }, listener),
  };
}

function replyOf(
  response: { readonly status: number; readonly data: unknown; readonly headers: unknown },
  asked: number,
  answered: number,
): Reply {
  const code = pick(response.data, 'code');
  const msg = pick(response.data, 'msg');
  const logId = pick(response.headers, 'x-tt-logid');
  const date = pick(response.headers, 'date');
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return {
    code: typeof code === 'number' ? String(code) : `http-${response.status}`,
    msg: typeof msg === 'string' ? msg : '',
    body: response.data,
    ...(typeof logId === 'string' ? { logId } : {}),
    ...(Number.isNaN(theirs) ? {} : { clock: { theirs, asked, answered } }),
  };
}

const clickSchema = z.object({
  operator: z.object({ open_id: z.string() }),
  context: z.object({ open_message_id: z.string() }),
  action: z.object({
    name: z.string().optional(),
    value: z.unknown().optional(),
    form_value: z.unknown().optional(),
  }),
});

function listen(
  options: Pick<ProbeOptions, 'appId' | 'appSecret' | 'domain' | 'log' | 'timeouts'>,
  listener: Listener,
): Listening {
  /** The link tells of a card frame just before it hands the frame on. */
  let cardFrame = false;
  const event = (parse: (data: unknown) => Parsed) => async (data: unknown) => {
    const parsed = parse(data);
    const seen = 'ignored' in parsed ? undefined : seenOf(parsed.envelope.inbound);
    if (seen) await listener.event(seen);
    return {};
  };
  const click = async (data: unknown): Promise<unknown> => {
    const inCardFrame = cardFrame;
    cardFrame = false;
    const parsed = clickSchema.safeParse(data);
    if (!parsed.success) return {};
    const { operator, context, action } = parsed.data;
    return listener.click({
      by: operator.open_id,
      message: context.open_message_id,
      cardFrame: inCardFrame,
      value: action.value,
      form: action.form_value,
      ...(action.name === undefined ? {} : { name: action.name }),
    });
  };
  const dispatcher = new EventDispatcher({
    logger: sdkLogger(options.log),
    loggerLevel: LoggerLevel.warn,
  });
  const handlers: Record<string, (data: unknown) => Promise<unknown>> = {
    ...Object.fromEntries(
      [...ACKNOWLEDGED, 'im.message.recalled_v1'].map((type) => [type, async () => ({})]),
    ),
    'im.message.receive_v1': event(parseMessage),
    'im.chat.access_event.bot_p2p_chat_entered_v1': event(parseEnter),
    'application.bot.menu_v6': event(parseMenu),
    'card.action.trigger': click,
  };
  dispatcher.register(handlers);
  const { endpoint, handshake } = options.timeouts;
  const link = openLink({
    ...options,
    dispatcher,
    timeouts: { endpoint, handshake, pong: PONG_MS },
    up: () => listener.up(),
    failed: (code) => listener.failed(code),
    frame: () => undefined,
    cardFrame: () => {
      cardFrame = true;
    },
    pingEvery: () => undefined,
    clientConfig: (told) => listener.clientConfig(told),
  });
  return { connected: () => link.connected(), close: () => link.close(false) };
}

type Inbound = Extract<Parsed, { envelope: unknown }>['envelope']['inbound'];

function seenOf(inbound: Inbound): SeenEvent | undefined {
  switch (inbound.type) {
    case 'text':
    case 'other':
      return { type: 'message', by: inbound.by, id: inbound.id };
    case 'enter':
      return { type: 'enter', by: inbound.by };
    case 'menu':
      return { type: 'menu', by: inbound.by, key: inbound.key };
    default:
      return undefined;
  }
}
