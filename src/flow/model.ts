/**
 * @module The state of an interview: facts with their origin, and what is on the writer's screen.
 * State is facts by id. What to ask next is never stored, it is computed (see agenda.ts).
 */

import type { Note } from './note.ts';
import type { View } from './view.ts';

export type FactId = string;
export type CardId = string;
/** A person by Feishu's open_id, or whatever the edge uses to tell people apart. */
export type PersonId = string;

/** A row of a fact that holds records (awards, problems, plan items): plain fields. */
export type Row = Readonly<Record<string, string | number>>;
export type FactValue = string | number | boolean | readonly string[] | readonly Row[];

/**
 * - `given`: the value may be written.
 * - `none`: 没有; sentences that need it are left out.
 * - `later`: 稍后补; stands as a marked gap in a draft.
 * - `skipped`: passed over; left out, asked again only on request.
 * - `unconfirmed`: read from words that leave a doubt; not written until confirmed.
 */
export type FactStatus = 'given' | 'none' | 'later' | 'skipped' | 'unconfirmed';

/** Who said it, when (ms since the epoch), in which message or click, and in which words. */
export interface Source {
  readonly by: PersonId;
  readonly at: number;
  readonly via: string;
  readonly words?: string;
  /** When she last said the same again, ms: what was written before that comes too late to change it. */
  readonly again?: number;
  /** Filled in on a card; the words are then what stood in the field. */
  readonly form?: true;
  /** Earlier messages whose words are in the value as well. */
  readonly joined?: readonly string[];
  /** The day up to which a count counts (截至), yyyy-MM-dd, where she said one; else the day of `at`. */
  readonly asOf?: string;
}

export interface FactState {
  readonly status: FactStatus;
  readonly value?: FactValue;
  /** The report's version at which this fact last changed. A form is bound to the facts it showed by it. */
  readonly version: number;
  readonly source: Source;
  /** She took back a message that it came in: unconfirmed until she says whether it counts; this is what it was. */
  readonly recalled?: Exclude<FactStatus, 'unconfirmed'>;
  /** Of a paragraph in her own words (see own-words.ts): what it stands in the place of. */
  readonly own?: OwnPlace;
}

/** What a paragraph in her own words stands in the place of, as it was when she last looked at it. */
export interface OwnPlace {
  /** A mark of what the facts in that paragraph said. */
  readonly over: string;
  /** The paragraph before it. */
  readonly after?: string;
  /** Those facts: a mark of each value, and the value as it is said back. */
  readonly under: Readonly<Record<FactId, { readonly seal: string; readonly said: string }>>;
}

export type Facts = Readonly<Record<FactId, FactState>>;

/** Whoever begins a report of her own is its `secretary`; `drafter` has its place in what is stored, and nothing makes one yet. */
export type Role = 'secretary' | 'drafter';

/** What a report is: fixed from its first commit on. */
export interface About {
  readonly tenant: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: string;
  readonly people: Readonly<Record<PersonId, Role>>;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

/** How a fact differs between two drafts; `was` and `is` as they are said back, absent where nothing was or is written. */
export interface DraftChange {
  readonly fact: FactId;
  readonly was?: string;
  readonly is?: string;
}

/** A text told in several messages: when each was written, ms, and how long it is; joined by line ends. */
export interface Told {
  readonly fact: FactId;
  readonly pieces: readonly { readonly at: number; readonly length: number }[];
}

/** One of the last five screens: what was shown, from when on (Feishu's clock, ms), in which message. */
export interface ScreenRecord {
  /** The version of the report that this screen was made of. */
  readonly version: number;
  readonly view: View;
  readonly notes: readonly Note[];
  /** The text that was told last, as long as more of it may come. */
  readonly told?: Told;
  /** Absent while the card has not reached the chat. */
  readonly since?: number;
  readonly message?: string;
  /** When that message was posted, by the platform's clock, ms; it outlives the screens that follow in place. */
  readonly posted?: number;
}

/** How long the report may become; ceilings in lengths.ts. Shortest first. */
export const LENGTHS = ['简', '标准', '详'] as const;
export type Length = (typeof LENGTHS)[number];

export interface DraftState {
  /** Number of the last draft that was made; 0 = none yet. */
  readonly made: number;
  /** A draft asked for and not yet made. */
  readonly wanted?: {
    readonly number: number;
    readonly by: PersonId;
    readonly at: number;
    readonly final?: boolean;
  };
  /** Version of the report that the last draft was made of: facts of a later version are not in it. */
  readonly upTo?: number;
  /** What the last draft was made with, see Flow. */
  readonly edition?: string;
  /** The last draft is a final. */
  readonly final?: boolean;
  /** Version of the report in which the last draft was asked for: a second click on the same card is known by it. */
  readonly asked?: number;
  /** Chosen by her. */
  readonly length?: Length;
}

/** What she said about reminders. Days are `YYYY-MM-DD`, Asia/Shanghai. */
export interface ReminderState {
  /** When the report is to be handed in; absent: the office's day, or nobody said. */
  readonly deadline?: string;
  /** The day on which she said it. */
  readonly since?: string;
  readonly off?: boolean;
  /** Put off to this day: none before it. */
  readonly again?: string;
  /** She was asked for the deadline. */
  readonly asked?: boolean;
}

/** A finding that she waved off, with the versions of the facts she saw: it comes back when one of them changes. */
export interface Waiver {
  readonly versions: Readonly<Record<FactId, number>>;
  readonly by: PersonId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason?: string;
}

export interface Report {
  readonly id: string;
  /** 0 = not stored yet. Every commit adds one. */
  readonly version: number;
  readonly about: About;
  readonly facts: Facts;
  /** Newest first, at most SCREENS_KEPT. */
  readonly screens: readonly ScreenRecord[];
  readonly draft: DraftState;
  /** True while the current card still waits to be sent. */
  readonly cardPending: boolean;
  /** Drafts whose posting ended with an unknown outcome; offered to be sent again. */
  readonly uncertain: readonly number[];
  /** The facts of the last change as they were before it; null = not known then. */
  readonly undo?: Readonly<Record<FactId, FactState | null>>;
  readonly reminders?: ReminderState;
  /** By the finding's id. */
  readonly waived?: Readonly<Record<string, Waiver>>;
  /** Days on which a reminder, an invitation or the notice before a deletion was committed. */
  readonly reminded?: Readonly<Record<string, 'remind' | 'invite' | 'retire'>>;
  /** The platform refused a message to her: its code, and when. Gone with her next turn. */
  readonly unreachable?: { readonly code: string; readonly at: number };
}

export const SCREENS_KEPT = 5;
