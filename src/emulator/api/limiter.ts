/** The platform's speed limits, as fixed windows of one second. Off unless the setting says otherwise. */
import type { SettingsBox } from '../settings.ts';
import { type Reply, refuse } from './reply.ts';

const PER_APP = 50;
const PER_CHAT = 5;
const PER_MESSAGE = 5;
const WINDOW_MS = 1000;

export interface Limiter {
  /** Each returns the refusal, or undefined when the call may pass. */
  app(): Reply | undefined;
  chat(chatId: string): Reply | undefined;
  message(messageId: string): Reply | undefined;
}

/** `clock` in ms; the real one, because a limit of seconds has to end in seconds even where the world's clock stands still. */
export function createLimiter(settings: SettingsBox, clock = (): number => performance.now()): Limiter {
  const windows = new Map<string, { start: number; used: number }>();

  function exceeds(key: string, limit: number): boolean {
    if (!settings.get().rateLimit) return false;
    const now = clock();
    const window = windows.get(key);
    if (!window || now - window.start >= WINDOW_MS) {
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

  return {
    app: () => (exceeds('app', PER_APP) ? slowDown(PER_APP) : undefined),
    chat: (chatId) => (exceeds(chatId, PER_CHAT) ? slowDown(PER_CHAT) : undefined),
    message: (messageId) =>
      exceeds(messageId, PER_MESSAGE)
        ? refuse(230020, 'This operation triggers the frequency limit of the message.')
        : undefined,
  };
}
