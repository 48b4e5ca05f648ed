/** The platform's limits: speed, as fixed windows of a second and a minute, and the month's quota. Off unless the settings say otherwise. */
import type { SettingsBox } from '../settings.ts';
import { type Reply, refuse } from './reply.ts';

const PER_APP = 50;
const PER_APP_MINUTE = 1000;
const PER_CHAT = 5;
const PER_MESSAGE = 5;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

export interface Limiter {
  /** Each returns the refusal, or undefined when the call may pass. */
  app(): Reply | undefined;
  chat(chatId: string): Reply | undefined;
  message(messageId: string): Reply | undefined;
}

/** `clock` in ms; the real one, because a limit of seconds has to end in seconds even where the world's clock stands still. */
export function createLimiter(settings: SettingsBox, clock = (): number => performance.now()): Limiter {
  const windows = new Map<string, { start: number; used: number }>();

  function exceeds(key: string, limit: number, length = SECOND_MS): boolean {
    if (!settings.get().rateLimit) return false;
    const now = clock();
    const window = windows.get(key);
    if (!window || now - window.start >= length) {
      windows.set(key, { start: now, used: 1 });
      return false;
    }
    window.used += 1;
    return window.used > limit;
  }

  const slowDown = (limit: number): Reply =>
    refuse(99991400, 'request trigger frequency limit', 429, {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': '1',
    });

  function usedUp(): boolean {
    const { quotaLeft } = settings.get();
    if (quotaLeft > 0) settings.change({ quotaLeft: quotaLeft - 1 });
    return quotaLeft === 0;
  }

  function app(): Reply | undefined {
    if (usedUp()) return refuse(99991403, 'This month’s API call quota has been exceeded');
    if (exceeds('app', PER_APP)) return slowDown(PER_APP);
    return exceeds('app minute', PER_APP_MINUTE, MINUTE_MS) ? slowDown(PER_APP_MINUTE) : undefined;
  }

  return {
    app,
    chat: (chatId) => (exceeds(chatId, PER_CHAT) ? slowDown(PER_CHAT) : undefined),
    message: (messageId) =>
      exceeds(messageId, PER_MESSAGE)
        ? refuse(230020, 'This operation triggers the frequency limit of the message.')
        : undefined,
  };
}
