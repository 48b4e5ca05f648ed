/** @module Turns on the real path – inbound, load, step, commit – against a bare load and compare-and-set of as many bytes. */
import { createConverse } from '../../src/app/converse.ts';
import type { Kind } from '../../src/app/draft.ts';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import type { Inbound } from '../../src/flow/inbound.ts';
import type { FactState } from '../../src/flow/model.ts';
import { reportKeys } from '../../src/store/keys.ts';
import { createStore } from '../../src/store/store.ts';
import type { TestRedis } from '../support/redis.ts';
import { type Figure, figure, percentile, timed } from './measure.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const TENANT = 'bench';
const FACTS = 300;
const PER_CARD = 6;
const TURNS = 1800;
const LANES = 60;
const SEEDED = 20;

/** A kind of three hundred counts, six to a card. */
function wideKind(): Kind {
  const dictionary = Array.from({ length: FACTS }, (_, n) =>
    factSchema.parse({ id: `fact${n}`, type: 'count', label: `第${n}项会议`, unit: '次' }),
  );
  const cards = Array.from({ length: FACTS / PER_CARD }, (_, n) => ({
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
}

const CAS = `
  if redis.call('HGET', KEYS[1], 'v') ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'v', ARGV[2], unpack(ARGV, 3))
  return 1`;

export async function benchTurns(server: TestRedis): Promise<readonly Figure[]> {
  const redis = await server.connect();
  const store = createStore({ redis });
  const kinds = new Map([['wide', wideKind()]]);
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const wake = { send: async () => undefined, draft: async () => undefined };
  const converse = createConverse({
    fetch: async () => undefined,
    store,
    kinds,
    offered: ['wide'],
    now: () => NOW,
    log: quiet,
    wake,
    answerInCallback: true,
  });
  let event = 0;

  const seed = async (report: string, person: string, facts: number) => {
    const state = (n: number): FactState => ({
      status: 'given',
      value: n,
      version: 1,
      source: { by: person, at: NOW, via: `om_${n}`, words: `第${n}项会议 ${n} 次` },
    });
    const given = Object.fromEntries(Array.from({ length: facts }, (_, n) => [`fact${n}`, state(n)]));
    const about = {
      tenant: TENANT,
      unit: person,
      year: 2026,
      kind: 'wide',
      people: { [person]: 'secretary' as const },
      created: NOW,
    };
    await store.commit({
      report,
      expected: 0,
      now: NOW,
      about,
      facts: given,
      screens: [{ version: 1, view: { at: 'card', card: 'card-0' }, notes: [], since: NOW, message: 'om_x' }],
    });
  };

  /** One form of six counts, on a card that changes with each turn. */
  const turn = (report: string, person: string, n: number, facts: number) => {
    event += 1;
    const card = n % Math.floor(facts / PER_CARD);
    const form = Object.fromEntries(
      Array.from({ length: PER_CARD }, (_, i) => [`fact${card * PER_CARD + i}`, String((n + i) % 90)]),
    );
    const inbound: Inbound = {
      type: 'click',
      id: `e${event}`,
      by: person,
      at: NOW + n,
      op: { op: 'submit', card: `card-${card}` },
      shown: 1_000_000,
      message: 'om_x',
      form,
    };
    return converse({ tenant: TENANT, group: false, report, inbound });
  };

  /** As many fields and bytes as a turn of ours reads and writes, by nothing but Redis. */
  const floor = async (key: string, n: number, bytes: readonly string[]) => {
    await redis.hgetall(key);
    const fields = bytes
      .slice(0, PER_CARD + 1)
      .flatMap((value, i) => [`f${(n * PER_CARD + i) % bytes.length}`, value]);
    await redis.eval(CAS, 1, key, String(n), String(n + 1), ...fields);
  };

  const figures: Figure[] = [];
  const measure = async (facts: number, lanes: number, count: number) => {
    const name = (lane: number) => `bench-${facts}-${lanes}-${lane}`;
    for (let lane = 0; lane < lanes; lane += 1) await seed(name(lane), `p${lane}`, facts);
    const stored = await redis.hgetall(reportKeys(name(0)).report);
    const bytes = Object.values(stored);
    for (let lane = 0; lane < lanes; lane += 1)
      await redis.hset(`floor-${facts}-${lane}`, 'v', '0', ...bytes.flatMap((value, i) => [`f${i}`, value]));
    // Once unmeasured: compiled code, cached scripts.
    await timed(count / 4, lanes, (lane, n) => turn(name(lane), `p${lane}`, n, facts));
    const ours = await timed(count, lanes, (lane, n) => turn(name(lane), `p${lane}`, n, facts));
    const bare = await timed(count, lanes, (lane, n) => floor(`floor-${facts}-${lane}`, n, bytes));
    return { ours, bare, memory: Number(await redis.memory('USAGE', reportKeys(name(0)).report)) };
  };

  const one = await measure(SEEDED, 1, TURNS / 6);
  figures.push(figure('turn, 1 report, p50', 'ms', percentile(one.ours, 0.5), percentile(one.bare, 0.5)));
  figures.push(figure('turn, 1 report, p99', 'ms', percentile(one.ours, 0.99), percentile(one.bare, 0.99)));
  figures.push(
    figure('turn, own CPU', 'ms', one.ours.cpu, one.bare.cpu, { text: '<= 4x', met: (ratio) => ratio <= 4 }),
  );
  const many = await measure(SEEDED, LANES, TURNS);
  figures.push(
    figure('turns/s, 60 reports', '/s', many.ours.perSecond, many.bare.perSecond, {
      text: '>= 0.25x',
      met: (ratio) => ratio >= 0.25,
    }),
  );
  figures.push(
    figure('turn, 60 reports, p99', 'ms', percentile(many.ours, 0.99), percentile(many.bare, 0.99)),
  );
  for (const facts of [100, FACTS]) {
    const wide = await measure(facts, 1, TURNS / 6);
    const base = percentile(one.ours, 0.5);
    const budget =
      facts === FACTS ? { text: '<= 3x of 20 facts', met: (ratio: number) => ratio <= 3 } : undefined;
    figures.push(
      figure(
        `turn at ${facts} facts, p50 (floor: at ${SEEDED})`,
        'ms',
        percentile(wide.ours, 0.5),
        base,
        budget,
      ),
    );
    if (facts === FACTS) {
      const perFact = wide.memory / FACTS;
      figures.push(
        figure('Redis per short fact, source included', 'B', perFact, undefined, {
          text: '<= 350 B',
          met: (_, ours) => ours <= 350,
        }),
      );
    }
  }
  return figures;
}
