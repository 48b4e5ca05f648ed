/**
 * @module The state of an interview: facts with their origin, and what is on the writer's screen.
 * State is facts by id. What to ask next is never stored, it is computed (see agenda.ts).
 */

import type { LedgerProposal, LedgerRefusal } from './ledger-types.ts';

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
  /** Filled in on a card; the words are then what stood in the field. */
  readonly form?: true;
  /** The day up to which a count counts (截至), yyyy-MM-dd, where she said one; else the day of `at`. */
  readonly asOf?: string;
}

export interface FactState {
  readonly status: FactStatus;
  readonly value?: FactValue;
  /** The report's version at which this fact last changed. A form is bound to the facts it showed by it. */
  readonly version: number;
  readonly source: Source;
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

/** Something to tell beside the question; data only, worded in words.ts. */
export type Note =
  | { readonly note: 'taken'; readonly fact: FactId }
  | { readonly note: 'unread'; readonly words: string }
  | { readonly note: 'problem'; readonly fact: FactId; readonly problem: Problem; readonly words: string }
  /** Words that could be meant for any of these facts; none listed = no question is on the screen. */
  | { readonly note: 'which'; readonly words: string; readonly facts: readonly FactId[] }
  /** Kept, though the fact is not asked for as the other answers stand. */
  | { readonly note: 'aside'; readonly fact: FactId }
  | { readonly note: 'ledger-refused'; readonly file: string; readonly why: LedgerRefusal }
  /** The message went on with a text told before it. */
  | { readonly note: 'joined'; readonly fact: FactId }
  | { readonly note: 'draft-sent'; readonly number: number }
  | { readonly note: 'length'; readonly length: Length }
  /** What the answer gave rise to; shown with its buttons as long as it holds. */
  | { readonly note: 'finding'; readonly finding: string }
  /** The fact that was to be changed is not asked for as the other answers stand. */
  | { readonly note: 'not-applying'; readonly fact: FactId }
  | { readonly note: 'no-such-fact'; readonly words: string }
  /** Taken back: these are as they were before. */
  | { readonly note: 'undone'; readonly facts: readonly FactId[] }
  /** The day of delivery she gave, seen from `today`; with a problem it was not taken. */
  | {
      readonly note: 'deadline';
      readonly day: string;
      readonly today: string;
      readonly problem?: 'past' | 'far';
    }
  | { readonly note: 'deadline-unread'; readonly words: string }
  /** Her own words for a paragraph: what became of them. */
  | { readonly note: 'own'; readonly about: 'taken' | 'restored' | 'kept' | 'same' | 'gone' | 'again' }
  | { readonly note: 'own-problem'; readonly problem: PlainProblem }
  /** Of a draft that came back as a file; `number`: that of the newest draft. */
  | {
      readonly note: 'returned-refused';
      readonly file: string;
      readonly why: ReturnedRefusal;
      readonly number: number;
    }
  | { readonly note: 'returned-taken'; readonly count: number }
  /** Reminders put off; no `until`: there is no workday left before the delivery. */
  | { readonly note: 'snoozed'; readonly until?: string; readonly today: string }
  /** `ask`: when will it be handed in? `back`: messages to her had been refused for a while. */
  | { readonly note: 'reminders'; readonly about: 'ask' | 'off' | 'on' | 'back' }
  | {
      readonly note:
        | 'not-asked'
        | 'changed-meanwhile'
        | 'form-missing'
        | 'text-only'
        | 'first-card'
        | 'nothing-to-undo'
        | 'restarted'
        | 'kept'
        | 'waved'
        | 'annex'
        | 'exported';
    };

/** Why words were not taken as a fact's value; `expected` and wording live in words.ts. */
export type Problem =
  | PlainProblem
  /** Of one field in one row of records; rows are counted from 1. */
  | { readonly code: 'row'; readonly row: number; readonly field: string; readonly problem: PlainProblem };

export type PlainProblem =
  | {
      readonly code:
        | 'empty'
        | 'not-a-number'
        | 'not-whole'
        | 'negative'
        /** Nothing but emoji and marks. */
        | 'no-words'
        /** 「同上」「和去年一样」: points to something that is not here. */
        | 'elsewhere'
        | 'not-money'
        | 'no-currency-unit'
        | 'not-a-percentage'
        | 'not-a-date'
        | 'not-a-month'
        | 'not-a-period'
        /** 2月30日, 13月. */
        | 'no-such-date'
        | 'not-yes-no';
    }
  | { readonly code: 'too-large'; readonly most: number }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'too-many'; readonly most: number }
  | { readonly code: 'not-an-option'; readonly options: readonly string[] }
  | { readonly code: 'placeholder'; readonly found: string }
  | { readonly code: 'wrong-type'; readonly expected: string };

/** What she changed in the file of a draft: a paragraph, or only the value of a fact that stands in it. */
export type ReturnedChange =
  | { readonly what: 'own'; readonly name: string; readonly was: string; readonly is: string }
  | {
      readonly what: 'fact';
      readonly name: string;
      readonly fact: FactId;
      /** As they stand in the text. */
      readonly was: string;
      readonly is: string;
      readonly value: FactValue;
    };

export interface Returned {
  readonly number: number;
  readonly changes: readonly ReturnedChange[];
  /** Beginnings of paragraphs that are not in it any more, and of those whose new text cannot be taken, with the reason. */
  readonly removed: readonly string[];
  readonly unusable: readonly { readonly is: string; readonly problem: PlainProblem }[];
  /** Changed below the text. */
  readonly signature: boolean;
  /** Changes were tracked. */
  readonly tracked: boolean;
}

/** Why nothing is taken from a file. `older`: a draft before the newest; `same`: nothing was changed in it. */
export type ReturnedRefusal =
  | 'too-large'
  | 'password'
  | 'old-format'
  | 'damaged'
  | 'not-word'
  | 'not-ours'
  | 'other-report'
  | 'older'
  | 'same'
  | 'offline';

/** Where the writer is. A hint for reading typed text and for drawing the card, never for what is missing. */
export type View =
  | { readonly at: 'welcome' }
  | {
      readonly at: 'card';
      readonly card: CardId;
      /** Only these facts of the card (a fact reopened on its own); absent = the whole card. */
      readonly facts?: readonly FactId[];
      /** What was typed into a field and could not be taken, kept so that nothing typed is lost. */
      readonly raw?: Readonly<Record<FactId, string>>;
      /** A form's value for a fact that had changed since the form was shown: both are offered. */
      readonly conflicts?: Readonly<Record<FactId, FactValue>>;
      /** Claims that she wants to put in her own words: shown as a text to edit. */
      readonly editing?: readonly FactId[];
      /** One row of a fact that holds records is open, or a new one behind the last; `raw`: what was typed and not taken. */
      readonly row?: {
        readonly fact: FactId;
        readonly at: number;
        readonly raw?: Readonly<Record<string, string>>;
      };
    }
  | { readonly at: 'progress' }
  | { readonly at: 'prepare' }
  | { readonly at: 'help' }
  | { readonly at: 'ready' }
  | { readonly at: 'whoami' }
  /** A ledger was read: what it would fill, to be confirmed. `uncounted`: of all rows left, the first are in `left`. */
  | ({ readonly at: 'ledger'; readonly file: string; readonly uncounted: number } & LedgerProposal)
  /** Her reports, and the kinds she can begin. */
  | { readonly at: 'reports' }
  /** All sections, or one of them with its facts. */
  | { readonly at: 'outline'; readonly section?: string }
  /** Where everything in the report comes from, one page of it, from 0. */
  | { readonly at: 'sources'; readonly page: number }
  /** One part of the report as it will read, from 0; or the one with this paragraph in it. */
  | { readonly at: 'preview'; readonly part: number; readonly of?: string }
  /** A draft came back as a file: what she changed in it, to be confirmed; `page` from 0. */
  | ({ readonly at: 'returned'; readonly file: string; readonly page: number } & Returned)
  /** A paragraph to be put in her own words, by its name; `raw`: what she wrote and was not taken. */
  | { readonly at: 'own'; readonly name: string; readonly raw?: string }
  /** A name fits several facts: which one is to be changed? */
  | { readonly at: 'pick'; readonly facts: readonly FactId[] }
  /** A final was asked for: what still stands in its way is computed when it is shown. */
  | { readonly at: 'lacking' }
  /** One thing that may not be right: changed, looked at, or waved off with a reason. */
  | { readonly at: 'finding'; readonly finding: string }
  /** Asked back before something is lost. */
  | { readonly at: 'sure'; readonly about: 'restart' | 'erase' }
  | { readonly at: 'erased' }
  /** What is set about reminders, seen from that day. */
  | { readonly at: 'reminders'; readonly day: string }
  /** A reminder of that day; an invitation to begin the report of that day's year. */
  | { readonly at: 'remind' | 'invite'; readonly day: string }
  | { readonly at: 'drafting'; readonly number: number }
  | {
      readonly at: 'draft';
      readonly number: number;
      readonly characters: number;
      /** Facts put off, in the order of the text. */
      readonly gaps: readonly FactId[];
      readonly final?: boolean;
      /** The ceiling it was made under; what was left out for it, or by how many characters it is above. */
      readonly length?: Length;
      readonly left?: readonly FactId[];
      readonly over?: number;
      /** What is different from the draft before; absent in the first. */
      readonly changes?: readonly DraftChange[];
    };

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
  /** Days on which a reminder or an invitation was committed. */
  readonly reminded?: Readonly<Record<string, 'remind' | 'invite'>>;
  /** The platform refused a message to her: its code, and when. Gone with her next turn. */
  readonly unreachable?: { readonly code: string; readonly at: number };
}

export const SCREENS_KEPT = 5;
