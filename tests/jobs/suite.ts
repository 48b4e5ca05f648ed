/** @module What the queues and workers must do, whichever Redis is under them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createQueues, type Queues } from '../../src/jobs/queues.ts';
import { startWorkers, type Workers } from '../../src/jobs/workers.ts';
import { type Kind, named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { gate, type Recorded, recorded, until } from './helpers.ts';

const QUIET_MS = 300;

/** Each kind runs in a file of its own, beside the others. */
export function describeJobs(kind: Kind): void {
  describe.skipIf(skipped(kind))(named('jobs', kind), () => {
    let server: TestRedis;
    let queues: Queues;
    let work: Recorded;
    let workers: Workers[];
    const problems: string[] = [];
    const log = (message: string) => problems.push(message);
    const start = async (options = {}) => {
      const redis = await server.connect('worker');
      workers.push(await startWorkers(redis, work, log, { sweepEvery: 60_000, ...options }));
    };

    // The embedded server hands a job's marker to workers that are long gone: it is new for each test.
    const shared = kind !== 'embedded';
    beforeAll(async () => {
      if (shared) server = await testRedis(kind);
    });
    afterAll(async () => {
      if (shared) await server?.close();
    });
    beforeEach(async () => {
      if (!shared) server = await testRedis(kind);
      queues = createQueues(await server.connect(), log);
      work = recorded();
      workers = [];
      problems.length = 0;
    });
    afterEach(async () => {
      await Promise.all(workers.map((worker) => worker.close(2000)));
      await queues.close();
      if (shared) await (await server.connect()).flushall();
      else await server.close();
    });

    it('a wake is a drain', async () => {
      await start();
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 1, 'a drain');
      await sleep(QUIET_MS);
      expect(work.drains.map(({ report }) => report)).toEqual(['r1']);
      const { send } = await queues.depth();
      expect([send['waiting'], send['active'], send['completed'], send['failed']]).toEqual([0, 0, 0, 0]);
      expect(problems).toEqual([]);
    });

    it('wakes during a drain make one more drain, whichever they are', async () => {
      const first = gate();
      work.onDrain = async (_, nth) => (nth === 1 ? first.opened : undefined);
      await start();
      await start();
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 1, 'the first drain');
      for (const priority of ['answer', 'reminder', 'draft', 'answer'] as const)
        await queues.send('r1', priority);
      await sleep(QUIET_MS);
      expect(work.count('r1')).toBe(1);
      first.open();
      await until(() => work.count('r1') === 2, 'one more drain');
      await sleep(QUIET_MS);
      expect(work.count('r1')).toBe(2);
      expect(work.mostAtOnce).toBe(1);
    });

    it('every wake is followed by a drain that starts after it, one at a time', async () => {
      work.onDrain = async () => sleep(Math.random() * 10);
      await start();
      await start();
      const woken = new Map<string, number>();
      const wake = async (i: number) => {
        const report = `r${i % 5}`;
        await sleep(Math.random() * 1000);
        woken.set(report, Math.max(woken.get(report) ?? 0, Date.now()));
        await queues.send(report, i % 3 === 0 ? 'reminder' : 'answer', i % 7 === 0 ? 20 : 0);
      };
      await Promise.all(Array.from({ length: 200 }, (_, i) => wake(i)));
      const served = ([report, at]: [string, number]) =>
        work.drains.some((d) => d.report === report && d.at >= at);
      await until(() => [...woken].every(served), 'a drain after the last wake of each');
      expect(work.mostAtOnce).toBe(1);
    });

    it('a delayed wake comes in its time and swallows none that comes before', async () => {
      const waiting: unknown[] = [];
      work.onDrain = async () => {
        waiting.push((await queues.depth()).send['delayed']);
        return undefined;
      };
      await start();
      const begun = Date.now();
      await queues.send('r1', 'reminder', 600);
      await queues.send('r1', 'answer', 700);
      await queues.send('r2', 'reminder', 60_000);
      await queues.send('r2', 'answer');
      await until(() => work.count('r2') === 1, 'a drain before the delayed one');
      await until(() => waiting.length === 3, 'both delayed drains');
      const [first, second] = work.drains.filter(({ report }) => report === 'r1');
      expect((first?.at ?? 0) - begun).toBeGreaterThanOrEqual(590);
      expect((second?.at ?? 0) - begun).toBeGreaterThanOrEqual(690);
      // That of r2 is the one that still waits.
      expect(waiting.at(-1)).toBe(1);
    });

    it('a newer delay of the same priority replaces the older', async () => {
      await start();
      await queues.send('r1', 'reminder', 60_000);
      await queues.send('r1', 'reminder', 200);
      await until(() => work.count('r1') === 1, 'a drain after the newer delay', 1500);
      expect((await queues.depth()).send['delayed']).toBe(0);
    });

    it('a drain that asks for it is called again, and holds up nobody meanwhile', async () => {
      work.onDrain = async (report, nth) => (report === 'r1' && nth <= 2 ? { again: 400 } : undefined);
      await start();
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 1, 'the first drain');
      await queues.send('r2', 'answer');
      await until(() => work.count('r2') === 1, 'another report at once', 300);
      await until(() => work.count('r1') === 3, 'two more drains');
      const [first, , second, third] = work.drains.map(({ at }) => at);
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(395);
      expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(395);
    });

    it('a wake does not wait for a drain that asked to be called again', async () => {
      work.onDrain = async (_, nth) => (nth === 1 ? { again: 60_000 } : undefined);
      await start();
      await queues.send('r1', 'answer');
      await until(async () => (await queues.depth()).send['delayed'] === 1, 'the later call');
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 2, 'a drain at once', 300);
    });

    it('a writer who waits goes before a crowd of reminders, also one who is in that crowd', async () => {
      for (let i = 0; i < 300; i += 1) await queues.send(`crowd${i}`, 'reminder');
      work.onDrain = async () => sleep(20);
      await start();
      await until(() => work.drains.length > 30, 'the crowd to move');
      await queues.send('crowd299', 'answer');
      await queues.send('writer', 'answer');
      const before = work.drains.length;
      await until(() => work.count('writer') > 0 && work.count('crowd299') > 0, 'both answers');
      const place = work.drains.findIndex(({ report }) => report === 'writer') - before;
      expect(place).toBeLessThan(60); // Those that ran already, and those that were just let through.
      await until(() => work.drains.length >= 301, 'all of the crowd', 15_000);
    });

    it('a drain that fails is repeated after a while, a wake meanwhile is not held up', async () => {
      const retries: unknown[] = [];
      work.onDrain = async (_, nth) => {
        retries.push((await queues.depth()).send['delayed']);
        if (nth <= 3) throw new Error('no network');
        return undefined;
      };
      await start();
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 2, 'the first retry');
      await until(async () => (await queues.depth()).send['delayed'] === 1, 'the second to be planned');
      await queues.send('r1', 'answer');
      await until(() => retries.length === 4, 'a drain before that retry, and the next one');
      // The third was woken: the planned retry was still to come.
      expect(retries).toEqual([0, 0, 1, 0]);
      await sleep(QUIET_MS);
      expect(work.mostAtOnce).toBe(1);
      expect(problems).toEqual(['Job failed', 'Job failed', 'Job failed']);
    });

    it('a wanted draft is made, retried when it fails, and made again when wanted meanwhile', async () => {
      const first = gate();
      work.onDraft = async () => {
        if (work.drafts.length === 1) throw new Error('no paper');
        if (work.drafts.length === 2) await first.opened;
      };
      await start();
      await queues.draft('r1');
      await until(() => work.drafts.length === 2, 'the retry');
      await queues.draft('r1');
      await queues.draft('r1');
      first.open();
      await until(() => work.drafts.length === 3, 'one more');
      await sleep(QUIET_MS);
      expect(work.drafts).toEqual(['r1', 'r1', 'r1']);
    });

    it('the sweep comes round, one for all processes', async () => {
      await start({ sweepEvery: 200 });
      await start({ sweepEvery: 200 });
      await until(() => work.sweeps > 2, 'a third sweep');
      const redis = await server.connect();
      expect((await redis.zrange('{sz}:clock:repeat', '0', '-1')).sort()).toEqual(['remind', 'sweep']);
      expect(problems).toEqual([]);
    });

    it('jobs hold the id of their report and no more', async () => {
      await queues.send('r1', 'answer');
      await queues.send('r1', 'reminder', 60_000);
      const redis = await server.connect();
      const data: (string | null)[] = [];
      for (const id of ['1', '2']) data.push(await redis.hget(`{sz}:send:${id}`, 'data'));
      expect(data).toEqual(Array(2).fill('{"report":"r1","attempt":0}'));
    });

    it('closing waits for what runs', async () => {
      let ended = false;
      work.onDrain = async () => {
        await sleep(300);
        ended = true;
      };
      await start();
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 1, 'a drain');
      await workers.pop()?.close(5000);
      expect(ended).toBe(true);
      expect((await queues.depth()).send['active']).toBe(0);
      await queues.send('r1', 'answer');
      await sleep(QUIET_MS);
      expect(work.count('r1')).toBe(1);
    });

    // Ten seconds of waiting for the lock to expire, which is BullMQ's own: once is enough.
    if (kind !== 'real') return;
    it('closing leaves at its deadline what does not end, and another process takes it', {
      timeout: 60_000,
    }, async () => {
      const never = gate();
      work.onDrain = async (_, nth) => (nth === 1 ? never.opened : undefined);
      await start();
      await queues.send('r1', 'answer');
      await until(() => work.count('r1') === 1, 'a drain');
      await workers.pop()?.close(200);
      expect(problems).toContain('Jobs still run at the deadline, left to another process');
      await start();
      await until(() => work.count('r1') === 2, 'the other process', 20_000);
    });
  });
}
