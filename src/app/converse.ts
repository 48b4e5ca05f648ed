/**
 * @module A turn: load, step, commit, answer. A click's next card is the answer itself; a message's goes through the
 * outbox. Nothing is said that has not been committed.
 */
import type { Answer, Envelope } from '../feishu/port.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { Report } from '../flow/model.ts';
import { step } from '../flow/step.ts';
import { advance, inPlace, type Step } from '../flow/turn.ts';
import type { Commit } from '../store/port.ts';
import { createChain } from './chain.ts';
import { type Admission, type Door, turnedAway } from './door.ts';
import type { Kind } from './draft.ts';
import { eraseAll } from './erase-all.ts';
import type { Log } from './log.ts';
import type { Notice } from './notice.ts';
import { screenFor } from './outside.ts';
import { begun, leftBy, locate, type Place, type PlaceParts } from './place.ts';
import { type FetchFile, fetched, readInbound } from './reading.ts';
import { type CommitParts, commitOf, heals } from './turn-commit.ts';

export interface ConverseParts extends PlaceParts, CommitParts {
  readonly door: Door;
  readonly notice: Notice;
  /** Gets a file that she sent. */
  readonly fetch: FetchFile;
  readonly log: Log;
  /** Wakes the workers; a lost wake is made good by the next turn or the sweep. */
  readonly wake: {
    send(report: string, priority: 'answer'): Promise<void>;
    draft(report: string): Promise<void>;
  };
}

/** Other processes may commit in between; after this many tries the platform is asked to repeat the event. */
const TRIES = 6;
const JITTER_MS = 40;

class ConflictError extends Error {
  constructor(report: string) {
    super(`report ${report}: still a version conflict after ${TRIES} tries`);
  }
}

export type Converse = (envelope: Envelope) => Promise<Answer>;

export function createConverse(parts: ConverseParts): Converse {
  const inOrder = createChain();
  return async (envelope) => {
    // Asked beside the first round trip; of a click that is the load, so the answer is looked at there.
    const admission = parts.door(envelope);
    admission.catch(() => undefined);
    const [place, bytes] = await Promise.all([
      locate(parts, envelope),
      envelope.inbound.type === 'click'
        ? undefined
        : admission.then((one) => (one.in ? fetched(parts.fetch, envelope.inbound) : undefined)),
    ]);
    return inOrder(place.id, () => turn(parts, envelope, place, bytes));
  };
}

async function turn(
  parts: ConverseParts,
  envelope: Envelope,
  place: Place,
  bytes: Uint8Array | undefined,
): Promise<Answer> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * JITTER_MS * tried));
    const answer = await attempt(parts, envelope, place, bytes);
    if (answer !== 'stale') return answer;
  }
  throw new ConflictError(place.id);
}

const UNKNOWN: Answer = {
  toast: { kind: 'warning', text: '找不到这张卡片对应的报告，请发「继续」打开您自己的。' },
};

async function attempt(
  parts: ConverseParts,
  envelope: Envelope,
  place: Place,
  bytes: Uint8Array | undefined,
): Promise<Answer | 'stale'> {
  const { inbound } = envelope;
  const left = leftBy(envelope, place);
  const [admission, stored, source] = await Promise.all([
    parts.door(envelope),
    parts.store.load(place.id),
    left === undefined ? undefined : parts.store.load(left),
  ]);
  if (!admission.in) return turnAway(parts, envelope, admission);
  const report =
    stored ??
    (place.about === undefined ? undefined : begun(parts.kinds, place.id, place.about, source, inbound.by));
  if (report === undefined) return UNKNOWN;
  const kind = parts.kinds.get(report.about.kind);
  if (kind === undefined || report.about.tenant !== envelope.tenant) return UNKNOWN;

  if (report.about.people[inbound.by] === undefined)
    parts.log.warn({ report: place.id, event: inbound.id }, 'somebody who has no part in this report');
  const told = { kind, kinds: parts.kinds, report, store: parts.store };
  const heard: Inbound =
    place.named === undefined
      ? await readInbound(told, parts.now(), inbound, bytes)
      : chosen(inbound, report.about.kind);
  const taken: Step = envelope.group ? inGroup(inbound) : step(kind.flow, report, heard, parts.now());
  const next = advance(report, taken, inbound);
  if (taken.erase === true) {
    await eraseAll(parts, envelope, report);
    return answerOf(parts, kind, next, inbound, taken);
  }
  const healing = heals(report, inbound);
  const commit = commitOf(parts, envelope, kind, report, next, taken, healing);
  if (commit === undefined) return answerOf(parts, kind, report, inbound, taken);

  // The answer is made meanwhile, and given only if this turn was the one that was committed.
  const [committed, answer] = await Promise.all([
    parts.store.commit(stored === undefined ? { ...commit, ...begins(next) } : commit),
    answerOf(parts, kind, next, inbound, taken),
    place.point
      ? parts.store.openReport(envelope.tenant, inbound.by, { id: place.id, ...report.about })
      : undefined,
    // Whose chat it is was forgotten when she had everything deleted; what is known of it elsewhere is a memory.
    stored === undefined ? keepChat(parts, envelope) : undefined,
  ]);
  if (committed.result === 'stale') return 'stale';
  // The message that was to be disregarded has been taken: perhaps only just now, by another process.
  if (committed.result === 'repeated' && taken.disregard !== undefined) {
    const now = await parts.store.load(place.id);
    return now !== undefined && now.version !== report.version ? 'stale' : {};
  }
  if (healing)
    parts.log.info({ report: place.id }, 'click from a replaced screen: answering again and patching');
  void wake(parts, report, next, commit);
  return committed.result === 'repeated' ? answerOf(parts, kind, report, inbound, taken) : answer;
}

/** Of a report that is not stored yet, what it is and all that it knows, be it from this turn or from before. */
const begins = ({ about, facts, reminders }: Report): Partial<Commit> => ({
  ...{ about, facts },
  ...(reminders === undefined ? {} : { reminders }),
});

const keepChat = async ({ store }: ConverseParts, { tenant, group, chat, inbound }: Envelope) => {
  if (!group && chat !== undefined && inbound.type !== 'click')
    await store.keepChat(tenant, chat, inbound.by);
};

/** Nothing is kept of it; what could not be looked up is left to the platform to say again. */
function turnAway(
  parts: ConverseParts,
  envelope: Envelope,
  admission: Extract<Admission, { in: false }>,
): Answer {
  const { id, by, type } = envelope.inbound;
  parts.log.info({ event: id, why: admission.why }, 'turned away at the door');
  const { say, ...answer } = turnedAway(envelope, admission);
  if (say !== undefined) {
    parts.notice(by, say).catch((err: unknown) => parts.log.warn({ event: id, err }, 'notice not sent'));
  }
  if (admission.why === 'unknown' && type !== 'click') throw new Error('not known yet who may come in');
  return answer;
}

/** A message that names a report does what the button with that name does. */
const chosen = ({ id, by, at }: Inbound, kind: string): Inbound => ({
  ...{ id, by, at, type: 'click', shown: 0 },
  op: { op: 'begin', kind },
});

/** Nobody is interviewed in public: a pointer to the private chat, no fact touched. */
const inGroup = (inbound: Inbound): Step => ({
  facts: {},
  posts:
    inbound.type === 'text'
      ? [{ text: '述职的内容只在单聊里谈。请点我的头像打开单聊，发「开始」就行。' }]
      : [],
});

async function wake(parts: ConverseParts, before: Report, next: Report, commit: Commit): Promise<void> {
  const sends = commit.slot !== undefined || (commit.posts?.length ?? 0) > 0 || before.cardPending;
  const drafts = next.draft.wanted !== undefined;
  try {
    if (sends) await parts.wake.send(next.id, 'answer');
    if (drafts) await parts.wake.draft(next.id);
  } catch (cause) {
    parts.log.warn({ report: next.id, err: cause }, 'queue not woken; the sweep will');
  }
}

async function answerOf(
  parts: ConverseParts,
  kind: Kind,
  report: Report,
  inbound: Inbound,
  taken: Step,
): Promise<Answer> {
  const toast = taken.toast === undefined ? {} : { toast: taken.toast };
  const shown = taken.screen !== undefined && inPlace(taken, inbound) && parts.answerInCallback;
  return shown ? { ...toast, screen: await screenFor(parts, kind, report, inbound.by) } : toast;
}
