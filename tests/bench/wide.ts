/** @module What the bench of turns works on: a kind of three hundred counts, and reports that answer them. */
import { type Converse, createConverse } from '../../src/app/converse.ts';
import type { Kind } from '../../src/app/draft.ts';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import type { Inbound } from '../../src/flow/inbound.ts';
import type { FactState } from '../../src/flow/model.ts';
import type { Connection } from '../../src/store/connect.ts';
import { reportKeys } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import type { Operation } from './measure.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const TENANT = 'bench';
const PER_CARD = 6;
/** As many as the largest report of these figures has. */
export const MOST_FACTS = 300;

const wideKind = ((): Kind => {
  const dictionary = Array.from({ length: MOST_FACTS }, (_, n) =>
    factSchema.parse({ id: `fact${n}`, type: 'count', label: `第${n}项会议`, unit: '次' }),
  );
  const cards = Array.from({ length: MOST_FACTS / PER_CARD }, (_, n) => ({
    id: `card-${n}`,
    title: `第${n}组`,
    ask: '各几次？',
    facts: dictionary.slice(n * PER_CARD, (n + 1) * PER_CARD).map(({ id }) => id),
  }));
  const kind = kindSchema.parse({
    id: 'wide',
    title: '三百项',
    report: '报告',
    writer: 'fact0',
    template: 'wide.hbs',
    sections: [{ id: 'all', title: '全部', cards }],
  });
  const flow = buildFlow(kind, new Map(dictionary.map((fact) => [fact.id, fact])));
  return { flow, template: { names: [], write: () => '' } as unknown as Kind['template'] };
})();

export function converseOn(store: Store): Converse {
  return createConverse({
    door: async () => ({ in: true }),
    notice: async () => undefined,
    fetch: async () => undefined,
    store,
    kinds: new Map([['wide', wideKind]]),
    offered: ['wide'],
    now: () => NOW,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    wake: { send: async () => undefined, draft: async () => undefined },
    answerInCallback: true,
  });
}

/** Reports `<name>-<lane>`, each with so many facts answered. */
export async function seed(store: Store, name: string, lanes: number, facts: number): Promise<void> {
  const person = 'ou_bench';
  const state = (n: number): FactState => ({
    status: 'given',
    value: n,
    version: 1,
    source: { by: person, at: NOW, via: `om_${n}`, words: `第${n}项会议 ${n} 次` },
  });
  for (let lane = 0; lane < lanes; lane += 1) {
    await store.commit({
      report: `${name}-${lane}`,
      expected: 0,
      now: NOW,
      about: {
        tenant: TENANT,
        unit: person,
        year: 2026,
        kind: 'wide',
        people: { [person]: 'secretary' },
        created: NOW,
      },
      facts: Object.fromEntries(Array.from({ length: facts }, (_, n) => [`fact${n}`, state(n)])),
      screens: [{ version: 1, view: { at: 'card', card: 'card-0' }, notes: [], since: NOW, message: 'om_x' }],
    });
  }
}

let events = 0;

/** A form of six counts, on a card and with values that change with each turn. */
export function turnOn(converse: Converse, name: string, facts: number): Operation {
  const turns = new Map<number, number>();
  return (lane) => {
    const n = turns.get(lane) ?? 0;
    turns.set(lane, n + 1);
    events += 1;
    const card = n % Math.floor(facts / PER_CARD);
    const form = Object.fromEntries(
      Array.from({ length: PER_CARD }, (_, i) => [`fact${card * PER_CARD + i}`, String((n + i) % 90)]),
    );
    const inbound: Inbound = {
      type: 'click',
      id: `e${events}`,
      by: 'ou_bench',
      at: NOW + events,
      op: { op: 'submit', card: `card-${card}` },
      shown: 1_000_000_000,
      message: 'om_x',
      form,
    };
    return converse({ tenant: TENANT, group: false, report: `${name}-${lane}`, inbound });
  };
}

const CAS = `
  if redis.call('HGET', KEYS[1], 'v') ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'v', ARGV[2], unpack(ARGV, 3))
  return 1`;

/** What a turn stores at least, with the same bytes: load the hash, compare the version, set what a form changes. */
export async function floorOf(redis: Connection, name: string, lanes: number): Promise<Operation> {
  const keys = Array.from({ length: lanes }, (_, lane) => `${reportKeys(`${name}-${lane}`).report}:floor`);
  const stored = await redis.hgetall(reportKeys(`${name}-0`).report);
  const versions = keys.map(() => 0);
  for (const key of keys) await redis.hset(key, { ...stored, v: '0' });
  const facts = Object.entries(stored).filter(([field]) => field.startsWith('f:'));
  const { undo = '', screens = '', c = '' } = stored;
  return async (lane) => {
    const key = keys[lane] ?? '';
    const n = versions[lane] ?? 0;
    versions[lane] = n + 1;
    await redis.hgetall(key);
    const form = Array.from({ length: PER_CARD }, (_, i) => facts[(n * PER_CARD + i) % facts.length] ?? []);
    const rest = ['undo', undo, 'screens', screens, 'c', c];
    await redis.eval(CAS, 1, key, String(n), String(n + 1), ...form.flat(), ...rest);
  };
}
