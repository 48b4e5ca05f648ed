/** @module A turn as what is to be committed: the facts it changes and the posts it makes. */
import type { Envelope } from '../feishu/port.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { Report } from '../flow/model.ts';
import { inPlace, type Step } from '../flow/turn.ts';
import type { Fonts } from '../report/blocks.ts';
import type { Commit, Post, Recipient } from '../store/port.ts';
import type { Kind } from './draft.ts';
import { exportName, exportOf } from './export.ts';
import { sendId } from './identity.ts';
import { annexOf } from './sources.ts';

export interface CommitParts {
  readonly fonts?: Fonts;
  readonly now: () => number;
  /** False where callback cards fail: then every answer to a click is a patch. */
  readonly answerInCallback: boolean;
}

/**
 * A click from a screen that has been replaced in the same message: our last answer did not reach her (or she clicked
 * twice). She is answered again, and one patch makes sure.
 */
export function heals(report: Report, inbound: Inbound): boolean {
  const [current] = report.screens;
  if (inbound.type !== 'click' || inbound.message === undefined || current?.message !== inbound.message)
    return false;
  return inbound.shown < current.version;
}

/** Only what the turn changes; undefined when it changes nothing and says nothing. */
export function commitOf(
  parts: CommitParts,
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
  parts: CommitParts,
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
    const name = exportName(kind.flow, next);
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
