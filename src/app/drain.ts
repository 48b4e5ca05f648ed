/**
 * @module Empties one report's outbox: head first, removed only after it was sent, then the current card.
 * A send may be repeated with the same uuid within the platform's hour; what is still unknown after that is not
 * repeated but said.
 */
import type { Content, Delivered, Delivery } from '../feishu/port.ts';
import type { Report, ScreenRecord } from '../flow/model.ts';
import { isAnswering } from '../flow/reminders/due.ts';
import { isFinished, lastTurnOf } from '../flow/reminders/standing.ts';
import type { Screen } from '../flow/screen.ts';
import type { Post, Settled, Slot } from '../store/port.ts';
import type { Alarm } from './alarm.ts';
import type { Kind } from './draft.ts';
import { callsOf, type FileParts, fileOf, keyRefused, uploaded } from './drain-file.ts';
import type { Log } from './log.ts';
import { screenFor } from './outside.ts';
import { refusalAlarm } from './refused.ts';

export interface DrainParts extends FileParts {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids of the kinds that can be begun here. */
  readonly offered: readonly string[];
  readonly deliver: (delivery: Delivery) => Promise<Delivered>;
  readonly wakeDraft: (report: string) => Promise<void>;
  readonly alarm?: Alarm;
  readonly now: () => number;
  readonly log: Log;
}

/** The platform remembers a uuid for an hour; 50 minutes leave room for the last try. */
const UNKNOWN_AFTER_MS = 50 * 60_000;
/** A patch while the callback is still open may lose against its answer. */
const PATCH_REST_MS = 1_500;
const MOST_PER_RUN = 50;
/** After the platform refused the whole app, until one send tries whether that is over. */
const HOLD_MS = 5 * 60_000;

/** Resolves with `again` (ms) when something must wait, e.g. for the rate limit. */
export function createDrain(parts: DrainParts): (report: string) => Promise<{ again: number } | undefined> {
  return async (id) => {
    for (let sent = 0; sent < MOST_PER_RUN; sent += 1) {
      const { post, slot, draftWanted, triedSince, recall } = await parts.store.outstanding(id);
      const head = post ?? slot;
      if (head === undefined && recall !== undefined) {
        const wait = await recallOne(parts, id, recall);
        if (wait > 0) return { again: wait };
        continue;
      }
      if (head === undefined) {
        if (draftWanted) await parts.wakeDraft(id);
        return undefined;
      }
      const wait = await sendOne(parts, id, post, slot, triedSince);
      if (wait > 0) return { again: wait };
    }
    return { again: 1 };
  };
}

/** A message of a report that was deleted. The platform lets some be taken back no more: then it stays. */
async function recallOne(parts: DrainParts, report: string, message: string): Promise<number> {
  const wait = await parts.store.take(report, parts.now());
  if (wait > 0) return wait;
  const delivered = await parts.deliver({ recall: message });
  if (delivered.outcome === 'again' || delivered.outcome === 'unknown') return Math.max(1, delivered.wait);
  await parts.store.recalled(report, message);
  return 0;
}

/** Milliseconds to wait before the next try; 0 = settled, or to be tried in another way at once. */
async function sendOne(
  parts: DrainParts,
  report: string,
  post: Post | undefined,
  slot: Slot | undefined,
  triedSince: number | undefined,
): Promise<number> {
  const now = parts.now();
  const id = (post ?? slot)?.id ?? '';
  if (triedSince !== undefined && now - triedSince > UNKNOWN_AFTER_MS) {
    parts.log.warn({ report, post: id }, 'outcome of a send unknown for too long: not repeated');
    const uncertain = post?.kind === 'file' ? { uncertain: post.number } : {};
    await parts.store.settle({ report, id, now, ...uncertain });
    return 0;
  }
  if (post?.kind === 'patch' && now - post.at < PATCH_REST_MS) return PATCH_REST_MS - (now - post.at);
  const loaded = await parts.store.load(report);
  const kind = loaded === undefined ? undefined : parts.kinds.get(loaded.about.kind);
  if (loaded === undefined || kind === undefined) {
    await parts.store.settle({ report, id, now, refused: 'no-such-report' });
    return 0;
  }
  if (post?.kind === 'card' && isPointless(kind, loaded, post, triedSince !== undefined, now)) {
    const { view } = post.screen;
    // Tried before, it may have arrived: then its day stays taken.
    const unsaid = triedSince === undefined && 'day' in view ? { unsaid: view.day } : {};
    parts.log.info({ report, post: id }, 'reminder no longer to be sent');
    await parts.store.settle({ report, id, now, ...unsaid });
    return 0;
  }
  if (post === undefined && overtaken(loaded)) {
    await parts.store.settle({ report, id, now });
    return 0;
  }
  const show: Show = (record) => screenFor(parts, kind, loaded, reader(post, slot), record);
  const file: ShowFile = (which) => fileOf(parts, kind, loaded, which);
  const delivery = await (post === undefined ? cardFor(show, slot) : deliveryOf(show, file, post));
  const wait = await parts.store.take(chatOf(post, slot), now, callsOf(delivery));
  if (wait > 0) return wait;
  if (!(await parts.store.trying(report, id, now))) return 0;
  const delivered = await parts.deliver(delivery);
  if (await keyRefused(parts, loaded, post, delivery, delivered)) return 0;
  // What was certainly not sent leaves nothing unknown behind, however long the platform is away.
  const inVain =
    delivered.outcome === 'again' || (delivered.outcome === 'refused' && delivered.scope === 'app');
  if (inVain && triedSince === undefined) await parts.store.untried(report, id);
  return outcome(parts, loaded, id, post, delivered);
}

/** A reminder that waited: outside its hours, while she is at it, or after she is done, it is not sent. */
function isPointless(
  { flow }: Kind,
  report: Report,
  { until, screen }: Extract<Post, { kind: 'card' }>,
  tried: boolean,
  now: number,
): boolean {
  if (until === undefined) return false;
  if (now >= until) return true;
  if (screen.view.at === 'remind' && (isFinished(flow, report) || report.reminders?.off === true))
    return true;
  return !tried && isAnswering({ lastTurn: lastTurnOf(report) }, now);
}

/** 「正在生成」 alone has nothing to say any more: the draft was quicker, its own card stands in the chat. */
const overtaken = ({ screens: [current], draft }: Report): boolean =>
  current?.view.at === 'drafting' && current.notes.length === 0 && draft.wanted === undefined;

/** The current screen, or the one of a card of its own. */
type Show = (record?: ScreenRecord) => Promise<Screen>;
type ShowFile = (post: Extract<Post, { kind: 'file' }>) => Promise<Content>;

/** Who will read it; a card goes to a person. */
const reader = (post: Post | undefined, slot: Slot | undefined): string =>
  post === undefined ? (slot?.to ?? '') : 'person' in post.to ? post.to.person : '';

const cardFor = async (show: Show, slot: Slot | undefined): Promise<Delivery> => ({
  uuid: slot?.id ?? '',
  to: { person: slot?.to ?? '' },
  content: { screen: await show() },
});

async function deliveryOf(show: Show, file: ShowFile, post: Post): Promise<Delivery> {
  if (post.kind === 'patch') {
    return { patch: post.message, screen: await show(), instead: { uuid: post.id, to: post.to } };
  }
  return { uuid: post.id, to: post.to, content: await contentOf(show, file, post) };
}

async function contentOf(
  show: Show,
  file: ShowFile,
  post: Exclude<Post, { kind: 'patch' }>,
): Promise<Content> {
  switch (post.kind) {
    case 'text':
      return { text: post.text };
    case 'file':
      return file(post);
    case 'card':
      return { screen: await show(post.screen) };
  }
}

/** Five messages a second per chat is the platform's limit; a person's chat is known by the person. */
function chatOf(post: Post | undefined, slot: Slot | undefined): string {
  if (post === undefined) return slot?.to ?? '';
  if ('person' in post.to) return post.to.person;
  return 'chat' in post.to ? post.to.chat : post.to.replyTo;
}

async function outcome(
  parts: DrainParts,
  report: Report,
  id: string,
  post: Post | undefined,
  delivered: Delivered,
): Promise<number> {
  const now = parts.now();
  if (delivered.outcome === 'again' || delivered.outcome === 'unknown') {
    parts.log.warn(
      { report: report.id, post: id, code: delivered.code, outcome: delivered.outcome },
      'send to be repeated',
    );
    return Math.max(1, delivered.wait);
  }
  const base: Settled = { report: report.id, id, now };
  if (delivered.outcome === 'refused') {
    parts.log.error(
      { report: report.id, post: id, code: delivered.code, scope: delivered.scope },
      'send refused',
    );
    const { kind, text } = refusalAlarm(delivered);
    void parts.alarm?.(kind, text);
    if (delivered.scope === 'app') {
      // Nothing is wrong with what is to be sent: it stays where it is until somebody has mended the app.
      await parts.store.hold(HOLD_MS);
      return HOLD_MS;
    }
    const toPerson = post === undefined || (post.kind !== 'patch' && 'person' in post.to);
    const gone = delivered.scope === 'person' && toPerson ? { unreachable: delivered.code } : {};
    const draft = post?.kind === 'file' && post.number > 0 ? { refusedDraft: post.number } : {};
    await parts.store.settle({ ...base, refused: delivered.code, ...gone, ...draft });
    return 0;
  }
  const current = report.screens[0];
  const isCurrent = post === undefined || post.kind === 'patch';
  const seen = {
    version: current?.version ?? report.version,
    message: delivered.message,
    since: delivered.at,
  };
  const sent =
    post?.kind === 'patch' && delivered.message === post.message ? {} : { sent: delivered.message };
  await parts.store.settle({
    ...base,
    ...sent,
    ...uploaded(post, delivered),
    ...(isCurrent && current !== undefined ? { seen } : {}),
  });
  return 0;
}
