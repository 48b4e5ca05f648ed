/**
 * @module Makes a draft that was asked for: facts → blocks → Word file, committed as posts together with the facts it
 * was made of. Nothing is sent here. Made again after a crash it is the same draft under the same number.
 */
import { z } from 'zod';
import type { Flow } from '../flow/definition.ts';
import type { Facts, Report, ScreenRecord } from '../flow/model.ts';
import { writeDocx } from '../report/docx/index.ts';
import { type Draft, renderReport } from '../report/render.ts';
import type { Template } from '../report/template.ts';
import type { Commit, Post, Store } from '../store/port.ts';
import { midnight, printedDay, yearOf } from './calendar.ts';
import type { Log } from './log.ts';
import { writtenFacts } from './written.ts';

/** A kind ready to run: what it asks and what it writes. */
export interface Kind {
  readonly flow: Flow;
  readonly template: Template;
}

export interface DraftParts {
  readonly store: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly wakeSend: (report: string) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

const TRIES = 6;

/** What is kept of each draft: not its bytes, but all that they follow from. */
export const snapshotSchema = z.object({
  at: z.number(),
  facts: z.record(z.string(), z.unknown()),
});

export interface MadeDraft extends Draft {
  readonly bytes: Uint8Array;
  /** 「2026年度党支部书记述职报告_张敏_第1稿.docx」 */
  readonly name: string;
}

/** The same facts on the same day give the same bytes. `at`: when the draft was asked for, ms. */
export function makeDraft(kind: Kind, report: Report, facts: Facts, number: number, at: number): MadeDraft {
  const { year } = report.about;
  const asOf = yearOf(at) === year ? { asOf: printedDay(at) } : {};
  const draft = renderReport(
    kind.template,
    writtenFacts(kind.flow, facts),
    { year, date: printedDay(at), ...asOf },
    report.id,
  );
  const writer = facts[kind.flow.kind.writer];
  const name = writer?.status === 'given' ? String(writer.value) : '';
  const title = `${year}年度${kind.flow.kind.report}`;
  const bytes = writeDocx(draft.blocks, { title, creator: name, created: midnight(at) });
  return {
    ...draft,
    bytes,
    name: [fileName(title), fileName(name), `第${number}稿`]
      .filter((part) => part !== '')
      .join('_')
      .concat('.docx'),
  };
}

/** Without what file systems and download dialogs stumble over. */
const fileName = (text: string): string =>
  text
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 60);

export function createDrafter(parts: DraftParts): (report: string) => Promise<void> {
  return async (id) => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const report = await parts.store.load(id);
      const wanted = report?.draft.wanted;
      const kind = report === undefined ? undefined : parts.kinds.get(report.about.kind);
      if (report === undefined || wanted === undefined || kind === undefined) return;
      const commit = await commitFor(parts, kind, report, wanted);
      const { result } = await parts.store.commit(commit);
      if (result === 'stale') continue;
      parts.log.info({ report: id, draft: wanted.number }, 'draft made');
      await parts.wakeSend(id);
      return;
    }
    throw new Error(`report ${id}: draft not committed after ${TRIES} version conflicts`);
  };
}

async function commitFor(
  parts: DraftParts,
  kind: Kind,
  report: Report,
  wanted: NonNullable<Report['draft']['wanted']>,
): Promise<Commit> {
  const { number } = wanted;
  const again = number <= report.draft.made ? await parts.store.snapshot(report.id, number) : undefined;
  const kept = again === undefined ? undefined : snapshotSchema.parse(JSON.parse(again));
  const facts = kept === undefined ? report.facts : (kept.facts as Facts);
  const at = kept?.at ?? wanted.at;
  const draft = makeDraft(kind, report, facts, number, at);
  const { wanted: _, ...state } = report.draft;
  return {
    report: report.id,
    expected: report.version,
    now: parts.now(),
    draft: { ...state, made: Math.max(state.made, number) },
    posts: posts(parts, report, draft, number, wanted.by),
    ...(again === undefined ? { snapshot: { number, json: JSON.stringify({ at, facts }) } } : {}),
  };
}

/** The file, then a card with what is open; in this order. */
function posts(
  parts: DraftParts,
  report: Report,
  draft: MadeDraft,
  number: number,
  by: string,
): readonly Post[] {
  const version = report.version + 1;
  const base = { to: { person: by }, at: parts.now() };
  const screen: ScreenRecord = {
    version,
    view: { at: 'draft', number, characters: draft.characters, gaps: draft.gaps },
    notes: [],
  };
  const base64 = Buffer.from(draft.bytes).toString('base64');
  return [
    { ...base, id: `${report.id}-${version}-f`, kind: 'file', name: draft.name, number, base64 },
    { ...base, id: `${report.id}-${version}-c`, kind: 'card', screen },
  ];
}
