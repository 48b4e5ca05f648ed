/**
 * @module One long connection, from dialling to its end. It never dials again by itself: the SDK's own reconnecting
 * waits up to 30 s, and gives up for good when the platform is merely busy. connection.ts does it instead.
 */
import { type EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import { z } from 'zod';
import { asSdkHttp, createEndpointHttp } from './http.ts';
import { type Log, pick, sdkLogger } from './log.ts';

export interface LinkOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly domain: string;
  readonly log: Log;
  readonly dispatcher: EventDispatcher;
  /** ms */
  readonly timeouts: { readonly endpoint: number; readonly handshake: number; readonly pong: number };
  /** The socket is open. */
  readonly up: () => void;
  /** It could not be opened; the code of the endpoint's answer, when there was one. */
  readonly failed: (code: string | undefined) => void;
  /** A frame of any kind came in. */
  readonly frame: () => void;
  /** A frame of type `card`. */
  readonly cardFrame: () => void;
  /** The platform tells how often it wants a ping, ms. */
  readonly pingEvery: (interval: number) => void;
  /** Whatever the platform told about the connection, from the endpoint or with a pong. */
  readonly clientConfig?: (told: unknown) => void;
}

export interface Link {
  /** False once an open socket was closed by either side. */
  connected(): boolean;
  /** `force`: without the closing handshake, for a peer that does not answer. */
  close(force: boolean): void;
}

const clientConfigSchema = z.object({ PingInterval: z.number().positive() });

export function openLink(options: LinkOptions): Link {
  let code: string | undefined;
  const endpoint = createEndpointHttp(options.domain, options.timeouts.endpoint, (body) => {
    const answered = pick(body, 'code');
    code = typeof answered === 'number' || typeof answered === 'string' ? String(answered) : undefined;
    told(options, pick(body, 'data', 'ClientConfig'));
  });
  const client = new WSClient({
    appId: options.appId,
    appSecret: options.appSecret,
    domain: options.domain,
    httpInstance: asSdkHttp(endpoint),
    logger: sdkLogger(options.log),
    loggerLevel: LoggerLevel.warn,
    autoReconnect: false,
    handshakeTimeoutMs: options.timeouts.handshake,
    wsConfig: { pingTimeout: options.timeouts.pong / 1000 },
    onReady: options.up,
    onError: () => options.failed(code),
  });
  watch(client, options);
  void client.start({ eventDispatcher: options.dispatcher });
  return {
    connected: () => client.getConnectionStatus().state === 'connected',
    close: (force) => client.close({ force }),
  };
}

/**
 * The SDK tells nobody that a pong came, and drops frames of type `card` without a word; so two of its private methods
 * are wrapped. The SDK's version is pinned, and tests hold both.
 */
function watch(client: WSClient, options: LinkOptions): void {
  const wrapped = [
    wrap(client, 'handleControlData', (frame) => {
      options.frame();
      told(options, jsonOf(pick(frame, 'payload')));
    }),
    wrap(client, 'handleEventData', (frame) => {
      options.frame();
      asEvent(frame, options.cardFrame);
    }),
  ];
  if (wrapped.includes(false))
    options.log.error({}, 'the SDK has changed: silence and card frames go unnoticed');
}

function wrap(client: WSClient, method: string, before: (frame: unknown) => void): boolean {
  const original: unknown = Reflect.get(client, method);
  if (typeof original !== 'function') return false;
  Reflect.set(client, method, (frame: unknown) => {
    before(frame);
    return Reflect.apply(original, client, [frame]);
  });
  return true;
}

/** Card callbacks come in frames of type `card` while the callback subscription is not in effect. */
function asEvent(frame: unknown, seen: () => void): void {
  const headers = pick(frame, 'headers');
  if (!Array.isArray(headers)) return;
  for (const header of headers) {
    if (pick(header, 'key') !== 'type' || pick(header, 'value') !== 'card') continue;
    Reflect.set(header, 'value', 'event');
    seen();
  }
}

function told(options: LinkOptions, clientConfig: unknown): void {
  if (clientConfig !== undefined) options.clientConfig?.(clientConfig);
  const parsed = clientConfigSchema.safeParse(clientConfig);
  if (parsed.success) options.pingEvery(parsed.data.PingInterval * 1000);
}

function jsonOf(payload: unknown): unknown {
  if (!(payload instanceof Uint8Array)) return undefined;
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
}
