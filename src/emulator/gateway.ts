/** The way of a request to the open platform: record, trouble on order, token, speed limit, handler, reply. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Limiter } from './api/limiter.ts';
import { type ApiRequest, NOT_FOUND, type Reply, type Route, refuse } from './api/reply.ts';
import type { Tokens } from './api/tokens.ts';
import { type Calls, describeRequest } from './calls.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { newLogId } from './ids.ts';
import { isObject, parseObject, textOf } from './json.ts';

/** Enough to receive an upload that is too large and still answer it; what goes beyond is cut off. */
const BODY_BYTES = 64 * 1024 * 1024;

export interface GatewayContext {
  readonly routes: readonly Route[];
  readonly tokens: Tokens;
  readonly limiter: Limiter;
  readonly faults: FaultPlan;
  readonly calls: Calls;
  readonly now: () => number;
}

/** 'cut' = the connection is reset, 'silent' = no answer, ever. */
type Outcome = Reply | 'cut' | 'silent';

interface Found {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= BODY_BYTES) chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function matchPath(pattern: string, path: string): Map<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params.set(part.slice(1), decodeURIComponent(value));
    else if (part !== value) return undefined;
  }
  return params;
}

/** Fixed paths win over patterns (`users/basic_batch` over `users/:user_id`). */
function findRoute(routes: readonly Route[], method: string, path: string): Found | undefined {
  const found = routes.flatMap((route) => {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    return params ? [{ route, params }] : [];
  });
  return found.sort((a, b) => a.params.size - b.params.size)[0];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function faultOutcome(fault: Fault): Outcome | undefined {
  if (fault.reset) return 'cut';
  if (fault.hang) return 'silent';
  if (fault.code === undefined && fault.status === undefined) return undefined;
  const code = fault.code ?? 1;
  const msg = fault.msg ?? 'fault on order';
  const status = fault.status ?? 400;
  const headers = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' };
  if (status === 200) return { status, body: { code, msg, data: {} } };
  return refuse(code, msg, status, status === 429 ? headers : {});
}

export function createGateway(context: GatewayContext) {
  const { routes, tokens, limiter, faults, calls, now } = context;
  const inFlight = new Set<string>();

  async function run(found: Found, request: ApiRequest, authorization: string | undefined): Promise<Reply> {
    const refusal = found.route.open ? undefined : (tokens.check(authorization) ?? limiter.app());
    return refusal ?? found.route.handle(request);
  }

  async function answer(
    found: Found,
    request: ApiRequest,
    authorization: string | undefined,
    fault: Fault | undefined,
  ): Promise<Outcome> {
    if (!fault) return run(found, request, authorization);
    if (fault.when === 'after') {
      const reply = await run(found, request, authorization);
      if (fault.delayMs) await pause(fault.delayMs);
      return faultOutcome(fault) ?? reply;
    }
    if (fault.delayMs) await pause(fault.delayMs);
    return faultOutcome(fault) ?? run(found, request, authorization);
  }

  /** The same uuid twice at the same time: the second is told to wait. */
  async function once(uuid: string | undefined, work: () => Promise<Outcome>): Promise<Outcome> {
    if (!uuid) return work();
    if (inFlight.has(uuid)) return refuse(230049, 'The message is being sent.');
    inFlight.add(uuid);
    try {
      return await work();
    } finally {
      inFlight.delete(uuid);
    }
  }

  function deliver(response: ServerResponse, outcome: Outcome): void {
    if (outcome === 'silent') return;
    if (outcome === 'cut') {
      response.socket?.resetAndDestroy();
      return;
    }
    const logId = newLogId();
    response.statusCode = outcome.status;
    response.setHeader('x-tt-logid', logId);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    for (const [name, value] of Object.entries(outcome.headers ?? {})) response.setHeader(name, value);
    const { body } = outcome;
    if (!isObject(body) || Buffer.isBuffer(body)) return void response.end(body);
    const failed = outcome.status >= 400;
    const error = { log_id: logId, troubleshooter: 'https://open.feishu.cn/search' };
    response.end(JSON.stringify(failed ? { ...body, error } : body));
  }

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = now();
    const started = performance.now();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const raw = await readBody(request);
    const contentType = request.headers['content-type'] ?? '';
    const authorization = request.headers.authorization;
    const found = findRoute(routes, method, url.pathname);
    const endpoint = `${method} ${found?.route.path ?? url.pathname}`;
    const fault = faults.strike(endpoint);
    const body = contentType.includes('json') ? (parseObject(raw.toString()) ?? {}) : {};
    const host = request.headers.host ?? '127.0.0.1';
    const apiRequest: ApiRequest = {
      param: (name) => found?.params.get(name) ?? '',
      query: url.searchParams,
      body,
      raw,
      contentType,
      host,
    };
    const outcome = found
      ? await once(textOf(body, 'uuid'), () => answer(found, apiRequest, authorization, fault))
      : NOT_FOUND;
    const reply = typeof outcome === 'string' ? undefined : outcome;
    const code =
      isObject(reply?.body) && typeof reply.body['code'] === 'number' ? reply.body['code'] : undefined;
    calls.add({
      endpoint,
      method,
      path: url.pathname + url.search,
      at,
      ms: Math.round(performance.now() - started),
      status: reply?.status ?? 0,
      ...(code === undefined ? {} : { code }),
      ...describeRequest(raw, contentType, authorization),
      ...(fault ? { fault: true as const } : {}),
    });
    deliver(response, outcome);
  };
}
