import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverse } from '../../src/app/converse.ts';
import { ownReport } from '../../src/app/identity.ts';
import { withRecalls } from '../../src/app/recalled.ts';
import type { Envelope, Recall } from '../../src/feishu/port.ts';
import { partitionOf } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const door = async () => ({ in: true }) as const;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

describe('a message taken back, of which the platform names only the chat', () => {
  let redis: TestRedis;
  let store: Store;
  beforeAll(async () => {
    redis = await testRedis('embedded');
    store = createStore({ redis: await redis.connect() });
  });
  afterAll(async () => {
    await redis?.close();
  });

  /** A process of the program. */
  const startedOn = (over: Store) =>
    withRecalls(
      { store: over, kinds, door, log: quiet, now: () => NOW },
      createConverse({
        store: over,
        kinds,
        door,
        notice: async () => undefined,
        fetch: async () => undefined,
        offered: ['project-branch', 'office-branch'],
        now: () => NOW,
        log: quiet,
        wake: { send: async () => undefined, draft: async () => undefined },
        answerInCallback: true,
      }),
    );
  let count = 0;
  const text = (by: string, words: string): Envelope => {
    count += 1;
    const inbound = { id: `om_${count}`, by, at: NOW + count * 1000, type: 'text', text: words } as const;
    return { tenant: 't', group: false, chat: `oc_${by}`, inbound };
  };
  const back = ({ inbound, chat = '' }: Envelope): Recall => ({
    ...{ tenant: 't', chat, message: inbound.id, at: inbound.at + 5000, id: `ev_${inbound.id}` },
  });
  const begin = (by: string, kind: string): Envelope => ({
    tenant: 't',
    group: false,
    inbound: { id: `b_${by}_${kind}`, by, at: NOW, type: 'click', op: { op: 'begin', kind }, shown: 0 },
  });
  const reportOf = async (by: string, kind: string) => {
    const known = (await store.person('t', by))?.reports.find((one) => one.kind === kind);
    return store.load(known?.id ?? '');
  };

  it('marks its facts, in all of her reports that know them', async () => {
    const { receive, recalled } = startedOn(store);
    await receive(begin('li', 'project-branch'));
    const said = text('li', '支委会 12');
    await receive(said);
    // From its card: what that one knows goes along.
    const first = (await reportOf('li', 'project-branch'))?.id ?? '';
    await receive({ ...begin('li', 'office-branch'), report: first });
    await recalled(back(said));
    await recalled(back(said));
    for (const kind of ['project-branch', 'office-branch']) {
      const report = await reportOf('li', kind);
      expect(report?.facts['committeeMeetings']).toMatchObject({ status: 'unconfirmed', recalled: 'given' });
      expect(report?.cardPending).toBe(true);
      expect(report?.screens[0]?.view).toEqual({ at: 'recalled', message: said.inbound.id });
    }
  });

  it('marks them also where two of her reports are stored side by side', async () => {
    const idOf = (by: string, kind: string) => ownReport('t', by, kind, NOW).id;
    const people = Array.from({ length: 1000 }, (_, n) => `chen${n}`);
    const together = (by: string) =>
      partitionOf(idOf(by, 'project-branch')) === partitionOf(idOf(by, 'office-branch'));
    const by = people.find(together) ?? '';
    const { receive, recalled } = startedOn(store);
    await receive(begin(by, 'project-branch'));
    const said = text(by, '支委会 12');
    await receive(said);
    await receive({ ...begin(by, 'office-branch'), report: idOf(by, 'project-branch') });
    await recalled(back(said));
    for (const kind of ['project-branch', 'office-branch'])
      expect((await reportOf(by, kind))?.facts['committeeMeetings']?.recalled).toBe('given');
  });

  it('is not taken when it comes after it was taken back', async () => {
    const { receive, recalled } = startedOn(store);
    await receive(begin('wu', 'project-branch'));
    await receive(text('wu', '党课 3'));
    const late = text('wu', '支委会 12');
    await recalled(back(late));
    await receive(late);
    const report = await reportOf('wu', 'project-branch');
    expect(Object.keys(report?.facts ?? {})).toEqual(['lectures']);
  });

  it('is marked also when another process took it at the same moment', async () => {
    const other = startedOn(createStore({ redis: await redis.connect() }));
    await other.receive(begin('he', 'project-branch'));
    await other.receive(text('he', '党课 3'));
    const said = text('he', '支委会 12');
    // The recall has read the report when the message is committed.
    let loads = 0;
    const held: Store = {
      ...store,
      async load(id) {
        const report = await store.load(id);
        loads += 1;
        if (loads === 2) await other.receive(said);
        return report;
      },
    };
    await startedOn(held).recalled(back(said));
    const report = await reportOf('he', 'project-branch');
    expect(report?.facts['committeeMeetings']).toMatchObject({ status: 'unconfirmed', recalled: 'given' });
  });

  it.each([
    ['of a group', 'oc_group'],
    ['of a chat nobody wrote in', 'oc_new'],
  ])('%s is passed over', async (_, chat) => {
    const { receive, recalled } = startedOn(store);
    const said = { ...text('zhao', '支委会 12'), group: true, chat: 'oc_group' };
    await receive(said);
    await recalled({ ...back(said), chat });
    expect(await store.person('t', 'zhao')).toBeUndefined();
  });
});
