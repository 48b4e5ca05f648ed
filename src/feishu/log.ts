/** @module The edge's log. Message text, tokens and secrets never reach it, whatever the SDK hands over. */

/** What is needed of a logger; pino's has it. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The SDK's own sentences that hold nothing private, up to where they may go on with something that does. */
const KNOWN = [
  /^\[?ws\]?$/,
  /^ws (?:connect failed|error|client ready|client closed manually)/,
  /^(?:connect failed|reconnect|send data failed|failed to obtain token|new WebSocket error)/,
  /^handshake timeout after \d+ms/,
  /^no pong\/inbound within \d+s of last ping/,
  /^unable to connect to the server after trying \d+ times/,
  /^failed to handle inbound frame/,
  /^failed to merge event fragments, message_id: [\w-]*/,
  /^invalid pong payload/,
  /^invoke event failed, message_type: \w+; message_id: [\w-]*/,
  /^no [\w.]+ handle/,
  /^code: \d+/,
  /^(?:client ready|event-dispatch is ready)/,
];

/** A logger for the SDK, which calls it with one array of anything. */
export function sdkLogger(
  log: Log,
): Record<'error' | 'warn' | 'info' | 'debug' | 'trace', (...args: unknown[]) => void> {
  const write =
    (level: 'error' | 'warn' | 'debug') =>
    (...args: unknown[]) => {
      const told: string[] = [];
      const fields: Record<string, unknown> = {};
      for (const item of args.flat(3)) {
        if (typeof item === 'string') told.push(known(item));
        else Object.assign(fields, factsOf(item));
      }
      log[level](fields, `sdk: ${told.filter((text) => text !== '').join(' ') || 'message withheld'}`);
    };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('debug'),
    debug: () => {},
    trace: () => {},
  };
}

function known(text: string): string {
  for (const pattern of KNOWN) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return '';
}

/** Method, path, status, code and log id of whatever the SDK throws or logs about a call. */
export function factsOf(item: unknown): Record<string, unknown> {
  const facts = {
    error: item instanceof Error ? item.name : undefined,
    method: text(pick(item, 'config', 'method'), /^[A-Za-z]{3,7}$/),
    path: text(pick(item, 'config', 'url'), /.*/s)
      ?.replace(/^https?:\/\/[^/]*/, '')
      .replace(/\?.*$/s, ''),
    status: number(pick(item, 'response', 'status')),
    code: number(pick(item, 'response', 'data', 'code') ?? pick(item, 'code')),
    errno: text(pick(item, 'code'), /^[A-Z][A-Z0-9_]{2,40}$/),
    logId: text(pick(item, 'response', 'data', 'error', 'log_id') ?? pick(item, 'log_id'), /^[\w-]{1,80}$/),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

export function pick(from: unknown, ...path: string[]): unknown {
  let current = from;
  for (const key of path) {
    if (current === null || typeof current !== 'object') return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const text = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;
