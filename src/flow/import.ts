/** @module An exported file that came back: what it would change is shown, and taken over on a yes. She gives it, now. */
import type { Flow } from './definition.ts';
import type { Imported } from './import-types.ts';
import type { Inbound } from './inbound.ts';
import type { FactId, FactState, Report } from './model.ts';
import type { Note } from './note.ts';
import { isOwnId, paragraphIn, rewritten } from './own-words.ts';
import { type FactChange, fromFile, merge, nextView, type Step, show } from './turn.ts';
import type { View } from './view.ts';
import { standing } from './words.ts';

export type ImportView = Extract<View, { at: 'import' }>;
type Click = Extract<Inbound, { type: 'click' }>;
type ImportOp = Extract<Click['op'], { op: 'import' }>;

/** Nothing was answered there yet, or it was put off. */
export const blankFor = (state: Pick<FactState, 'status'> | undefined): boolean =>
  state === undefined || state.status === 'later' || state.status === 'skipped';

export function importCame(
  flow: Flow,
  report: Report,
  { read, file }: Extract<Inbound, { type: 'import' }>,
): Step {
  const here = report.screens[0]?.view ?? nextView(flow, report.facts);
  if ('refused' in read) return show(here, [{ note: 'import-refused', file, refused: read.refused }]);
  return show({ at: 'import', file, page: 0, ...read });
}

export function importClicked(flow: Flow, report: Report, inbound: Click, op: ImportOp): Step {
  const shown = report.screens.find(
    (screen) => screen.view.at === 'import' && screen.version <= inbound.shown,
  )?.view;
  if (shown?.at !== 'import') return show(nextView(flow, report.facts), [{ note: 'changed-meanwhile' }]);
  if (op.does === 'page') return show({ ...shown, page: op.at });
  const chosen = shown.changes.filter(
    ({ fact }) => op.does === 'all' || (op.does === 'blank' && blankFor(report.facts[fact])),
  );
  // Answered since the card was made: she sees it beside the file's before anything is put in its place.
  if (chosen.some(({ fact }) => (report.facts[fact]?.version ?? 0) > inbound.shown))
    return show(shown, [{ note: 'changed-meanwhile' }]);
  return taken(flow, report, inbound, shown, chosen);
}

function taken(
  flow: Flow,
  report: Report,
  inbound: Click,
  view: ImportView,
  chosen: readonly Imported[],
): Step {
  if (chosen.length === 0) return show(nextView(flow, report.facts), [{ note: 'kept' }]);
  const facts: Record<FactId, FactChange> = {};
  for (const one of chosen) if (!isOwnId(one.fact)) facts[one.fact] = changeOf(flow, inbound, view, one);
  const known = { ...report, facts: merge(report.facts, facts, report.version) };
  for (const { fact, value, own } of chosen) {
    if (!isOwnId(fact)) continue;
    const text = rewritten(flow, known, inbound, paragraphIn(fact), String(value), report.version);
    // What is answered otherwise here than in the file, she has not seen under these words.
    const place = own === undefined ? {} : { own };
    facts[fact] = { ...text, ...place, source: fromFile(inbound, `文件《${view.file}》`) };
  }
  const notes: readonly Note[] = [{ note: 'imported', count: chosen.length }];
  return { ...show(nextView(flow, merge(report.facts, facts, report.version + 1)), notes), facts };
}

function changeOf(flow: Flow, inbound: Click, { file }: ImportView, one: Imported): FactChange {
  const { fact: id, status, value, asOf } = one;
  const fact = flow.facts.get(id);
  const source = fromFile(inbound, fact === undefined ? `文件《${file}》` : shownOf(fact, one));
  return {
    status,
    ...(value === undefined ? {} : { value }),
    source: { ...source, ...(asOf === undefined ? {} : { asOf }) },
  };
}

/** The file's answer as it is said back. */
export const shownOf = (fact: Parameters<typeof standing>[0], { status, value }: Imported): string =>
  standing(fact, {
    ...{ status, version: 0, source: { by: '', at: 0, via: '' } },
    ...(value === undefined ? {} : { value }),
  });
