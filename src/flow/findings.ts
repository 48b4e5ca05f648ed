/** @module What the checks find in a report: what is new after an answer, what was waved off, what stands in the way. */
import { applies, isOpen } from './agenda.ts';
import { dayOf } from './days.ts';
import type { Flow } from './definition.ts';
import { withComputed } from './derived.ts';
import { partsOf } from './derived-schema.ts';
import type { Finding, KnownFact } from './finding.ts';
import type { Inbound, Op } from './inbound.ts';
import type { FactId, Facts, Report, Waiver } from './model.ts';
import type { Note } from './note.ts';
import { merge, NOTHING, nextView, type Step, show, sourceOf } from './turn.ts';
import type { View } from './view.ts';

/** What the checks look at; `waived` decides which of it is still said. */
export type Examined = Pick<Report, 'about' | 'facts' | 'waived'>;

/** Name of the input for the reason. */
export const REASON_FIELD = 'reason';
const REASON_KEPT = 200;
/** Beside a question there is no room for more. */
const SHOWN_AT_ONCE = 2;
/** Waivers whose facts have changed stay for their reasons; more than this nobody remembers. */
const WAIVERS_KEPT = 100;

/** Everything that holds and was not waved off; doubts in front. */
export function findingsOf(flow: Flow, report: Examined): readonly Finding[] {
  if (flow.checks === undefined) return [];
  const { about, waived = {} } = report;
  const facts = withComputed(flow, report.facts);
  const asked = [...flow.facts.values()].filter(({ id }) => applies(flow, id, facts));
  const known = asked.flatMap((definition): readonly (readonly [FactId, KnownFact])[] => {
    const state = facts[definition.id];
    if (state?.status !== 'given' || state.value === undefined) return [];
    const day = state.source.asOf ?? (state.source.at > 0 ? dayOf(state.source.at) : `${about.year}-12-31`);
    return [[definition.id, { definition, value: state.value, day }]];
  });
  const open = new Set(asked.filter(({ id }) => isOpen(facts[id])).map(({ id }) => id));
  const checked = { year: about.year, kind: flow.kind.title, facts: new Map(known), open };
  return flow.checks(checked).filter(({ id, facts: of }) => !covers(waived[id], of, facts));
}

export const doubtsOf = (flow: Flow, report: Examined): readonly Finding[] =>
  findingsOf(flow, report).filter(({ severity }) => severity === 'doubt');

/** A waiver counts as long as the facts under it are those she saw. */
const covers = (waiver: Waiver | undefined, of: readonly FactId[], facts: Facts): boolean =>
  waiver !== undefined && of.every((id) => waiver.versions[id] === facts[id]?.version);

/** After an answer: what it gave rise to is pointed out on the next screen. */
export function pointOut(flow: Flow, report: Report, step: Step): Step {
  const changed = Object.keys(step.facts);
  if (flow.checks === undefined || step.screen === undefined || changed.length === 0) return step;
  const facts = merge(report.facts, step.facts, report.version + 1);
  const touched = new Set([...changed, ...restingOn(flow, changed)]);
  const said = new Set(step.screen.notes.map((note) => (note.note === 'finding' ? note.finding : '')));
  const raised = findingsOf(flow, { ...report, facts })
    .filter((one) => one.facts.some((id) => touched.has(id)) && !said.has(one.id))
    .slice(0, Math.max(0, SHOWN_AT_ONCE - (said.size - (said.has('') ? 1 : 0))));
  if (raised.length === 0) return step;
  const notes = raised.map(({ id }): Note => ({ note: 'finding', finding: id }));
  return { ...step, screen: { ...step.screen, notes: [...step.screen.notes, ...notes] } };
}

/** What is computed from them. */
const restingOn = (flow: Flow, changed: readonly FactId[]): readonly FactId[] =>
  [...flow.derived].flatMap(([id, derived]) =>
    partsOf(derived).some((part) => changed.includes(part)) ? [id] : [],
  );

type Click = Extract<Inbound, { type: 'click' }>;

export function findingClicked(
  flow: Flow,
  report: Report,
  inbound: Click,
  { op, finding }: Extract<Op, { op: 'finding' | 'mend' | 'wave' }>,
): Step {
  if (op === 'finding') return show({ at: 'finding', finding });
  return op === 'mend' ? mended(flow, report, inbound, finding) : waved(flow, report, inbound, finding);
}

/** The proposed change, taken as she saw it. */
function mended(flow: Flow, report: Report, inbound: Click, id: string): Step {
  const finding = findingsOf(flow, report).find((one) => one.id === id);
  const { mend } = finding ?? {};
  if (finding === undefined || mend === undefined) return gone(flow, report);
  if (changedSince(report, finding, inbound.shown)) return changedMeanwhile(id);
  const facts = {
    [mend.fact]: { status: 'given', value: mend.value, source: sourceOf(inbound, mend.label) } as const,
  };
  return {
    ...NOTHING,
    facts,
    screen: {
      view: whereSheWas(flow, { ...report, facts: merge(report.facts, facts, report.version + 1) }),
      notes: [{ note: 'taken', fact: mend.fact }, ...otherFindings(report, id)],
    },
  };
}

/** 没问题，就这样: kept with the versions of the facts, so that it is asked again when one of them changes. */
function waved(flow: Flow, report: Report, inbound: Click, id: string): Step {
  const finding = findingsOf(flow, report).find((one) => one.id === id);
  if (finding === undefined) return gone(flow, report);
  if (changedSince(report, finding, inbound.shown)) return changedMeanwhile(id);
  const facts = withComputed(flow, report.facts);
  const typed = inbound.form?.[REASON_FIELD];
  const reason = typeof typed === 'string' ? [...typed.trim()].slice(0, REASON_KEPT).join('') : '';
  const waiver: Waiver = {
    versions: Object.fromEntries(finding.facts.map((fact) => [fact, facts[fact]?.version ?? 0])),
    by: inbound.by,
    at: inbound.at,
    ...(reason === '' ? {} : { reason }),
  };
  return {
    ...show(whereSheWas(flow, report), [{ note: 'waved' }, ...otherFindings(report, id)]),
    waived: {
      ...Object.fromEntries(Object.entries(report.waived ?? {}).slice(1 - WAIVERS_KEPT)),
      [id]: waiver,
    },
  };
}

const changedSince = (report: Report, { facts }: Finding, shown: number): boolean =>
  facts.some((fact) => (report.facts[fact]?.version ?? 0) > shown);

const gone = (flow: Flow, report: Report): Step => show(whereSheWas(flow, report), [{ note: 'not-asked' }]);

const changedMeanwhile = (id: string): Step =>
  show({ at: 'finding', finding: id }, [{ note: 'changed-meanwhile' }]);

/** Back to the page that led to the finding. */
function whereSheWas(flow: Flow, report: Report): View {
  const before = report.screens.map(({ view }) => view).find(({ at }) => at !== 'finding');
  const stays =
    before !== undefined && ['card', 'lacking', 'outline', 'progress', 'ready'].includes(before.at);
  return stays ? before : nextView(flow, report.facts);
}

/** What else the screen she clicked on had pointed out. */
const otherFindings = (report: Report, id: string): readonly Note[] =>
  (report.screens[0]?.notes ?? []).filter((note) => note.note === 'finding' && note.finding !== id);
