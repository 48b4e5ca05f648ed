/** @module What reaches the conversation from outside, whatever the platform. */
import type { ImportProposal, ImportRefusal } from './import-types.ts';
import type { LedgerProposal, LedgerRefusal } from './ledger-types.ts';
import type { CardId, FactId, Length, PersonId } from './model.ts';
import type { Returned, ReturnedRefusal } from './returned-types.ts';

/** What a button does. It travels in the card and comes back with the click. */
export type Op =
  | { readonly op: 'continue' }
  | { readonly op: 'submit'; readonly card: CardId; readonly facts?: readonly FactId[] }
  | { readonly op: 'none' | 'later' | 'skip'; readonly card: CardId; readonly facts?: readonly FactId[] }
  /** Claims seen in full and vouched for, doubtful readings confirmed. `seal` is a hash of what was shown. */
  | { readonly op: 'confirm'; readonly card: CardId; readonly seal: string }
  | { readonly op: 'open'; readonly card: CardId; readonly facts?: readonly FactId[] }
  | { readonly op: 'choose'; readonly fact: FactId; readonly take: 'form' | 'kept' }
  | { readonly op: 'progress' | 'help' | 'draft' | 'final' | 'prepare' | 'whoami' | 'export' }
  /** To the card before this one; what was typed into the form is taken along. */
  | { readonly op: 'back'; readonly card: CardId; readonly facts?: readonly FactId[] }
  | { readonly op: 'reports' }
  /** This year's report of this kind, begun or gone on with; `another`: one more, for another branch. */
  | { readonly op: 'begin'; readonly kind: string; readonly another?: boolean }
  | { readonly op: 'switch'; readonly report: string }
  | { readonly op: 'outline'; readonly section?: string }
  | { readonly op: 'preview'; readonly part: number }
  /** What she changed in the file of a draft: taken all at once or one by one, `at` its place in the list; or leafed through. */
  | {
      readonly op: 'returned';
      readonly does: 'all' | 'none' | 'one' | 'skip' | 'page';
      readonly at: number;
    }
  /** Of an exported file that came back: only what is blank here, everything, nothing; or leafed through, `at` the page. */
  | { readonly op: 'import'; readonly does: 'blank' | 'all' | 'none' | 'page'; readonly at: number }
  /** A paragraph in her own words, by its name; `leave`: back to where it stands, nothing changed. */
  | {
      readonly op: 'own';
      readonly name: string;
      readonly does: 'edit' | 'save' | 'restore' | 'keep' | 'leave';
    }
  /** Where everything in the report comes from, page by page; as a file. */
  | { readonly op: 'sources'; readonly page: number }
  | { readonly op: 'annex' }
  | { readonly op: 'length'; readonly length: Length }
  /** Asked back first; `sure` is the yes. */
  | { readonly op: 'restart' | 'erase'; readonly sure: boolean }
  /** No to that. */
  | { readonly op: 'keep' }
  | { readonly op: 'resend'; readonly number: number }
  /** Yes to what the ledger on the card would fill. */
  | { readonly op: 'ledger' }
  /** A row of records, from 0; the one behind the last is a new one. `more`: save, and open another. */
  | {
      readonly op: 'row';
      readonly fact: FactId;
      readonly row: number;
      readonly does: 'edit' | 'save' | 'more' | 'delete' | 'up';
    }
  /** The page about reminders; with `set`, none any more, again, or the day of delivery from the form's date picker. */
  | { readonly op: 'reminders'; readonly set?: 'off' | 'on' | 'deadline' }
  | { readonly op: 'snooze'; readonly days: number }
  /** What was taken from a message that she took back: it counts all the same, or it does not. */
  | { readonly op: 'recalled'; readonly message: string; readonly counts: boolean }
  /** Something that may not be right: its page, the change it proposes, 没问题，就这样. */
  | { readonly op: 'finding' | 'mend' | 'wave'; readonly finding: string };

interface Common {
  /** The message or event this came in; a repeat carries the same. */
  readonly id: string;
  readonly by: PersonId;
  /** When it was written or clicked, by the platform's clock, ms. */
  readonly at: number;
}

export type Inbound = Common &
  /** `replyTo`: the message she answered to, where she did so by the platform's own means. */
  (
    | { readonly type: 'text'; readonly text: string; readonly replyTo?: string }
    /** A picture, a voice message, a sticker …: `what` is the platform's name for it. */
    | {
        readonly type: 'other';
        readonly what: string;
        /** What was sent, where it was a file: its key for fetching it, and its name. */
        readonly file?: { readonly key: string; readonly name: string };
      }
    /** A file or a pasted table that was read as a ledger; `file` is its name, empty for a pasted one. */
    | {
        readonly type: 'ledger';
        readonly file: string;
        readonly read: LedgerProposal | { readonly refused: LedgerRefusal };
      }
    /** A Word file that was read as a draft that came back. */
    | {
        readonly type: 'returned';
        readonly file: string;
        readonly read: Returned | { readonly refused: ReturnedRefusal };
      }
    /** A file that was read as what 「导出我的数据」 gave. */
    | {
        readonly type: 'import';
        readonly file: string;
        readonly read: ImportProposal | { readonly refused: ImportRefusal };
      }
    | {
        readonly type: 'click';
        readonly op: Op;
        /** Version of the report that the clicked card was made of. */
        readonly shown: number;
        readonly message?: string;
        /** Values of the form, as they came: not trusted. */
        readonly form?: Readonly<Record<string, unknown>>;
      }
    /** She took back a message of hers. */
    | { readonly type: 'recalled'; readonly message: string }
    | { readonly type: 'enter' }
    | { readonly type: 'menu'; readonly key: string }
  );
