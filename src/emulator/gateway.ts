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

function faultOutcome(fault: Fault, endpoint: string): Outcome | undefined {
  if (fault.reset) return 'cut';
  if (fault.hang) return 'silent';
  if (fault.code === undefined && fault.status === undefined) return undefined;
  const code = fault.code ?? 1;
  const msg = fault.msg ?? 'fault on order';
  const status = fault.status ?? 400;
  const headers = {
    'x-ogw-ratelimit-limit': '50',
    'x-ogw-ratelimit-reset': String(fault.resetSeconds ?? 1),
  };
  // A refusal of the endpoint call carries a `data` object, which is what makes it fatal for the Node SDK.
  const data = endpoint === 'POST /callback/ws/endpoint' ? { data: {} } : {};
  if (status === 200) return { status, body: { code, msg, ...data } };
  return refuse(code, msg, status, status === 429 ? headers : {});
}

/** A request with what was found out about it on arrival. */
interface Asked {
  readonly at: number;
  readonly started: number;
  readonly method: string;
  readonly url: URL;
  readonly found: Found | undefined;
  readonly endpoint: string;
  readonly fault: Fault | undefined;
  readonly raw: Buffer;
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly host: string;
}

/** Does the work with the trouble that was ordered for it, before or after. */
async function withFault(
  fault: Fault | undefined,
  endpoint: string,
  work: () => Promise<Reply>,
): Promise<Outcome> {
  const reply = fault?.when === 'after' ? await work() : undefined;
  if (fault?.delayMs) await pause(fault.delayMs);
  return (fault && faultOutcome(fault, endpoint)) ?? reply ?? work();
}

export function createGateway(context: GatewayContext) {
  const { routes, tokens, limiter, faults, calls, now } = context;
  const inFlight = new Set<string>();

  async function run(found: Found, request: ApiRequest, authorization: string | undefined): Promise<Reply> {
    const refusal = found.route.open ? undefined : (tokens.check(authorization) ?? limiter.app());
    return refusal ?? found.route.handle(request);
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

  function record(asked: Asked, outcome: Outcome): void {
    const reply = typeof outcome === 'string' ? undefined : outcome;
    const code = isObject(reply?.body) ? reply.body['code'] : undefined;
    const { method, url, endpoint, raw, contentType, authorization } = asked;
    calls.add({
      endpoint,
      method,
      path: url.pathname + url.search,
      at: asked.at,
      ms: Math.round(performance.now() - asked.started),
      status: reply?.status ?? 0,
      ...(typeof code === 'number' ? { code } : {}),
      ...describeRequest(raw, contentType, authorization),
      ...(asked.fault ? { fault: true as const } : {}),
    });
  }

  async function read(request: IncomingMessage): Promise<Asked> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://localhost');
    const found = findRoute(routes, method, url.pathname);
    const endpoint = `${method} ${found?.route.path ?? url.pathname}`;
    return {
      at: now(),
      started: performance.now(),
      method,
      url,
      found,
      endpoint,
      fault: faults.strike(endpoint),
      raw: await readBody(request),
      contentType: request.headers['content-type'] ?? '',
      authorization: request.headers.authorization,
      host: request.headers.host ?? '127.0.0.1',
    };
  }

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    const { found, fault, endpoint, raw, contentType, authorization } = asked;
    const body = contentType.includes('json') ? (parseObject(raw.toString()) ?? {}) : {};
    const apiRequest: ApiRequest = {
      param: (name) => found?.params.get(name) ?? '',
      query: asked.url.searchParams,
      body,
      raw,
      contentType,
      host: asked.host,
    };
    const work = async (): Promise<Reply> => (found ? run(found, apiRequest, authorization) : NOT_FOUND);
    const outcome = await once(textOf(body, 'uuid'), () => withFault(fault, endpoint, work));
    record(asked, outcome);
    deliver(response, outcome);
  };
}
