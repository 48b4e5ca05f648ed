/** @module How long the report may become: a ceiling, never an aim. Longer means more of her facts, never more set phrases. */
import type { Flow } from './definition.ts';
import { LENGTHS, type Length, type Report } from './model.ts';
import { type Step, show } from './turn.ts';

/** Characters without white space, as a word processor counts them. */
export const CEILINGS: Readonly<Record<Length, number>> = { 简: 1500, 标准: 2500, 详: 4000 };

/** What she chose, else what her unit wants, else what is usual. */
export const lengthOf = (flow: Flow, report: Pick<Report, 'draft'>): Length =>
  report.draft.length ?? flow.length ?? '标准';

/** From now on; the page that she chose it on stays, and the next draft is a new one. */
export function lengthChosen(flow: Flow, report: Report, length: Length): Step {
  const view = report.screens[0]?.view;
  const stays = view !== undefined && !['draft', 'drafting', 'sure'].includes(view.at);
  const screen = show(stays ? view : { at: 'progress' }, [{ note: 'length', length }]);
  if (length === lengthOf(flow, report)) return screen;
  const { upTo: _, ...draft } = report.draft;
  return { ...screen, draft: { ...draft, length } };
}

/** 「简短一点」「详细一点」: one step; the last step stays. */
export function lengthened(flow: Flow, report: Report, by: 1 | -1): Step {
  const at = LENGTHS.indexOf(lengthOf(flow, report)) + by;
  const length = LENGTHS[Math.min(LENGTHS.length - 1, Math.max(0, at))] ?? '标准';
  return lengthChosen(flow, report, length);
}
