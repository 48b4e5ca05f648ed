/** @module A conversation without a platform for the fuzzer: what comes in is taken the way the program takes it. */
import type { Kind } from '../../src/app/draft.ts';
import { previewOf } from '../../src/app/preview.ts';
import { readInbound } from '../../src/app/reading.ts';
import { sourcePages } from '../../src/app/sources.ts';
import { buildCard, type Card } from '../../src/feishu/card.ts';
import { screenText } from '../../src/feishu/screen-text.ts';
import type { Inbound } from '../../src/flow/inbound.ts';
import type { Report } from '../../src/flow/model.ts';
import { present } from '../../src/flow/present/index.ts';
import { step } from '../../src/flow/step.ts';
import { advance, inPlace } from '../../src/flow/turn.ts';
import { createStore } from '../../src/store/store.ts';
import { emptyReport, ME, NOW } from '../flow/support.ts';
import { kinds } from '../support/office.ts';
import type { Random } from './random.ts';

export const allKinds: readonly Kind[] = [...kinds.values()];

/** A store on a Redis that says yes to everything: what is committed is encoded, and refused where it could not be read back. */
type Connection = Parameters<typeof createStore>[0]['redis'];
const yes = new Proxy(
  {},
  { get: (_, name) => (name === 'defineCommand' ? () => undefined : async () => ['done', '1']) },
) as unknown as Connection;
const store = createStore({ redis: yes });

export interface Talk {
  readonly kind: Kind;
  report: Report;
  /** Time has passed since, ms. */
  clock: number;
}

/** A conversation is left after so many turns: long enough to reach odd corners, short enough to stay quick. */
export const STORY = 40;

export function newTalk(random: Random, kind = random.pick(allKinds)): Talk {
  const report: Report = { ...emptyReport({ kind: kind.flow.kind.id }), id: `r${random.int(1e9)}` };
  return { kind, report, clock: NOW };
}

/** The card that stands in the chat; undefined when it goes as text. */
export function cardOf({ kind, report, clock }: Talk): Card | undefined {
  const screen = present(kind.flow, report, {
    preview: () => previewOf(kind, report, clock),
    sources: () => sourcePages(kind, report, clock),
  });
  const card = buildCard(screen);
  if (card === undefined) screenText(screen);
  return card;
}

/** One turn. `committed`: what it changes is encoded for the store as well, which takes as long as the turn. */
export async function take(talk: Talk, came: Inbound, committed: boolean): Promise<void> {
  talk.clock += 1000;
  const { kind, report } = talk;
  const told = { kind, kinds, report, store: { snapshot: async () => undefined } };
  const inbound = await readInbound(told, talk.clock, { ...came, by: ME, at: talk.clock }, undefined);
  const taken = step(kind.flow, report, inbound, talk.clock);
  const next = advance(report, taken, inbound);
  if (committed) {
    const facts = Object.entries(next.facts).filter(([, state]) => state.version === next.version);
    await store.commit({
      ...{ report: 'r', expected: report.version || 1, now: talk.clock, once: 'e' },
      ...{ facts: Object.fromEntries(facts), screens: next.screens, draft: next.draft },
      ...(next.undo === undefined ? {} : { undo: next.undo }),
      ...(next.waived === undefined ? {} : { waived: next.waived }),
      ...(next.reminders === undefined ? {} : { reminders: next.reminders }),
    });
  }
  const [first, ...rest] = next.screens;
  const seen =
    first === undefined ? [] : [{ ...first, since: first.since ?? talk.clock, message: 'om_1' }, ...rest];
  talk.report = { ...next, screens: inPlace(taken, inbound) ? next.screens : seen, cardPending: false };
}
