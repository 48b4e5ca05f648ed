/** A record of the calls made to the open platform, with secrets masked, for tests and the debug panel. */
import { isObject, type JsonObject, parseObject, textOf } from './json.ts';

const KEEP = 1000;
const BODY_SHOWN = 2000;

export interface Call {
  readonly number: number;
  /** Method and path pattern, e.g. `PATCH /open-apis/im/v1/messages/:message_id`. */
  readonly endpoint: string;
  readonly method: string;
  readonly path: string;
  readonly at: number;
  readonly ms: number;
  /** HTTP status; 0 when the connection was cut or never answered. */
  readonly status: number;
  readonly code?: number;
  readonly uuid?: string;
  /** Start of the masked request body; absent for uploads. */
  readonly body?: string;
  /** `Bearer ***` or absent. */
  readonly authorization?: string;
  /** A fault struck. */
  readonly fault?: true;
}

export interface Calls {
  add(call: Omit<Call, 'number'>): void;
  list(): Call[];
  /** Calls per endpoint since the last reset, also those that fell out of the list. */
  counters(): Record<string, number>;
  reset(): void;
}

export function createCalls(changed: () => void): Calls {
  let kept: Call[] = [];
  let count = 0;
  const counters = new Map<string, number>();
  return {
    add: (call) => {
      count += 1;
      kept.push({ number: count, ...call });
      if (kept.length > KEEP) kept.shift();
      counters.set(call.endpoint, (counters.get(call.endpoint) ?? 0) + 1);
      changed();
    },
    list: () => [...kept],
    counters: () => Object.fromEntries(counters),
    reset: () => {
      kept = [];
      counters.clear();
      changed();
    },
  };
}

const SECRET = /secret|token|ticket|access_key/i;

function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, SECRET.test(key) ? '***' : mask(item)]);
  return Object.fromEntries(entries);
}

/** What of a request is worth keeping, without anything that could be used again. */
export function describeRequest(
  raw: Buffer,
  contentType: string,
  authorization: string | undefined,
): Partial<Call> {
  const body: JsonObject | undefined = contentType.includes('json') ? parseObject(raw.toString()) : undefined;
  const uuid = body ? textOf(body, 'uuid') : undefined;
  return {
    ...(body ? { body: JSON.stringify(mask(body)).slice(0, BODY_SHOWN) } : {}),
    ...(uuid === undefined ? {} : { uuid }),
    ...(authorization ? { authorization: authorization.replace(/ .*/, ' ***') } : {}),
  };
}
