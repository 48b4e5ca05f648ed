/**
 * @module What the platform refused for good, and sending it again. The list keeps no content, so what goes out is made
 * anew: a draft under its number from the facts it was made of, a card as the report stands now. A text or a file of
 * another kind is gone; whoever asked for it asks again.
 */
import type { Report } from '../flow/model.ts';
import type { Commit, DeadLetter, Store } from '../store/port.ts';
import { sendId } from './identity.ts';

export type { DeadLetter } from '../store/port.ts';

export interface DeadLetterParts {
  readonly store: Store;
  readonly wake: { send(report: string): Promise<void>; draft(report: string): Promise<void> };
  readonly now: () => number;
}

export type Resent = 'draft' | 'card' | 'not-kept' | 'no-such-letter' | 'no-such-report' | 'busy';

/** Answers may come in between. */
const TRIES = 6;

/** What of a letter can be made anew. */
export const resendable = ({ kind, draft }: DeadLetter): 'draft' | 'card' | undefined => {
  if (kind === 'file') return draft === undefined ? undefined : 'draft';
  return kind === 'text' ? undefined : 'card';
};

/** `busy`: the report changed again and again, or its next draft is on its way; nothing was done. */
export async function resend({ store, wake, now }: DeadLetterParts, id: string): Promise<Resent> {
  const letter = (await store.deadLetters()).find((one) => one.id === id);
  if (letter === undefined) return 'no-such-letter';
  const what = resendable(letter);
  if (what === undefined) return 'not-kept';
  for (let tried = 0; tried < TRIES; tried += 1) {
    const report = await store.load(letter.report);
    const [by] = Object.keys(report?.about.people ?? {});
    if (report === undefined || by === undefined) return 'no-such-report';
    const commit = commitFor(report, letter, by, now());
    if (commit === undefined) return 'busy';
    if ((await store.commit(commit)).result !== 'done') continue;
    await store.forgetDeadLetter(letter);
    await (what === 'draft' ? wake.draft(report.id) : wake.send(report.id));
    return what;
  }
  return 'busy';
}

function commitFor(
  report: Report,
  { draft: number }: DeadLetter,
  by: string,
  at: number,
): Commit | undefined {
  const reachable = report.unreachable === undefined ? {} : { reachable: true };
  const base = { report: report.id, expected: report.version, now: at, ...reachable };
  if (number === undefined) return { ...base, slot: { id: sendId(report, report.version + 1), to: by, at } };
  const { wanted, made } = report.draft;
  if (wanted !== undefined || number > made) return undefined;
  return { ...base, draft: { ...report.draft, wanted: { number, by, at } } };
}
