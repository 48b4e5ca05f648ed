/**
 * @module The tenant token. Kept here and not by the SDK, which neither drops a token that the platform refuses nor
 * fetches one only once when several calls need it. Processes need not share it: the platform gives all the same one.
 */
import type { AxiosInstance } from 'axios';
import { z } from 'zod';
import { CallFailure } from './errors.ts';

/** A token this close to its end is not used any more: calls take time, and clocks differ. */
const EARLY = 3 * 60_000;

const replySchema = z.object({ tenant_access_token: z.string().min(1), expire: z.number().positive() });

export interface Tokens {
  get(): Promise<string>;
  /** Forgets this token, unless it was replaced meanwhile. */
  drop(token: string): void;
}

export function createTokens(options: {
  readonly http: AxiosInstance;
  readonly domain: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly now: () => number;
}): Tokens {
  const { http, domain, appId, appSecret, now } = options;
  let kept: { readonly token: string; readonly until: number } | undefined;
  let running: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> => {
    const body: unknown = await http.post(`${domain}/open-apis/auth/v3/tenant_access_token/internal`, {
      app_id: appId,
      app_secret: appSecret,
    });
    const reply = replySchema.safeParse(body);
    if (!reply.success) throw new CallFailure('no-token');
    const { tenant_access_token: token, expire } = reply.data;
    kept = { token, until: now() + expire * 1000 - EARLY };
    return token;
  };

  return {
    get: () => {
      if (kept && kept.until > now()) return Promise.resolve(kept.token);
      running ??= fetchToken().finally(() => {
        running = undefined;
      });
      return running;
    },
    drop: (token) => {
      if (kept?.token === token) kept = undefined;
    },
  };
}
