/**
 * @module The HTTP side, for monitors only: `/healthz`, `/readyz`, `/metrics`. With a token, each of them wants it.
 *
 * - `/healthz` 200 while nothing that stops the work is wrong, else 503; the body says what it is.
 * - `/readyz` 200 while work is taken, 503 before the start is finished, while stopping, and while anything is wrong.
 * - `/metrics` Prometheus' text format.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Health } from './health.ts';

export interface HttpParts {
  /** `host:port`; port 0 = any. */
  readonly address: string;
  readonly token?: string | undefined;
  readonly health: () => Promise<Health>;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly failed: (error: unknown) => void;
}

export interface HttpSide {
  /** Address of `/healthz`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Rejects when the address cannot be listened on. */
export async function serveHttp(parts: HttpParts): Promise<HttpSide> {
  const server = createServer((request, response) => {
    void answer(parts, request)
      .catch((error: unknown): Reply => {
        parts.failed(error);
        return { status: 500, text: '' };
      })
      .then(({ status, type = 'text/plain; charset=utf-8', text }) => {
        response.writeHead(status, {
          'content-type': type,
          'cache-control': 'no-store',
          ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
        });
        response.end(request.method === 'HEAD' ? '' : text);
      });
  });
  const at = parts.address.lastIndexOf(':');
  const host = parts.address.slice(0, at);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(parts.address.slice(at + 1)), host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://${host}:${port}/healthz`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer({ token, health, metrics }: HttpParts, request: IncomingMessage): Promise<Reply> {
  if (token !== undefined && !isToken(request.headers.authorization, token)) return { status: 401, text: '' };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, text: '' };
  switch (request.url?.replace(/\?.*$/s, '')) {
    case '/healthz': {
      const state = await health();
      return { status: state.ok ? 200 : 503, type: JSON_TYPE, text: JSON.stringify(state) };
    }
    case '/readyz': {
      const { ready, phase, wrong } = await health();
      return { status: ready ? 200 : 503, type: JSON_TYPE, text: JSON.stringify({ ready, phase, wrong }) };
    }
    case '/metrics': {
      const { type, text } = await metrics();
      return { status: 200, type, text };
    }
    default:
      return { status: 404, text: '' };
  }
}

/** Takes the same time whatever was sent: what is compared are two digests of one length. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
