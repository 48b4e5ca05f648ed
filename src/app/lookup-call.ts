/** @module A call that looks something up goes through the same gate as those that say something, and is counted there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PersonId } from '../flow/model.ts';
import type { Store } from '../store/port.ts';

/** A click is answered within 3 s. */
const PATIENCE_MS = 1_000;

/** Resolves when one more call may go out for this person; rejects when she would wait too long for it. */
export async function oneMoreCall(take: Store['take'], person: PersonId, now: () => number): Promise<void> {
  for (;;) {
    // Not her chat: what is said to her there is not held up.
    const wait = await take(`lookup:${person}`, now());
    if (wait <= 0) return;
    if (wait > PATIENCE_MS) throw new Error(`no call to look somebody up for ${wait} ms`);
    await sleep(wait);
  }
}
