/** @module What every store must do about the platform's limits, and how much it may ask of Redis. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appKey, chatKey, heldKey, partitionOf, partitions } from '../../src/store/keys.ts';
import { createStore } from '../../src/store/store.ts';
import { about, given, NOW, newId, text } from './samples.ts';
import type { Opened } from './suite.ts';

export function limitsSuite(opened: Opened): void {
  describe('the gate to the platform', () => {
    afterEach(async () => {
      await opened.redis.del(appKey);
    });

    it('lets five calls a second go to one chat', async () => {
      const { store } = opened;
      const chat = newId();
      for (let i = 0; i < 5; i += 1) expect(await store.take(chat, NOW + i * 100)).toBe(0);
      expect(await store.take(chat, NOW + 450)).toBe(550);
      expect(await store.take(newId(), NOW + 450)).toBe(0);
      expect(await store.take(chat, NOW + 999)).toBe(1);
      expect(await store.take(chat, NOW + 1000)).toBe(0);
      expect(await store.take(chat, NOW + 1000)).toBe(100);
    });

    it('lets fifty calls a second and a thousand a minute go by the app', async () => {
      const { store } = opened;
      const go = async (now: number) =>
        Promise.all(Array.from({ length: 60 }, () => store.take(newId(), now)));
      for (let second = 0; second < 20; second += 1) {
        const waits = await go(NOW + second * 1000);
        expect(waits.filter((wait) => wait === 0)).toHaveLength(50);
        expect(waits.filter((wait) => wait >= 1000)).toHaveLength(10);
      }
      expect(await store.take(newId(), NOW + 20_000)).toBe(40_000);
      expect(await store.take(newId(), NOW + 60_000)).toBe(0);
    });

    it('in no window lets more through, whatever the times', async () => {
      const { store } = opened;
      const chat = newId();
      const gone: number[] = [];
      for (let now = NOW; now < NOW + 5000; now += 37)
        if ((await store.take(chat, now)) === 0) gone.push(now);
      for (const from of gone) {
        expect(gone.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(5);
      }
      expect(gone.length).toBeGreaterThanOrEqual(23);
    });

    it('does not wait for a clock that was wrong', async () => {
      const { store } = opened;
      const chat = newId();
      for (let i = 0; i < 5; i += 1) await store.take(chat, NOW + 3_600_000);
      expect(await store.take(chat, NOW)).toBe(0);
    });

    it('counts calls by the month of Asia/Shanghai', async () => {
      const { store } = opened;
      // 2026-12-31 23:59:59 and 2027-01-01 00:00:00 there.
      const last = Date.UTC(2031, 11, 31, 15, 59, 59);
      await store.take(newId(), last, 2);
      await store.take(newId(), last + 1000);
      const chat = newId();
      for (let i = 0; i < 7; i += 1) await store.take(chat, last + 2000); // Five go.
      expect(await store.callsThisMonth(last)).toBe(2);
      expect(await store.callsThisMonth(last + 2000)).toBe(6);
      expect(await store.callsThisMonth(NOW + 400 * 86_400_000)).toBe(0);
    });

    it('lets nothing go while everything is held', async () => {
      const { store } = opened;
      await store.hold(60_000);
      const wait = await store.take(newId(), NOW);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60_000);
      await opened.redis.del(heldKey);
      expect(await store.take(newId(), NOW)).toBe(0);
    });

    it('leaves nothing behind but the number', async () => {
      const { store, redis } = opened;
      const chat = newId();
      await store.take(chat, NOW);
      expect(await redis.pttl(chatKey(chat))).toBeGreaterThan(0);
      expect(await redis.pttl(appKey)).toBeGreaterThan(0);
    });
  });

  describe('round trips', () => {
    it('are one for each of load, commit, person, outstanding, settle and take', async () => {
      const { redis } = opened;
      const store = createStore({ redis });
      const sent = vi.spyOn(redis, 'sendCommand');
      const report = newId();
      const turn = {
        report,
        expected: 0,
        now: NOW,
        about,
        once: newId(),
        facts: { a: given(1) },
        posts: [text('p')],
      };
      await store.commit({ ...turn, report: newId(), once: newId() }); // Lets the server know the scripts.
      await store.outstanding(report);
      await store.settle({ report, id: 'p', now: NOW });
      await store.take('c', NOW);
      const calls: [string, () => Promise<unknown>][] = [
        ['commit', () => store.commit(turn)],
        ['commit again', () => store.commit(turn)],
        ['load', () => store.load(report)],
        ['person', () => store.person('t1', 'ou_a')],
        ['outstanding', () => store.outstanding(report)],
        ['settle', () => store.settle({ report, id: 'p', now: NOW })],
        ['take', () => store.take('c', NOW)],
      ];
      for (const [name, call] of calls) {
        sent.mockClear();
        await call();
        expect([name, sent.mock.calls.length]).toEqual([name, 1]);
      }
      sent.mockRestore();
    });
  });

  describe('partitions', () => {
    it('are 64, evenly used, and for ever the same', async () => {
      expect(partitions).toHaveLength(64);
      expect(partitions.at(-1)).toBe('p63');
      expect(['r1', 'r2', '述职'].map(partitionOf)).toEqual(['p02', 'p27', 'p13']);
      const counts = new Map<string, number>();
      for (let i = 0; i < 6400; i += 1) {
        const tag = partitionOf(`report-${i}`);
        counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      expect([...counts.keys()].sort()).toEqual(partitions);
      expect(Math.max(...counts.values())).toBeLessThan(150);
    });
  });
}
