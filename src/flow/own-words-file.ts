/** @module A draft that came back as a file: what she changed in it is shown, and taken over on a yes. */
import type { Flow } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { FactId, Facts, Report } from './model.ts';
import type { Note } from './note.ts';
import { ownId, rewritten } from './own-words.ts';
import type { ReturnedChange } from './returned-types.ts';
import { type FactChange, type FactChanges, fromFile, nextView, type Step, show } from './turn.ts';
import type { View } from './view.ts';

export type ReturnedView = Extract<View, { at: 'returned' }>;
type Click = Extract<Inbound, { type: 'click' }>;
type ReturnedOp = Extract<Click['op'], { op: 'returned' }>;

/** On a card; each stands there with what was and what is. */
export const CHANGES_A_PAGE = 4;

export function returnedCame(
  flow: Flow,
  report: Report,
  { read, file }: Extract<Inbound, { type: 'returned' }>,
): Step {
  const last = report.screens[0]?.view;
  // A draft that is being made, or was, is no page to come back to.
  const here = last === undefined || last.at === 'drafting' ? nextView(flow, report.facts) : last;
  if ('refused' in read) {
    return show(here, [{ note: 'returned-refused', file, why: read.refused, number: report.draft.made }]);
  }
  return show({ at: 'returned', file, page: 0, ...read });
}

export function returnedClicked(flow: Flow, report: Report, inbound: Click, op: ReturnedOp): Step {
  const shown = report.screens.find(
    (screen) => screen.view.at === 'returned' && screen.version <= inbound.shown,
  )?.view;
  if (shown?.at !== 'returned') return show(nextView(flow, report.facts), [{ note: 'changed-meanwhile' }]);
  switch (op.does) {
    case 'page':
      return show({ ...shown, page: op.at });
    case 'none':
      return show({ at: 'preview', part: 0 }, [{ note: 'kept' }]);
    case 'skip':
      return onward(shown, shown.changes.toSpliced(op.at, 1), []);
    case 'one':
      return take(flow, report, inbound, shown, shown.changes.slice(op.at, op.at + 1));
    case 'all':
      return take(flow, report, inbound, shown, shown.changes);
  }
}

/** What changed by another way since the card was made stays on it, to be looked at again. */
function take(
  flow: Flow,
  report: Report,
  inbound: Click,
  view: ReturnedView,
  chosen: readonly ReturnedChange[],
): Step {
  const idOf = (change: ReturnedChange): FactId =>
    change.what === 'fact' ? change.fact : ownId(change.name);
  const open = chosen.filter((one) => (report.facts[idOf(one)]?.version ?? 0) <= inbound.shown);
  const facts: Record<FactId, FactChange> = {};
  for (const change of open) {
    if (change.what === 'fact') facts[change.fact] = factChange(inbound, view, change);
  }
  // In the words that she changed beside it, the new value is known already.
  const known: Report = { ...report, facts: { ...report.facts, ...asKnown(report.facts, facts) } };
  const made = view.upTo ?? report.draft.upTo ?? inbound.shown;
  for (const change of open) {
    if (change.what !== 'own') continue;
    const own = rewritten(flow, known, inbound, change.name, change.is, Math.min(made, inbound.shown));
    facts[ownId(change.name)] = { ...own, source: fromFile(inbound, `文件《${view.file}》`) };
  }
  const rest = view.changes.filter((one) => !open.includes(one));
  const notes: Note[] = [
    ...(open.length > 0 ? [{ note: 'returned-taken' as const, count: open.length }] : []),
    ...(open.length < chosen.length ? [{ note: 'changed-meanwhile' as const }] : []),
  ];
  return { ...onward(view, rest, notes, open[0]?.name), facts };
}

/** To what is left of the list, else to where the last one taken stands. */
function onward(
  view: ReturnedView,
  changes: readonly ReturnedChange[],
  notes: readonly Note[],
  name?: string,
): Step {
  if (changes.length === 0)
    return show({ at: 'preview', part: 0, ...(name === undefined ? {} : { of: name }) }, notes);
  const pages = Math.ceil(changes.length / CHANGES_A_PAGE);
  return show({ ...view, changes, page: Math.min(view.page, pages - 1) }, notes);
}

const factChange = (
  inbound: Click,
  { number, file }: ReturnedView,
  { value, is }: Extract<ReturnedChange, { what: 'fact' }>,
): FactChange => ({
  status: 'given',
  value,
  source: fromFile(inbound, `第 ${number} 稿的文件《${file}》里改成：${is}`),
});

const asKnown = (before: Facts, changes: FactChanges): Facts =>
  Object.fromEntries(
    Object.entries(changes).map(([id, change]) => [id, { ...change, version: before[id]?.version ?? 0 }]),
  );
