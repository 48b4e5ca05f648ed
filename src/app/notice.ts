/**
 * @module A sentence to somebody of whom nothing is stored, so that there is no outbox for it: sent by this process within
 * its tries or not at all, and at most once an hour, because the platform drops a repeated uuid.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivered, Delivery } from '../feishu/port.ts';
import type { PersonId } from '../flow/model.ts';
import type { Store } from '../store/port.ts';

export type Notice = (person: PersonId, text: string) => Promise<void>;

export interface NoticeParts {
  readonly store: Pick<Store, 'take'>;
  /** Logs what it could not send. */
  readonly deliver: (delivery: Delivery) => Promise<Delivered>;
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;
/** Notices that this process knows it sent; forgetting them costs a call that the platform drops. */
const REMEMBERED = 10_000;
/** Whoever floods the chat has it full of answers just then: a few seconds, in which others may be ahead. */
const TRIES = 30;

export function createNotice({ store, deliver, now }: NoticeParts): Notice {
  const sent = new Set<string>();
  return async (person, text) => {
    const hour = Math.floor(now() / HOUR_MS);
    const digest = createHash('sha256')
      .update(JSON.stringify([person, text, hour]))
      .digest('hex');
    const uuid = `notice-${digest.slice(0, 32)}`;
    if (sent.has(uuid)) return;
    if (sent.size >= REMEMBERED) sent.clear();
    sent.add(uuid);
    for (let tried = 0; tried < TRIES; tried += 1) {
      const wait =
        (await store.take(person, now())) ||
        waitAfter(await deliver({ uuid, to: { person }, content: { text } }));
      if (wait === 0) return;
      await sleep(wait, undefined, { ref: false });
    }
    sent.delete(uuid);
  };
}

const waitAfter = (delivered: Delivered): number => ('wait' in delivered ? Math.max(1, delivered.wait) : 0);
