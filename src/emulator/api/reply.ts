/** Requests and replies of the open platform as the handlers see them. A refusal is a value like any other reply. */
import type { JsonObject } from '../json.ts';

export interface ApiRequest {
  /** Path parameter, e.g. `message_id`. */
  param(name: string): string;
  readonly query: URLSearchParams;
  /** Parsed JSON body; empty when there was none (GET and DELETE of the SDK send `{}`). */
  readonly body: JsonObject;
  readonly raw: Buffer;
  readonly contentType: string;
  /** The host the client used, to build addresses that lead back here. */
  readonly host: string;
}

export interface Reply {
  readonly status: number;
  readonly body: JsonObject | Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `/open-apis/im/v1/messages/:message_id`; with its method this is the endpoint's name in calls, counters and faults. */
  readonly path: string;
  /** Needs no tenant token. */
  readonly open?: true;
  readonly handle: (request: ApiRequest) => Reply | Promise<Reply>;
}

export function ok(data: JsonObject = {}): Reply {
  return { status: 200, body: { code: 0, msg: 'success', data } };
}

/** An error of the platform; the log id is added where the reply leaves. */
export function refuse(code: number, msg: string, status = 400, headers: Record<string, string> = {}): Reply {
  return { status, body: { code, msg }, headers };
}

export const NOT_FOUND: Reply = {
  status: 404,
  body: '404 page not found',
  headers: { 'content-type': 'text/plain; charset=utf-8' },
};
