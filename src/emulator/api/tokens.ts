/** Tenant tokens: one at a time, a new one once less than half an hour is left, the old one valid to its end. */
import { newToken } from '../ids.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { SettingsBox } from '../settings.ts';
import { type Reply, type Route, refuse } from './reply.ts';

const APP_ID = /^cli_[0-9a-f]{16}$/i;
const RENEW_BELOW_MS = 30 * 60_000;

export interface AppIdentity {
  readonly appId: string;
  readonly appSecret: string;
}

export interface Tokens {
  readonly route: Route;
  /** The refusal, or undefined when the Authorization header carries a living token. */
  check(authorization: string | undefined): Reply | undefined;
  /** Every token issued so far stops working at once, as after a change of the secret. */
  revoke(): void;
  /** Living tokens with their ends, to be kept over a restart. */
  list(): [string, number][];
}

export function createTokens(
  app: AppIdentity,
  settings: SettingsBox,
  now: () => number,
  kept: readonly [string, number][] = [],
): Tokens {
  const living = new Map<string, number>(kept);

  function current(): { token: string; expiresAt: number } {
    const latest = [...living].at(-1);
    if (latest && latest[1] - now() >= RENEW_BELOW_MS) return { token: latest[0], expiresAt: latest[1] };
    const token = newToken();
    const expiresAt = now() + settings.get().tokenSeconds * 1000;
    living.set(token, expiresAt);
    return { token, expiresAt };
  }

  /** This endpoint refuses with HTTP 200; only the code tells. */
  function issue(body: JsonObject): Reply {
    const id = textOf(body, 'app_id') ?? '';
    const secret = textOf(body, 'app_secret');
    if (!APP_ID.test(id) || !secret) return refuse(10003, 'invalid param', 200);
    if (id !== app.appId) return refuse(10014, 'app id not exists', 200);
    if (secret !== app.appSecret) return refuse(10014, 'app secret invalid', 200);
    if (settings.get().appDisabled) return refuse(10015, 'app disabled', 200);
    const { token, expiresAt } = current();
    const expire = Math.ceil((expiresAt - now()) / 1000);
    return { status: 200, body: { code: 0, msg: 'ok', tenant_access_token: token, expire } };
  }

  function check(authorization: string | undefined): Reply | undefined {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return refuse(99991661, 'Missing access token for authorization.');
    const expiresAt = living.get(token);
    if (expiresAt !== undefined && expiresAt > now()) return undefined;
    return refuse(
      99991663,
      'Invalid access token for authorization. Please make a request with token attached.',
    );
  }

  return {
    route: {
      method: 'POST',
      path: '/open-apis/auth/v3/tenant_access_token/internal',
      open: true,
      handle: ({ body }) => issue(body),
    },
    check,
    revoke: () => living.clear(),
    list: () => [...living].filter(([, expiresAt]) => expiresAt > now()),
  };
}
