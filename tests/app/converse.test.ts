import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverse } from '../../src/app/converse.ts';
import { ownReport } from '../../src/app/identity.ts';
import type { Envelope } from '../../src/feishu/port.ts';
import type { Inbound } from '../../src/flow/inbound.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const ME = 'ou_me';
/** An inbound without what all of them have. */
type Part = Inbound extends infer One ? (One extends unknown ? Omit<One, 'id' | 'by' | 'at'> : never) : never;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** Counts waves: calls made while another is under way share its round trip. */
function counting(store: Store): { readonly store: Store; readonly waves: () => number } {
  let waves = 0;
  let open = 0;
  const counted = new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (open === 0) waves += 1;
        open += 1;
        try {
          return await (Reflect.apply(method, target, args) as Promise<unknown>);
        } finally {
          open -= 1;
        }
      };
    },
  });
  return { store: counted, waves: () => waves };
}

describe('a turn', () => {
  let redis: TestRedis;
  let store: Store;
  let count = 0;
  beforeAll(async () => {
    redis = await testRedis('embedded');
    store = createStore({ redis: await redis.connect() });
  });
  afterAll(async () => {
    await redis?.close();
  });

  const woken: string[] = [];
  const converseOn = (over: Store, offered: readonly string[] = ['project-branch']) =>
    createConverse({
      store: over,
      kinds,
      door: async () => ({ in: true }),
      notice: async () => undefined,
      fetch: async () => undefined,
      offered,
      now: () => NOW,
      log: quiet,
      wake: {
        send: async (report) => void woken.push(report),
        draft: async (report) => void woken.push(report),
      },
      answerInCallback: true,
    });
  const envelope = (part: Part, more: Partial<Envelope> = {}): Envelope => {
    count += 1;
    return {
      tenant: 't',
      group: false,
      inbound: { id: `e${count}`, by: ME, at: NOW + count * 1000, ...part } as Inbound,
      ...more,
    };
  };
  const mine = async (): Promise<string> => (await store.person('t', ME))?.open ?? '';

  it('takes at most three round trips for a message, the first one included, and two for a click', async () => {
    const first = counting(store);
    await converseOn(first.store)(envelope({ type: 'text', text: '开始' }));
    expect(first.waves()).toBe(3);
    const typed = counting(store);
    await converseOn(typed.store)(envelope({ type: 'text', text: '支委会 12' }));
    expect(typed.waves()).toBe(3);
    const clicked = counting(store);
    const report = await mine();
    const answer = await converseOn(clicked.store)(
      envelope({ type: 'click', op: { op: 'progress' }, shown: 2, message: 'om' }, { report }),
    );
    expect(clicked.waves()).toBe(2);
    expect(answer.screen?.title).toBe('进度');
    // The list of her reports; and one more, begun with what the other knows.
    const listed = counting(store);
    const list = envelope({ type: 'click', op: { op: 'reports' }, shown: 3, message: 'om' }, { report });
    expect((await converseOn(listed.store)(list)).screen?.title).toBe('我的报告');
    expect(listed.waves()).toBe(2);
    const other = counting(store);
    const begin = { op: 'begin', kind: 'office-branch' } as const;
    await converseOn(other.store, ['project-branch', 'office-branch'])(
      envelope({ type: 'click', op: begin, shown: 4, message: 'om' }, { report }),
    );
    expect(other.waves()).toBe(2);
    expect((await store.load(await mine()))?.facts['committeeMeetings']?.value).toBe(12);
    await converseOn(store)(envelope({ type: 'click', op: { op: 'switch', report }, shown: 4 }));
    expect(await mine()).toBe(report);
  });

  it('begins a report with what was said before its kind was chosen, put off or not', async () => {
    const by = 'ou_early';
    const converse = converseOn(store, ['project-branch', 'office-branch']);
    const of = (part: Part, more: Partial<Envelope> = {}) => {
      const made = envelope(part, more);
      return { ...made, inbound: { ...made.inbound, by } as Inbound };
    };
    await converse(of({ type: 'text', text: '支委会十来次，党员大会4次' }));
    await converse(of({ type: 'text', text: '党课没有，谈心谈话稍后补' }));
    const report = ownReport('t', by, 'project-branch', NOW).id;
    await converse(of({ type: 'click', op: { op: 'begin', kind: 'office-branch' }, shown: 2 }, { report }));
    const begun = await store.load((await store.person('t', by))?.open ?? '');
    expect(begun?.about.kind).toBe('office-branch');
    expect(begun?.facts).toMatchObject({
      committeeMeetings: { status: 'unconfirmed', value: 10 },
      memberMeetings: { status: 'given', value: 4 },
      lectures: { status: 'none' },
    });
    expect(begun?.facts['talks']).toBeUndefined();
  });

  it('begins one more report of a kind once, however often she taps, until she has said something in it', async () => {
    const by = 'ou_twice';
    const converse = converseOn(store);
    const begin = (another: boolean) => {
      const op = { op: 'begin', kind: 'project-branch', another } as const;
      const made = envelope({ type: 'click', op, shown: 0, message: 'om' });
      return { ...made, inbound: { ...made.inbound, by } as Inbound };
    };
    const units = async () => (await store.person('t', by))?.reports.map(({ unit }) => unit).sort();
    await converse(begin(false));
    await converse(begin(true));
    await converse(begin(true));
    expect(await units()).toEqual(['person:ou_twice', 'person:ou_twice:2']);
    const said = envelope({ type: 'text', text: '党课 4' });
    await converse({ ...said, inbound: { ...said.inbound, by } as Inbound });
    await converse(begin(true));
    expect(await units()).toEqual(['person:ou_twice', 'person:ou_twice:2', 'person:ou_twice:3']);
  });

  it('takes a repeated message once, and wakes what a crash may have left', async () => {
    const converse = converseOn(store);
    const said = envelope({ type: 'text', text: '党课 4' });
    await converse(said);
    const report = await mine();
    const before = await store.load(report);
    woken.length = 0;
    await converse(said);
    expect(await store.load(report)).toEqual(before);
    expect(woken).toEqual([report]);
  });

  it('keeps a hundred messages at once, from two processes', async () => {
    const processes = [
      converseOn(createStore({ redis: await redis.connect() })),
      converseOn(createStore({ redis: await redis.connect() })),
    ];
    const ids = ['committeeMeetings', 'memberMeetings', 'lectures', 'themeDays', 'lifeMeetings', 'talks'];
    const names = ['支委会', '支部党员大会', '党课', '主题党日', '组织生活会', '谈心谈话'];
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const said = envelope({ type: 'text', text: `${names[index % 6]} ${index + 1}` });
        // A conflict that lasts is refused, and Feishu repeats the event.
        for (let tried = 0; ; tried += 1) {
          try {
            return await processes[index % 2]?.(said);
          } catch (error) {
            if (tried > 50) throw error;
          }
        }
      }),
    );
    const report = await store.load(await mine());
    for (const id of ids) expect(report?.facts[id]?.status).toMatch(/given|unconfirmed/);
    expect(report?.cardPending).toBe(true);
  });

  it('answers an unknown report and a group without touching a fact', async () => {
    const converse = converseOn(store);
    const lost = await converse(
      envelope({ type: 'click', op: { op: 'draft' }, shown: 1 }, { report: 'nosuchreport' }),
    );
    expect(lost.toast?.text).toContain('找不到');
    const before = await store.load(await mine());
    await converse(envelope({ type: 'text', text: '支委会 99' }, { group: true, chat: 'oc_group' }));
    const after = await store.load(await mine());
    expect(after?.facts).toEqual(before?.facts);
    const head = await store.outstanding(await mine());
    expect(head.post).toMatchObject({ kind: 'text', to: { chat: 'oc_group' } });
  });

  it('refuses a card of another tenant', async () => {
    const report = await mine();
    const answer = await converseOn(store)({
      ...envelope({ type: 'click', op: { op: 'progress' }, shown: 1 }, { report }),
      tenant: 'other',
    });
    expect(answer.screen).toBeUndefined();
  });

  it('answers a click from a replaced screen again and queues one patch', async () => {
    const converse = converseOn(store);
    const report = await mine();
    const shown = (await store.load(report))?.version ?? 0;
    await converse(envelope({ type: 'click', op: { op: 'help' }, shown, message: 'om_7' }, { report }));
    const again = await converse(
      envelope({ type: 'click', op: { op: 'progress' }, shown, message: 'om_7' }, { report }),
    );
    expect(again.screen?.title).toBe('进度');
    const posts = [];
    for (;;) {
      const { post } = await store.outstanding(report);
      if (post === undefined) break;
      posts.push(post);
      await store.settle({ report, id: post.id, now: NOW });
    }
    expect(posts.filter((post) => post.kind === 'patch')).toHaveLength(1);
  });
});
