/** @module What a monitor wants to know of the store: what waits, what was given up, how the server is. Changes nothing. */
import { Cluster, type Redis } from 'ioredis';
import { deadKey, partitions, pendingKey } from './keys.ts';

export interface ServerState {
  /** Memory used, as a share of what it may use (else of what the machine has); undefined = not told. */
  readonly memory?: number;
  /** The append-only file could not be written or rewritten. */
  readonly diskError: boolean;
}

export interface Gauges {
  /** Reports with work outstanding, and since when the oldest of them, ms. */
  pending(): Promise<{ readonly reports: number; readonly since?: number }>;
  deadLetters(): Promise<number>;
  /** The worst of all servers of a Cluster. */
  server(): Promise<ServerState>;
}

export function createGauges({ redis }: { redis: Redis | Cluster }): Gauges {
  return {
    async pending() {
      const found = await Promise.all(
        partitions.map(async (tag) => {
          const [count, [, since]] = await Promise.all([
            redis.zcard(pendingKey(tag)),
            redis.zrange(pendingKey(tag), '0', '0', 'WITHSCORES'),
          ]);
          return { count, since: since === undefined ? Number.POSITIVE_INFINITY : Number(since) };
        }),
      );
      const reports = found.reduce((sum, { count }) => sum + count, 0);
      const since = Math.min(...found.map((one) => one.since));
      return Number.isFinite(since) ? { reports, since } : { reports };
    },

    async deadLetters() {
      const lengths = await Promise.all(partitions.map((tag) => redis.llen(deadKey(tag))));
      return lengths.reduce((sum, length) => sum + length, 0);
    },

    async server() {
      const servers = redis instanceof Cluster ? redis.nodes('master') : [redis];
      const states = (await Promise.all(servers.map((server) => server.info()))).map(stateOf);
      const shares = states.flatMap(({ memory }) => (memory === undefined ? [] : [memory]));
      return {
        ...(shares.length === 0 ? {} : { memory: Math.max(...shares) }),
        diskError: states.some(({ diskError }) => diskError),
      };
    },
  };
}

function stateOf(info: string): ServerState {
  const told = (name: string) => new RegExp(`^${name}:(.*?)\\s*$`, 'm').exec(info)?.[1];
  const used = Number(told('used_memory'));
  const most = Number(told('maxmemory')) || Number(told('total_system_memory'));
  const failed = ['aof_last_write_status', 'aof_last_bgrewrite_status'].some(
    (name) => (told(name) ?? 'ok') !== 'ok',
  );
  return { ...(used > 0 && most > 0 ? { memory: used / most } : {}), diskError: failed };
}
