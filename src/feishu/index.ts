/**
 * @module The edge towards Feishu: everything that knows the platform is below here.
 *
 * HTTP honours HTTP_PROXY and NO_PROXY, except towards a loopback domain; the long connection never uses a proxy.
 */
import { EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { createCallbacks } from './callbacks.ts';
import { createApi } from './client.ts';
import { type Connection, type ConnectionTimes, checkAppId, createConnection } from './connection.ts';
import { createDeliver } from './deliver.ts';
import { CallFailure, configError, isConfigCode } from './errors.ts';
import type { Called } from './http.ts';
import { type Log, sdkLogger } from './log.ts';
import type { FeishuEdge } from './port.ts';

export { FeishuConfigError } from './errors.ts';
export type { Log } from './log.ts';

/** All in ms; those of the long connection besides. */
export interface Timeouts extends ConnectionTimes {
  /** A call; a file's upload. */
  readonly http: number;
  readonly upload: number;
  /** A click must be answered: the platform waits 3 s. */
  readonly click: number;
  /** Handlers may finish when closing. */
  readonly drain: number;
}

const TIMEOUTS: Timeouts = {
  http: 10_000,
  upload: 60_000,
  click: 2_500,
  drain: 3_000,
  endpoint: 15_000,
  handshake: 15_000,
  pong: 30_000,
  grace: 15_000,
  look: 1_000,
  firstPause: 500,
  longestPause: 60_000,
};

/** Bytes of a file that is read into memory; whoever reads it may want less. */
const FETCH_LIMIT = 20 * 1024 * 1024;

export interface FeishuOptions {
  readonly appId: string;
  readonly appSecret: string;
  /** https://open.feishu.cn, or where the emulator listens. */
  readonly domain: string;
  readonly log: Log;
  /** ms since the epoch */
  readonly now: () => number;
  readonly timeouts?: Partial<Timeouts>;
  /** Told of every call, for the metrics. */
  readonly called?: Called;
}

/** Throws a FeishuConfigError for an app id that the SDK would silently not use. */
export function createFeishu(options: FeishuOptions): FeishuEdge {
  const { appId, appSecret, log, now, called } = options;
  checkAppId(appId);
  const domain = options.domain.replace(/\/+$/, '');
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const counted = called === undefined ? {} : { called };
  const api = createApi({ appId, appSecret, domain, log, now, timeouts, ...counted });
  const deliver = createDeliver(api, log, now);
  let callbacks: ReturnType<typeof createCallbacks> | undefined;
  let connection: Connection | undefined;
  let closing = false;

  return {
    fetch: (message, key) =>
      api.download(message, key, FETCH_LIMIT).catch((error: unknown) => {
        log.warn({ err: error, message }, 'file could not be fetched');
        return undefined;
      }),
    deliver,
    departments: api.departments,
    connect: async (receive, recalled = async () => undefined) => {
      if (callbacks) throw new Error('connect is called once');
      callbacks = createCallbacks({ receive, recalled, log, patience: timeouts.click });
      const dispatcher = new EventDispatcher({ logger: sdkLogger(log), loggerLevel: LoggerLevel.warn });
      dispatcher.register(callbacks.handlers);
      await api.warm().catch((error: unknown) => {
        if (!(error instanceof CallFailure)) throw error;
        if (isConfigCode(error.code)) throw configError(error.code);
        log.warn({ code: error.code }, 'no tenant token yet, going on');
      });
      if (closing) throw new Error('closed before the long connection was up');
      connection = createConnection({ appId, appSecret, domain, log, now, dispatcher, times: timeouts });
      await connection.open();
    },
    connection: () => connection?.state() ?? { state: 'idle', restarts: 0, cardFrames: 0 },
    close: async () => {
      closing = true;
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeouts.drain);
      });
      await Promise.race([callbacks?.drain(), enough]);
      clearTimeout(timer);
      // The SDK acknowledges only after the handler, some promises later.
      await new Promise((resolve) => setImmediate(resolve));
      connection?.close();
    },
  };
}
