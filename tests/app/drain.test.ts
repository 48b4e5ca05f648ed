/** A send may be repeated under its uuid within the platform's hour; what is unknown for longer is said, not repeated. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDrain } from '../../src/app/drain.ts';
import type { Delivered, Delivery } from '../../src/feishu/port.ts';
import type { Post, Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { begin, NOW, newId, text } from '../store/samples.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

const MINUTE = 60_000;
const UNKNOWN: Delivered = { outcome: 'unknown', wait: 5, code: 'ECONNRESET' };
const AGAIN: Delivered = { outcome: 'again', wait: 7, code: 'ECONNREFUSED' };

describe('a send', () => {
  let redis: TestRedis;
  let store: Store;
  let clock = NOW;
  let answers: Delivered[] = [];
  const tried: string[] = [];
  beforeAll(async () => {
    redis = await testRedis('embedded');
    store = createStore({ redis: await redis.connect() });
  });
  afterAll(() => redis?.close());
  beforeEach(() => {
    clock = NOW;
    tried.length = 0;
  });

  const drain = (report: string) =>
    createDrain({
      ...{ store, kinds, offered: ['project-branch'], wakeDraft: async () => undefined, now: () => clock },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      deliver: async (delivery: Delivery) => {
        if ('uuid' in delivery) tried.push(delivery.uuid);
        return answers.shift() ?? { outcome: 'sent', message: 'om_1', at: clock };
      },
    })(report);
  const file = (id: string, number: number): Post => ({
    ...{ id, to: { person: 'ou_a' }, at: NOW, kind: 'file', name: 'x.docx', number },
    base64: Buffer.from('x').toString('base64'),
  });

  it.each([
    ['a draft', (id: string) => file(id, 2), [2]],
    ['another file', (id: string) => file(id, 0), [0]],
    ['a sentence', (id: string) => text(id), []],
  ])(
    '%s of unknown outcome is repeated under its uuid for 50 minutes, and then said',
    async (_, post, said) => {
      const [report, id] = [newId(), `p-${newId()}`];
      await begin(store, { report, posts: [post(id), text(`${id}-next`)] });
      answers = [UNKNOWN, UNKNOWN];
      expect(await drain(report)).toEqual({ again: 5 });
      clock += 49 * MINUTE;
      expect(await drain(report)).toEqual({ again: 5 });
      clock += 2 * MINUTE;
      expect(await drain(report)).toBeUndefined();
      expect(tried).toEqual([id, id, `${id}-next`]);
      expect((await store.load(report))?.uncertain).toEqual(said);
      expect(await store.outstanding(report)).toEqual({ draftWanted: false });
    },
  );

  it('that certainly did not go out is tried for as long as it takes', async () => {
    const [report, id] = [newId(), `p-${newId()}`];
    await begin(store, { report, posts: [file(id, 1)] });
    for (let hour = 0; hour < 3; hour += 1) {
      answers = [AGAIN];
      expect(await drain(report)).toEqual({ again: 7 });
      clock += 60 * MINUTE;
    }
    expect(await drain(report)).toBeUndefined();
    expect(tried).toEqual([id, id, id, id]);
    expect((await store.load(report))?.uncertain).toEqual([]);
  });
});
