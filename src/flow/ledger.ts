/** @module A ledger of meetings instead of typing: what it says is proposed, and taken on a yes. */
import { cardOf } from './agenda.ts';
import type { Flow } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { LedgerCount, LedgerProposal } from './ledger-types.ts';
import type { Report } from './model.ts';
import { type FactChange, fromFile, NOTHING, nextView, type Step, show } from './turn.ts';
import type { View } from './view.ts';

type LedgerView = Extract<View, { at: 'ledger' }>;
/** Rows that could not be counted, as many as one reads. */
const LEFT_SHOWN = 12;

export function ledgerCame(flow: Flow, report: Report, inbound: Extract<Inbound, { type: 'ledger' }>): Step {
  const { read, file } = inbound;
  const here = report.screens[0]?.view ?? nextView(flow, report.facts);
  if ('refused' in read) return show(here, [{ note: 'ledger-refused', file, why: read.refused }]);
  const before = report.screens[0]?.view;
  const all: LedgerProposal & { readonly uncounted?: number } =
    before?.at === 'ledger' && goesOn(before, read) ? together(before, read) : read;
  const counts = all.counts.filter(({ fact }) => flow.facts.get(fact)?.type === 'count');
  if (counts.length === 0) return show(here, [{ note: 'ledger-refused', file, why: 'not-a-table' }]);
  const { left, uncounted = left.length, ...rest } = all;
  return show({ at: 'ledger', file, ...rest, counts, left: left.slice(0, LEFT_SHOWN), uncounted });
}

/** The marks of the piece before are among those of this one. */
const goesOn = ({ pieces: before }: LedgerView, { pieces }: LedgerProposal): boolean =>
  before?.rows.every((mark, index) => pieces?.rows[index] === mark) === true;

/** One table that came in pieces: what was counted is added up, each row once. */
function together(before: LedgerView, read: LedgerProposal): LedgerProposal & { readonly uncounted: number } {
  const ids = [...new Set([...before.counts, ...read.counts].map(({ fact }) => fact))];
  const counts = ids.map((fact): LedgerCount => {
    const own = [...before.counts, ...read.counts].filter((one) => one.fact === fact);
    const months = Array.from({ length: 12 }, (_, at) =>
      own.reduce((sum, one) => sum + (one.months[at] ?? 0), 0),
    );
    return { fact, count: own.reduce((sum, { count }) => sum + count, 0), months };
  });
  const [last] = [before.upTo, read.upTo]
    .flatMap((day) => day ?? [])
    .sort()
    .reverse();
  return {
    ...read,
    counts,
    left: [...before.left, ...read.left],
    uncounted: before.uncounted + read.left.length,
    ...(last === undefined ? {} : { upTo: last }),
  };
}

/** Yes to the ledger that the clicked card showed; a fact that changed since is shown again first. */
export function ledgerConfirmed(
  flow: Flow,
  report: Report,
  inbound: Extract<Inbound, { type: 'click' }>,
): Step {
  const shown = report.screens.find(
    (screen) => screen.view.at === 'ledger' && screen.version <= inbound.shown,
  );
  const view = shown?.view.at === 'ledger' ? shown.view : undefined;
  if (view === undefined) return show(nextView(flow, report.facts), [{ note: 'changed-meanwhile' }]);
  const open = view.counts.filter(({ fact, count }) => {
    const state = report.facts[fact];
    return state?.status !== 'given' || state.value !== count;
  });
  if (open.some(({ fact }) => (report.facts[fact]?.version ?? 0) > inbound.shown)) {
    return show(view, [{ note: 'changed-meanwhile' }]);
  }
  const facts = Object.fromEntries(open.map((one) => [one.fact, changeOf(one.count, view, inbound)]));
  const after = {
    ...report.facts,
    ...Object.fromEntries(
      Object.entries(facts).map(([id, one]) => [id, { ...one, version: report.version + 1 }]),
    ),
  };
  const notes = view.counts.map(({ fact }) =>
    cardOf(flow, fact) === undefined ? { note: 'aside' as const, fact } : { note: 'taken' as const, fact },
  );
  return { ...NOTHING, facts, screen: { view: nextView(flow, after), notes } };
}

function changeOf(count: number, { file, upTo }: LedgerView, inbound: Inbound): FactChange {
  const source = fromFile(inbound, `台账${file === '' ? '' : `《${file}》`}：${count}`);
  return {
    status: 'given',
    value: count,
    source: { ...source, ...(upTo === undefined ? {} : { asOf: upTo }) },
  };
}
