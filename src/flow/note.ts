/** @module What is told beside the question, as data; worded in present/notes.ts. */
import type { ImportRefusal } from './import-types.ts';
import type { LedgerRefusal } from './ledger-types.ts';
import type { FactId, Length } from './model.ts';
import type { PlainProblem, Problem } from './problem.ts';
import type { ReturnedRefusal } from './returned-types.ts';
import type { Talk } from './talk.ts';

/** Something to tell beside the question; data only. */
export type Note =
  | { readonly note: 'taken'; readonly fact: FactId }
  /** Their fields were handed in blank and are passed over. */
  | { readonly note: 'left-blank'; readonly facts: readonly FactId[] }
  | { readonly note: 'unread'; readonly words: string }
  | { readonly note: 'problem'; readonly fact: FactId; readonly problem: Problem; readonly words: string }
  /** Words that could be meant for any of these facts; none listed = no question is on the screen. */
  | { readonly note: 'which'; readonly words: string; readonly facts: readonly FactId[] }
  /** Said to the bot; no answer to these facts, which are asked. */
  | { readonly note: 'talk'; readonly about: Talk; readonly facts: readonly FactId[] }
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
  /** Of this list there are only `of` rows. */
  | { readonly note: 'no-such-row'; readonly fact: FactId; readonly of: number }
  /** Came in a message that she took back, and does not count. */
  | { readonly note: 'dropped'; readonly facts: readonly FactId[] }
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
  | { readonly note: 'returned-taken' | 'imported'; readonly count: number }
  | { readonly note: 'import-refused'; readonly file: string; readonly refused: ImportRefusal }
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
