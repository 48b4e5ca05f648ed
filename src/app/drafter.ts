/**
 * @module Makes a draft that was asked for: committed as posts together with the facts it was made of. Nothing is sent
 * here. Made again after a crash it is the same draft under the same number; one that was posted before and would be
 * the same to the byte is not made again: the drain sends it by the key of its file.
 */
import { beforeFinal } from '../flow/drafts.ts';
import { lengthOf } from '../flow/lengths.ts';
import type { Report } from '../flow/model.ts';
import type { View } from '../flow/view.ts';
import type { Fonts } from '../report/blocks.ts';
import type { Commit, Post, Store } from '../store/port.ts';
import { changesBetween } from './changes.ts';
import { type Kind, type MadeDraft, makeDraft } from './draft.ts';
import { sendId } from './identity.ts';
import type { Log } from './log.ts';
import { draftMark } from './own-words-file.ts';
import { asSent, type DraftView, type Snapshot, snapshotJson, snapshotOf } from './snapshot.ts';

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

type Wanted = NonNullable<Report['draft']['wanted']>;

/** Turns may commit in between. */
const TRIES = 6;

export function createDrafter(parts: DrafterParts): (report: string) => Promise<void> {
  return async (id) => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const report = await parts.store.load(id);
      const wanted = report?.draft.wanted;
      const kind = report === undefined ? undefined : parts.kinds.get(report.about.kind);
      if (report === undefined || wanted === undefined || kind === undefined) return;
      const { made, ...commit } = await commitFor(parts, kind, report, wanted);
      const { result } = await parts.store.commit(commit);
      if (result === 'stale') continue;
      const what = made === 'not' ? 'final held back' : 'draft made';
      parts.log.info({ report: id, draft: wanted.number, again: made === 'again' }, what);
      if (made === 'new') parts.made?.();
      await parts.wakeSend(id);
      return;
    }
    throw new Error(`report ${id}: draft not committed after ${TRIES} version conflicts`);
  };
}

/**
 * `again`: nothing was made, what was posted before goes out once more; `not`: something stands in the way of the
 * final since she asked for it, and she is told of that instead.
 */
async function commitFor(
  parts: DrafterParts,
  kind: Kind,
  report: Report,
  wanted: Wanted,
): Promise<Commit & { made: 'new' | 'again' | 'not' }> {
  const { number, by } = wanted;
  const { wanted: _, ...state } = report.draft;
  const base = { report: report.id, expected: report.version, now: parts.now() };
  const file = { kind: 'file', number } as const;
  const known = number <= state.made ? await snapshotOf(parts.store, report.id, number) : undefined;
  if (known?.posted !== undefined && (await goesByKey(parts, kind, report, known.posted, number))) {
    const { name, view } = known.posted;
    return { ...base, made: 'again', draft: state, posts: posts(parts, report, by, { ...file, name }, view) };
  }
  const first = known === undefined && wanted.final === true ? beforeFinal(kind.flow, report) : undefined;
  if (first !== undefined) return { ...base, made: 'not', ...heldBack(parts, report, by, first) };
  // A number that was made before is sent again as it was; the one before tells what is new.
  const before = await snapshotOf(parts.store, report.id, number - 1);
  const { at, facts } = known ?? { at: wanted.at, facts: report.facts };
  const asked = known === undefined ? report : asSent(report, known);
  const final = known?.posted?.view.final ?? wanted.final ?? false;
  const draft = makeNumbered(kind, asked, { at, number, final }, parts.fonts);
  const view = viewOf(kind, asked, draft, { number, final, before });
  const { edition } = kind.flow;
  const from = edition === undefined ? {} : { edition };
  const length = lengthOf(kind.flow, asked);
  const posted = { ...from, name: draft.name, view };
  const base64 = Buffer.from(draft.bytes).toString('base64');
  return {
    ...base,
    made: 'new',
    posts: posts(parts, report, by, { ...file, name: draft.name, base64 }, view),
    ...(known === undefined
      ? {
          draft: { ...state, made: number, upTo: report.version, final, ...from },
          snapshot: { number, json: snapshotJson({ at, facts, length, posted }) },
        }
      : { draft: state }),
  };
}

async function goesByKey(
  { store }: DrafterParts,
  { flow }: Kind,
  report: Report,
  { edition }: NonNullable<Snapshot['posted']>,
  number: number,
): Promise<boolean> {
  return edition === flow.edition && (await store.fileKey(report.id, number)) !== undefined;
}

function makeNumbered(
  kind: Kind,
  report: Report,
  { at, number, final }: { readonly at: number; readonly number: number; readonly final: boolean },
  fonts: Fonts | undefined,
): MadeDraft {
  return makeDraft(kind, report, report.facts, {
    ...{ number, final, at, mark: draftMark(report.id, number) },
    ...(fonts === undefined ? {} : { fonts }),
  });
}

/** The file of a draft that was made before, from what is kept of it; undefined = nothing is. */
export async function madeAnew(
  { store, fonts }: Pick<DrafterParts, 'store' | 'fonts'>,
  kind: Kind,
  report: Report,
  number: number,
): Promise<MadeDraft | undefined> {
  const known = await snapshotOf(store, report.id, number);
  if (known === undefined) return undefined;
  const final = known.posted?.view.final ?? false;
  return makeNumbered(kind, asSent(report, known), { at: known.at, number, final }, fonts);
}

function viewOf(
  kind: Kind,
  report: Report,
  draft: MadeDraft,
  which: { readonly number: number; readonly final: boolean; readonly before: Snapshot | undefined },
): DraftView {
  const { number, final, before } = which;
  const { characters, gaps, left, over } = draft;
  return {
    ...{ at: 'draft', number, characters, gaps, length: lengthOf(kind.flow, report) },
    ...(left.length === 0 ? {} : { left }),
    ...(over === undefined ? {} : { over }),
    ...(final ? { final } : {}),
    ...(before === undefined ? {} : { changes: changesBetween(kind.flow, before.facts, report.facts) }),
  };
}

/** No file: nothing was sent for what she asked, and the same button may be clicked again. */
function heldBack(
  parts: DrafterParts,
  report: Report,
  by: string,
  view: View,
): Pick<Commit, 'draft' | 'posts'> {
  const { wanted: _, asked: __, ...draft } = report.draft;
  const version = report.version + 1;
  const screen = { version, view, notes: [] };
  const id = sendId(report, version, '-c');
  return { draft, posts: [{ to: { person: by }, at: parts.now(), id, kind: 'card', screen }] };
}

/** The file, then a card with what is open; in this order. */
function posts(
  parts: DrafterParts,
  report: Report,
  by: string,
  file: Pick<Extract<Post, { kind: 'file' }>, 'kind' | 'name' | 'number' | 'base64'>,
  view: DraftView,
): readonly Post[] {
  const version = report.version + 1;
  const base = { to: { person: by }, at: parts.now() };
  return [
    { ...base, ...file, id: sendId(report, version, '-f') },
    { ...base, id: sendId(report, version, '-c'), kind: 'card', screen: { version, view, notes: [] } },
  ];
}
