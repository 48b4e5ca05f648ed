/**
 * @module REDIS_URL:
 * - `redis://[user:password@]host[:port][/db]`, `rediss://…` with TLS
 * - `redis+sentinel://[user:password@]host:port,host:port/name` (sentinels; `name` of the master)
 * - `redis+cluster://[user:password@]host:port,host:port` (some nodes of a Redis Cluster)
 *
 * `rediss+sentinel` and `rediss+cluster` use TLS as well. User and password are percent-encoded; with sentinels they
 * are those of the Redis servers.
 */

export interface Node {
  readonly host: string;
  readonly port: number;
}

export interface Address {
  readonly form: 'single' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  readonly nodes: readonly [Node, ...Node[]];
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  /** The sentinels' name of the master. */
  readonly master?: string;
  /** For people: without user and password. */
  readonly shown: string;
}

/** Never holds the password. */
export class RedisUrlError extends Error {
  constructor(problem: string) {
    super(`REDIS_URL: ${problem}`);
    this.name = 'RedisUrlError';
  }
}

const FORMS =
  'redis://host:6379, rediss://host:6379, redis+sentinel://host:26379,host:26379/name or redis+cluster://host:6379,host:6379';
const URL_PARTS =
  /^(?<scheme>rediss?)(?:\+(?<form>sentinel|cluster))?:\/\/(?:(?<login>.*)@)?(?<hosts>[^@/?#]+)(?:\/(?<path>[^/?#]*))?$/;

/** Throws RedisUrlError. */
export function parseRedisUrl(url: string): Address {
  const parts = URL_PARTS.exec(url.trim())?.groups;
  if (!parts) throw new RedisUrlError(`not understood. Write it as ${FORMS}`);
  const form = parts['form'] === 'sentinel' || parts['form'] === 'cluster' ? parts['form'] : 'single';
  const [first, ...rest] = (parts['hosts'] ?? '').split(',').map((node) => parseNode(node, form));
  if (!first || (form === 'single' && rest.length > 0)) {
    throw new RedisUrlError('several hosts need redis+sentinel:// or redis+cluster://');
  }
  const path = parts['path'] ?? '';
  return {
    form,
    tls: parts['scheme'] === 'rediss',
    nodes: [first, ...rest],
    ...parseLogin(parts['login']),
    ...parsePath(form, path),
    shown: `${url.slice(0, url.indexOf('://'))}://${parts['hosts']}${path ? `/${path}` : ''}`.trim(),
  };
}

function parseNode(node: string, form: Address['form']): Node {
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(node.trim());
  const port = parts?.[2] === undefined ? (form === 'sentinel' ? 26379 : 6379) : Number(parts[2]);
  if (!parts?.[1] || port < 1 || port > 65_535) throw new RedisUrlError(`"${node}" is not host:port`);
  return { host: parts[1].replace(/^\[|\]$/g, ''), port };
}

function parseLogin(login: string | undefined): { username?: string; password?: string } {
  if (!login) return {};
  const colon = login.indexOf(':');
  if (colon < 0) throw new RedisUrlError('write the login as user:password@ or :password@');
  const username = decode(login.slice(0, colon));
  const password = decode(login.slice(colon + 1));
  return { ...(username ? { username } : {}), password };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RedisUrlError('the login must be percent-encoded (a % in a password is %25)');
  }
}

function parsePath(form: Address['form'], path: string): { db?: number; master?: string } {
  if (form === 'sentinel') {
    if (!path) throw new RedisUrlError('the name of the master is missing: redis+sentinel://host:port/name');
    return { master: decode(path) };
  }
  if (!path) return {};
  if (form === 'cluster') throw new RedisUrlError('a cluster has no database number');
  if (!/^\d{1,4}$/.test(path)) throw new RedisUrlError(`"${path}" is not the number of a database`);
  return { db: Number(path) };
}
