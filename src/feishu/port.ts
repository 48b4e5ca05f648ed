/** @module What the edge gives the program and takes from it. Everything below knows Feishu; nothing above does. */
import type { Inbound } from '../flow/inbound.ts';
import type { PersonId } from '../flow/model.ts';
import type { Screen } from '../flow/screen.ts';
import type { Recipient } from '../store/port.ts';

/** One inbound message, click or event, parsed and made safe. */
export interface Envelope {
  readonly tenant: string;
  /** The tenant of whoever said it, where the platform tells; absent = the same. */
  readonly from?: string;
  /** A group chat: nobody is interviewed in public. */
  readonly group: boolean;
  /** The chat it came from, when known. */
  readonly chat?: string;
  /** The report that the clicked card belongs to. */
  readonly report?: string;
  readonly inbound: Inbound;
}

/** A message was taken back. The platform tells in which chat, not by whom. */
export interface Recall {
  readonly tenant: string;
  /** Of the event. */
  readonly id: string;
  readonly chat: string;
  readonly message: string;
  /** By the platform's clock, ms. */
  readonly at: number;
}

/** What a click is answered with. A message is answered through the outbox, so it gets none. */
export interface Answer {
  readonly screen?: Screen;
  readonly toast?: { readonly kind: 'info' | 'success' | 'warning' | 'error'; readonly text: string };
}

/** Takes an inbound; throws when it could not be kept, so that the platform repeats it. */
export type Receive = (envelope: Envelope) => Promise<Answer>;

export type Content =
  | { readonly text: string }
  | { readonly screen: Screen }
  | { readonly file: { readonly name: string; readonly bytes: Uint8Array } }
  /** A file that was uploaded before; refused for this message when the platform no longer has it. */
  | { readonly fileKey: string };

export type Delivery =
  /** `uuid`: the same one yields at most one message within the platform's hour. */
  | { readonly uuid: string; readonly to: Recipient; readonly content: Content }
  | {
      readonly patch: string;
      readonly screen: Screen;
      /** As what and where it goes when the card cannot be shown, as words, or the message can no longer be changed. */
      readonly instead: { readonly uuid: string; readonly to: Recipient };
    }
  /** Takes a message of the bot's own back. */
  | { readonly recall: string };

/**
 * - `sent`: `at` is the platform's time of the message, ms; `fileKey`: of the file that was uploaded for it.
 * - `again`: certainly not sent, or safe to repeat with the same uuid; wait `wait` ms first.
 * - `unknown`: may have been sent (time-out, reset); repeat with the same uuid within the hour.
 * - `refused`: `scope` tells whether this message or this person is meant, for good, or the whole app, until somebody
 *   mends it.
 */
export type Delivered =
  | { readonly outcome: 'sent'; readonly message: string; readonly at: number; readonly fileKey?: string }
  | { readonly outcome: 'again'; readonly wait: number; readonly code: string }
  | { readonly outcome: 'unknown'; readonly wait: number; readonly code: string }
  | { readonly outcome: 'refused'; readonly scope: 'message' | 'person' | 'app'; readonly code: string };

export interface ConnectionState {
  readonly state: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'failed';
  /** ms since the epoch of the last frame of any kind, pongs included. */
  readonly lastInbound?: number;
  readonly restarts: number;
  /** Frames of type `card` seen: the callback subscription is probably not published. */
  readonly cardFrames: number;
}

export interface FeishuEdge {
  /** The bytes of a file in a message, at most FETCH_LIMIT; undefined when they cannot be had. Never rejects. */
  fetch(message: string, key: string): Promise<Uint8Array | undefined>;
  deliver(delivery: Delivery): Promise<Delivered>;
  /**
   * Ids of the departments of a person and of all above them. `allowed` is asked before each call. Rejects with a
   * CallFailure, and as `allowed` does.
   */
  departments(person: PersonId, allowed: () => Promise<void>): Promise<readonly string[]>;
  /**
   * Opens the long connection and keeps it open; resolves when it is up for the first time. `recalled`: as `receive`,
   * for a message taken back; without it that is only acknowledged.
   */
  connect(receive: Receive, recalled?: (recall: Recall) => Promise<void>): Promise<void>;
  connection(): ConnectionState;
  /** Stops taking events, lets running handlers answer (at most 3 s), closes. */
  close(): Promise<void>;
}
