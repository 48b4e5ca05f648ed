/** @module What is left of a report that was deleted: the ids of its messages, until they have been taken back. */
import { describe, expect, it } from 'vitest';
import { reportKeys } from '../../src/store/keys.ts';
import { begin, NOW, text } from './samples.ts';
import type { Opened } from './suite.ts';

export function eraseSuite(opened: Opened): void {
  describe('what was sent about a report that is deleted', () => {
    it('is to be recalled, but for the message that says so, and then nothing is left', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { posts: [text('a', '一'), text('b', '二'), text('c', '三')] });
      for (const id of ['a', 'b', 'c']) await store.settle({ report, id, now: NOW, sent: `om_${id}` });
      expect((await store.outstanding(report)).recall).toBeUndefined();
      await store.erase(report, 't1', 'ou_a', { keep: 'om_b' });
      expect(await store.load(report)).toBeUndefined();
      expect(await store.pending(NOW)).toContain(report);
      const recalled: string[] = [];
      for (;;) {
        const { recall } = await store.outstanding(report);
        if (recall === undefined) break;
        recalled.push(recall);
        await store.recalled(report, recall);
      }
      expect(recalled.sort()).toEqual(['om_a', 'om_c']);
      expect(await store.pending(NOW)).not.toContain(report);
      const { pending: _, active: __, look: ___, dead: ____, taken: _____, ...own } = reportKeys(report);
      expect(await Promise.all(Object.values(own).map((key) => redis.exists(key)))).toEqual(
        Object.values(own).map(() => 0),
      );
    });

    it('is recalled also when it arrived after the report was deleted', async () => {
      const { store } = opened;
      const report = await begin(store, { posts: [text('a', '一')] });
      await store.erase(report, 't1', 'ou_a');
      await store.settle({ report, id: 'a', now: NOW, sent: 'om_late' });
      expect((await store.outstanding(report)).recall).toBe('om_late');
      expect(await store.pending(NOW + 1)).toContain(report);
      await store.recalled(report, 'om_late');
    });

    it('is forgotten in the dead letters, too; those of others stay', async () => {
      const { store, redis } = opened;
      const report = await begin(store, { posts: [text('a', '一')] });
      await store.settle({ report, id: 'a', now: NOW, refused: '230013' });
      const { dead } = reportKeys(report);
      await redis.lpush(dead, JSON.stringify({ id: 'x', report: `${report}0`, time: NOW, reason: '1' }));
      await store.erase(report, 't1', 'ou_a');
      const left = (await redis.lrange(dead, 0, -1)).join('\n');
      expect(left).not.toContain(`"report":"${report}"`);
      expect(left).toContain(`"report":"${report}0"`);
    });

    it('leaves a person what she opens at the same moment', async () => {
      const { store } = opened;
      const other = { id: 'b', unit: 'u', year: 2026, kind: 'project-branch' };
      // However far the erasing has come.
      for (let ticks = 0; ticks < 40; ticks += 1) {
        const who = `ou_both${ticks}`;
        const report = await begin(store);
        await store.openReport('t1', who, { ...other, id: report });
        const erased = store.erase(report, 't1', who);
        for (let tick = 0; tick < ticks; tick += 1) await new Promise(setImmediate);
        await store.openReport('t1', who, other);
        await erased;
        expect(await store.person('t1', who)).toMatchObject({ open: 'b', reports: [{ id: 'b' }] });
      }
    });

    it('takes the days and departments of its person along', async () => {
      const { store, redis } = opened;
      await store.claimDay('t1', 'ou_gone', '2026-11-20', 'r');
      await store.keepDepartments('t1', 'ou_gone', { ids: ['od-1'], at: NOW });
      expect(await redis.keys('*:t1:ou_gone*')).toHaveLength(2);
      await store.keepChat('t1', 'oc_hers', 'ou_gone');
      await store.keepChat('t1', 'oc_other', 'ou_other');
      await store.forgetPerson('t1', 'ou_gone', NOW, 'oc_other');
      expect(await store.personIn('t1', 'oc_other')).toBe('ou_other');
      await store.forgetPerson('t1', 'ou_gone', NOW, 'oc_hers');
      expect(await store.personIn('t1', 'oc_hers')).toBeUndefined();
      expect(await redis.keys('*:t1:ou_gone*')).toEqual([]);
    });
  });
}
