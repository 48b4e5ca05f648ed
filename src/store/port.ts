/**
 * @module What the program needs of its store. One behavioural suite defines it (tests/store/suite.ts).
 *
 * Keys (all of a report's keys share the hash tag of its partition, `{p00}` … `{p63}`):
 * - `sz:{pNN}:r:<R>`  hash, the report: `fmt`, `v`, `c` (mark of the last commit), `about`, `f:<fact>`, `undo` (the last change, to be taken back),
 *   `screens`, `seen`, `draft`, `want`, `slot`, `uncertain`, `remind` (what she said about reminders), `waived` (findings waved off), `d:<day>` (a
 *   reminder of that day), `gone` (the platform refuses everything to her: with which code, since when)
 *   `f:own:<paragraph>` is a paragraph in her own words: a fact with `own`, what it stands in the place of
 * - `sz:{pNN}:o:<R>`  list, the outbox, head first: `<id>\n<kind>\n<post as JSON>`
 * - `sz:{pNN}:h:<R>`  hash, the facts of each draft by its number, and `file:<number>`: the platform's key of the file that was posted
 * - `sz:{pNN}:t:<R>`  hash, when each post or slot was first tried, by its id; gone when nothing is outstanding
 * - `sz:{pNN}:m:<R>`  list, newest first, at most 300: ids of the messages that were sent about it
 * - `sz:{pNN}:x:<R>`  list, ids of messages to be recalled: all that is left of a report that was deleted
 * - `sz:{pNN}:e:<id>` string with expiry, an inbound message or event already taken
 * - `sz:{pNN}:pending` sorted set of R by time: reports with posts, a card or a draft outstanding, since when
 * - `sz:{pNN}:active`  sorted set of R by time of the last turn
 * - `sz:{pNN}:look`    sorted set of R by the time from which a reminder may be due
 * - `sz:{pNN}:n:<tenant>:<person>:<day>` string with expiry, the report that may remind this person on this day
 * - `sz:{pNN}:dead`    list, newest first, at most 1000: what was refused for good, as JSON
 *   `{ id, report, time, reason, kind, draft? }` (kind: of the post, or `slot`; draft: its number), no content
 * - `sz:{pNN}:u:<tenant>:<person>` hash, a person: `fmt`, `open`, `r:<R>` for each of her reports (partition of `<tenant>:<person>`)
 * - `sz:{pNN}:c:<tenant>:<chat>` string with expiry, whose one-to-one chat with the bot this is
 * - `sz:{pNN}:b:<tenant>:<person>` hash with expiry, how much this person may still say now
 * - `sz:{pNN}:w:<tenant>:<person>` string with expiry, `{ ids, at }`: her departments and when they were looked up
 * - `sz:{app}:sent`, `sz:{app}:sent:<chat>` lists, times of the last calls to the platform, newest first
 * - `sz:{app}:held`    string with expiry: nothing is sent while it is there
 * - `sz:{app}:seal`  hash, the keys that seal something here: a sealed word by the key's id
 * - `sz:{app}:restoring` string, there from the first to the last write of a restore
 * - `sz:{app}:calls:<YYYY-MM>` string, calls counted in that month (Asia/Shanghai)
 * - `sz:{app}:alarms` hash, alarms to administrators that are not sent yet, by their id; `sz:{app}:alarm:<kind>:<day>`
 *   string with expiry, that kind was raised on that day (see alarms.ts)
 * - `sz:{doctor}:<pid>` string with expiry, written, read and deleted by the check of a Redis (examine.ts)
 * - `{sz}:…` belongs to BullMQ: jobs that hold ids only
 *
 * With DATA_KEY what a person said, or quotes it, is sealed (sealed.ts): `about`, `f:*`, `screens`, `undo`, `waived`, posts
 * behind their heads, facts and keys of drafts. Ids, versions and times stay readable.
 *
 * Every commit raises `v` and writes a `c` of its own: under both a report may be kept in memory. Without a new version
 * only `seen`, `slot`, `uncertain` and `gone` change; whoever changes anything else removes `c`.
 *
 * `seen` is `<since>\n<JSON>`, `slot` is `<id>\n<JSON>`, `uncertain` is numbers with commas; other values are JSON.
 */
import type {
  About,
  DraftState,
  FactId,
  FactState,
  PersonId,
  ReminderState,
  Report,
  ScreenRecord,
} from '../flow/model.ts';

/** Format of stored data. Raised when the meaning of a field changes; older data is read, newer is refused. */
export const STORED_FORMAT = 1;

/** To whom a post goes: a person's own chat with the bot, a chat (group), or as the answer to a message. */
export type Recipient =
  | { readonly person: PersonId }
  | { readonly chat: string }
  | { readonly replyTo: string };

/**
 * Something to be said. `id` is unique for ever and is the uuid of the send (at most 50 characters).
 * `file`: without `base64` it is the draft of that number again, as it was posted.
 * `card`: a card of its own beside the current one, built from the report when it is sent; with `until` (ms), only before it.
 * `patch`: rebuild the current card into this message (an answer that seems not to have reached her).
 */
export type Post = { readonly id: string; readonly to: Recipient; readonly at: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly number: number; readonly base64?: string }
  | { readonly kind: 'card'; readonly screen: ScreenRecord; readonly until?: number }
  | { readonly kind: 'patch'; readonly message: string }
);

/** The current card waits to be sent to this person; the latest wins. `id` is the uuid of the send. */
export interface Slot {
  readonly id: string;
  readonly to: PersonId;
  readonly at: number;
}

/** All that one turn changes; applied whole or not at all, by one script. */
export interface Commit {
  readonly report: string;
  /** The version the turn was computed from; 0 = the report must not exist yet. */
  readonly expected: number;
  /** ms since the epoch. */
  readonly now: number;
  /** Id of the inbound message or event, taken once within DEDUP_MS. */
  readonly once?: string;
  /** Needed when `expected` is 0. */
  readonly about?: About;
  readonly facts?: Readonly<Record<FactId, FactState>>;
  /** Facts that are no longer known at all. */
  readonly forget?: readonly FactId[];
  readonly screens?: readonly ScreenRecord[];
  readonly draft?: DraftState;
  /** Replaces the waiting card. */
  readonly slot?: Slot;
  readonly posts?: readonly Post[];
  readonly undo?: NonNullable<Report['undo']>;
  readonly waived?: NonNullable<Report['waived']>;
  readonly reminders?: ReminderState;
  /** A reminder is among the posts; when that day already has one, the answer is `repeated` and nothing is changed. */
  readonly reminded?: { readonly day: string; readonly occasion: 'remind' | 'invite' | 'retire' };
  /** She can be reached again. */
  readonly reachable?: boolean;
  /** Replaces the list; a number that the drain added meanwhile makes the commit stale. */
  readonly uncertain?: readonly number[];
  /** The facts of a draft, kept under its number. */
  readonly snapshot?: { readonly number: number; readonly json: string };
}

/**
 * `repeated`: this inbound was taken before, or this day's reminder was; nothing was changed.
 * `stale`: somebody else committed first, nothing was changed: load and step again.
 */
export type CommitResult =
  | { readonly result: 'done'; readonly version: number }
  | { readonly result: 'repeated' | 'stale' };

/** Work outstanding for one report, read by the drain. */
export interface Outstanding {
  readonly post?: Post;
  readonly slot?: Slot;
  readonly draftWanted: boolean;
  /** A message of a report that was deleted: to be recalled. */
  readonly recall?: string;
  /** When the head post, or if there is none the slot, was first tried; absent = never. */
  readonly triedSince?: number;
}

/** What became of the head post or of the slot. */
export interface Settled {
  readonly report: string;
  readonly id: string;
  readonly now: number;
  /** The message that was sent: remembered, to be recalled when everything is deleted. */
  readonly sent?: string;
  /** The platform's key of the draft's file that was sent: by it the same file can be sent again. */
  readonly file?: { readonly number: number; readonly key: string };
  /** The message and the platform's time of it (ms), recorded for the current card. */
  readonly seen?: { readonly version: number; readonly message: string; readonly since: number };
  /**
   * Outcome unknown for too long: recorded, not repeated. The number of the draft when it was a file.
   * Adds one to the report's version, so that a turn that does not know of it is stale.
   */
  readonly uncertain?: number;
  /** Refused for good: goes to the dead-letter list with the reason (a code, no content). */
  readonly refused?: string;
  /** The number of the draft that was refused, so that it can be made again. */
  readonly refusedDraft?: number;
  /** The platform refuses everything to this person, with this code. */
  readonly unreachable?: string;
  /** The reminder of this day was not sent after all, and may be given again. */
  readonly unsaid?: string;
}

/** What was refused for good. `kind`: of the post, or `slot` for the current card; `time` in ms. */
export interface DeadLetter {
  readonly id: string;
  readonly report: string;
  readonly time: number;
  readonly reason: string;
  readonly kind: Post['kind'] | 'slot';
  readonly draft?: number;
}

/** Looked at further ahead than this, an entry was written by a clock that was wrong. */
export const FARTHEST_LOOK_MS = 20 * 24 * 3_600_000;

/** One of a person's reports: what its id is made of. */
export interface PersonReport {
  readonly id: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: string;
}

export interface Person {
  /** The report that typed text goes to; absent when that was deleted. */
  readonly open?: string;
  readonly reports: readonly PersonReport[];
}

/** A person's departments and all above them, looked up at that time (ms). */
export interface Departments {
  readonly ids: readonly string[];
  readonly at: number;
}

export interface Admitted {
  /** False: she has said too much in too short a time. */
  readonly taken: boolean;
  /** The first time that she is refused for it, after a while in which she was not. */
  readonly first: boolean;
  /** Absent = not looked up within the last week. */
  readonly departments?: Departments;
}

export interface Store {
  /** One round trip. Counts one inbound of this person: 300 at once, ten a second in the long run. */
  admit(tenant: string, person: PersonId, now: number): Promise<Admitted>;
  keepDepartments(tenant: string, person: PersonId, departments: Departments): Promise<void>;

  /**
   * One round trip; what has not changed since it was last seen here is not transferred again. Parts of the answer are
   * shared between calls. Throws StoredFormatError, like all below, when stored data is newer or unreadable.
   */
  load(report: string): Promise<Report | undefined>;
  /** One round trip. */
  commit(commit: Commit): Promise<CommitResult>;
  /** The facts of a draft as they were committed. */
  snapshot(report: string, number: number): Promise<string | undefined>;
  /** The platform's key of a draft's file; absent = it was not posted, or the key was refused. */
  fileKey(report: string, number: number): Promise<string | undefined>;
  forgetFileKey(report: string, number: number): Promise<void>;
  /** One round trip. */
  person(tenant: string, person: PersonId): Promise<Person | undefined>;
  /** Whose chat this is, from now on for a week: of a message taken back the platform names only the chat. */
  keepChat(tenant: string, chat: string, person: PersonId): Promise<void>;
  personIn(tenant: string, chat: string): Promise<PersonId | undefined>;
  /** Points the person's typed text to this report, from now on one of hers. */
  openReport(tenant: string, person: PersonId, report: PersonReport): Promise<void>;

  /** The head of the outbox, the slot, whether a draft is wanted. */
  outstanding(report: string): Promise<Outstanding>;
  /** Remembers that a post or slot is about to be tried; keeps the first time. False when it is outstanding no more. */
  trying(report: string, id: string, now: number): Promise<boolean>;
  /** That try was certainly in vain: as if it had not been. */
  untried(report: string, id: string): Promise<void>;
  /** Removes the post or slot by its id, if it is still there. Idempotent. */
  settle(settled: Settled): Promise<void>;
  /** Reports whose outstanding work has waited since before `before` (ms). Asks all partitions. */
  pending(before: number): Promise<readonly string[]>;

  /** Newest first, at most 1000 of a partition. Asks all partitions. */
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Takes it off the list. */
  forgetDeadLetter(letter: DeadLetter): Promise<void>;

  /** Every report there is. Asks all partitions. */
  all(): Promise<readonly string[]>;
  /** Reports for which a reminder may be due, every new one included. Asks all partitions. */
  roster(now: number): Promise<readonly string[]>;
  /** When to look at each again (ms); of reports that are gone, nothing is kept. One round trip. */
  lookAt(times: ReadonlyMap<string, number>): Promise<void>;
  /** The report that may remind this person on this day: the first that asks, for ever after. */
  claimDay(tenant: string, person: PersonId, day: string, report: string): Promise<string>;

  /**
   * One gate for all processes: 0 = go (the call is counted), else milliseconds to wait. Never more than 50 calls in
   * any second and 1000 in any minute by the app, 5 in any second to one chat. `now`: clocks may differ by a second.
   * `calls`: what the month's count grows by, 1 unless told; a file is uploaded and sent.
   */
  take(chat: string, now: number, calls?: number): Promise<number>;
  /** `take` lets nothing through for so many ms: the platform refuses the whole app. */
  hold(ms: number): Promise<void>;
  /** Calls counted in this month (Asia/Shanghai), for the budget's warning. */
  callsThisMonth(now: number): Promise<number>;

  /**
   * Deletes everything stored of a report, its outbox and drafts included, and the person's pointer to it; then lets
   * the append-only file be rewritten, so that the old answers leave it too. Idempotent. Ids of messages that were sent
   * stay until they are recalled (see `outstanding`), but for `keep`, which says that all is deleted. With
   * `expected`, only while the report is of that version; false = it is not, and nothing was changed.
   */
  erase(
    report: string,
    tenant: string,
    person: PersonId,
    only?: { readonly expected?: number; readonly keep?: string },
  ): Promise<boolean>;
  /** Forgets a message that was to be recalled. */
  recalled(report: string, message: string): Promise<void>;
  /** Her departments, the days on which she was or may be reminded around `now`, and that this chat is hers. */
  forgetPerson(tenant: string, person: PersonId, now: number, chat?: string): Promise<void>;

  ping(): Promise<void>;
  close(): Promise<void>;
}
