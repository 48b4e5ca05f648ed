/** @module A simulated office: a true clock, a bot whose clock may be wrong, secretaries, a platform that mostly delivers. */
import { createConverse } from '../../src/app/converse.ts';
import type { Kind } from '../../src/app/draft.ts';
import { createDrain } from '../../src/app/drain.ts';
import { ownReport } from '../../src/app/identity.ts';
import { createRemind } from '../../src/app/remind.ts';
import type { Delivered, Delivery } from '../../src/feishu/port.ts';
import type { Inbound, Op } from '../../src/flow/inbound.ts';
import { DEFAULT_PLAN, type Plan } from '../../src/flow/reminders/plan.ts';
import type { Store } from '../../src/store/port.ts';
import { smallFlow } from '../flow/support.ts';
import { kinds } from '../support/office.ts';

export const PLAN = { ...DEFAULT_PLAN, deadline: '2026-12-20' };
const TENANT = 't';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A reminder or an invitation that reached somebody's chat. */
export interface Got {
  readonly person: string;
  /** By the bot's clock, and by the true one. */
  readonly bot: number;
  readonly at: number;
  readonly title: string;
  readonly report: string;
}

export type Said =
  | { readonly text: string }
  | { readonly op: Op; readonly form?: Readonly<Record<string, string>> };

export function simulate(store: Store, random: () => number, plan: Plan = PLAN) {
  const template = kinds.get('project-branch')?.template;
  if (template === undefined) throw new Error('no project-branch');
  const flow = { ...smallFlow, plan };
  const library = new Map<string, Kind>([['small', { flow, template }]]);
  const got: Got[] = [];
  const sent = new Map<string, number>();
  const refusing = new Map<string, string>();
  const woken = new Set<string>();
  let time = 0;
  let wrong = 0;
  let events = 0;
  const now = () => time + wrong;

  const deliver = async (delivery: Delivery): Promise<Delivered> => {
    if ('patch' in delivery) return { outcome: 'sent', message: delivery.patch, at: time };
    if ('recall' in delivery) return { outcome: 'sent', message: delivery.recall, at: time };
    const { to, uuid, content } = delivery;
    const person = 'person' in to ? to.person : '';
    const code = refusing.get(person);
    if (code !== undefined) return { outcome: 'refused', scope: 'person', code };
    const luck = random();
    if (luck < 0.02) return { outcome: 'again', wait: 1000, code: '99991400' };
    const known = sent.get(uuid);
    // The platform makes one message of what carries the same uuid within an hour.
    if (known === undefined || time - known > 3_600_000) {
      sent.set(uuid, time);
      if (
        'screen' in content &&
        ['述职报告提醒', '2026 年度述职', '报告快到期了'].includes(content.screen.title)
      ) {
        const { title, report } = content.screen;
        got.push({ person, bot: now(), at: time, title, report });
      }
    }
    if (luck < 0.04) return { outcome: 'unknown', wait: 2000, code: 'ECONNRESET' };
    return { outcome: 'sent', message: `om_${uuid}`, at: time };
  };

  const parts = { store, kinds: library, offered: ['small'], now, log: quiet };
  const wake = {
    send: async (report: string) => void woken.add(report),
    draft: async () => undefined,
  };
  const converse = createConverse({
    ...parts,
    door: async () => ({ in: true }),
    notice: async () => undefined,
    fetch: async () => undefined,
    wake,
    answerInCallback: true,
  });
  const drain = createDrain({ ...parts, deliver, wakeDraft: async () => undefined });
  const makeRemind = () =>
    createRemind({ ...parts, plan, wakeSend: async (report) => void woken.add(report) });
  let processes = [makeRemind(), makeRemind()];

  return {
    flow,
    got,
    refusing,
    now,
    setTime: (to: number) => {
      time = to;
    },
    setWrong: (by: number) => {
      wrong = by;
    },
    restart: () => {
      processes = [makeRemind(), makeRemind()];
    },
    /** Two workers at the same moment. */
    tick: () => Promise.all(processes.map((remind) => remind())),
    /** Until nothing is outstanding, or only what must wait. */
    async send() {
      for (const report of [...woken]) {
        woken.delete(report);
        if ((await drain(report)) !== undefined) woken.add(report);
      }
    },
    reportOf: async (person: string) => (await store.person(TENANT, person))?.open,
    async says(person: string, said: Said) {
      events += 1;
      const report = 'op' in said ? (await store.person(TENANT, person))?.open : undefined;
      const common = { id: `e${events}`, by: person, at: time };
      const shown = report === undefined ? 0 : ((await store.load(report))?.version ?? 0);
      const inbound: Inbound =
        'text' in said
          ? { ...common, type: 'text', text: said.text }
          : { ...common, type: 'click', shown, op: said.op, message: `om_${events}`, form: said.form ?? {} };
      await converse({ tenant: TENANT, group: false, inbound, ...(report === undefined ? {} : { report }) });
    },
    /** What the drafter does, without the file. */
    async drafts(person: string) {
      const report = await store.load((await store.person(TENANT, person))?.open ?? '');
      const wanted = report?.draft.wanted;
      if (report === undefined || wanted === undefined) return;
      const { wanted: _, ...state } = report.draft;
      const draft = { ...state, made: wanted.number, upTo: report.version };
      await store.commit({ report: report.id, expected: report.version, now: now(), draft });
    },
    /** A report of last year, with an answer in it. */
    async lastYear(person: string, at: number) {
      const own = ownReport(TENANT, person, 'small', at);
      const source = { by: person, at, via: 'old' };
      const name = { status: 'given' as const, value: '张敏', version: 1, source };
      await store.commit({ report: own.id, expected: 0, now: at, about: own.about, facts: { name } });
      await store.openReport(TENANT, person, { id: own.id, ...own.about });
    },
  };
}
