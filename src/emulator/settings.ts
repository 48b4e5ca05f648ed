/** What a test or the debug panel may turn while the emulator runs. */

/** Sent to the client with the endpoint reply and in every pong; seconds, −1 = for ever. */
export interface ClientConfig {
  readonly ReconnectCount: number;
  readonly ReconnectInterval: number;
  readonly ReconnectNonce: number;
  readonly PingInterval: number;
}

/** What the platform does to events of its own accord; each a chance from 0 to 1. */
export interface Unrest {
  /** Pushed a second time though it is acknowledged. */
  readonly duplicate: number;
  /** The same message a second time, under another event_id. */
  readonly secondId: number;
  /** Pushed up to `lateMs` later, so that others overtake it. */
  readonly late: number;
  readonly lateMs: number;
  /** The acknowledgement gets lost: handled, and repeated all the same. */
  readonly lostAck: number;
}

export interface Settings {
  readonly clientConfig: ClientConfig;
  /** Frame type of card callbacks. `card` is what apps get whose callback subscription is not in effect; the SDK drops it. */
  readonly callbackFrame: 'event' | 'card';
  /** Pieces a pushed payload is cut into. */
  readonly fragments: number;
  /** Send the pieces last first. */
  readonly fragmentsReversed: boolean;
  /** How long a push or a callback waits for its answer before it counts as failed, ms. */
  readonly ackWindowMs: number;
  /** Error shown when a callback is answered without `data`; 0 = taken as "no change". */
  readonly missingDataCode: number;
  /** Push each event a second time, as the platform may even after a good acknowledgement. */
  readonly duplicateEvents: boolean;
  readonly unrest: Unrest;
  /** Wait this long before each push, ms. */
  readonly pushDelayMs: number;
  /** Life of a tenant token, seconds. Below 30 minutes every request gets a new one. */
  readonly tokenSeconds: number;
  /** No tokens for the app: 10015. */
  readonly appDisabled: boolean;
  readonly connectionLimit: number;
  readonly refuseUpgrade: boolean;
  readonly hangHandshake: boolean;
  /** 5/s to a chat and to a message, 50/s and 1,000/min for the app. */
  readonly rateLimit: boolean;
  /** Every card is refused, however it comes: 230099, in an answer to a click 200673. */
  readonly refuseCards: boolean;
  /** Calls that the tenant has left this month, then 99991403; −1 = no such limit. */
  readonly quotaLeft: number;
  /** What an optional form field that was left empty looks like in form_value; the platform does not document it. */
  readonly emptyFields: 'empty' | 'absent';
  /** Scopes the app was granted; fields of a missing scope are absent from contact replies. */
  readonly scopes: { readonly name: boolean; readonly departments: boolean };
}

export const DEFAULT_SETTINGS: Settings = {
  clientConfig: { ReconnectCount: -1, ReconnectInterval: 3, ReconnectNonce: 1, PingInterval: 20 },
  callbackFrame: 'event',
  fragments: 1,
  fragmentsReversed: false,
  ackWindowMs: 3000,
  missingDataCode: 108002,
  duplicateEvents: false,
  unrest: { duplicate: 0, secondId: 0, late: 0, lateMs: 0, lostAck: 0 },
  pushDelayMs: 0,
  tokenSeconds: 7200,
  appDisabled: false,
  connectionLimit: 50,
  refuseUpgrade: false,
  hangHandshake: false,
  rateLimit: false,
  refuseCards: false,
  quotaLeft: -1,
  emptyFields: 'empty',
  scopes: { name: true, departments: true },
};

export interface SettingsBox {
  get(): Settings;
  change(part: Partial<Settings>): Settings;
}

export function createSettings(initial: Settings, changed: (now: Settings) => void): SettingsBox {
  let current = initial;
  return {
    get: () => current,
    change: (part) => {
      current = { ...current, ...part };
      changed(current);
      return current;
    },
  };
}
