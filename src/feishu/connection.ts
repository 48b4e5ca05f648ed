/** @module Keeps one long connection open for ever: dials again, with back-off, whenever it is lost, refused or silent. */
import { performance } from 'node:perf_hooks';
import { configError, FeishuConfigError, isConfigCode } from './errors.ts';
import { type Link, type LinkOptions, openLink } from './link.ts';
import type { Log } from './log.ts';
import type { ConnectionState } from './port.ts';

/** All in ms. */
export interface ConnectionTimes {
  readonly endpoint: number;
  readonly handshake: number;
  /** From a ping to any frame. */
  readonly pong: number;
  /** Beyond the interval of pings and `pong`, without any frame: the connection is given up. */
  readonly grace: number;
  /** How often the connection is looked at. */
  readonly look: number;
  /** Pause before dialling again: doubled each time, spread by half. */
  readonly firstPause: number;
  readonly longestPause: number;
}

export interface ConnectionOptions
  extends Pick<LinkOptions, 'appId' | 'appSecret' | 'domain' | 'dispatcher'> {
  readonly log: Log;
  readonly now: () => number;
  readonly times: ConnectionTimes;
}

export interface Connection {
  /** Resolves when up for the first time; rejects with a FeishuConfigError when the credentials are refused before. */
  open(): Promise<void>;
  state(): ConnectionState;
  close(): void;
}

/** Up this long, a loss is the first one again. */
const STEADY = 10_000;
/** The platform's default, until it says otherwise. */
const PING_EVERY = 120_000;

export function createConnection(options: ConnectionOptions): Connection {
  const { log, now, times } = options;
  let link: Link | undefined;
  let state: ConnectionState['state'] = 'idle';
  let lastInbound: number | undefined;
  let restarts = 0;
  let cardFrames = 0;
  let attempts = 0;
  let pingEvery = PING_EVERY;
  /** By the monotonic clock: when dialling began, when it was up, when the last frame came. */
  let [dialled, since, heard] = [0, 0, 0];
  let looking: NodeJS.Timeout | undefined;
  let pausing: NodeJS.Timeout | undefined;
  let first: { resolve(): void; reject(error: Error): void } | undefined;

  const dial = (): void => {
    dialled = performance.now();
    since = 0;
    const current = openLink({
      ...options,
      timeouts: times,
      up: () => {
        if (link !== current) return;
        state = 'connected';
        since = performance.now();
        heard = since;
        log.info({ restarts }, 'long connection up');
        first?.resolve();
        first = undefined;
      },
      failed: (code) => {
        if (link === current) refused(code);
      },
      frame: () => {
        heard = performance.now();
        lastInbound = now();
      },
      cardFrame: () => {
        cardFrames += 1;
        const message =
          'card frame: is the callback subscription saved as long connection, and a version published?';
        if (cardFrames === 1) log.error({}, message);
      },
      pingEvery: (interval) => {
        pingEvery = interval;
      },
    });
    link = current;
  };

  const refused = (code: string | undefined): void => {
    if (code === undefined || !isConfigCode(code)) {
      again('could not be opened', code);
    } else if (first) {
      stop('failed', true);
      first.reject(configError(code));
      first = undefined;
    } else {
      // It worked before: somebody is changing the secret, or will have to.
      again('credentials refused', code);
      state = 'failed';
    }
  };

  const again = (reason: string, code?: string): void => {
    attempts = since > 0 && performance.now() - since >= STEADY ? 0 : attempts + 1;
    link?.close(true);
    link = undefined;
    state = first ? 'connecting' : 'reconnecting';
    restarts += 1;
    const longest = Math.min(times.longestPause, times.firstPause * 2 ** Math.min(attempts, 20));
    const pause = Math.round(longest * (0.5 + Math.random() / 2));
    log.warn({ reason, code, pause, restarts }, 'long connection lost');
    pausing = setTimeout(dial, pause);
  };

  const look = (): void => {
    if (!link) return;
    const passed = (from: number): number => performance.now() - from;
    if (since === 0) {
      if (passed(dialled) > times.endpoint + times.handshake + times.grace) again('stuck in dialling');
    } else if (!link.connected()) {
      again('closed');
    } else if (passed(heard) > pingEvery + times.pong + times.grace) {
      again('silent');
    }
  };

  const stop = (last: ConnectionState['state'], force: boolean): void => {
    clearInterval(looking);
    clearTimeout(pausing);
    link?.close(force);
    link = undefined;
    state = last;
  };

  return {
    open: () => {
      if (state !== 'idle') throw new Error('the long connection is opened once');
      return new Promise((resolve, reject) => {
        first = { resolve, reject };
        state = 'connecting';
        looking = setInterval(look, times.look);
        dial();
      });
    },
    state: () => ({ state, ...(lastInbound === undefined ? {} : { lastInbound }), restarts, cardFrames }),
    close: () => {
      stop('idle', false);
      first?.reject(new Error('closed before the long connection was up'));
      first = undefined;
    },
  };
}

/** The SDK does not dial with any other form, and only logs it. */
export function checkAppId(appId: string): void {
  if (/^cli_[0-9a-fA-F]{16}$/.test(appId)) return;
  throw new FeishuConfigError('app-id', 'FEISHU_APP_ID 的格式不对，应当是 cli_ 加 16 位十六进制数字');
}
