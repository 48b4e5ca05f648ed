/** @module The stage: a local Feishu in this process, a real Redis and the program's processes as children that can be killed. */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Emulator, startEmulator } from '../../src/emulator/index.ts';
import { environmentFor } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { type ProcessOptions, startProcess } from './process.ts';
import type { Chance } from './random.ts';

export type Victim = 'redis' | 'bot' | 'worker';

export interface Stage {
  readonly feishu: Emulator;
  readonly redis: TestRedis;
  /** kill -9 and, a while later, the same again. False when none of them is up, or while `between` is at work. */
  kill(victim: Victim): boolean;
  /**
   * Lets Redis and the program run in turns, a moment each, and after so many of these kills the victims while both
   * stand still: exactly between two steps of whatever was under way, e.g. after a commit and before anything was said
   * of it. Of bots and workers all fall; what is written to Redis and not read by it yet is gone with it.
   */
  between(victims: readonly Victim[], steps: number): Promise<void>;
  /**
   * The workers stand still until a draft is to be made and then find their queues empty, as if every wake had got lost:
   * what was to be sent and to be made stands in the store alone.
   */
  loseWakes(): Promise<void>;
  /** Redis and a bot are up, and nothing is being killed. */
  answers(): boolean;
  /** Waits until everything is up again; nothing is killed any more. */
  calm(): Promise<void>;
  readonly kills: Readonly<Record<Victim, number>>;
  /** What happened between two steps, by what fell: `redis+bot 3`, `wakes lost 4`. */
  readonly stepped: ReadonlyMap<string, number>;
  /** Lines that processes logged as errors, and how often; and ends that nobody asked for. */
  readonly complaints: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export interface StageOptions extends ProcessOptions {
  readonly bots: number;
  readonly workers: number;
  readonly chance: Chance;
  /** ms until a killed process is started again, at most; one in seven stays away for up to LONG times as long. */
  readonly longestAbsence: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Factor on the pauses of 15 s, 5 min, 1 h and 6 h after which the platform pushes again: 60 ms, 1.2 s, 14 s, 86 s. */
const REPUSH_SCALE = 0.004;
/** Long enough that every command of the program has been given up (1.5 s) before Redis is back. */
const LONG = 3;
const LONG_CHANCE = 1 / 7;
/** While Redis stands still, turns gather before it. */
const GATHER_MS = 150;
/** A wish for a draft comes to the queue in less, even when its event is late. */
const WAKE_WITHIN_MS = 2_000;
const DRAFTS_WAITING = ['{sz}:draft:wait', '{sz}:draft:prioritized'];
/** At one moment: a bot that adds a job meanwhile would find half of its records gone, which no crash leaves behind. */
const EMPTY_QUEUES =
  "for _, key in ipairs(redis.call('KEYS', '{sz}:[sd][er]*')) do redis.call('UNLINK', key) end";
/** Redis reads, does and answers what waits for it in less. */
const REDIS_STEP_MS = 20;
/** The program takes the answers and goes on to its next command in less, most of the time. */
const PROGRAM_STEP_MS = 80;

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
  const stepped = new Map<string, number>();
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
  let stepping = false;

  const comesBack = (back: () => Promise<void>): void => {
    const most = options.longestAbsence * (chance.hits(LONG_CHANCE) ? LONG : 1);
    const coming = sleep(chance.next() * most).then(back);
    returning.add(coming);
    void coming.finally(() => returning.delete(coming));
  };
  const killRedis = (): void => {
    redisUp = false;
    kills.redis += 1;
    const gone = redis.kill();
    comesBack(async () => {
      await gone;
      await redis.restart();
      redisUp = true;
    });
  };
  const killProcess = (one: (typeof processes)[number]): void => {
    kills[one.part] += 1;
    one.end();
    comesBack(async () => {
      await one.gone();
      one.start();
    });
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
    stepped,
    complaints,
    kill(victim) {
      if (stepping) return false;
      if (victim === 'redis') {
        const up = redisUp;
        if (up) killRedis();
        return up;
      }
      const [one, ...more] = processes.filter(({ part, isUp }) => part === victim && isUp());
      if (one !== undefined) killProcess(chance.pick([one, ...more]));
      return one !== undefined;
    },
    async loseWakes() {
      if (stepping || !redisUp) return;
      stepping = true;
      const workers = processes.filter(({ part, isUp }) => part === 'worker' && isUp());
      for (const one of workers) one.freeze(true);
      const client = await redis.connect('worker');
      const until = Date.now() + WAKE_WITHIN_MS;
      while (Date.now() < until && (await client.exists(...DRAFTS_WAITING)) === 0) await sleep(REDIS_STEP_MS);
      await sleep(GATHER_MS);
      await client.eval(EMPTY_QUEUES, 0);
      client.disconnect();
      for (const one of workers) if (one.isUp()) one.freeze(false);
      stepped.set('wakes lost', (stepped.get('wakes lost') ?? 0) + 1);
      stepping = false;
    },
    answers: () => redisUp && !stepping && processes.some(({ part, isUp }) => part === 'bot' && isUp()),
    async between(victims, steps) {
      if (stepping || !redisUp) return;
      stepping = true;
      const up = processes.filter(({ isUp }) => isUp());
      const still = (program: boolean, server: boolean): void => {
        if (program) for (const one of up) one.freeze(true);
        redis.freeze(server);
        if (!program) for (const one of up) one.freeze(false);
      };
      still(false, true);
      await sleep(GATHER_MS);
      for (let step = 1; step <= steps; step += 1) {
        const redisRuns = step % 2 === 1;
        still(redisRuns, !redisRuns);
        await sleep(redisRuns ? REDIS_STEP_MS : PROGRAM_STEP_MS);
      }
      still(true, true);
      for (const one of up) if (victims.includes(one.part)) killProcess(one);
      if (victims.includes('redis')) killRedis();
      else redis.freeze(false);
      for (const one of up) if (one.isUp()) one.freeze(false);
      const fell = victims.join('+');
      stepped.set(fell, (stepped.get(fell) ?? 0) + 1);
      stepping = false;
    },
    async calm() {
      while (stepping || returning.size > 0) await Promise.all([...returning, sleep(GATHER_MS)]);
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
