/** @module Where the writer is, as data: one view per kind of screen. */
import type { ImportProposal } from './import-types.ts';
import type { LedgerProposal } from './ledger-types.ts';
import type { CardId, DraftChange, FactId, FactValue, Length } from './model.ts';
import type { Returned } from './returned-types.ts';

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
  /** An exported file came back: what it would change, to be confirmed; `page` from 0. */
  | ({ readonly at: 'import'; readonly file: string; readonly page: number } & ImportProposal)
  /** A paragraph to be put in her own words, by its name; `raw`: what she wrote and was not taken. */
  | { readonly at: 'own'; readonly name: string; readonly raw?: string }
  /** She took back this message: does what was taken from it still count? */
  | { readonly at: 'recalled'; readonly message: string }
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
  /** Notice of that day: the report will be deleted unless she says something. */
  | { readonly at: 'retire'; readonly day: string }
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
