/**
 * @module A redis-server of our own: started on a free port of the loopback, with its data in one folder. It outlives a
 * parent that was killed, and is found again by the next one: two servers must never write the same file.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { end, type RunningServer } from './embedded.ts';

const START_MS = 30_000;
const END_MS = 10_000;
const ASK_MS = 1000;
const POLL_MS = 20;
/** Between finding a free port and using it, somebody else may take it. */
const PORTS_TRIED = 3;

/** `folder/server.json`: where the server listens, and for which process it was started. */
const stateSchema = z.object({ port: z.number().int(), owner: z.number().int() });
type State = z.output<typeof stateSchema>;

/** Another living process uses this folder. */
export class FolderInUseError extends Error {
  readonly owner: number;
  constructor(folder: string, owner: number) {
    super(`文件夹 ${folder} 正被另一个述职助手（进程 ${owner}）使用。请先关掉它，或换一个文件夹。`);
    this.name = 'FolderInUseError';
    this.owner = owner;
  }
}

/** Starts `program` with its data in `folder`, or takes over the server that a killed process left there. */
export async function startOwnServer(program: string, folder: string): Promise<RunningServer> {
  await mkdir(folder, { recursive: true });
  const place = await realpath(folder);
  const left = await leftOver(place);
  if (left && isAlive(left.owner)) throw new FolderInUseError(place, left.owner);
  const server = left ? takeOver(left.port, place) : await startNew(program, place);
  await writeFile(
    stateFile(place),
    JSON.stringify({ port: server.port, owner: process.pid } satisfies State),
  );
  return {
    port: server.port,
    close: async () => {
      await server.close();
      await rm(stateFile(place), { force: true });
    },
  };
}

function stateFile(folder: string): string {
  return join(folder, 'server.json');
}

/** The server noted in the folder, if it still answers and really has its data here. */
async function leftOver(folder: string): Promise<State | undefined> {
  const text = await readFile(stateFile(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  let state: State;
  try {
    state = stateSchema.parse(JSON.parse(text));
  } catch {
    return undefined; // The process died while it wrote the note, before anybody relied on it.
  }
  return (await serves(state.port, folder)) ? state : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function takeOver(port: number, folder: string): RunningServer {
  return {
    port,
    close: async () => {
      // The server answers SHUTDOWN by closing the connection.
      await ask(port, (redis) => redis.shutdown()).catch(() => undefined);
      const until = Date.now() + END_MS;
      while (Date.now() < until && (await serves(port, folder))) await sleep(POLL_MS);
    },
  };
}

async function startNew(program: string, folder: string): Promise<RunningServer> {
  for (let left = PORTS_TRIED; ; left -= 1) {
    const port = await freePort();
    const log = join(folder, 'redis.log');
    await rm(log, { force: true });
    const child = spawn(program, argumentsFor(port, folder, log), {
      stdio: 'ignore',
      // A group of its own: Ctrl-C is for the program, which still has to write while it ends.
      detached: true,
    });
    let ended = false;
    const over = (): void => {
      ended = true;
    };
    child.once('exit', over).once('error', over);
    const problem = await ready(port, folder, () => ended);
    if (problem === undefined) {
      child.unref();
      const stopAtExit = () => child.kill('SIGTERM');
      process.once('exit', stopAtExit);
      return {
        port,
        close: async () => {
          process.off('exit', stopAtExit);
          await end(child, END_MS);
        },
      };
    }
    if (child.pid !== undefined) await end(child);
    const lines = await readFile(log, 'utf8').catch(() => '');
    if (left <= 1 || !lines.includes('already in use')) {
      throw new Error(
        `${program} did not start (${problem}): ${lines.trim().split('\n').slice(-3).join(' | ')}`,
      );
    }
  }
}

function argumentsFor(port: number, folder: string, log: string): string[] {
  return [
    ...['--port', String(port), '--bind', '127.0.0.1', '--daemonize', 'no'],
    ...['--dir', folder, '--logfile', log],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
    // Delayed jobs start 7 ms late instead of 0 to 100.
    ...['--maxmemory-policy', 'noeviction', '--hz', '100'],
  ];
}

/** Resolves with nothing when the server answers, with a reason when it will not. */
async function ready(port: number, folder: string, ended: () => boolean): Promise<string | undefined> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (ended()) return 'it ended';
    if (await serves(port, folder)) return undefined;
    await sleep(POLL_MS);
  }
  return `no answer within ${START_MS} ms`;
}

/** True when the server at this port has its data in this folder: the port may be somebody else's by now. */
async function serves(port: number, folder: string): Promise<boolean> {
  return ask(port, async (redis) => {
    await redis.ping(); // Not before its data is loaded.
    const [, dir] = z.array(z.string()).parse(await redis.config('GET', 'dir'));
    return dir === folder;
  }).catch(() => false);
}

async function ask<T>(port: number, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    connectTimeout: ASK_MS,
    commandTimeout: ASK_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined); // The same error rejects connect().
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
