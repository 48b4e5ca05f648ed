import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/store/connect.ts';
import { createGauges } from '../../src/store/gauges.ts';
import { createStore } from '../../src/store/store.ts';
import { type Kind, named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { begin, NOW, text } from './samples.ts';

describe.each<Kind>(['real', 'cluster', 'embedded'])('gauges', (kind) => {
  describe.skipIf(skipped(kind))(named('of the store', kind), () => {
    let server: TestRedis;
    let redis: Connection;
    beforeAll(async () => {
      server = await testRedis(kind);
      redis = await server.connect();
    });
    afterAll(() => server.close());

    it('count what waits, since when, and what was given up', async () => {
      const [store, gauges] = [createStore({ redis }), createGauges({ redis })];
      expect(await gauges.pending()).toEqual({ reports: 0 });
      expect(await gauges.deadLetters()).toBe(0);
      const [one, two] = [
        await begin(store, { posts: [text('a')] }),
        await begin(store, { posts: [text('b')] }),
      ];
      expect(await gauges.pending()).toEqual({ reports: 2, since: NOW });
      await store.settle({ report: one, id: 'a', now: NOW, refused: '230001' });
      expect(await gauges.pending()).toEqual({ reports: 1, since: NOW });
      expect(await gauges.deadLetters()).toBe(1);
      await store.settle({ report: two, id: 'b', now: NOW });
      expect(await gauges.pending()).toEqual({ reports: 0 });
    });

    it('tell how the server is, as far as it does', async () => {
      const gauges = createGauges({ redis });
      expect(await gauges.server()).toMatchObject({ diskError: false });
      if (kind === 'embedded') return;
      const [own] = 'nodes' in redis ? redis.nodes('master') : [redis];
      await own?.config('SET', 'maxmemory', String(2 ** 40));
      expect((await gauges.server()).memory).toBeLessThan(0.1);
      await own?.config('SET', 'maxmemory', '1');
      expect((await gauges.server()).memory).toBeGreaterThan(1);
      await own?.config('SET', 'maxmemory', '0');
    });
  });
});
