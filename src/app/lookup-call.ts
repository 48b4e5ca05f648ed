/** @module A call that asks for something goes through the same gate as those that say something, and is counted there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/port.ts';

/** A click is answered within 3 s. */
const PATIENCE_MS = 1_000;

/** Resolves when one more call may go out about this person or message; rejects when that would take too long. */
export async function oneMoreCall(take: Store['take'], about: string, now: () => number): Promise<void> {
  for (;;) {
    // Not her chat: what is said to her there is not held up.
    const wait = await take(`lookup:${about}`, now());
    if (wait <= 0) return;
    if (wait > PATIENCE_MS) throw new Error(`no call to look something up for ${wait} ms`);
    await sleep(wait);
  }
}
