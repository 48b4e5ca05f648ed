/** @module The stage: a local Feishu in this process, a real Redis and the program's processes as children that can be killed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type Emulator, startEmulator } from '../../src/emulator/index.ts';
import { environmentFor } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import type { Chance } from './random.ts';

export type Victim = 'redis' | 'bot' | 'worker';

export interface Stage {
  readonly feishu: Emulator;
  readonly redis: TestRedis;
  /** kill -9 and, a while later, the same again. False when none of them is up. */
  kill(victim: Victim): boolean;
  /** Waits until everything is up again; nothing is killed any more. */
  calm(): Promise<void>;
  readonly kills: Readonly<Record<Victim, number>>;
  /** Lines that processes logged as errors, and how often; and ends that nobody asked for. */
  readonly complaints: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Folder of the program. */
  readonly program: string;
  /** Arguments of node that run it, from there. */
  readonly command: readonly string[];
  readonly bots: number;
  readonly workers: number;
  readonly chance: Chance;
  /** ms until a killed process is started again, at most. */
  readonly longestAbsence: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Told of every line that a process logs. */
  readonly logged: (line: string) => void;
}

/** Factor on the pauses of 15 s, 5 min, 1 h and 6 h after which the platform pushes again. */
const REPUSH_SCALE = 0.02;

/** Throws with the compiler's words when it does not compile. */
export function build(folder: string): void {
  for (const args of [
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    ['scripts/copy-assets.mjs'],
  ]) {
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')} in ${folder}:\n${stdout}`);
  }
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { chance } = options;
  const [redis, feishu] = await Promise.all([
    testRedis('real'),
    startEmulator({ repushScale: REPUSH_SCALE, random: chance.fork().next, people: [] }),
  ]);
  const kills = { redis: 0, bot: 0, worker: 0 };
  const complaints = new Map<string, number>();
  const complain = (what: string): void => void complaints.set(what, (complaints.get(what) ?? 0) + 1);
  const environment = {
    ...process.env,
    ...environmentFor(feishu, redis),
    LOG_LEVEL: 'info',
    ...options.environment,
  };
  const start = (part: 'bot' | 'worker') => startProcess(options, part, environment, complain);
  const processes = [
    ...Array.from({ length: options.bots }, () => start('bot')),
    ...Array.from({ length: options.workers }, () => start('worker')),
  ];
  const returning = new Set<Promise<void>>();
  let redisUp = true;

  const comesBack = (back: () => Promise<void>): void => {
    const pause = chance.next() * options.longestAbsence;
    const coming = new Promise((resolve) => setTimeout(resolve, pause)).then(back);
    returning.add(coming);
    void coming.finally(() => returning.delete(coming));
  };

  const endAll = () => {
    for (const one of processes) one.end();
  };
  process.once('exit', endAll);
  await Promise.all(processes.map((one) => one.up()));
  return {
    feishu,
    redis,
    kills,
    complaints,
    kill(victim) {
      if (victim === 'redis') {
        if (!redisUp) return false;
        redisUp = false;
        kills.redis += 1;
        const gone = redis.kill();
        comesBack(async () => {
          await gone;
          await redis.restart();
          redisUp = true;
        });
        return true;
      }
      const [one, ...more] = processes.filter(({ part, isUp }) => part === victim && isUp());
      if (one === undefined) return false;
      const chosen = chance.pick([one, ...more]);
      kills[victim] += 1;
      chosen.end();
      comesBack(async () => {
        await chosen.gone();
        chosen.start();
      });
      return true;
    },
    async calm() {
      while (returning.size > 0) await Promise.all(returning);
      await Promise.all(processes.map((one) => one.up()));
    },
    async close() {
      await Promise.all(returning);
      endAll();
      process.off('exit', endAll);
      await Promise.all(processes.map((one) => one.gone()));
      await feishu.close();
      await redis.close();
    },
  };
}

/** One process of the program; ended without being asked to, it is started again, and that is told. */
function startProcess(
  { program, command, logged }: StageOptions,
  part: 'bot' | 'worker',
  environment: NodeJS.ProcessEnv,
  complain: (what: string) => void,
) {
  let child: ChildProcess;
  let running = false;
  let ended: Promise<unknown> = Promise.resolve();
  const waiting: (() => void)[] = [];
  /** Killed by us: that it is gone is no news. */
  const expected = new Set<ChildProcess>();

  const hear = (line: string): void => {
    logged(`${part} ${child.pid} ${line}`);
    const said = /"msg":"([^"]*)"/.exec(line)?.[1];
    if (said === 'running') {
      running = true;
      for (const go of waiting.splice(0)) go();
    }
    if (/"level":(?:50|60)/.test(line) || (said === undefined && line.trim() !== '')) {
      const cause = /"(?:code|message)":"([^"]*)"/.exec(line)?.[1];
      complain(
        `${part}: ${said ?? line.slice(0, 300)}${cause === undefined ? '' : ` (${cause.slice(0, 120)})`}`,
      );
    }
  };
  const start = (): void => {
    running = false;
    const started = spawn(process.execPath, [...command, 'start', part], {
      cwd: program,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let rest = '';
    started.stderr.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
    ended = once(started, 'exit').then(([code, signal]) => {
      if (expected.has(started)) return;
      running = false;
      complain(`${part} ended by itself: ${code ?? signal}`);
      start();
    });
  };
  const end = (): void => {
    expected.add(child);
    running = false;
    child.kill('SIGKILL');
  };
  start();
  return {
    part,
    start,
    end,
    isUp: () => running,
    gone: () => ended,
    up: () => (running ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}
