/** What earlier versions stored is read, and goes on. A file below tests/fixtures/stored/ for each format; never changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Connection } from '../../src/store/connect.ts';
import { reportKeys } from '../../src/store/keys.ts';
import { STORED_FORMAT } from '../../src/store/port.ts';
import { createSealer } from '../../src/store/sealed.ts';
import { createStore } from '../../src/store/store.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { given, NOW } from './samples.ts';

const FOLDER = 'tests/fixtures/stored';
const strings = z.record(z.string(), z.string());
const dump = z.object({ report: strings, drafts: strings, outbox: z.array(z.string()) });
/** The key of the sealed ones; it guards nothing else. */
const KEY = '11'.repeat(32);
const REPORT = 'fixture';

describe('stored data of an earlier version', () => {
  let server: TestRedis;
  let redis: Connection;
  beforeAll(async () => {
    server = await testRedis('embedded');
    redis = await server.connect();
  });
  afterAll(() => server.close());

  const files = readdirSync(FOLDER);
  it('is there for every format that is read', () => {
    for (let format = 1; format <= STORED_FORMAT; format += 1)
      expect(files).toContain(`format-${format}.json`);
  });

  it.each(files)('%s is read, changed and sent on', async (file) => {
    const keys = reportKeys(REPORT);
    await redis.del(keys.report, keys.drafts, keys.outbox);
    const { report, drafts, outbox } = dump.parse(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')));
    await redis.hset(keys.report, report);
    await redis.hset(keys.drafts, drafts);
    await redis.rpush(keys.outbox, ...outbox);
    const store = createStore({ redis, sealer: createSealer(file.includes('sealed') ? [KEY] : []) });

    const loaded = await store.load(REPORT);
    expect(loaded).toMatchObject({
      version: 1,
      about: { year: 2026, kind: 'project-branch', people: { ou_a: 'secretary' } },
      facts: {
        committeeMeetings: { status: 'given', value: 12, source: { words: '支委会十二次' } },
        awards: { value: [{ name: '先进党支部', level: '局级' }] },
        talks: { status: 'later' },
        'own:work': { value: '这一段是我自己写的。', own: { over: '原来的一段。' } },
      },
      screens: [{ message: 'om_2', since: NOW + 5, notes: [{ note: 'taken' }, { words: '听不懂的话' }] }],
      draft: { made: 1, wanted: { number: 2 } },
      cardPending: true,
      uncertain: [1],
      undo: { talks: null },
      waived: { C1: { reason: '没问题' } },
      reminders: { deadline: '2026-12-20' },
      reminded: { '2026-11-20': 'remind' },
    });
    expect(JSON.parse((await store.snapshot(REPORT, 1)) ?? '')).toMatchObject({ at: NOW });
    expect((await store.outstanding(REPORT)).post).toMatchObject({ id: 'p1', text: '您好' });
    await store.settle({ report: REPORT, id: 'p1', now: NOW });
    expect((await store.outstanding(REPORT)).post).toMatchObject({
      id: 'p2',
      name: '述职.docx',
      base64: 'UEs=',
    });
    const turn = { report: REPORT, expected: 1, now: NOW, facts: { talks: given(3, 2) } };
    expect(await store.commit(turn)).toEqual({ result: 'done', version: 2 });
    expect((await store.load(REPORT))?.facts).toEqual({ ...loaded?.facts, talks: given(3, 2) });
  });
});
