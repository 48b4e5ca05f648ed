/** @module What a failed call means: the one place that knows the platform's error codes. */
import { pick } from './log.ts';
import type { Delivered } from './port.ts';

/** The app id or secret is wrong, or the app is off: nothing will work until somebody mends the configuration. */
export class FeishuConfigError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'FeishuConfigError';
    this.code = code;
  }
}

/** A call that failed, without anything private: neither what was sent nor with which token. */
export class CallFailure extends Error {
  /** The platform's code, `http-<status>`, or the network's errno. */
  readonly code: string;
  readonly status: number | undefined;
  /** Milliseconds until the rate limit resets, when the platform says so. */
  readonly reset: number | undefined;
  readonly logId: string | undefined;
  constructor(code: string, status?: number, reset?: number, logId?: string) {
    super(`feishu call failed: ${code}`);
    this.name = 'CallFailure';
    this.code = code;
    this.status = status;
    this.reset = reset;
    this.logId = logId;
  }
}

/** The token could not be had: whatever was to be sent has certainly not been. */
export class BeforeSending extends CallFailure {
  constructor(cause: CallFailure) {
    super(cause.code, cause.status, cause.reset, cause.logId);
    this.name = 'BeforeSending';
  }
}

/** Of anything thrown by axios or by the response interceptor; any other error is ours and thrown on. */
export function failureOf(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  const status = pick(error, 'response', 'status');
  const code = pick(error, 'response', 'data', 'code');
  const errno = pick(error, 'code');
  const logId =
    pick(error, 'response', 'data', 'error', 'log_id') ?? pick(error, 'response', 'headers', 'x-tt-logid');
  const name =
    typeof code === 'number' && code !== 0
      ? String(code)
      : typeof status === 'number'
        ? `http-${status}`
        : typeof errno === 'string'
          ? errno
          : undefined;
  if (name === undefined) throw error;
  return new CallFailure(
    name,
    typeof status === 'number' ? status : undefined,
    resetOf(pick(error, 'response', 'headers', 'x-ogw-ratelimit-reset')),
    typeof logId === 'string' ? logId : undefined,
  );
}

/** The token is missing or no longer valid: get a new one and try once more. */
export const isTokenFailure = (failure: CallFailure): boolean =>
  ['99991661', '99991663', '99991664', '99991665', '234002'].includes(failure.code);

/** The credentials themselves are refused, by the token call (100xx) or by the endpoint of the long connection. */
export const isConfigCode = (code: string): boolean =>
  ['10003', '10014', '10015', '403', '514'].includes(code);

export const configError = (code: string): FeishuConfigError =>
  new FeishuConfigError(
    code,
    `飞书没有接受这个应用的凭证（错误码 ${code}）：请检查 FEISHU_APP_ID 和 FEISHU_APP_SECRET 是不是同一个应用的，应用有没有启用`,
  );

/** A card the platform does not take; the same as text may still go through. */
export const isCardRefused = (code: string): boolean => code === '230099' || code === '230025';

/** The message that is to be changed was taken back, removed, or is older than 14 days; a new one can be sent. */
export const isPastChange = (code: string): boolean => ['230011', '230110', '230031'].includes(code);

/** A scope is missing: that stops what needs it, files for instance, and not the rest. */
export const isScopeMissing = (code: string): boolean => code === '99991672' || code === '230027';

/** Refused by the organisation's content check. */
export const isAudited = (code: string): boolean => code === '230022' || code === '230028';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

type Scope = 'message' | 'person' | 'app';

const REFUSED: Readonly<Record<Scope, readonly string[]>> = {
  // Quota, address, app disabled or not installed, bot off, scope missing, credentials.
  app: [
    ...['99991403', '99991401', '99991662', '99991673', '99991672', '230006', '234007', '230027'],
    ...['10003', '10014', '10015'],
  ],
  // Unknown, out of range, resigned, has stopped the bot, muted, chat gone, other tenant, secret chat, bot not in it.
  person: [
    ...['99992351', '99992356', '230013', '230018', '230035', '230053', '230029', '230034'],
    ...['230036', '232009', '230038', '230075', '230002'],
  ],
  // Not one of ours, gone, too old, wrong in itself, refused by the content check.
  message: [
    ...['99992354', '230001', '230011', '230110', '230017', '230022', '230028', '230025', '230031'],
    ...['230054', '230055', '230099', '230050', '230071', '230072', '230111'],
    ...['234001', '234006', '234010', '234011', '234039'],
    // What somebody sent cannot be fetched: not in that message, not in that chat, too large, protected, of a card.
    ...['234003', '234004', '234037', '234038', '234043'],
  ],
};

/** Nothing was sent, and the same call may work after so many ms. */
const AGAIN: Readonly<Record<string, number>> = {
  '99991400': SECOND,
  '230020': SECOND,
  // The same message is being sent right now.
  '230049': 2 * SECOND,
  // A token that was just fetched is refused.
  '99991661': 10 * SECOND,
  '99991663': 10 * SECOND,
  '99991664': 10 * SECOND,
  '99991665': 10 * SECOND,
  '234002': 10 * SECOND,
  // The tenant's key or storage.
  '234041': 10 * MINUTE,
  '234042': 10 * MINUTE,
  '232096': 10 * MINUTE,
  // The request never left: refused, no route, no name, not trusted.
  ECONNREFUSED: 2 * SECOND,
  ENOTFOUND: 5 * SECOND,
  EAI_AGAIN: 2 * SECOND,
  EHOSTUNREACH: 5 * SECOND,
  ENETUNREACH: 5 * SECOND,
  CERT_HAS_EXPIRED: MINUTE,
  DEPTH_ZERO_SELF_SIGNED_CERT: MINUTE,
  SELF_SIGNED_CERT_IN_CHAIN: MINUTE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: MINUTE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: MINUTE,
  ERR_TLS_CERT_ALTNAME_INVALID: MINUTE,
};

/**
 * `repeatable`: the call may be made twice without a second message (a token, an upload, a patch), so nothing about
 * its outcome can be unknown.
 */
export function outcomeOf(
  failure: CallFailure,
  repeatable: boolean,
): Exclude<Delivered, { outcome: 'sent' }> {
  const { code, status } = failure;
  const again = (wait: number) => ({ outcome: 'again' as const, wait, code });
  if (failure.reset !== undefined || status === 429) return again(failure.reset ?? SECOND);
  for (const scope of ['app', 'person', 'message'] as const) {
    if (REFUSED[scope].includes(code)) return { outcome: 'refused', scope, code };
  }
  const wait = AGAIN[code];
  if (wait !== undefined) return again(wait);
  if (status !== undefined && status < 500) {
    // A 4xx without a code is not Feishu's but something's on the way; a code nobody knows is for good.
    return code.startsWith('http-') ? again(MINUTE) : { outcome: 'refused', scope: 'message', code };
  }
  return repeatable ? again(2 * SECOND) : { outcome: 'unknown', wait: 2 * SECOND, code };
}

/** Seconds as a string, at most ten minutes; at least one so that the wait is never none. */
function resetOf(header: unknown): number | undefined {
  const seconds = typeof header === 'string' && header.trim() !== '' ? Number(header) : Number.NaN;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 600) * SECOND : undefined;
}
