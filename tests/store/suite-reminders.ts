/** @module What every store must do for reminders: the day with the post, whom to look at, who may speak on a day. */
import { describe, expect, it } from 'vitest';
import { FARTHEST_LOOK_MS, type Post } from '../../src/store/port.ts';
import { add, begin, NOW, newId, text } from './samples.ts';
import type { Opened } from './suite.ts';

const DAY = '2026-11-20';
const HOUR = 3_600_000;

const card = (id: string, until = NOW + HOUR): Post => ({
  id,
  kind: 'card',
  to: { person: 'ou_a' },
  at: NOW,
  until,
  screen: { version: 2, view: { at: 'remind', day: DAY }, notes: [] },
});

export function remindersSuite(opened: Opened): void {
  describe('a reminder', () => {
    it('comes with its day, and the day has only one, whoever else tries', async () => {
      const { store } = opened;
      const report = await begin(store);
      const reminded = { day: DAY, occasion: 'remind' as const };
      const turn = (id: string) =>
        store.commit({ report, expected: 1, now: NOW, reminded, posts: [card(id)] });
      const results = await Promise.all(['a', 'b', 'c'].map(turn));
      expect(results.map(({ result }) => result).sort()).toEqual(['done', 'stale', 'stale']);
      expect(await add(store, report, { reminded, posts: [card('d')] })).toEqual({ result: 'repeated' });
      const loaded = await store.load(report);
      expect(loaded).toMatchObject({ version: 2, reminded: { [DAY]: 'remind' } });
      const next = { day: '2026-11-23', occasion: 'invite' as const };
      expect(await add(store, report, { reminded: next })).toEqual({ result: 'done', version: 3 });
      expect((await store.load(report))?.reminded).toEqual({ [DAY]: 'remind', '2026-11-23': 'invite' });
    });

    it('comes back whole, and gives its day back when it was not sent after all', async () => {
      const { store } = opened;
      const report = await begin(store);
      const reminded = { day: DAY, occasion: 'remind' as const };
      await add(store, report, { reminded, posts: [card('a'), text('b')] });
      expect((await store.outstanding(report)).post).toEqual(card('a'));
      await store.lookAt(new Map([[report, NOW + 5 * HOUR]]));
      // Not at the head, so it is not removed and keeps its day.
      await store.settle({ report, id: 'c', now: NOW, unsaid: DAY });
      expect((await store.load(report))?.reminded).toEqual({ [DAY]: 'remind' });
      await store.settle({ report, id: 'a', now: NOW, unsaid: DAY });
      expect(await store.load(report)).not.toHaveProperty('reminded');
      expect((await store.outstanding(report)).post?.id).toBe('b');
      expect(await store.roster(NOW)).toContain(report);
      expect(await add(store, report, { reminded, posts: [card('a')] })).toMatchObject({ result: 'done' });
    });

    it('keeps what she said about reminders', async () => {
      const { store } = opened;
      const reminders = { deadline: '2026-12-20', since: DAY, asked: true, again: '2026-11-23' };
      const report = await begin(store, { reminders });
      expect((await store.load(report))?.reminders).toEqual(reminders);
      await add(store, report, { reminders: { off: true } });
      expect((await store.load(report))?.reminders).toEqual({ off: true });
    });

    it('marks a person who cannot be reached until she comes back', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [card('a')] });
      await store.settle({ report, id: 'a', now: NOW, refused: '230053', unreachable: '230053' });
      expect((await store.load(report))?.unreachable).toEqual({ code: '230053', at: NOW });
      await add(store, report, { facts: {} });
      expect((await store.load(report))?.unreachable).toBeDefined();
      await add(store, report, { reachable: true });
      expect(await store.load(report)).not.toHaveProperty('unreachable');
    });
  });

  describe('the roster', () => {
    it('names every report until it is to be looked at later, and again when that is too far ahead', async () => {
      const { store } = opened;
      const reports = await Promise.all(Array.from({ length: 100 }, () => begin(store)));
      expect(await store.roster(NOW)).toEqual(expect.arrayContaining(reports));
      const [one = '', two = '', three = ''] = reports;
      await store.lookAt(
        new Map([
          [one, NOW + HOUR],
          [two, NOW + FARTHEST_LOOK_MS + HOUR],
          [three, NOW],
          ['nosuchreport', NOW],
        ]),
      );
      const roster = await store.roster(NOW);
      expect(roster).not.toContain(one);
      expect(roster).toEqual(expect.arrayContaining([two, three]));
      expect(roster).not.toContain('nosuchreport');
      expect(await store.roster(NOW + HOUR)).toContain(one);
      // A turn does not bring it forward, what she says of reminders does.
      await add(store, one, { facts: {} });
      expect(await store.roster(NOW)).not.toContain(one);
      await add(store, one, { reminders: { again: DAY } });
      expect(await store.roster(NOW)).toContain(one);
    });

    it('keeps a report that was to be erased, when a turn came in between', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [card('a')] });
      const version = (await store.load(report))?.version ?? 0;
      await add(store, report, { facts: {} });
      expect(await store.erase(report, 't1', 'ou_a', { expected: version })).toBe(false);
      expect((await store.load(report))?.version).toBe(version + 1);
      expect(await store.roster(NOW)).toContain(report);
      expect(await store.erase(report, 't1', 'ou_a', { expected: version + 1 })).toBe(true);
      expect(await store.load(report)).toBeUndefined();
      expect((await store.outstanding(report)).post).toBeUndefined();
      expect(await store.erase(report, 't1', 'ou_a', { expected: version + 1 })).toBe(false);
    });

    it('forgets a report that is erased', async () => {
      const { store } = opened;
      const report = await begin(store);
      await store.erase(report, 't1', 'ou_a');
      expect(await store.roster(NOW)).not.toContain(report);
      await store.lookAt(new Map([[report, NOW]]));
      expect(await store.roster(NOW)).not.toContain(report);
    });
  });

  describe("a person's day", () => {
    it('belongs to the first report that asks, however often it asks again', async () => {
      const { store } = opened;
      const person = newId();
      const claims = await Promise.all(
        ['r1', 'r2', 'r3', 'r1'].map((report) => store.claimDay('t1', person, DAY, report)),
      );
      expect(new Set(claims).size).toBe(1);
      const [winner = ''] = claims;
      expect(await store.claimDay('t1', person, DAY, 'r9')).toBe(winner);
      expect(await store.claimDay('t1', person, DAY, winner)).toBe(winner);
      expect(await store.claimDay('t1', person, '2026-11-23', 'r9')).toBe('r9');
      expect(await store.claimDay('t2', person, DAY, 'r9')).toBe('r9');
    });
  });
}
