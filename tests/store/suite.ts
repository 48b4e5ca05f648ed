/** @module What every store must do. describeStore runs all of it against one Redis. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/store/connect.ts';
import { reportKeys } from '../../src/store/keys.ts';
import type { Commit, Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { type Kind, named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { about, add, begin, given, NOW, newId, screen, text } from './samples.ts';
import { eraseSuite } from './suite-erase.ts';
import { hostileSuite } from './suite-hostile.ts';
import { keptSuite } from './suite-kept.ts';
import { limitsSuite } from './suite-limits.ts';
import { outboxSuite } from './suite-outbox.ts';
import { remindersSuite } from './suite-reminders.ts';
import { sealedSuite } from './suite-sealed.ts';

export interface Opened {
  readonly store: Store;
  /** To look at what is stored, and to spoil it. */
  readonly redis: Connection;
}

export function describeStore(kind: Kind): void {
  describe.skipIf(skipped(kind))(named('store', kind), () => {
    let server: TestRedis;
    const opened = {} as { -readonly [K in keyof Opened]: Opened[K] };
    beforeAll(async () => {
      server = await testRedis(kind);
      opened.redis = await server.connect();
      opened.store = createStore({ redis: await server.connect() });
    });
    afterAll(() => server.close());

    turnSuite(opened);
    outboxSuite(opened);
    eraseSuite(opened);
    hostileSuite(opened);
    limitsSuite(opened);
    remindersSuite(opened);
    keptSuite(opened);
    sealedSuite(opened);
  });
}

function turnSuite(opened: Opened): void {
  describe('a turn', () => {
    it('is loaded as it was committed', async () => {
      const { store } = opened;
      const everything: Omit<Commit, 'report' | 'expected'> = {
        now: NOW,
        once: newId(),
        about,
        facts: {
          a: given('十二'),
          b: given(0),
          c: given(12.5),
          d: given(true),
          e: given(['一', '二']),
          f: given([{ name: '甲', count: 3 }]),
          g: { status: 'none', version: 1, source: { by: 'ou_a', at: NOW, via: 'om_1' } },
          h: given([]),
        },
        screens: [
          {
            version: 1,
            view: { at: 'card', card: 'meetings', facts: ['a'], raw: { a: '约莫' }, conflicts: { b: 3 } },
            notes: [
              { note: 'taken', fact: 'b' },
              { note: 'problem', fact: 'a', words: '约莫', problem: { code: 'not-a-number' } },
            ],
          },
          {
            version: 0,
            view: { at: 'draft', number: 1, characters: 900, gaps: ['a'] },
            notes: [],
            since: NOW - 9,
            message: 'om_0',
          },
        ],
        draft: { made: 2, wanted: { number: 3, by: 'ou_a', at: NOW } },
        slot: { id: 'slot-1', to: 'ou_a', at: NOW },
        posts: [text('post-1')],
        uncertain: [1, 2],
        snapshot: { number: 2, json: '{"a":1}' },
      };
      const report = newId();
      expect(await store.load(report)).toBeUndefined();
      expect(await store.commit({ ...everything, report, expected: 0 })).toEqual({
        result: 'done',
        version: 1,
      });
      expect(await store.load(report)).toEqual({
        id: report,
        version: 1,
        about,
        facts: everything.facts,
        screens: everything.screens,
        draft: everything.draft,
        cardPending: true,
        uncertain: [1, 2],
      });
      expect(await store.snapshot(report, 2)).toBe('{"a":1}');
      expect(await store.snapshot(report, 3)).toBeUndefined();
    });

    it('changes only what it names', async () => {
      const { store } = opened;
      const report = await begin(store, {
        facts: { a: given(1), b: given(2) },
        screens: [screen(1)],
        draft: { made: 1 },
        uncertain: [1],
      });
      expect(await add(store, report, { facts: { b: given(3, 2) } })).toEqual({ result: 'done', version: 2 });
      expect(await store.load(report)).toMatchObject({
        version: 2,
        facts: { a: { value: 1 }, b: { value: 3, version: 2 } },
        screens: [screen(1)],
        draft: { made: 1 },
        uncertain: [1],
      });
      await add(store, report, { uncertain: [] });
      expect((await store.load(report))?.uncertain).toEqual([]);
    });

    it('computed from an older version is stale and changes nothing', async () => {
      const { store } = opened;
      const report = await begin(store, { facts: { a: given(1) } });
      const before = await store.load(report);
      const once = newId();
      const late = { report, now: NOW + 1, about, once, facts: { a: given(9) }, posts: [text('p')] };
      for (const expected of [0, 2, 7]) {
        expect(await store.commit({ ...late, expected })).toEqual({ result: 'stale' });
      }
      expect(await store.load(report)).toEqual(before);
      expect((await store.outstanding(report)).post).toBeUndefined();
      // Not taken either: stepped again from the newer state, it is done.
      expect(await store.commit({ ...late, expected: 1 })).toEqual({ result: 'done', version: 2 });
    });

    it('of a report that does not exist needs version 0', async () => {
      const { store } = opened;
      const report = newId();
      expect(await store.commit({ report, expected: 1, now: NOW, about })).toEqual({ result: 'stale' });
      expect(await store.load(report)).toBeUndefined();
      await expect(store.commit({ report, expected: 0, now: NOW })).rejects.toThrow(/what it is about/);
    });

    it('is taken once, also after newer ones and whatever version it was stepped from', async () => {
      const { store } = opened;
      const report = await begin(store);
      const once = newId();
      expect((await add(store, report, { once, facts: { a: given(1) } })).result).toBe('done');
      for (let i = 0; i < 3; i += 1) await add(store, report, { once: newId(), facts: { b: given(i) } });
      const before = await store.load(report);
      expect(await add(store, report, { once, facts: { a: given(2) } })).toEqual({ result: 'repeated' });
      expect(await store.commit({ report, expected: 1, now: NOW, once })).toEqual({ result: 'repeated' });
      expect(await store.load(report)).toEqual(before);
    });

    it('keeps an inbound as taken for twelve hours', async () => {
      const { store, redis } = opened;
      const once = newId();
      const report = await begin(store, { once });
      const left = await redis.pttl(reportKeys(report).taken(once));
      expect(left).toBeGreaterThan(11.9 * 3_600_000);
      expect(left).toBeLessThanOrEqual(12 * 3_600_000);
    });

    it('wins alone when many are committed at once', async () => {
      const { store } = opened;
      const report = await begin(store);
      const turn = (value: number) =>
        store.commit({
          report,
          expected: 1,
          now: NOW,
          once: newId(),
          facts: { a: given(value) },
          posts: [text(`p${value}`)],
        });
      const results = await Promise.all(Array.from({ length: 20 }, (_, value) => turn(value)));
      const won = results.flatMap(({ result }, value) => (result === 'done' ? [value] : []));
      expect(won).toHaveLength(1);
      expect(results.filter(({ result }) => result === 'stale')).toHaveLength(19);
      expect(await store.load(report)).toMatchObject({ version: 2, facts: { a: { value: won[0] } } });
      expect((await store.outstanding(report)).post?.id).toBe(`p${won[0]}`);
    });
  });

  it('knows every report there is, and none that was deleted', async () => {
    const { store } = opened;
    const [kept, gone] = [newId(), newId()];
    for (const report of [kept, gone]) await store.commit({ report, expected: 0, now: NOW, about });
    await store.erase(gone, 't1', 'p');
    const known = await store.all();
    expect(known).toContain(kept);
    expect(known).not.toContain(gone);
  });

  describe('a person', () => {
    it('has an open report', async () => {
      const { store } = opened;
      const person = newId();
      expect(await store.person('t1', person)).toBeUndefined();
      const first = { id: 'r1', unit: 'u', year: 2025, kind: 'k' };
      const second = { id: 'r2', unit: 'u', year: 2026, kind: 'k' };
      await store.openReport('t1', person, first);
      await store.keepChat('t1', `oc_${person}`, person);
      expect(await store.personIn('t1', `oc_${person}`)).toBe(person);
      expect(await store.personIn('t2', `oc_${person}`)).toBeUndefined();
      await store.openReport('t1', person, second);
      const known = await store.person('t1', person);
      expect(known?.open).toBe('r2');
      expect(known?.reports.toSorted((a, b) => a.year - b.year)).toEqual([first, second]);
      await store.erase('r2', 't1', person);
      expect(await store.person('t1', person)).toEqual({ reports: [first] });
      await store.erase('r1', 't1', person);
      expect(await store.person('t1', person)).toBeUndefined();
      expect(await store.person('t2', person)).toBeUndefined();
    });
  });
}
