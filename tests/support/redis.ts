/** @module A Redis for one test file: its own port, its own folder, gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, closeRedis, connectRedis, type Use } from '../../src/store/connect.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { findProgram } from '../../src/store/local-redis.ts';

/** `cluster`: a real server in cluster mode that holds all slots; it refuses what a cluster refuses. */
export type Kind = 'real' | 'cluster' | 'embedded';

export interface TestRedis {
  readonly url: string;
  /** Closed by `close`. */
  connect(use?: Use): Promise<Connection>;
  /** kill -9, and the same data on the same port again. Real servers only. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** SIGSTOP and SIGCONT. Real servers only. */
  freeze(frozen: boolean): void;
  close(): Promise<void>;
}

const program = await findProgram(process.env['PATH'] ?? '');

export function realRedisAvailable(): boolean {
  return program !== undefined;
}

/** For the name of a suite that needs a real server: says why it is skipped, when it is. */
export function named(name: string, kind: Kind): string {
  const reason = ' – SKIPPED: no redis-server on PATH, install it (apt-get install redis-server)';
  return `${name} on ${kind} Redis${kind === 'embedded' || program ? '' : reason}`;
}

export function skipped(kind: Kind): boolean {
  return kind !== 'embedded' && !program;
}

export async function testRedis(kind: Kind): Promise<TestRedis> {
  const server = kind === 'embedded' ? await embedded() : await real(kind);
  const connections: Connection[] = [];
  return {
    ...server,
    async connect(use = 'turn') {
      const redis = connectRedis(server.url, use);
      connections.push(redis);
      if (redis.status !== 'ready') await once(redis, 'ready');
      return redis;
    },
    async close() {
      await Promise.all(connections.map(closeRedis));
      await server.close();
    },
  };
}

type Server = Omit<TestRedis, 'connect'>;

async function embedded(): Promise<Server> {
  const { port, close } = await startEmbedded();
  const refuse = () => {
    throw new Error('The embedded server forgets everything: use a real one');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: async () => refuse(),
    restart: async () => refuse(),
    freeze: refuse,
    close,
  };
}

async function real(kind: 'real' | 'cluster'): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'shuzhi-redis-'));
  const port = await freePort(kind);
  const url = `${kind === 'cluster' ? 'redis+cluster' : 'redis'}://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const stop = () => child?.kill('SIGKILL');
  process.once('exit', stop);

  const start = async () => {
    child = spawn(program ?? 'redis-server', argumentsFor(kind, port, folder), { stdio: 'ignore' });
    const redis = connectRedis(`redis://127.0.0.1:${port}`, 'worker');
    const ended = once(child, 'exit').then(() =>
      Promise.reject(new Error(`no redis-server on port ${port}`)),
    );
    await Promise.race([redis.ping(), ended]);
    if (kind === 'cluster') {
      await redis.cluster('ADDSLOTSRANGE', 0, 16_383).catch(() => undefined); // Known after a restart.
      while (!(await redis.cluster('INFO')).includes('cluster_state:ok')) await sleep(20);
    }
    redis.disconnect();
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  await start();
  return {
    url,
    kill,
    restart: start,
    freeze: (frozen) => void child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
    async close() {
      process.off('exit', stop);
      await kill();
      // A child that was rewriting the append-only file outlives its parent for a moment, and still writes here.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

function argumentsFor(kind: 'real' | 'cluster', port: number, folder: string): string[] {
  return [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--hz', '100'],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
    ...(kind === 'cluster' ? ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'] : []),
  ];
}

/** What a cluster's nodes talk on, beside their port. */
const BUS = 10_000;
/** Up from here the system hands ports to outgoing connections: one of them may be taken at any moment. */
const FIRST_LENT = 32_768;
const LOWEST = 20_000;

async function freePort(kind: 'real' | 'cluster'): Promise<number> {
  const most = kind === 'cluster' ? FIRST_LENT - BUS : FIRST_LENT;
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (most - LOWEST));
    if ((await isFree(port)) && (kind === 'real' || (await isFree(port + BUS)))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!free) return false;
  server.close();
  await once(server, 'close');
  return true;
}
