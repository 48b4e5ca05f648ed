/** @module What every store must do with what waits to be said. */
import { describe, expect, it } from 'vitest';
import { reportKeys } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { add, begin, given, NOW, newId, screen, text } from './samples.ts';
import type { Opened } from './suite.ts';

const LATER = NOW + 30_000;

async function waits(store: Store, report: string, before = LATER): Promise<boolean> {
  return (await store.pending(before)).includes(report);
}

export function outboxSuite(opened: Opened): void {
  describe('posts', () => {
    it('leave in the order of their turns, each once', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('p1'), text('p2')] });
      await add(store, report, {
        posts: [
          {
            id: 'p3',
            kind: 'file',
            to: { chat: 'oc_1' },
            at: NOW,
            name: '述职.docx',
            number: 1,
            base64: 'UEs=',
          },
        ],
      });
      const seen: string[] = [];
      for (;;) {
        const { post } = await store.outstanding(report);
        if (!post) break;
        seen.push(post.id);
        const settled = { report, id: post.id, now: NOW };
        // Twice, as after a lost answer; and a foreign one.
        await store.settle(settled);
        await store.settle(settled);
        await store.settle({ ...settled, id: 'p9' });
      }
      expect(seen).toEqual(['p1', 'p2', 'p3']);
      expect(await store.outstanding(report)).toEqual({ draftWanted: false });
    });

    it('of a draft leave the key of its file, until it is forgotten or everything is', async () => {
      const { store } = opened;
      const file = { kind: 'file', to: { person: 'ou_a' }, at: NOW, name: '述职.docx', number: 2 } as const;
      const snapshot = { number: 2, json: '{}' };
      const report = await begin(store, { posts: [{ ...file, id: 'p1' }], snapshot });
      expect((await store.outstanding(report)).post).toEqual({ ...file, id: 'p1' });
      const sent = { report, now: NOW, sent: 'om_1' };
      await store.settle({ ...sent, id: 'p9', file: { number: 2, key: 'file_v3_x' } });
      expect(await store.fileKey(report, 2)).toBeUndefined();
      await store.settle({ ...sent, id: 'p1', file: { number: 2, key: 'file_v3_a' } });
      expect(await store.fileKey(report, 2)).toBe('file_v3_a');
      expect(await store.fileKey(report, 1)).toBeUndefined();
      expect(await store.snapshot(report, 2)).toBe('{}');
      await store.forgetFileKey(report, 2);
      expect(await store.fileKey(report, 2)).toBeUndefined();
      await add(store, report, { posts: [{ ...file, id: 'p2' }] });
      await store.settle({ ...sent, id: 'p2', file: { number: 2, key: 'file_v3_b' } });
      expect(await store.fileKey(report, 2)).toBe('file_v3_b');
      await store.erase(report, 't1', 'ou_a');
      expect(await store.fileKey(report, 2)).toBeUndefined();
    });

    it('are removed from the head only', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('p1'), text('p2')] });
      await store.settle({ report, id: 'p2', now: NOW });
      expect((await store.outstanding(report)).post?.id).toBe('p1');
      await store.settle({ report, id: 'p', now: NOW });
      expect((await store.outstanding(report)).post?.id).toBe('p1');
    });

    it('come back whole, of every kind', async () => {
      const { store } = opened;
      const posts = [
        text('k1'),
        { id: 'k2', kind: 'card', to: { replyTo: 'om_1' }, at: NOW, screen: screen(1) },
        { id: 'k3', kind: 'patch', to: { person: 'ou_a' }, at: NOW, message: 'om_2' },
      ] as const;
      const report = await begin(store, { posts });
      for (const post of posts) {
        expect((await store.outstanding(report)).post).toEqual(post);
        await store.settle({ report, id: post.id, now: NOW });
      }
    });

    it('remember when they were first tried, until they are settled', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { posts: [text('p1'), text('p2')] });
      expect((await store.outstanding(report)).triedSince).toBeUndefined();
      expect(await store.trying(report, 'p1', NOW + 1)).toBe(true);
      expect(await store.trying(report, 'p1', NOW + 2)).toBe(true);
      expect((await store.outstanding(report)).triedSince).toBe(NOW + 1);
      await store.settle({ report, id: 'p1', now: NOW });
      expect(await store.outstanding(report)).toEqual({ post: text('p2'), draftWanted: false });
      await store.settle({ report, id: 'p2', now: NOW });
      expect(await store.trying(report, 'p2', NOW)).toBe(false); // Settled by another process meanwhile.
      expect(await redis.exists(reportKeys(report).tries)).toBe(0);
      await store.trying(newId(), 'p1', NOW); // Of a report that is gone: does not come back by it.
    });
  });

  describe('the slot', () => {
    const slot = (id: string) => ({ id, to: 'ou_a', at: NOW });

    it('holds the latest card; settling an older one leaves it', async () => {
      const { store } = opened;
      const report = await begin(store, { slot: slot('s1'), screens: [screen(1)] });
      await store.trying(report, 's1', NOW);
      await add(store, report, { slot: slot('s2') });
      expect(await store.outstanding(report)).toEqual({ slot: slot('s2'), draftWanted: false });
      await store.settle({ report, id: 's1', now: NOW });
      expect((await store.outstanding(report)).slot).toEqual(slot('s2'));
      expect((await store.load(report))?.cardPending).toBe(true);
      await store.trying(report, 's2', NOW + 5);
      expect((await store.outstanding(report)).triedSince).toBe(NOW + 5);
      await store.settle({ report, id: 's2', now: NOW });
      expect(await store.outstanding(report)).toEqual({ draftWanted: false });
      expect((await store.load(report))?.cardPending).toBe(false);
    });

    it('says after sending since when the writer sees which screen', async () => {
      const { store } = opened;
      const report = await begin(store, {
        slot: slot('s1'),
        screens: [screen(2, 'b'), screen(1), screen(1, 'old')],
      });
      const settled = { report, id: 's1', now: NOW };
      await store.settle({ ...settled, seen: { version: 1, message: 'om_1', since: NOW + 7 } });
      const reached = { ...screen(1), message: 'om_1', since: NOW + 7 };
      expect((await store.load(report))?.screens).toMatchObject([screen(2, 'b'), reached, screen(1, 'old')]);
      expect((await store.load(report))?.screens[2]).toEqual(screen(1, 'old'));
      expect((await store.load(report))?.version).toBe(1);

      // A repeat of the older send does not hide the newer one; a turn that wrote the screens meanwhile does not either.
      await store.settle({ ...settled, id: 's2', seen: { version: 2, message: 'om_2', since: NOW + 9 } });
      await store.settle({ ...settled, seen: { version: 1, message: 'om_1', since: NOW + 7 } });
      await add(store, report, { screens: [screen(2, 'b'), reached] });
      expect((await store.load(report))?.screens).toMatchObject([
        { ...screen(2, 'b'), message: 'om_2', since: NOW + 9 },
        reached,
      ]);
    });
  });

  describe('pending', () => {
    it('names a report until no post, no card and no draft is outstanding', async () => {
      const { store } = opened;
      const report = await begin(store, {
        posts: [text('p1')],
        slot: { id: 's1', to: 'ou_a', at: NOW },
        draft: { made: 0, wanted: { number: 1, by: 'ou_a', at: NOW } },
      });
      expect(await waits(store, report, NOW)).toBe(false);
      expect(await waits(store, report)).toBe(true);
      await store.settle({ report, id: 'p1', now: NOW });
      await store.settle({ report, id: 's1', now: NOW });
      expect(await store.outstanding(report)).toEqual({ draftWanted: true });
      expect(await waits(store, report)).toBe(true);
      await add(store, report, { draft: { made: 1 } });
      expect(await store.outstanding(report)).toEqual({ draftWanted: false });
      expect((await store.load(report))?.draft).toEqual({ made: 1 });
      expect(await waits(store, report)).toBe(false);
    });

    it('keeps a report whose draft was made but not yet posted', async () => {
      const { store } = opened;
      const report = await begin(store, { draft: { made: 0, wanted: { number: 1, by: 'ou_a', at: NOW } } });
      await add(store, report, { draft: { made: 1 }, posts: [text('p1')] });
      expect(await waits(store, report)).toBe(true);
      await store.settle({ report, id: 'p1', now: NOW });
      expect(await waits(store, report)).toBe(false);
    });

    it('counts from the oldest work, however busy the writer is', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('p1')] });
      await add(store, report, { now: LATER, posts: [text('p2')] });
      await add(store, report, { now: LATER, facts: { a: given(1) } });
      expect(await waits(store, report, NOW + 1)).toBe(true);
    });

    it('does not name a report that has nothing to say, and asks every partition', async () => {
      const { store } = opened;
      const quiet = await begin(store);
      const reports = await Promise.all(
        Array.from({ length: 200 }, () => begin(store, { posts: [text('p')] })),
      );
      const found = await store.pending(LATER);
      expect(found).toEqual(expect.arrayContaining(reports));
      expect(found).not.toContain(quiet);
    });
  });

  describe('what cannot be delivered', () => {
    it('is kept as a dead letter without its content', async () => {
      const { store, redis } = opened;
      const report = await begin(store, {
        posts: [text('p1', '机密')],
        slot: { id: 's1', to: 'ou_a', at: NOW },
      });
      for (const id of ['p1', 's1', 's1']) await store.settle({ report, id, now: NOW, refused: '230002' });
      const letters = (await redis.lrange(reportKeys(report).dead, 0, 1)).map((json) => JSON.parse(json));
      expect(letters).toEqual([
        { id: 's1', report, time: NOW, reason: '230002', kind: 'slot' },
        { id: 'p1', report, time: NOW, reason: '230002', kind: 'text' },
      ]);
      expect(await store.outstanding(report)).toEqual({ draftWanted: false });
    });

    it('is listed newest first, with the number of a draft, and forgotten one by one', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('f1'), text('f2')] });
      await store.settle({ report, id: 'f1', now: NOW, refused: '230028', refusedDraft: 3 });
      await store.settle({ report, id: 'f2', now: NOW + 1, refused: '230001' });
      const mine = async () => (await store.deadLetters()).filter((letter) => letter.report === report);
      const [newer, older] = await mine();
      expect(newer).toEqual({ id: 'f2', report, time: NOW + 1, reason: '230001', kind: 'text' });
      expect(older).toEqual({ id: 'f1', report, time: NOW, reason: '230028', kind: 'text', draft: 3 });
      if (older === undefined) throw new Error('not listed');
      await store.forgetDeadLetter(older);
      await store.forgetDeadLetter(older);
      expect(await mine()).toEqual([newer]);
    });

    it('and was certainly not sent counts as never tried', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('p1')] });
      await store.trying(report, 'p1', NOW);
      expect((await store.outstanding(report)).triedSince).toBe(NOW);
      await store.untried(report, 'p1');
      expect((await store.outstanding(report)).triedSince).toBeUndefined();
    });

    it('keeps the newest thousand dead letters', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { posts: Array.from({ length: 1005 }, (_, i) => text(`p${i}`)) });
      for (let i = 0; i < 1005; i += 1) await store.settle({ report, id: `p${i}`, now: NOW, refused: 'x' });
      const { dead } = reportKeys(report);
      expect(await redis.llen(dead)).toBe(1000);
      expect(await redis.lindex(dead, 0)).toContain('"p1004"');
    });

    it('is told once when its outcome stays unknown, and no turn overwrites that', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('p1'), text('p2')], uncertain: [1] });
      await store.settle({ report, id: 'p1', now: NOW, uncertain: 4 });
      await store.settle({ report, id: 'p1', now: NOW, uncertain: 4 });
      expect(await store.load(report)).toMatchObject({ uncertain: [1, 4], version: 2 });
      expect(await store.commit({ report, expected: 1, now: NOW, uncertain: [] })).toEqual({
        result: 'stale',
      });
      await store.settle({ report, id: 'p2', now: NOW, uncertain: 4 });
      expect((await store.load(report))?.uncertain).toEqual([1, 4]);
    });
  });
}
