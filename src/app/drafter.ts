/**
 * @module Makes a draft that was asked for: committed as posts together with the facts it was made of. Nothing is sent
 * here. Made again after a crash it is the same draft under the same number.
 */
import { lengthOf } from '../flow/lengths.ts';
import type { Report, ScreenRecord } from '../flow/model.ts';
import type { Fonts } from '../report/blocks.ts';
import type { Commit, Post, Store } from '../store/port.ts';
import { changesBetween } from './changes.ts';
import { type Kind, type MadeDraft, makeDraft } from './draft.ts';
import { sendId } from './identity.ts';
import type { Log } from './log.ts';
import { draftMark } from './own-words-file.ts';
import { asSent, snapshotOf } from './snapshot.ts';

export interface DrafterParts {
  readonly store: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly fonts?: Fonts;
  readonly wakeSend: (report: string) => Promise<void>;
  /** Told of every draft that was made, for the metrics. */
  readonly made?: () => void;
  readonly now: () => number;
  readonly log: Log;
}

/** Turns may commit in between. */
const TRIES = 6;

export function createDrafter(parts: DrafterParts): (report: string) => Promise<void> {
  return async (id) => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const report = await parts.store.load(id);
      const wanted = report?.draft.wanted;
      const kind = report === undefined ? undefined : parts.kinds.get(report.about.kind);
      if (report === undefined || wanted === undefined || kind === undefined) return;
      const { result } = await parts.store.commit(await commitFor(parts, kind, report, wanted));
      if (result === 'stale') continue;
      parts.log.info({ report: id, draft: wanted.number }, 'draft made');
      parts.made?.();
      await parts.wakeSend(id);
      return;
    }
    throw new Error(`report ${id}: draft not committed after ${TRIES} version conflicts`);
  };
}

async function commitFor(
  parts: DrafterParts,
  kind: Kind,
  report: Report,
  wanted: NonNullable<Report['draft']['wanted']>,
): Promise<Commit> {
  const { number } = wanted;
  const { wanted: _, ...state } = report.draft;
  // A number that was made before is sent again as it was; the one before tells what is new.
  const again = number <= state.made ? await snapshotOf(parts.store, report.id, number) : undefined;
  const before = await snapshotOf(parts.store, report.id, number - 1);
  const { at, facts } = again ?? { at: wanted.at, facts: report.facts };
  const asked = again === undefined ? report : asSent(report, again);
  const length = lengthOf(kind.flow, asked);
  const final = wanted.final ?? false;
  const fonts = parts.fonts === undefined ? {} : { fonts: parts.fonts };
  const draft = makeDraft(kind, asked, facts, {
    ...{ number, final, at, mark: draftMark(report.id, number) },
    ...fonts,
  });
  const changes = before === undefined ? {} : { changes: changesBetween(kind.flow, before.facts, facts) };
  const view: ScreenRecord['view'] = {
    at: 'draft',
    number,
    characters: draft.characters,
    gaps: draft.gaps,
    length,
    ...(draft.left.length === 0 ? {} : { left: draft.left }),
    ...(draft.over === undefined ? {} : { over: draft.over }),
    ...(final ? { final } : {}),
    ...changes,
  };
  const made = again === undefined ? { made: number, upTo: report.version, final } : {};
  return {
    report: report.id,
    expected: report.version,
    now: parts.now(),
    draft: { ...state, ...made },
    posts: posts(parts, report, draft, view, number, wanted.by),
    ...(again === undefined ? { snapshot: { number, json: JSON.stringify({ at, facts, length }) } } : {}),
  };
}

/** The file, then a card with what is open; in this order. */
function posts(
  parts: DrafterParts,
  report: Report,
  draft: MadeDraft,
  view: ScreenRecord['view'],
  number: number,
  by: string,
): readonly Post[] {
  const version = report.version + 1;
  const base = { to: { person: by }, at: parts.now() };
  const base64 = Buffer.from(draft.bytes).toString('base64');
  return [
    { ...base, id: sendId(report, version, '-f'), kind: 'file', name: draft.name, number, base64 },
    { ...base, id: sendId(report, version, '-c'), kind: 'card', screen: { version, view, notes: [] } },
  ];
}
