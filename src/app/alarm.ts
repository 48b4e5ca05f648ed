/**
 * @module Alarms to the administrators: one short message for each kind of trouble and day, however many processes see
 * it. Written down first, then sent through the same door as everything else.
 */
import { createHash } from 'node:crypto';
import type { FeishuEdge } from '../feishu/port.ts';
import { dayOf } from '../flow/days.ts';
import type { AlarmBox, WaitingAlarm } from '../store/alarms.ts';
import type { Store } from '../store/port.ts';
import type { Log } from './log.ts';

export type AlarmKind =
  | 'card-frames'
  | 'connection-lost'
  | 'connection-back'
  | 'dead-letters'
  | 'call-budget'
  | 'calls-used-up'
  | 'scope'
  | 'redis-memory'
  | 'redis-disk'
  | 'set-up'
  | 'stored-data';

/** `text`: one or two plain Chinese sentences, what is wrong and what to do; nothing that a person said. Never rejects. */
export type Alarm = (kind: AlarmKind, text: string) => Promise<void>;

export interface AlarmParts {
  readonly box: AlarmBox;
  /** open_ids; with none, alarms are only logged. */
  readonly admins: readonly string[];
  readonly take: Store['take'];
  readonly deliver: FeishuEdge['deliver'];
  readonly wake: () => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

export interface Alarms {
  readonly alarm: Alarm;
  /** Sends what waits; `again` in ms when something must wait. At most one at a time. */
  drain(): Promise<{ again: number } | undefined>;
  /** Whether something waits, for the sweep. */
  waiting(): Promise<boolean>;
}

/** In the place of a report, in the queue of sends. */
export const ALARMS = 'alarms';

/** The platform remembers a uuid for an hour; after this long an unknown outcome is not repeated. */
const UNKNOWN_AFTER_MS = 50 * 60_000;
/** Trouble of days ago helps nobody. */
const STALE_AFTER_MS = 2 * 24 * 3_600_000;

export function createAlarms(parts: AlarmParts): Alarms {
  const { admins, box, log, now, wake } = parts;
  /** What this process has raised, so that trouble that lasts is not written down twice a minute. */
  const raised = new Map<AlarmKind, string>();
  return {
    async alarm(kind, text) {
      const day = dayOf(now());
      if (raised.get(kind) === day) return;
      raised.set(kind, day);
      log.warn({ alarm: kind }, 'alarm');
      if (admins.length === 0) return;
      const whole = `【述职助手】${text}\n同样的情况，今天不再另发。`;
      const alarms = admins.map((to): [string, WaitingAlarm] => [
        alarmId(kind, day, to),
        { to, text: whole, at: now() },
      ]);
      try {
        if (await box.raise(kind, day, new Map(alarms))) await wake();
      } catch (err) {
        raised.delete(kind);
        log.warn({ alarm: kind, err }, 'alarm not written down');
      }
    },

    async drain() {
      for (const [id, alarm] of await parts.box.waiting()) {
        const wait = await send(parts, id, alarm);
        if (wait > 0) return { again: wait };
      }
      return undefined;
    },

    waiting: async () => (await parts.box.waiting()).size > 0,
  };
}

/** Milliseconds to wait before the next try; 0 = done with, one way or another. */
async function send(parts: AlarmParts, id: string, alarm: WaitingAlarm): Promise<number> {
  const { box, log } = parts;
  const now = parts.now();
  const unknown = alarm.tried !== undefined && now - alarm.tried > UNKNOWN_AFTER_MS;
  if (unknown || now - alarm.at > STALE_AFTER_MS) {
    log.warn({ alarm: id }, 'alarm given up');
    await box.done(id);
    return 0;
  }
  const wait = await parts.take(alarm.to, now);
  if (wait > 0) return wait;
  if (alarm.tried === undefined) await box.trying(id, { ...alarm, tried: now });
  const to = { person: alarm.to };
  const delivered = await parts.deliver({ uuid: id, to, content: { text: alarm.text } });
  if (delivered.outcome === 'again' || delivered.outcome === 'unknown') {
    // Certainly not sent, and never tried before: nothing about it is unknown.
    if (delivered.outcome === 'again' && alarm.tried === undefined) await box.trying(id, alarm);
    return Math.max(1, delivered.wait);
  }
  if (delivered.outcome === 'refused') log.error({ alarm: id, code: delivered.code }, 'alarm refused');
  await box.done(id);
  return 0;
}

/** The uuid of the send: at most 50 characters. */
const alarmId = (kind: AlarmKind, day: string, to: string): string =>
  `${kind}-${day}-${createHash('sha256').update(to).digest('hex').slice(0, 12)}`;
