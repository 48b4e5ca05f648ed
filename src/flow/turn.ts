/** @module What one turn brings about, and how it changes the report; all of it data. */
import { nextCard } from './agenda.ts';
import type { Flow } from './definition.ts';
import type { Inbound } from './inbound.ts';
import {
  type DraftState,
  type FactId,
  type FactState,
  type Facts,
  type ReminderState,
  type Report,
  SCREENS_KEPT,
  type ScreenRecord,
  type Source,
  type Told,
} from './model.ts';
import type { Note } from './note.ts';
import type { View } from './view.ts';

/** A fact as this turn leaves it; its version is that of the commit, or the one it has where only the same was said again. */
export type FactChange = Omit<FactState, 'version'> & Partial<Pick<FactState, 'version'>>;
export type FactChanges = Readonly<Record<FactId, FactChange>>;

export interface Step {
  readonly facts: FactChanges;
  /** What to show now; absent = the screen stays as it is. */
  readonly screen?: {
    readonly view: View;
    readonly notes: readonly Note[];
    readonly told?: Told;
  };
  /** Plain messages to where the inbound came from. */
  readonly posts: readonly { readonly text: string }[];
  /** The screen goes out as a new card, though a click asked for it: the old one will soon no longer change. */
  readonly fresh?: boolean;
  /** A message that is not to be taken any more, should it still come. */
  readonly disregard?: string;
  /** Facts to be forgotten altogether. */
  readonly forget?: readonly FactId[];
  /** Her data is wanted as a file. */
  readonly export?: boolean;
  /** The list of where everything in the report comes from is wanted as a file. */
  readonly annex?: boolean;
  /** Everything stored of this report is to be deleted. */
  readonly erase?: boolean;
  /** A draft is wanted. */
  readonly draft?: DraftState;
  readonly reminders?: ReminderState;
  /** Findings waved off, all of them. */
  readonly waived?: NonNullable<Report['waived']>;
  /** A draft whose posting had an unknown outcome is to be sent again. */
  readonly resend?: number;
  readonly toast?: { readonly kind: 'info' | 'warning'; readonly text: string };
}

export const NOTHING: Step = { facts: {}, posts: [] };

export const show = (view: View, notes: readonly Note[] = []): Step => ({
  ...NOTHING,
  screen: { view, notes },
});

/** The first card that still wants something, else the page that offers the draft. */
export function nextView(flow: Flow, facts: Facts): View {
  const card = nextCard(flow, facts);
  return card === undefined ? { at: 'ready' } : { at: 'card', card: card.id };
}

export function sourceOf(inbound: Inbound, words?: string): Source {
  const kept = words === undefined ? undefined : [...words].slice(0, WORDS_KEPT).join('');
  const form = inbound.type === 'click' ? { form: true as const } : {};
  return {
    ...{ by: inbound.by, at: inbound.at, via: inbound.id, ...form },
    ...(kept === undefined ? {} : { words: kept }),
  };
}

/** What a yes takes over from a file that she sent: a file is not a form. */
export function fromFile(inbound: Inbound, words: string): Source {
  const { form: _, ...source } = sourceOf(inbound, words);
  return source;
}

const JOINED_KEPT = 20;
/** Of what goes on with a value that is there: the messages which that came in. */
export const joinedTo = (before: FactState | undefined): Pick<Source, 'joined'> =>
  before?.value === undefined
    ? {}
    : { joined: [...(before.source.joined ?? []), before.source.via].slice(-JOINED_KEPT) };

/** Characters of 原话 kept beside a value; of a long text the value itself is the words. */
const WORDS_KEPT = 80;

/** The facts after the changes, each with the version of the commit that brings them. */
export function merge(facts: Facts, changes: FactChanges, version: number): Facts {
  const changed = Object.entries(changes);
  if (changed.length === 0) return facts;
  const last = merged.get(changes);
  const again =
    last?.facts === facts &&
    last.version === version &&
    last.changed.length === changed.length &&
    changed.every(([id, change], at) => last.changed[at]?.[0] === id && last.changed[at][1] === change);
  if (again) return last.after;
  const after: Record<FactId, FactState> = { ...facts };
  for (const [id, change] of changed) after[id] = { version, ...change };
  merged.set(changes, { facts, version, changed, after });
  return after;
}

interface Merged {
  readonly facts: Facts;
  readonly version: number;
  readonly changed: readonly (readonly [FactId, FactChange])[];
  readonly after: Facts;
}

/** The next page, the checks and the report after the turn all ask for the same: hundreds of facts are copied once. */
const merged = new WeakMap<FactChanges, Merged>();

/** The next screen takes the place of the clicked one; every other way it is a new message. */
export const inPlace = (step: Step, inbound: Inbound): boolean =>
  inbound.type === 'click' && step.fresh !== true;

/** The report after the turn. A click's screen is there at once, a message's when its card has been sent. */
export function advance(report: Report, step: Step, inbound: Inbound): Report {
  const version = report.version + 1;
  // Whoever says something can be reached again.
  const { unreachable: _, ...known } = report;
  return {
    ...known,
    version,
    facts: without(merge(report.facts, step.facts, version), step.forget ?? []),
    screens:
      step.screen === undefined ? report.screens : screensAfter(report, step, step.screen, inbound, version),
    draft: step.draft ?? report.draft,
    cardPending: report.cardPending || (step.screen !== undefined && !inPlace(step, inbound)),
    uncertain: report.uncertain.filter((number) => number !== step.resend),
    ...undoOf(report, step),
    ...(step.reminders === undefined ? {} : { reminders: step.reminders }),
    ...(step.waived === undefined ? {} : { waived: step.waived }),
  };
}

/** What the facts that this turn changes were before it; taking back is a change itself, and can be taken back. */
function undoOf(report: Report, step: Step): Pick<Report, 'undo'> {
  const changed = Object.keys(step.facts).filter((id) => step.facts[id]?.version === undefined);
  const touched = [...changed, ...(step.forget ?? [])];
  if (touched.length === 0) return {};
  return { undo: Object.fromEntries(touched.map((id) => [id, report.facts[id] ?? null])) };
}

export const without = (facts: Facts, gone: readonly FactId[]): Facts =>
  gone.length === 0 ? facts : Object.fromEntries(Object.entries(facts).filter(([id]) => !gone.includes(id)));

/** What is forgotten has no version by which the last draft would be seen to be older. */
export function outdated({ draft }: Report): Report['draft'] {
  const { upTo: _, ...rest } = draft;
  return rest;
}

/** Notes that have not reached her yet stay on the next card. */
const NOTES_KEPT = 10;

function screensAfter(
  report: Report,
  step: Step,
  screen: NonNullable<Step['screen']>,
  inbound: Inbound,
  version: number,
): readonly ScreenRecord[] {
  const [before] = report.screens;
  const place = inPlace(step, inbound);
  const message = place && inbound.type === 'click' ? inbound.message : undefined;
  const posted =
    message === undefined ? undefined : report.screens.find((one) => one.message === message)?.posted;
  const unseen = report.cardPending ? (before?.notes ?? []) : [];
  const record: ScreenRecord = {
    version,
    view: screen.view,
    notes: [...unseen, ...screen.notes].slice(-NOTES_KEPT),
    ...(screen.told === undefined ? {} : { told: screen.told }),
    ...(place ? { since: inbound.at } : {}),
    ...(message === undefined ? {} : { message }),
    ...(posted === undefined ? {} : { posted }),
  };
  return [record, ...report.screens].slice(0, SCREENS_KEPT);
}
