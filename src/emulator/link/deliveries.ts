/**
 * Pushing events and card callbacks, with the platform's promises: an event is repeated until somebody acknowledges it (four times at most),
 * a callback is tried once and must be answered within the window.
 */
import { newEventId } from '../ids.ts';
import { isObject, parseObject, textOf } from '../json.ts';
import type { SettingsBox, Unrest } from '../settings.ts';
import type { Connections } from './connections.ts';
import type { Frame } from './frame.ts';

/** Pauses before the second, third, fourth and fifth try, ms. */
const REPUSH_AFTER_MS = [15_000, 300_000, 3_600_000, 21_600_000] as const;
const KEEP_EVENTS = 2000;

export interface EventPayload {
  readonly schema: '2.0';
  readonly header: {
    readonly event_id: string;
    readonly event_type: string;
    readonly [key: string]: unknown;
  };
  readonly event: Readonly<Record<string, unknown>>;
}

export interface DeliveryView {
  readonly eventId: string;
  readonly eventType: string;
  readonly messageId?: string;
  readonly tries: number;
  /** Tries that were answered with an error or not in time. */
  readonly failures: number;
  readonly acknowledged: boolean;
  /** All tries were in vain. */
  readonly lost: boolean;
}

export type CallbackAnswer =
  | { readonly kind: 'offline' | 'late' }
  | { readonly kind: 'answered'; readonly code: number; readonly data?: string };

/** Otherwise than the settings have it. */
export interface HowPushed {
  readonly times?: number;
  readonly delayMs?: number;
}

export interface Deliveries {
  event(payload: EventPayload, how?: HowPushed): void;
  callback(payload: EventPayload): Promise<CallbackAnswer>;
  /** Push a past event again, under the same event_id or, as also happens, a new one. False when it is not known. */
  repeat(eventIdOrMessageId: string, withNewEventId: boolean): boolean;
  list(): DeliveryView[];
  close(): void;
}

interface Delivery {
  readonly payload: EventPayload;
  tries: number;
  failures: number;
  acknowledged: boolean;
  lost: boolean;
}

const untried = (payload: EventPayload): Delivery => ({
  payload,
  tries: 0,
  failures: 0,
  acknowledged: false,
  lost: false,
});

interface Answer {
  readonly code: number;
  readonly data?: string;
}

function readAnswer(frame: Frame): Answer {
  const body = parseObject(frame.payload?.toString() ?? '') ?? {};
  const code = typeof body['code'] === 'number' ? body['code'] : 0;
  const data = textOf(body, 'data');
  return data === undefined ? { code } : { code, data };
}

/** The same under another event_id. */
const renamed = (payload: EventPayload): EventPayload => ({
  ...payload,
  header: { ...payload.header, event_id: newEventId() },
});

function messageIdOf(payload: EventPayload): string | undefined {
  const message = payload.event['message'];
  return isObject(message) ? textOf(message, 'message_id') : textOf(payload.event, 'message_id');
}

export interface DeliveryOptions {
  /** Factor on the pauses before a push is repeated. */
  readonly repushScale: number;
  readonly random: () => number;
  /** Told of each thing that was done to an event for the sake of trouble. */
  readonly trouble: (what: keyof Omit<Unrest, 'lateMs'>) => void;
  readonly changed: (eventId: string, acknowledged: boolean) => void;
}

export function createDeliveries(
  connections: Connections,
  settings: SettingsBox,
  { repushScale, random, trouble, changed }: DeliveryOptions,
): Deliveries {
  const waiting = new Map<string, (answer: Answer) => void>();
  const timers = new Set<NodeJS.Timeout>();
  const past: Delivery[] = [];

  connections.onAnswer((frame) => waiting.get(frame.headers['message_id'] ?? '')?.(readAnswer(frame)));

  function later(ms: number, action: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, ms);
    timers.add(timer);
    return timer;
  }

  const told = ({ payload, acknowledged }: Delivery): void => changed(payload.header.event_id, acknowledged);

  /** Whether this one is struck, by its chance. */
  function strikes(what: keyof Omit<Unrest, 'lateMs'>): boolean {
    const struck = random() < settings.get().unrest[what];
    if (struck) trouble(what);
    return struck;
  }

  function failed(delivery: Delivery): void {
    delivery.failures += 1;
    const pause = REPUSH_AFTER_MS[delivery.tries - 1];
    if (pause === undefined) delivery.lost = true;
    else later(pause * repushScale, () => delivery.acknowledged || attempt(delivery));
    told(delivery);
  }

  /** One try. A late acknowledgement, even on another connection, still stops the repeats. */
  function attempt(delivery: Delivery): void {
    delivery.tries += 1;
    const frameId = newEventId();
    const expired = later(settings.get().ackWindowMs, () => failed(delivery));
    const stop = (): void => {
      clearTimeout(expired);
      timers.delete(expired);
    };
    const lost = strikes('lostAck');
    waiting.set(frameId, (answer) => {
      if (lost) return;
      waiting.delete(frameId);
      const inTime = timers.has(expired);
      stop();
      if (answer.code === 200) {
        delivery.acknowledged = true;
        told(delivery);
      } else if (inTime) failed(delivery);
    });
    if (!connections.push({ type: 'event', messageId: frameId, payload: JSON.stringify(delivery.payload) })) {
      waiting.delete(frameId);
      stop();
      failed(delivery);
    }
  }

  function event(payload: EventPayload, how: HowPushed = {}): void {
    const delivery = untried(payload);
    past.push(delivery);
    if (past.length > KEEP_EVENTS) past.shift();
    const { pushDelayMs, duplicateEvents, unrest } = settings.get();
    const { times = duplicateEvents || strikes('duplicate') ? 2 : 1, delayMs = pushDelayMs } = how;
    const start = (): void => {
      attempt(delivery);
      for (let again = 1; again < times; again += 1) attempt(untried(payload));
      if (messageIdOf(payload) !== undefined && strikes('secondId')) attempt(untried(renamed(payload)));
    };
    const pause = delayMs + (strikes('late') ? random() * unrest.lateMs : 0);
    if (pause > 0) later(pause, start);
    else start();
  }

  function callback(payload: EventPayload): Promise<CallbackAnswer> {
    const frameId = newEventId();
    const { callbackFrame, ackWindowMs } = settings.get();
    return new Promise((resolve) => {
      const expired = later(ackWindowMs, () => {
        settle({ kind: 'late' });
      });
      const settle = (answer: CallbackAnswer): void => {
        clearTimeout(expired);
        timers.delete(expired);
        waiting.delete(frameId);
        resolve(answer);
        changed(payload.header.event_id, answer.kind === 'answered');
      };
      waiting.set(frameId, (answer) => settle({ kind: 'answered', ...answer }));
      const sent = connections.push({
        type: callbackFrame,
        messageId: frameId,
        payload: JSON.stringify(payload),
      });
      if (!sent) settle({ kind: 'offline' });
    });
  }

  function repeat(which: string, withNewEventId: boolean): boolean {
    const found = past.findLast(
      ({ payload }) => payload.header.event_id === which || messageIdOf(payload) === which,
    );
    if (!found) return false;
    const { payload } = found;
    if (withNewEventId) event(renamed(payload));
    else attempt(untried(payload));
    return true;
  }

  return {
    event,
    callback,
    repeat,
    list: () =>
      past.map(({ payload, ...progress }) => {
        const messageId = messageIdOf(payload);
        const { event_id: eventId, event_type: eventType } = payload.header;
        return { eventId, eventType, ...(messageId ? { messageId } : {}), ...progress };
      }),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      waiting.clear();
    },
  };
}
