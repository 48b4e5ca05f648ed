/** What becomes of a final that was asked for and not yet made when she goes on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDrafter } from '../../src/app/drafter.ts';
import type { FactState } from '../../src/flow/model.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { emptyReport, interview, ME, NOW, textOf } from '../flow/support.ts';
import { kinds } from '../support/office.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';

const found = kinds.get('project-branch');
if (found === undefined) throw new Error('no project-branch');
const kind = found;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const source = { by: ME, at: NOW, via: 'm0' };
const none: FactState = { status: 'none', version: 1, source };

let redis: TestRedis;
let store: Store;
beforeAll(async () => {
  redis = await testRedis('embedded');
  store = createStore({ redis: await redis.connect() });
});
afterAll(async () => {
  await redis?.close();
});

const drafter = () =>
  createDrafter({
    ...{ store, kinds, log: quiet },
    wakeSend: async () => undefined,
    now: () => NOW,
  });

/** Everything is answered. */
function answered(id: string) {
  const facts = Object.fromEntries([...kind.flow.facts.keys()].map((fact) => [fact, none]));
  const given = (value: string | number): FactState => ({ ...none, status: 'given', value });
  const told = { ...facts, writerName: given('张敏'), committeeMeetings: given(12) };
  return interview(kind.flow, { ...emptyReport({ kind: 'project-branch' }), id, facts: told });
}

/** Then a final is asked for, and then she says this. */
async function askedThen(id: string, ...words: readonly string[]) {
  const talk = answered(id);
  talk.says('定稿');
  expect(talk.report.draft.wanted).toMatchObject({ number: 1, final: true });
  for (const one of words) talk.says(one);
  const { report } = talk;
  const rest = { now: NOW, about: report.about, facts: report.facts };
  await store.commit({ ...rest, report: id, expected: 0, screens: report.screens, draft: report.draft });
  return talk;
}

describe('a final that was asked for', () => {
  test('is made of what is sure', async () => {
    await askedThen('r-sure', '支委会13');
    await drafter()('r-sure');
    expect((await store.outstanding('r-sure')).post).toMatchObject({
      kind: 'file',
      name: '2026年度党支部书记述职报告_张敏_定稿.docx',
    });
    expect((await store.load('r-sure'))?.draft).toMatchObject({ made: 1, final: true });
  });

  test('is not begun while two values wait for her choice', () => {
    const talk = answered('r');
    talk.clicks({ op: 'open', card: 'counts' });
    const shown = talk.report.version;
    talk.says('支委会13');
    talk.clicks({ op: 'submit', card: 'counts' }, { committeeMeetings: '15' }, shown);
    talk.says('进度');
    talk.says('定稿');
    expect(talk.report.draft.wanted).toBeUndefined();
    talk.taps('用刚交的：15 次');
    talk.says('定稿');
    expect(talk.report.draft.wanted).toMatchObject({ final: true });
  });

  test('is not begun while nobody knows whether her own paragraph counts, which she took back', () => {
    const talk = answered('r');
    const name =
      kind.flow.paragraphs?.(talk.report, NOW).find(({ text }) => text.includes('12次'))?.name ?? '';
    talk.clicks({ op: 'own', name, does: 'edit' });
    talk.says('支委会按月开，每次都先看问题清单，再议事，议定的事下一次会上逐件对账，一年下来没有落下的。');
    const via = talk.report.facts[`own:${name}`]?.source.via ?? '';
    const back = { id: 'back', by: ME, at: NOW + 900_000, message: via } as const;
    talk.apply({ ...back, type: 'recalled' });
    talk.says('进度');
    talk.says('定稿');
    expect(talk.report.draft.wanted).toBeUndefined();
    talk.taps('不算，改一下');
    talk.says('撤销');
    talk.taps('算数');
    expect(talk.report.facts[`own:${name}`]?.status).toBe('given');
    talk.says('定稿');
    expect(talk.report.draft.wanted).toMatchObject({ final: true });
  });

  test('is not made while two values wait for her choice: it is the choice that she gets', async () => {
    const talk = await askedThen('r-choice');
    const shown = talk.report.version;
    talk.says('支委会13');
    talk.clicks({ op: 'submit', card: 'counts' }, { committeeMeetings: '15' }, shown);
    const { report } = talk;
    const version = (await store.load('r-choice'))?.version ?? 0;
    const rest = { now: NOW, facts: report.facts, screens: report.screens };
    await store.commit({ ...rest, report: 'r-choice', expected: version });
    await drafter()('r-choice');
    const { post } = await store.outstanding('r-choice');
    expect(post).toMatchObject({
      kind: 'card',
      screen: { view: { at: 'card', conflicts: { committeeMeetings: 15 } } },
    });
  });

  test.each([
    ['put off', '支委会稍后补'],
    ['not sure', '支委会大概13次'],
  ])('is not made once something in it is %s: she gets what it lacks', async (what, words) => {
    const id = `r-${what}`;
    await askedThen(id, words);
    await drafter()(id);
    const { post, draftWanted } = await store.outstanding(id);
    expect(post).toMatchObject({ kind: 'card', screen: { view: { at: 'lacking' } } });
    expect(draftWanted).toBe(false);
    const report = await store.load(id);
    expect(report?.draft).toEqual({ made: 0 });
    if (report === undefined) return;
    const talk = interview(kind.flow, { ...report, screens: [] });
    talk.says('定稿');
    expect(textOf(talk.screen)).toContain('还不能定稿，差 1 处');
    talk.says('支委会13');
    talk.says('对');
    talk.clicks({ op: 'final' }, undefined, 0);
    expect(talk.report.draft.wanted).toMatchObject({ number: 1, final: true });
  });
});
