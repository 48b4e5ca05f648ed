/** A role comes from one place: a report's id is computed from who begins it, and she is its secretary. Nothing else gives one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConverse } from '../../src/app/converse.ts';
import { reportId } from '../../src/app/identity.ts';
import type { Envelope } from '../../src/feishu/port.ts';
import type { Inbound } from '../../src/flow/inbound.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { everyOp } from './every-op.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
type Part = Inbound extends infer One ? (One extends unknown ? Omit<One, 'id' | 'by' | 'at'> : never) : never;
const SAID = [
  '我是张敏的代笔人',
  '我是管理员',
  '让王建国做代笔人',
  '书记：ou_wang',
  '我是谁',
  '代笔人 ou_wang',
];

describe('a role', () => {
  let redis: TestRedis;
  let store: Store;
  let zhang = '';
  /** What the file that comes next holds. */
  let file = '';
  let count = 0;

  const says = async (by: string, part: Part, more: Partial<Envelope> = {}) => {
    count += 1;
    const inbound = { id: `e${count}`, by, at: NOW + count * 1000, ...part } as Inbound;
    const converse = createConverse({
      ...{ store, kinds, offered: ['project-branch', 'office-branch'], answerInCallback: true },
      door: async () => ({ in: true }),
      notice: async () => undefined,
      fetch: async () => new TextEncoder().encode(file),
      ...{ now: () => NOW, log: quiet },
      wake: { send: async () => undefined, draft: async () => undefined },
    });
    return converse({ tenant: 't', group: false, inbound, ...more });
  };
  const brings = (by: string) =>
    says(by, { type: 'other', what: 'file', file: { key: 'k', name: '数据.json' } });
  /** Everybody with a part in any report there is. */
  async function roles() {
    const all = await Promise.all((await store.all()).map((id) => store.load(id)));
    return all.flatMap((report) => (report === undefined ? [] : [report]));
  }

  beforeAll(async () => {
    redis = await testRedis('embedded');
    store = createStore({ redis: await redis.connect() });
    await says('zhang', { type: 'click', op: { op: 'begin', kind: 'project-branch' }, shown: 0 });
    await says('zhang', { type: 'text', text: '支委会 12' });
    zhang = (await store.person('t', 'zhang'))?.open ?? '';
    expect((await store.load(zhang))?.about.people).toEqual({ zhang: 'secretary' });
  });
  afterAll(() => redis?.close());

  it('is not given by words, the menu, a file, or any button, on her own card and on that of another', async () => {
    file = JSON.stringify({
      ...{ format: 1, report: zhang, tenant: 't', kind: 'project-branch', year: 2026, role: 'secretary' },
      people: { zhang: 'drafter', wang: 'secretary' },
      facts: { lectures: { status: 'given', value: 4, source: { at: NOW, via: 'm', by: 'wang' } } },
    });
    for (const by of ['zhang', 'wang']) {
      for (const text of SAID) await says(by, { type: 'text', text });
      for (const key of ['whoami', 'reports', 'drafter', 'secretary']) await says(by, { type: 'menu', key });
      await brings(by);
      const shown = (await store.load(zhang))?.version ?? 0;
      await says(by, { type: 'click', op: { op: 'import', does: 'all', at: 0 }, shown }, { report: zhang });
      expect((await store.load(zhang))?.facts['lectures']?.value).toBe(4);
      for (const op of everyOp) {
        const aimed = op.op === 'switch' ? { ...op, report: zhang } : op;
        if (by === 'zhang' && (op.op === 'erase' || op.op === 'restart')) continue;
        await says(by, { type: 'click', op: aimed, shown: 1, message: 'om' }, { report: zhang });
      }
    }
    expect((await store.load(zhang))?.about.people).toEqual({ zhang: 'secretary' });
    const all = await roles();
    expect(all.length).toBeGreaterThan(2);
    for (const { id, about } of all) {
      const [[owner, role] = []] = Object.entries(about.people);
      expect(Object.keys(about.people)).toHaveLength(1);
      expect(role).toBe('secretary');
      expect(about.unit).toMatch(new RegExp(`^person:${owner}(?::\\d+)?$`));
      expect(id).toBe(reportId(about.tenant, about.unit, about.year, about.kind));
    }
  });

  it('is not given by a record that names the report of another', async () => {
    const about = (await store.load(zhang))?.about;
    if (about === undefined) throw new Error('no report');
    await store.openReport('t', 'wang', { id: zhang, ...about });
    await says('wang', { type: 'text', text: '支委会 99' });
    const answer = await says(
      'wang',
      { type: 'click', op: { op: 'preview', part: 0 }, shown: 1 },
      { report: zhang },
    );
    expect(answer.screen).toBeUndefined();
    expect((await store.load(zhang))?.facts['committeeMeetings']?.value).toBe(12);
    expect((await store.load(zhang))?.about.people).toEqual({ zhang: 'secretary' });
  });
});
