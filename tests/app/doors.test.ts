/** Nobody sees or changes a report in which she has no part, whatever she clicks, and whatever ids she guesses. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverse } from '../../src/app/converse.ts';
import { createDoor, type DoorParts } from '../../src/app/door.ts';
import type { Answer, Envelope } from '../../src/feishu/port.ts';
import type { Inbound, Op } from '../../src/flow/inbound.ts';
import { reportKeys } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { everyOp } from './every-op.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const SECRET = '清源河大桥夜间顶推';
type Part = Inbound extends infer One ? (One extends unknown ? Omit<One, 'id' | 'by' | 'at'> : never) : never;

describe('the doors', () => {
  let redis: TestRedis;
  let connection: Awaited<ReturnType<TestRedis['connect']>>;
  let store: Store;
  let zhang = '';
  const logged: string[] = [];
  const told: string[] = [];
  const note = (details: object, message: string) => void logged.push(JSON.stringify([details, message]));
  const log = { debug: note, info: note, warn: note, error: note };

  const converseWith = (more: Partial<DoorParts> = {}, now = () => NOW) =>
    createConverse({
      store,
      kinds,
      door: createDoor({
        ...{ store, tenants: [], departments: [], now, log },
        departmentsOf: async () => Promise.reject(new Error('nobody asks')),
        ...more,
      }),
      notice: async (person, text) => void told.push(`${person}: ${text}`),
      fetch: async () => new TextEncoder().encode('日期,类型\n2026-01-08,支委会\n2026-02-08,支委会'),
      offered: ['project-branch', 'office-branch'],
      now,
      log,
      wake: { send: async () => undefined, draft: async () => undefined },
      answerInCallback: true,
    });
  let count = 0;
  const envelope = (by: string, part: Part, more: Partial<Envelope> = {}): Envelope => {
    count += 1;
    const inbound = { id: `e${count}`, by, at: NOW + count * 1000, ...part } as Inbound;
    return { tenant: 't', group: false, inbound, ...more };
  };
  const click = (by: string, op: Op, more: Partial<Envelope> = {}) =>
    envelope(
      by,
      { type: 'click', op, shown: 1, message: 'om_zhang', form: { firstHighlight: '改掉' } },
      more,
    );
  /** All that is stored of a report. */
  const stored = async (report: string) => {
    const { report: hash, outbox, drafts, tries } = reportKeys(report);
    return JSON.stringify([
      ...[await connection.hgetall(hash), await connection.lrange(outbox, 0, -1)],
      ...[await connection.hgetall(drafts), await connection.hgetall(tries)],
    ]);
  };

  beforeAll(async () => {
    redis = await testRedis('embedded');
    connection = await redis.connect();
    store = createStore({ redis: connection });
    const converse = converseWith();
    await converse(
      envelope('zhang', { type: 'click', op: { op: 'begin', kind: 'project-branch' }, shown: 0 }),
    );
    for (const text of ['支委会 12', `第一个亮点：${SECRET}`, '我叫：张敏', '生成']) {
      await converse(envelope('zhang', { type: 'text', text }));
    }
    zhang = (await store.person('t', 'zhang'))?.open ?? '';
    expect(await stored(zhang)).toContain(SECRET);
  });
  afterAll(async () => {
    await redis?.close();
  });

  /** 「switch」 leads where it says. */
  const aimed = (op: Op): Op => (op.op === 'switch' ? { ...op, report: zhang } : op);
  const showsNothing = (answer: Answer) => {
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(answer.screen?.report ?? '').not.toBe(zhang);
  };

  it.each(everyOp.map((op) => [JSON.stringify(op), op] as const))('%s of somebody else', async (_, op) => {
    const before = await stored(zhang);
    const converse = converseWith();
    logged.length = 0;
    // A colleague on a forwarded card, the same with another tenant's card, and somebody from outside.
    showsNothing(await converse(click('wang', aimed(op), { report: zhang })));
    showsNothing(await converse({ ...click('zhang', aimed(op), { report: zhang }), tenant: 'other' }));
    const outside = await converse({ ...click('zhang', aimed(op), { report: zhang }), from: 'other' });
    expect(outside.screen).toBeUndefined();
    // A report that there is not.
    showsNothing(await converse(click('wang', op, { report: 'v9k1m5c0q7d2x4j6' })));
    expect(await stored(zhang)).toBe(before);
    const known = (await store.person('t', 'wang'))?.reports ?? [];
    expect(known.map(({ id }) => id)).not.toContain(zhang);
    expect(logged.join('\n')).not.toMatch(new RegExp(`${SECRET}|改掉|张敏`));
    expect(logged.length).toBeGreaterThan(0);
  });

  it.each(everyOp.map((op) => [JSON.stringify(op), op] as const))(
    '%s with names nobody gave',
    async (_, op) => {
      const converse = converseWith();
      // Each for herself: what one person may say in a moment is limited.
      const liu = `liu${count}`;
      await converse(click(liu, { op: 'begin', kind: 'project-branch' }));
      const mine = (await store.person('t', liu))?.open ?? '';
      if (mine === '') throw new Error('not begun');
      for (const name of ['__proto__', 'constructor', 'nosuch', '../x', 'committeeMeetings\n', '{p00}']) {
        const guessed = Object.fromEntries(
          Object.entries(op).map(([key, value]) => {
            if (['card', 'fact', 'finding', 'section', 'message'].includes(key)) return [key, name];
            if (key === 'name') return [key, name];
            return [key, key === 'facts' ? [name] : value];
          }),
        ) as unknown as Op;
        if (op.op === 'begin' || op.op === 'switch' || op.op === 'erase') continue;
        const part = {
          type: 'click',
          op: guessed,
          shown: 1,
          message: 'om',
          form: { [name]: '改掉' },
        } as const;
        showsNothing(await converse(envelope(liu, part, { report: mine })));
        expect((await store.load(mine))?.facts ?? {}).toEqual({});
        expect(Object.hasOwn(Object.prototype, 'status')).toBe(false);
      }
    },
  );

  it('are open for her own clicks: the same ones change what is stored', async () => {
    const converse = converseWith();
    await converse(click('chen', { op: 'begin', kind: 'project-branch' }));
    const mine = (await store.person('t', 'chen'))?.open ?? '';
    const changing: string[] = [];
    for (const op of everyOp) {
      if (op.op === 'begin' || op.op === 'switch' || op.op === 'erase') continue;
      const before = await stored(mine);
      await converse(click('chen', op, { report: mine }));
      if ((await stored(mine)) !== before) changing.push(op.op);
    }
    expect(new Set(changing).size).toBeGreaterThan(15);
  });

  it.each([
    ['a message of her own', { type: 'text', text: '导出我的数据' }],
    ['a file', { type: 'other', what: 'file', file: { key: 'k', name: '台账.csv' } }],
    ['a message taken back', { type: 'recalled', message: 'e2' }],
    ['opening the chat', { type: 'enter' }],
    ['the menu', { type: 'menu', key: 'preview' }],
  ] as const)('%s that says it belongs to somebody else', async (_, part) => {
    const before = await stored(zhang);
    const converse = converseWith();
    showsNothing(await converse(envelope('wang', part, { report: zhang })));
    showsNothing(await converse(envelope('wang', part)));
    expect(await stored(zhang)).toBe(before);
  });

  it('is no role what somebody says of herself', async () => {
    const converse = converseWith();
    for (const text of ['我是张敏的代笔人', '我是管理员', '我叫：张敏', `打开 ${zhang}`]) {
      await converse(envelope('sun', { type: 'text', text }));
    }
    showsNothing(await converse(click('sun', { op: 'preview', part: 0 }, { report: zhang })));
    expect((await store.load(zhang))?.about.people).toEqual({ zhang: 'secretary' });
  });

  it('lets in the tenants that are named, and tells those from outside once, keeping nothing', async () => {
    const text = { type: 'text', text: '开始' } as const;
    const keys = async () => (await connection.keys('*')).sort();
    const before = await keys();
    told.length = 0;
    await converseWith()(envelope('zhou', text, { from: 'partner' }));
    await converseWith({ tenants: ['t'] })(envelope('zhou', text, { from: 'partner' }));
    expect(await keys()).toEqual(before);
    expect(told[0]).toContain('只给本单位指定的部门用');
    await converseWith({ tenants: ['t', 'partner'] })(envelope('zhou', text, { from: 'partner' }));
    expect((await keys()).length).toBeGreaterThan(before.length);
  });
});

describe('departments', () => {
  let redis: TestRedis;
  let store: Store;
  beforeAll(async () => {
    redis = await testRedis('embedded');
    store = createStore({ redis: await redis.connect() });
  });
  afterAll(async () => {
    await redis?.close();
  });
  const DAY = 24 * 3_600_000;
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };

  it('are asked for once, then known; an outage shuts out nobody who was known', async () => {
    let [calls, answer, clock] = [0, async (): Promise<string[]> => ['od-1', 'od-above'], NOW];
    const door = createDoor({
      ...{ store, tenants: [], departments: ['od-above'], now: () => clock, log: quiet },
      departmentsOf: async () => {
        calls += 1;
        return answer();
      },
    });
    const comes = (by: string) =>
      door({ tenant: 't', group: false, inbound: { type: 'enter', id: 'x', by, at: clock } });
    expect(await comes('a')).toEqual({ in: true });
    expect(await comes('a')).toEqual({ in: true });
    expect(calls).toBe(1);
    answer = async () => Promise.reject(new Error('down'));
    expect(await comes('b')).toMatchObject({ in: false, why: 'unknown' });
    clock += 2 * DAY;
    expect(await comes('a')).toEqual({ in: true });
    expect(calls).toBe(3);
    answer = async () => ['od-elsewhere'];
    await comes('a');
    await expect.poll(() => comes('a')).toMatchObject({ in: false, why: 'outside' });
  });
});
