/**
 * @module A turn: load, step, commit, answer. A click's next card is the answer itself; a message's goes through the
 * outbox. Nothing is said that has not been committed.
 */
import type { Answer, Envelope } from '../feishu/port.ts';
import type { Flow } from '../flow/definition.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { About, Facts, PersonId, Report } from '../flow/model.ts';
import { step } from '../flow/step.ts';
import { advance, inPlace, type Step } from '../flow/turn.ts';
import type { Fonts } from '../report/blocks.ts';
import type { Commit, Post, Recipient, Store } from '../store/port.ts';
import { createChain } from './chain.ts';
import { type Admission, type Door, turnedAway } from './door.ts';
import type { Kind } from './draft.ts';
import { exportOf } from './export.ts';
import { ownReport, reportOf, sendId } from './identity.ts';
import type { Log } from './log.ts';
import type { Notice } from './notice.ts';
import { screenFor } from './outside.ts';
import { type FetchFile, fetched, readInbound } from './reading.ts';
import { annexOf } from './sources.ts';

export interface ConverseParts {
  readonly store: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids of the kinds that can be begun here; a first report is of the first of them until she chooses. */
  readonly offered: readonly string[];
  readonly fonts?: Fonts;
  readonly door: Door;
  readonly notice: Notice;
  /** Gets a file that she sent. */
  readonly fetch: FetchFile;
  readonly now: () => number;
  readonly log: Log;
  /** Wakes the workers; a lost wake is made good by the next turn or the sweep. */
  readonly wake: {
    send(report: string, priority: 'answer'): Promise<void>;
    draft(report: string): Promise<void>;
  };
  /** False where callback cards fail: then every answer to a click is a patch. */
  readonly answerInCallback: boolean;
}

/** Other processes may commit in between; after this many tries the platform is asked to repeat the event. */
const TRIES = 6;
const JITTER_MS = 40;

export class ConflictError extends Error {
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

interface Place {
  readonly id: string;
  /** For a report that is not stored yet. */
  readonly about?: About;
  /** Her typed text is to go here from now on. */
  readonly point: boolean;
}

/** The report that is meant: the clicked card's, the one a button leads to, else the open one. */
async function locate(parts: ConverseParts, envelope: Envelope): Promise<Place> {
  const { tenant, inbound } = envelope;
  const { by } = inbound;
  const op = inbound.type === 'click' ? inbound.op : undefined;
  if (op?.op === 'begin' && parts.offered.includes(op.kind)) {
    const copy = op.another === true ? await nextCopy(parts, tenant, by, op.kind) : 1;
    return { ...ownReport(tenant, by, op.kind, parts.now(), copy), point: true };
  }
  if (op?.op === 'switch') return { id: op.report, point: true };
  if (envelope.report !== undefined) return { id: envelope.report, point: false };
  const person = await parts.store.person(tenant, by);
  const open = person?.reports.find(({ id }) => id === person.open);
  if (open !== undefined) return { ...reportOf(tenant, by, open, parts.now()), point: false };
  // Where there are several kinds, it is hers only once she has chosen.
  return { ...ownReport(tenant, by, parts.offered[0] ?? '', parts.now()), point: parts.offered.length === 1 };
}

async function nextCopy(parts: ConverseParts, tenant: string, by: PersonId, kind: string): Promise<number> {
  const mine = (await parts.store.person(tenant, by))?.reports.map(({ id }) => id) ?? [];
  let copy = 1;
  while (mine.includes(ownReport(tenant, by, kind, parts.now(), copy).id)) copy += 1;
  return copy;
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
  const [admission, stored] = await Promise.all([parts.door(envelope), parts.store.load(place.id)]);
  if (!admission.in) return turnAway(parts, envelope, admission);
  const report =
    stored ?? (place.about === undefined ? undefined : await begun(parts, envelope, place.id, place.about));
  if (report === undefined) return UNKNOWN;
  const kind = parts.kinds.get(report.about.kind);
  if (kind === undefined || report.about.tenant !== envelope.tenant) return UNKNOWN;

  if (report.about.people[inbound.by] === undefined)
    parts.log.warn({ report: place.id, event: inbound.id }, 'somebody who has no part in this report');
  const told = { kind, report, store: parts.store };
  const taken: Step = envelope.group
    ? inGroup(inbound)
    : step(kind.flow, report, await readInbound(told, parts.now(), inbound, bytes), parts.now());
  const next = advance(report, taken, inbound);
  if (taken.erase === true) {
    await eraseAll(parts, envelope, report);
    return answerOf(parts, kind, next, inbound, taken);
  }
  const healing = heals(report, inbound);
  const commit = commitOf(parts, envelope, kind, report, next, taken, healing);
  if (commit === undefined) return answerOf(parts, kind, report, inbound, taken);

  const [committed] = await Promise.all([
    parts.store.commit(stored === undefined ? { ...commit, about: report.about, facts: next.facts } : commit),
    place.point
      ? parts.store.openReport(envelope.tenant, inbound.by, { id: place.id, ...report.about })
      : undefined,
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
  return committed.result === 'repeated'
    ? answerOf(parts, kind, report, inbound, taken)
    : answerOf(parts, kind, next, inbound, taken);
}

/** Every report of hers; the card that says so stays in the chat, what else was sent is taken back afterwards. */
async function eraseAll(parts: ConverseParts, { tenant, inbound }: Envelope, report: Report): Promise<void> {
  const { by } = inbound;
  const keep = inbound.type === 'click' ? inbound.message : undefined;
  const known = (await parts.store.person(tenant, by))?.reports.map(({ id }) => id) ?? [];
  for (const id of new Set([report.id, ...known])) {
    const one = id === report.id ? report : await parts.store.load(id);
    if (one !== undefined && one.about.people[by] !== 'secretary') continue;
    await parts.store.erase(id, tenant, by, undefined, keep);
    parts.log.info({ report: id }, 'erased at the request of its owner');
    parts.wake.send(id, 'answer').catch((err: unknown) => {
      parts.log.warn({ report: id, err }, 'queue not woken; the sweep will');
    });
  }
  await parts.store.forgetPerson(tenant, by, parts.now());
}

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

/** A report that is not stored yet. Begun from another card of hers about the same unit, it knows what that one knows. */
async function begun(parts: ConverseParts, envelope: Envelope, id: string, about: About): Promise<Report> {
  const { inbound, report: from } = envelope;
  const source = from === undefined || from === id ? undefined : await parts.store.load(from);
  const same = source?.about.unit === about.unit && source.about.people[inbound.by] !== undefined;
  const flow = parts.kinds.get(about.kind)?.flow;
  const facts =
    same && source.about.year === about.year && flow !== undefined ? shared(flow, source.facts) : {};
  return { id, version: 0, about, facts, screens: [], draft: { made: 0 }, cardPending: false, uncertain: [] };
}

/** What both kinds ask; a claim is vouched for in each report anew. */
function shared(flow: Flow, facts: Facts): Facts {
  const known = Object.entries(facts).filter(([id, state]) => {
    const fact = flow.facts.get(id);
    return fact !== undefined && fact.type !== 'claim' && state.status === 'given';
  });
  return Object.fromEntries(known.map(([id, state]) => [id, { ...state, version: 1 }]));
}

/** Nobody is interviewed in public: a pointer to the private chat, no fact touched. */
const inGroup = (inbound: Inbound): Step => ({
  facts: {},
  posts:
    inbound.type === 'text'
      ? [{ text: '述职的内容只在单聊里谈。请点我的头像打开单聊，发「开始」就行。' }]
      : [],
});

/**
 * A click from a screen that has been replaced in the same message: our last answer did not reach her (or she clicked
 * twice). She is answered again, and one patch makes sure.
 */
function heals(report: Report, inbound: Inbound): boolean {
  const [current] = report.screens;
  if (inbound.type !== 'click' || inbound.message === undefined || current?.message !== inbound.message)
    return false;
  return inbound.shown < current.version;
}

/** Only what the turn changes; undefined when it changes nothing and says nothing. */
function commitOf(
  parts: ConverseParts,
  envelope: Envelope,
  kind: Kind,
  before: Report,
  next: Report,
  taken: Step,
  healing: boolean,
): Commit | undefined {
  const { inbound } = envelope;
  const posts = postsOf(parts, envelope, kind, next, taken, healing);
  const changes = taken.screen !== undefined || Object.keys(taken.facts).length > 0 || posts.length > 0;
  if (!changes && taken.disregard === undefined) return undefined;
  const changed = Object.keys(taken.facts).flatMap((id) => {
    const state = next.facts[id];
    return state === undefined ? [] : [[id, state] as const];
  });
  const slot = taken.screen !== undefined && !inPlace(taken, inbound);
  return {
    report: next.id,
    expected: before.version,
    now: parts.now(),
    once: taken.disregard ?? inbound.id,
    facts: Object.fromEntries(changed),
    ...(next.undo === before.undo || next.undo === undefined ? {} : { undo: next.undo }),
    ...(taken.waived === undefined ? {} : { waived: taken.waived }),
    ...(taken.reminders === undefined ? {} : { reminders: taken.reminders }),
    ...(before.unreachable === undefined ? {} : { reachable: true }),
    ...(taken.forget === undefined ? {} : { forget: taken.forget }),
    ...(taken.screen === undefined ? {} : { screens: next.screens }),
    ...(taken.draft === undefined ? {} : { draft: taken.draft }),
    ...(slot ? { slot: { id: sendId(next, next.version), to: inbound.by, at: parts.now() } } : {}),
    ...(taken.resend === undefined ? {} : { uncertain: next.uncertain }),
    posts,
  };
}

function postsOf(
  parts: ConverseParts,
  envelope: Envelope,
  kind: Kind,
  next: Report,
  taken: Step,
  healing: boolean,
): readonly Post[] {
  const { inbound } = envelope;
  const base = { at: parts.now() };
  const id = (index: number) => sendId(next, next.version, `-${index}`);
  const to: Recipient =
    envelope.group && envelope.chat !== undefined ? { chat: envelope.chat } : { person: inbound.by };
  const posts: Post[] = taken.posts.map((post, index) => ({
    ...base,
    id: id(index),
    to,
    kind: 'text',
    text: post.text,
  }));
  if (taken.export === true) {
    const base64 = Buffer.from(exportOf(kind.flow, next)).toString('base64');
    const name = `述职助手_我的数据_${next.about.year}.json`;
    posts.push({ ...base, id: id(posts.length), to, kind: 'file', name, number: 0, base64 });
  }
  if (taken.annex === true) {
    const { name, bytes } = annexOf(kind, next, parts.now(), parts.fonts);
    const base64 = Buffer.from(bytes).toString('base64');
    posts.push({ ...base, id: id(posts.length), to, kind: 'file', name, number: 0, base64 });
  }
  const patches =
    inbound.type === 'click' &&
    inbound.message !== undefined &&
    taken.screen !== undefined &&
    inPlace(taken, inbound);
  if (patches && (healing || !parts.answerInCallback)) {
    posts.push({ ...base, id: id(posts.length), to, kind: 'patch', message: inbound.message });
  }
  return posts;
}

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
