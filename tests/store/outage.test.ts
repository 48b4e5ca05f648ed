import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis } from '../../src/store/connect.ts';
import { reportKeys } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { waitForRedis } from '../../src/store/wait.ts';
import { named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { about, begin, given, NOW, newId, text } from './samples.ts';

const PATIENT = { timeout: 20_000 };

describe.skipIf(skipped('real'))(named('store when Redis dies', 'real'), () => {
  let server: TestRedis;
  let store: Store;
  beforeAll(async () => {
    server = await testRedis('real');
    store = createStore({ redis: await server.connect() });
  });
  afterAll(() => server.close());

  it('what was acknowledged is there after kill -9, what was not can be repeated', async () => {
    const turns = Array.from({ length: 400 }, () => ({ report: newId(), once: newId() }));
    const acknowledged = new Set<string>();
    const commit = async ({ report, once }: { report: string; once: string }) => {
      const turn = {
        report,
        once,
        expected: 0,
        now: NOW,
        about,
        facts: { a: given(report) },
        posts: [text(`p-${report}`)],
      };
      const { result } = await store.commit(turn);
      acknowledged.add(report);
      return result;
    };
    for (let round = 0; round < 4; round += 1) {
      const part = turns.slice(round * 100, round * 100 + 100);
      const running = part.map(async (turn, i) => {
        await sleep(i / 2);
        await commit(turn).catch(() => undefined);
      });
      await sleep(15 + round * 5);
      await server.kill();
      await server.restart();
      await Promise.all(running);
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    await store.ping().catch(() => undefined);
    for (const report of acknowledged) {
      expect(await store.load(report)).toMatchObject({ version: 1, facts: { a: { value: report } } });
    }
    // Repeated with the same inbound: each is stored exactly once, and has exactly one post.
    for (const turn of turns) await commit(turn);
    const pending = await store.pending(NOW + 1);
    for (const { report } of turns) {
      expect((await store.load(report))?.version).toBe(1);
      expect(pending).toContain(report);
      await store.settle({ report, id: `p-${report}`, now: NOW });
      expect(await store.outstanding(report)).toEqual({ draftWanted: false });
    }
  });

  it('a turn fails while the server is frozen, in less than a click has, and recovers by itself', async () => {
    const report = await begin(store);
    const redis = await server.connect();
    expect(redis.options).toMatchObject({ commandTimeout: 1500 });
    server.freeze(true);
    await expect(store.load(report)).rejects.toThrow();
    server.freeze(false);
    await expect.poll(() => store.load(report).catch(() => undefined), PATIENT).toMatchObject({ version: 1 });
  });

  it('at the start it is waited for, with a line that says where, and one when it is there', async () => {
    await server.kill();
    const lines: [string, Readonly<Record<string, unknown>>][] = [];
    const log = (message: string, details: Readonly<Record<string, unknown>>) =>
      lines.push([message, details]);
    const url = server.url.replace('redis://', 'redis://:secret@');
    for (const use of ['turn', 'worker'] as const) {
      lines.length = 0;
      const redis = connectRedis(server.url, use);
      let asked = 0;
      const ping = redis.ping.bind(redis);
      redis.ping = () => {
        asked += 1;
        return ping();
      };
      let here = false;
      const waiting = waitForRedis(redis, log).then(() => {
        here = true;
      });
      await expect.poll(() => asked, PATIENT).toBeGreaterThan(2);
      expect(here).toBe(false);
      expect(lines).toEqual([
        ['Redis does not answer, waiting for it', expect.objectContaining({ redis: server.url })],
      ]);
      await server.restart();
      await waiting;
      expect(lines.slice(1)).toEqual([['Redis answers', { redis: server.url }]]);
      await server.kill();
      redis.disconnect();
    }

    const seen: string[] = [];
    const guarded = connectRedis(url, 'turn', (message, details) =>
      seen.push(message + JSON.stringify(details)),
    );
    await expect.poll(() => seen.length, PATIENT).toBeGreaterThan(0);
    expect(seen.join()).toContain(server.url);
    expect(seen.join()).not.toContain('secret');
    guarded.disconnect();
    await server.restart();
  });
});

describe.skipIf(skipped('cluster'))(named('keys', 'cluster'), () => {
  it('of a report share a slot, and scripts touch no others', async () => {
    const server = await testRedis('cluster');
    const redis = await server.connect();
    for (const report of ['r1', '述职', 'a{b}c', '{x}']) {
      const { taken, ...keys } = reportKeys(report);
      const slots = await Promise.all(
        [...Object.values(keys), taken('om_{1}')].map((key) => redis.cluster('KEYSLOT', key)),
      );
      expect(new Set(slots).size).toBe(1);
    }
    await server.close();

    const folder = new URL('../../src/store/', import.meta.url);
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.lua'))) {
      const code = (await readFile(new URL(file, folder), 'utf8')).replace(/--\[\[[\s\S]*?\]\]/, '');
      for (const [call] of code.matchAll(/redis\.call\([^)]*/g)) {
        // The names are those that the scripts give to keys.
        expect(call).toMatch(/^redis\.call\('[A-Z]+', (KEYS\[\d+\]|(report|outbox|key)\b)/);
      }
    }
  });
});
