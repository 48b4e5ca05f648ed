/** What she says before she has chosen a kind is kept where she is not told of it: nothing of it is left out or left behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverse } from '../../src/app/converse.ts';
import { ownReport } from '../../src/app/identity.ts';
import { withRecalls } from '../../src/app/recalled.ts';
import { createRemind } from '../../src/app/remind.ts';
import type { Envelope } from '../../src/feishu/port.ts';
import type { Inbound, Op } from '../../src/flow/inbound.ts';
import { DEFAULT_PLAN } from '../../src/flow/reminders/plan.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { kinds as known } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const OFFERED = ['project-branch', 'office-branch', 'agency-branch'];
const plan = { ...DEFAULT_PLAN, deadline: '2026-12-18' };
const kinds = new Map(
  [...known].map(([id, kind]) => [id, { ...kind, flow: { ...kind.flow, plan, others: 2 } }]),
);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const door = async () => ({ in: true }) as const;

describe('before she has chosen a kind', () => {
  let redis: TestRedis;
  let store: Store;
  let time = NOW;
  let count = 0;
  beforeAll(async () => {
    redis = await testRedis('embedded');
    store = createStore({ redis: await redis.connect() });
  });
  afterAll(async () => {
    await redis?.close();
  });

  function person(by: string, file = '') {
    const parts = { store, kinds, log: quiet, now: () => time };
    const { receive, recalled } = withRecalls(
      { ...parts, door },
      createConverse({
        ...parts,
        door,
        offered: OFFERED,
        notice: async () => undefined,
        fetch: async () => new TextEncoder().encode(file),
        wake: { send: async () => undefined, draft: async () => undefined },
        answerInCallback: true,
      }),
    );
    const idOf = (kind: string) => ownReport('t', by, kind, NOW).id;
    const first = idOf('project-branch');
    const next = () => {
      count += 1;
      return { id: `e${count}`, by, at: time + count };
    };
    const sent = async (inbound: Inbound, report?: string) => {
      const to = report === undefined ? {} : { report };
      const envelope: Envelope = { tenant: 't', group: false, chat: `oc_${by}`, inbound, ...to };
      await receive(envelope);
      return inbound;
    };
    return {
      first,
      says: (text: string) => sent({ ...next(), type: 'text', text }),
      sends: (name: string) => sent({ ...next(), type: 'other', what: 'file', file: { key: 'k', name } }),
      async clicks(op: Op, report = first) {
        const shown = (await store.load(report))?.version ?? 0;
        await sent({ ...next(), type: 'click', op, shown, message: `om_${report}` }, report);
      },
      takesBack: ({ id, at }: Inbound) =>
        recalled({ tenant: 't', chat: `oc_${by}`, message: id, at: at + 1, id: `back-${id}` }),
      open: async () => store.load((await store.person('t', by))?.open ?? ''),
      held: () => store.load(first),
    };
  }

  it('删除我的数据 takes that along, too', async () => {
    const she = person('ou_erase');
    await she.says('支委会 12');
    await she.clicks({ op: 'begin', kind: 'office-branch' });
    const report = (await she.open())?.id ?? '';
    expect((await she.held())?.facts['committeeMeetings']?.value).toBe(12);
    await she.clicks({ op: 'erase', sure: true }, report);
    expect(await she.held()).toBeUndefined();
    await she.says('你好');
    expect((await she.held())?.facts).toEqual({});
  });

  it('a message can be taken back; afterwards it is wherever it has gone along to', async () => {
    const she = person('ou_back');
    const [early, other] = [await she.says('支委会 12'), await she.says('党课 4')];
    await she.takesBack(early);
    expect((await she.held())?.facts['committeeMeetings']).toMatchObject({ recalled: 'given' });
    expect((await she.held())?.screens[0]?.view.at).toBe('recalled');
    await she.clicks({ op: 'recalled', message: early.id, counts: false });
    expect((await she.held())?.screens[0]?.view.at).toBe('welcome');
    await she.clicks({ op: 'begin', kind: 'office-branch' });
    await she.takesBack(other);
    for (const report of [await she.held(), await she.open()]) {
      expect(report?.facts['lectures']).toMatchObject({ status: 'unconfirmed', recalled: 'given' });
    }
  });

  it('the day of delivery is of the kind that she chooses, and of no other that she begins from it', async () => {
    const she = person('ou_day');
    await she.says('交稿时间 12月10日');
    await she.clicks({ op: 'begin', kind: 'office-branch' });
    const report = await she.open();
    expect(report?.reminders?.deadline).toBe('2026-12-10');
    await she.clicks({ op: 'begin', kind: 'agency-branch' }, report?.id ?? '');
    const other = await she.open();
    expect(other?.about.kind).toBe('agency-branch');
    expect(other?.reminders).toBeUndefined();
  });

  it('she is reminded of the report that she chose, and not of the one that held what she said before', async () => {
    const she = person('ou_remind');
    await she.says('支委会 12');
    await she.clicks({ op: 'begin', kind: 'office-branch' });
    const chosen = (await she.open())?.id ?? '';
    for (let day = 0; day < 30; day += 1) {
      time = NOW + day * 86_400_000 + 6.4 * 3_600_000;
      await createRemind({
        store,
        kinds,
        plan,
        log: quiet,
        now: () => time,
        wakeSend: async () => undefined,
      })();
    }
    time = NOW;
    expect((await she.held())?.reminded ?? {}).toEqual({});
    expect(Object.keys((await store.load(chosen))?.reminded ?? {}).length).toBeGreaterThan(0);
  });

  it.each([
    ['a ledger', 'ledger', '台账.csv'],
    ['a question that she answers with no', 'sure', undefined],
  ])('%s leads back to the choice, and not into the first kind', async (_, page, file) => {
    const she = person(`ou_${page}`, '日期,会议类型\n2026-01-05,支委会\n2026-02-05,支委会\n');
    if (file === undefined) await she.says('删除我的数据');
    else await she.sends(file);
    expect((await she.held())?.screens[0]?.view.at).toBe(page);
    await she.clicks(file === undefined ? { op: 'keep' } : { op: 'ledger' });
    expect((await she.held())?.screens[0]?.view.at).toBe('welcome');
    await she.says('支委会 12');
    await she.says('2');
    const report = await she.open();
    expect(report?.about.kind).toBe('office-branch');
    expect(report?.facts['committeeMeetings']?.value).toBe(12);
  });
});
