/** @module Opens the connections to Redis: the only place that does. */
import { Cluster, Redis } from 'ioredis';
import { type Address, parseRedisUrl } from './address.ts';

export type Connection = Redis | Cluster;
export type Log = (message: string, details: Readonly<Record<string, unknown>>) => void;

/**
 * - `turn`: somebody waits for the answer; fails within COMMAND_TIMEOUT_MS, recovers by itself.
 * - `worker`: nobody waits; keeps its commands until the server is back (BullMQ's workers demand it).
 */
export type Use = 'turn' | 'worker';

/** The platform gives a click 3 s; a server that is frozen must leave time to say so. */
const COMMAND_TIMEOUT_MS = 1500;
const RECONNECT_MOST_MS = 1000;

const addresses = new WeakMap<Connection, Address>();

/** Throws RedisUrlError for a URL that is not understood. Connects by itself, now and after every loss. */
export function connectRedis(url: string, use: Use, log: Log = () => undefined): Connection {
  const address = parseRedisUrl(url);
  const redis = address.form === 'cluster' ? openCluster(address, use) : openServer(address, use);
  addresses.set(redis, address);

  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log('Redis connection failed', { redis: address.shown, use, error: reason(error) });
    away = true;
  });
  redis.on('ready', () => {
    if (away) log('Redis connection is back', { redis: address.shown, use });
    away = false;
  });
  return redis;
}

/** Where a connection goes, without user and password. */
export function addressOf(redis: Connection): string {
  return addresses.get(redis)?.shown ?? 'redis';
}

/** Lets running commands finish; does not wait for a server that is away. */
export async function closeRedis(redis: Connection): Promise<void> {
  if (redis.status === 'end') return;
  try {
    if (redis.status === 'ready') await redis.quit();
  } catch {
    // The connection was lost while it was being closed: closed it is.
  }
  redis.disconnect();
}

/** An aggregate error (all addresses of a name refused) has no message of its own. */
export function reason(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function serverOptions({ username, password, tls }: Address, use: Use) {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    retryStrategy: reconnectDelay,
    ...(use === 'turn'
      ? { maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS }
      : { maxRetriesPerRequest: null }),
  };
}

function openServer(address: Address, use: Use): Redis {
  const options = serverOptions(address, use);
  if (address.master !== undefined) {
    return new Redis({
      ...options,
      sentinels: [...address.nodes],
      name: address.master,
      sentinelRetryStrategy: reconnectDelay,
      ...(address.tls ? { enableTLSForSentinelMode: true } : {}),
    });
  }
  const [{ host, port }] = address.nodes;
  return new Redis({ ...options, host, port, db: address.db ?? 0 });
}

function openCluster(address: Address, use: Use): Cluster {
  return new Cluster([...address.nodes], {
    redisOptions: serverOptions(address, use),
    clusterRetryStrategy: reconnectDelay,
    // While no node is known, commandTimeout does not run: a turn would wait for ever.
    enableOfflineQueue: use === 'worker',
  });
}

function reconnectDelay(attempt: number): number {
  return Math.min(attempt * 50, RECONNECT_MOST_MS);
}
