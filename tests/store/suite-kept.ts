/** @module What every store must do with reports that it keeps in memory: nothing is seen that is not so any more. */
import { beforeAll, describe, expect, it } from 'vitest';
import { keepNewest } from '../../src/store/kept.ts';
import { reportKeys } from '../../src/store/keys.ts';
import type { Commit, Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { about, add, begin, given, NOW, newId, screen, text } from './samples.ts';
import type { Opened } from './suite.ts';

const DAY = '2026-11-20';

export function keptSuite(opened: Opened): void {
  describe('a report kept in memory', () => {
    /** Another process; and one that keeps nothing, so that it always reads all of what is stored. */
    let other: Store;
    let plain: Store;
    beforeAll(() => {
      other = createStore({ redis: opened.redis });
      plain = createStore({ redis: opened.redis, kept: 0 });
    });
    const bothSee = async (report: string) => {
      const loaded = await opened.store.load(report);
      expect(loaded).toEqual(await plain.load(report));
      return loaded;
    };

    it('is not read again while nothing has changed', async () => {
      const { store } = opened;
      const report = await begin(store, { facts: { a: given(1) }, screens: [screen(1)] });
      const first = await store.load(report);
      await add(store, report, { facts: { b: given(2) } });
      const second = await bothSee(report);
      expect(second?.facts['a']).toBe(first?.facts['a']);
      expect((await store.load(report))?.facts).toBe(second?.facts);
      const stranger = await plain.load(report);
      expect((await plain.load(report))?.facts).not.toBe(stranger?.facts);
    });

    it('shows what another process committed', async () => {
      const { store } = opened;
      const report = await begin(store, { facts: { a: given(1) } });
      await store.load(report);
      await add(other, report, { facts: { a: given(2) }, forget: ['b'] });
      expect((await bothSee(report))?.facts['a']?.value).toBe(2);
      expect(await store.commit({ report, expected: 1, now: NOW, facts: { a: given(3) } })).toEqual({
        result: 'stale',
      });
      await add(store, report, { facts: { a: given(4) } });
      expect((await other.load(report))?.facts['a']?.value).toBe(4);
      expect((await bothSee(report))?.version).toBe(3);
    });

    it('shows what became of its posts and its card, which is no new version', async () => {
      const { store } = opened;
      const report = await begin(store, {
        screens: [screen(1)],
        slot: { id: 's1', to: 'ou_a', at: NOW },
        posts: [text('p1'), text('p2')],
      });
      expect((await store.load(report))?.cardPending).toBe(true);
      await other.settle({ report, id: 'p1', now: NOW, refused: '1', unreachable: '230053' });
      expect((await bothSee(report))?.unreachable).toEqual({ code: '230053', at: NOW });
      const seen = { version: 1, message: 'om_1', since: NOW + 7 };
      await other.settle({ report, id: 's1', now: NOW, seen });
      const loaded = await bothSee(report);
      expect(loaded).toMatchObject({ version: 1, cardPending: false, screens: [{ message: 'om_1' }] });
      await other.settle({ report, id: 'p2', now: NOW, uncertain: 4 });
      expect((await bothSee(report))?.uncertain).toEqual([4]);
      await add(store, report, { uncertain: [], reachable: true });
      expect(await bothSee(report)).toMatchObject({ uncertain: [], version: 3 });
    });

    it('shows that a reminder gave its day back', async () => {
      const { store } = opened;
      const report = await begin(store, {
        posts: [text('p1')],
        reminded: { day: DAY, occasion: 'remind' },
      });
      expect((await store.load(report))?.reminded).toEqual({ [DAY]: 'remind' });
      await other.settle({ report, id: 'p1', now: NOW, unsaid: DAY });
      expect(await bothSee(report)).not.toHaveProperty('reminded');
    });

    it('is gone when it was erased, also when it was begun anew up to the same version', async () => {
      const { store } = opened;
      const report = await begin(store, { facts: { a: given('old') } });
      await store.load(report);
      await other.erase(report, 't1', 'ou_a');
      expect(await store.load(report)).toBeUndefined();
      await begin(store, { report, facts: { a: given('old') } });
      await store.load(report);
      await other.erase(report, 't1', 'ou_a');
      await begin(other, { report, facts: { b: given('new') } });
      expect((await bothSee(report))?.facts).toEqual({ b: given('new') });
      await add(store, report, { facts: { c: given('more') } });
      expect(Object.keys((await bothSee(report))?.facts ?? {}).sort()).toEqual(['b', 'c']);
    });

    it('is not the base of a commit that was done upon something else', async () => {
      const { store } = opened;
      const report = await begin(store, { facts: { a: given('old') } });
      await store.load(report);
      await other.erase(report, 't1', 'ou_a');
      await begin(other, { report, facts: { b: given('new') } });
      // The turn began before the erasure; its version is right by chance.
      await store.commit({ report, expected: 1, now: NOW, facts: { c: given('late') } });
      expect(Object.keys((await bothSee(report))?.facts ?? {}).sort()).toEqual(['b', 'c']);
    });

    it('is what was written before a backup was restored no more', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { facts: { a: given(1) } });
      const { report: key } = reportKeys(report);
      const backup = await redis.hgetall(key);
      await add(store, report, { facts: { a: given(2) } });
      await redis.del(key);
      await redis.hset(key, backup);
      await add(other, report, { facts: { a: given(3) } });
      expect((await bothSee(report))?.facts['a']?.value).toBe(3);
    });

    it('is refused when a newer program has taken it over', async () => {
      const { store, redis } = opened;
      const report = await begin(store);
      await store.load(report);
      await redis.hset(reportKeys(report).report, 'fmt', '99');
      await expect(store.load(report)).rejects.toThrow(/format 99 is newer/);
    });

    it('is after any commits of any process what a full reading shows', async () => {
      const report = newId();
      const pick = <T>(...choices: readonly T[]): T =>
        choices[Math.floor(Math.random() * choices.length)] as T;
      const value = () => pick<ReturnType<typeof given>>(given(1), given('一'), given([{ n: 1 }]));
      const change = (): Partial<Commit> => ({
        ...pick<Partial<Commit>>({}, { facts: { [pick('a', 'b', 'c')]: value() } }),
        ...pick<Partial<Commit>>({}, { forget: [pick('a', 'b', 'c')] }),
        ...pick<Partial<Commit>>({}, { screens: [screen(1), screen(0)] }),
        ...pick<Partial<Commit>>(
          {},
          { draft: { made: 1 } },
          { draft: { made: 1, wanted: { number: 2, by: 'ou_a', at: NOW } } },
        ),
        ...pick<Partial<Commit>>({}, { undo: { a: value(), b: null } }),
        ...pick<Partial<Commit>>({}, { waived: { x: { versions: { a: 1 }, by: 'ou_a', at: NOW } } }),
        ...pick<Partial<Commit>>({}, { reminders: { off: true } }, { reminders: {} }),
        ...pick<Partial<Commit>>({}, { reminded: { day: `2026-11-1${pick(0, 1, 2)}`, occasion: 'remind' } }),
        ...pick<Partial<Commit>>({}, { slot: { id: newId(), to: 'ou_a', at: NOW } }),
        ...pick<Partial<Commit>>({}, { uncertain: pick([], [1, 2]) }),
        ...pick<Partial<Commit>>({}, { reachable: true }),
        ...pick<Partial<Commit>>({}, { about: { ...about, unit: newId() } }),
      });
      await begin(opened.store, { report, ...change(), about });
      for (let turn = 0; turn < 60; turn += 1) {
        await add(pick(opened.store, other), report, change());
        const loaded = await bothSee(report);
        expect(await other.load(report)).toEqual(loaded);
      }
    });
  });

  describe('values kept in memory', () => {
    it('are the ones used last, and no more than were allowed', () => {
      const kept = keepNewest<number>(2);
      kept.set('a', 1);
      kept.set('b', 2);
      expect(kept.get('a')).toBe(1);
      kept.set('c', 3);
      expect(['a', 'b', 'c'].map(kept.get)).toEqual([1, undefined, 3]);
      kept.delete('a');
      expect(kept.get('a')).toBeUndefined();
      const none = keepNewest<number>(0);
      none.set('a', 1);
      expect(none.get('a')).toBeUndefined();
    });
  });
}
