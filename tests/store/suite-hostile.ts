/** @module What every store must do with texts that mean harm, and with data that it cannot read. */
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/store/connect.ts';
import { personKey, reportKeys } from '../../src/store/keys.ts';
import { StoredFormatError } from '../../src/store/stored.ts';
import { about, add, begin, given, NOW, newId, screen, text } from './samples.ts';
import type { Opened } from './suite.ts';

const HOSTILE = [
  'NUL \u0000 in the middle',
  ']]> <script> {{#each}} %s <at user_id=all> \\u0000 "\'`',
  'p1\ntext\n{"id":"p1"}',
  '\r\n*3\r\n$3\r\nSET\r\n',
  'half a pair \ud800 and \udc00',
  '😀𠮷\u2028\u202e\ufeff\u0001',
  '党'.repeat(50_000),
];

/** Writes past the store. Whoever does that takes the mark away, so that no memory of the report counts any more. */
async function spoil(redis: Connection, report: string, ...fields: string[]): Promise<void> {
  await redis.hset(reportKeys(report).report, ...fields);
  await redis.hdel(reportKeys(report).report, 'c');
}

export function hostileSuite(opened: Opened): void {
  describe('hostile text', () => {
    it.each(HOSTILE.map((words) => [words.slice(0, 20), words]))(
      '%j comes back as it was',
      async (_, words) => {
        const { store, redis } = opened;
        const post = text('p1', words);
        const report = await begin(store, {
          about: { ...about, unit: words.slice(0, 100) },
          facts: { a: given(words), b: given([{ name: words }]) },
          screens: [
            {
              ...screen(1),
              view: { at: 'card', card: 'c', raw: { a: words } },
              notes: [{ note: 'unread', words }],
            },
          ],
          posts: [post],
          snapshot: { number: 1, json: JSON.stringify(words) },
        });
        const loaded = await store.load(report);
        expect(loaded?.facts).toEqual({ a: given(words), b: given([{ name: words }]) });
        expect(loaded?.screens[0]?.notes).toEqual([{ note: 'unread', words }]);
        expect(await store.snapshot(report, 1)).toBe(JSON.stringify(words));
        expect((await store.outstanding(report)).post).toEqual(post);
        await store.settle({ report, id: 'p1', now: NOW, refused: words.slice(0, 30) });
        expect((await store.outstanding(report)).post).toBeUndefined();
        const letter = await redis.lindex(reportKeys(report).dead, 0);
        expect(JSON.parse(letter ?? '')).toMatchObject({
          id: 'p1',
          kind: 'text',
          reason: words.slice(0, 30),
        });
      },
    );

    it('in ids stays in its place', async () => {
      const { store } = opened;
      const report = await begin(store, {
        report: `${newId()}{p00}:*?"`,
        once: '} {',
        facts: { 'x:y': given(1), constructor: given(2) },
      });
      expect((await store.load(report))?.facts).toEqual({ 'x:y': given(1), constructor: given(2) });
      await expect(add(store, report, { posts: [text('two\nlines')] })).rejects.toThrow(RangeError);
      await expect(add(store, report, { posts: [text('')] })).rejects.toThrow(RangeError);
    });
  });

  describe('data that cannot be read', () => {
    it('of a newer format is refused, and nothing is overwritten', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { posts: [text('p1')], slot: { id: 's1', to: 'ou_a', at: NOW } });
      const keys = reportKeys(report);
      await redis.hset(keys.report, 'fmt', '2', 'about', '{"new":"shape"}');
      const stored = async () => [await redis.hgetall(keys.report), await redis.lrange(keys.outbox, 0, -1)];
      const before = await stored();

      const refused = expect.objectContaining({ name: 'StoredFormatError', key: keys.report, field: 'fmt' });
      await expect(store.load(report)).rejects.toEqual(refused);
      await expect(store.outstanding(report)).rejects.toEqual(refused);
      for (const expected of [0, 1]) {
        const turn = { report, expected, now: NOW, about, once: newId(), facts: { a: given(1) } };
        await expect(store.commit(turn)).rejects.toEqual(refused);
      }
      await expect(store.settle({ report, id: 'p1', now: NOW })).rejects.toEqual(refused);
      await expect(store.load(report)).rejects.toThrow(
        /format 2 is newer than 1; run the version that wrote it/,
      );
      expect(await stored()).toEqual(before);

      const person = newId();
      await redis.hset(personKey('t1', person), 'fmt', '2', 'open', 'r1');
      await expect(store.person('t1', person)).rejects.toThrow(StoredFormatError);
      await expect(
        store.openReport('t1', person, { id: 'r2', unit: 'u', year: 2026, kind: 'k' }),
      ).rejects.toThrow(StoredFormatError);
      expect(await redis.hget(personKey('t1', person), 'open')).toBe('r1');
    });

    it.each([
      ['fmt', 'x'],
      ['fmt', '0'],
      ['v', '1.5'],
      ['about', '{"tenant":'],
      ['f:a', '{"status":"perhaps"}'],
      ['screens', '[{"version":1,"view":{"at":"moon"},"notes":[]}]'],
      ['seen', 'x'],
      ['draft', '-'],
      ['want', '{}'],
      ['uncertain', '1;2'],
    ])('%s = %s is named in the error, without its content', async (field, value) => {
      const { store, redis } = opened;
      const report = await begin(store);
      await spoil(redis, report, field, value);
      await expect(store.load(report)).rejects.toEqual(
        expect.objectContaining({ name: 'StoredFormatError', key: reportKeys(report).report, field }),
      );
      await expect(store.load(report)).rejects.not.toThrow(/perhaps|moon/);
    });

    it('is not written in the first place', async () => {
      const { store } = opened;
      const report = await begin(store, { facts: { a: given(1) } });
      const before = await store.load(report);
      await expect(add(store, report, { facts: { a: given(Number.NaN) } })).rejects.toThrow(
        StoredFormatError,
      );
      expect(await store.load(report)).toEqual(before);
    });

    it('does not mean fields that this version does not know', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { facts: { a: given(1) }, screens: [screen(1)] });
      const before = await store.load(report);
      const more = (value: object) => JSON.stringify({ ...value, colour: 'red' });
      const { report: key } = reportKeys(report);
      await spoil(redis, report, 'tomorrow', 'x', 'f:a', more(given(1)), 'about', more(about));
      await spoil(redis, report, 'screens', JSON.stringify([{ ...screen(1), colour: 'red' }]));
      expect(await store.load(report)).toEqual(before);
      await add(store, report, { facts: { b: given(1) } });
      expect(await redis.hget(key, 'tomorrow')).toBe('x');
    });
  });
}
