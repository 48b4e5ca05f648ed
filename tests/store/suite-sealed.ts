/** @module What every store must do with DATA_KEY: nothing said stands in Redis as it was said, and no key is missed quietly. */
import { describe, expect, it } from 'vitest';
import { reportKeys, sealKey } from '../../src/store/keys.ts';
import type { Commit } from '../../src/store/port.ts';
import { createSealer, DataKeyError } from '../../src/store/sealed.ts';
import { checkSeals, rotate } from '../../src/store/seals.ts';
import { createStore } from '../../src/store/store.ts';
import { about, add, begin, given, NOW, screen, text } from './samples.ts';
import type { Opened } from './suite.ts';

const OLD = '11'.repeat(32);
const NEW = '22'.repeat(32);
const SAID = '谁也不该看到的话';

const everywhere: Partial<Commit> = {
  about: { ...about, unit: SAID },
  facts: { a: given(SAID), b: given([{ name: SAID }]) },
  screens: [{ ...screen(1), notes: [{ note: 'unread', words: SAID }] }],
  undo: { a: given(SAID), b: null },
  waived: { x: { versions: { a: 1 }, by: 'ou_a', at: NOW, reason: SAID } },
  posts: [
    text('p1', SAID),
    {
      id: 'p2',
      kind: 'file',
      to: { person: 'ou_a' },
      at: NOW,
      name: `${SAID}.docx`,
      number: 1,
      base64: Buffer.from(SAID).toString('base64'),
    },
  ],
  snapshot: { number: 1, json: JSON.stringify({ a: SAID }) },
};

export function sealedSuite(opened: Opened): void {
  describe('with a data key', () => {
    const storeWith = (...keys: string[]) =>
      createStore({ redis: opened.redis, sealer: createSealer(keys), kept: 0 });
    /** Everything stored of a report, as text. */
    const rawOf = async (report: string) => {
      const keys = reportKeys(report);
      const { redis } = opened;
      const all = await Promise.all([
        redis.hgetall(keys.report),
        redis.hgetall(keys.drafts),
        redis.lrange(keys.outbox, 0, -1),
      ]);
      return JSON.stringify(all);
    };
    const shown = [SAID, Buffer.from(SAID).toString('base64')];

    it('stores nothing of what was said as it was said, and brings it all back', async () => {
      const [plain, store] = [storeWith(), storeWith(OLD)];
      const open = await begin(plain, everywhere);
      const sealed = await begin(store, everywhere);
      for (const words of shown) {
        expect(await rawOf(open)).toContain(words);
        expect(await rawOf(sealed)).not.toContain(words);
      }
      expect(await store.load(sealed)).toEqual({ ...(await plain.load(open)), id: sealed });
      expect(await store.snapshot(sealed, 1)).toBe(everywhere.snapshot?.json);
      for (const post of everywhere.posts ?? []) {
        expect((await store.outstanding(sealed)).post).toEqual(post);
        await store.settle({ report: sealed, id: post.id, now: NOW });
      }
      expect(await store.outstanding(sealed)).toEqual({ draftWanted: false });
    });

    it('reads what was not sealed, and seals it when it is written next', async () => {
      const store = storeWith(OLD);
      const report = await begin(storeWith(), everywhere);
      expect((await store.load(report))?.facts['a']?.value).toBe(SAID);
      await add(store, report, { facts: { a: given(SAID, 2) } });
      const raw = await opened.redis.hgetall(reportKeys(report).report);
      expect(raw['f:a']).toMatch(/^~/);
      expect(raw['f:b']).toContain(SAID);
    });

    it('refuses without the key and with another one, and overwrites nothing', async () => {
      const report = await begin(storeWith(OLD), everywhere);
      const before = await rawOf(report);
      for (const store of [storeWith(), storeWith(NEW)]) {
        await expect(store.load(report)).rejects.toThrow(DataKeyError);
        await expect(store.load(report)).rejects.toThrow(/没有改动任何已存的数据/);
        await expect(store.outstanding(report)).rejects.toThrow(DataKeyError);
        await expect(store.snapshot(report, 1)).rejects.toThrow(DataKeyError);
      }
      expect(JSON.parse(await rawOf(report))).toEqual(JSON.parse(before));
      expect((await storeWith(NEW, OLD).load(report))?.facts['a']?.value).toBe(SAID);
    });

    it('knows a text that was moved, cut off or changed', async () => {
      const store = storeWith(OLD);
      const report = await begin(store, everywhere);
      const other = await begin(store, everywhere);
      const { report: key } = reportKeys(report);
      const a = (await opened.redis.hget(key, 'f:a')) ?? '';
      const foreign = (await opened.redis.hget(reportKeys(other).report, 'f:a')) ?? '';
      const b = (await opened.redis.hget(key, 'f:b')) ?? '';
      const turned = `${a.slice(0, -6)}${a.at(-6) === 'A' ? 'B' : 'A'}${a.slice(-5)}`;
      for (const wrong of [b, foreign, turned, a.slice(0, -4), a.slice(0, 20), '~', '~00~', a.slice(0, 10)]) {
        await opened.redis.hset(key, 'f:a', wrong);
        await expect(store.load(report)).rejects.toEqual(
          expect.objectContaining({ name: 'StoredFormatError', key, field: 'f:a' }),
        );
      }
      await opened.redis.hset(key, 'f:a', a);
      expect((await store.load(report))?.facts['a']?.value).toBe(SAID);
    });

    it('is rotated: everything under the new key, the old one needed no more', async () => {
      const { redis } = opened;
      await redis.del(sealKey);
      const [plain, old] = [await begin(storeWith(), everywhere), await begin(storeWith(OLD), everywhere)];
      await checkSeals(redis, createSealer([OLD]));
      await expect(rotate(redis, only(plain, old), createSealer([NEW]))).rejects.toThrow(DataKeyError);
      await expect(checkSeals(redis, createSealer([]))).rejects.toThrow(/没有设置 DATA_KEY/);
      const both = createSealer([NEW, OLD]);
      const { drafts } = reportKeys(old);
      await redis.hset(drafts, 'file:1', createSealer([OLD]).seal('file_v3_a', drafts, 'file:1'));
      const before = await storeWith(NEW, OLD).load(old);
      const first = await rotate(redis, only(plain, old), both);
      // Of each: about, two facts, screens, undo, waived, two posts, one draft; and the key of one file.
      expect(first).toEqual({ reports: 2, sealed: 19, settled: true });
      expect(await rotate(redis, only(plain, old), both)).toEqual({ reports: 2, sealed: 0, settled: true });
      const alone = storeWith(NEW);
      await checkSeals(redis, createSealer([NEW]));
      expect(await alone.load(old)).toEqual(before);
      expect(await alone.load(plain)).toEqual({ ...before, id: plain });
      expect((await alone.outstanding(plain)).post).toEqual(everywhere.posts?.[0]);
      expect(await alone.snapshot(plain, 1)).toBe(everywhere.snapshot?.json);
      expect(await alone.fileKey(old, 1)).toBe('file_v3_a');
      expect(await rawOf(plain)).not.toContain(SAID);
      await expect(checkSeals(redis, createSealer([OLD]))).rejects.toThrow(DataKeyError);
      await redis.del(sealKey);
    });

    it('is rotated while turns go on, and says when somebody still writes with the old key', async () => {
      const { redis } = opened;
      const [store, late] = [storeWith(NEW, OLD), storeWith(OLD)];
      const report = await begin(late, everywhere);
      let turns = 0;
      // Each time it looks for reports, a turn is committed as well.
      const busy = (by: typeof store) => ({
        all: async () => {
          turns += 1;
          await add(by, report, { facts: { a: given(`${SAID}${turns}`, turns) } });
          return [report];
        },
      });
      const both = createSealer([NEW, OLD]);
      expect((await rotate(redis, busy(store), both)).settled).toBe(true);
      expect((await storeWith(NEW).load(report))?.facts['a']?.value).toBe(`${SAID}${turns}`);
      // A process that has not been restarted cannot read what is sealed by now; a report of its own it writes.
      const own = await begin(late, { facts: { a: given(SAID) } });
      let version = 1;
      const stubborn = {
        all: async () => {
          await late.commit({ report: own, expected: version, now: NOW, facts: { a: given(SAID, version) } });
          version += 1;
          return [own];
        },
      };
      expect((await rotate(redis, stubborn, both)).settled).toBe(false);
      await expect(checkSeals(redis, createSealer([NEW]))).resolves.toBeUndefined();
      expect((await store.load(own))?.version).toBe(version);
      await redis.del(sealKey);
    });

    it('puts nothing in the place of what was written meanwhile', async () => {
      const { redis } = opened;
      const report = await begin(storeWith(OLD), { facts: { a: given(1) } });
      const { report: key } = reportKeys(report);
      expect(await redis.szReseal(key, 'f:a', 'something older', 'x')).toBe(0);
      expect((await storeWith(OLD).load(report))?.facts['a']?.value).toBe(1);
    });

    it('takes no key but 32 bytes', () => {
      for (const key of ['', 'x', '11'.repeat(31), '11'.repeat(33), 'z'.repeat(64)]) {
        expect(() => createSealer([key])).toThrow(RangeError);
      }
      const bytes = Buffer.from(OLD, 'hex').toString('base64');
      expect(createSealer([bytes]).newest).toBe(createSealer([OLD]).newest);
    });
  });

  const only = (...reports: string[]) => ({ all: async () => reports });
}
