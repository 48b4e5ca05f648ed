/** @module 「导出我的数据」 taken back: the file is read as a proposal, every value checked by its fact's type. */
import { z } from 'zod';
import { dayOf } from '../flow/days.ts';
import { blankFor } from '../flow/import.ts';
import type { Imported, ImportProposal, ImportRefusal } from '../flow/import-types.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { FactState, Report } from '../flow/model.ts';
import { isOwnId, OWN_MOST, paragraphIn, paragraphsAt } from '../flow/own-words.ts';
import type { Problem } from '../flow/problem.ts';
import { typeOf } from '../flow/types/index.ts';
import { isProblem } from '../flow/types/type.ts';
import { textOrProblem } from '../flow/types/words.ts';
import type { Kind } from './draft.ts';
import { EXPORT_FORMAT } from './export.ts';

type ImportInbound = Extract<Inbound, { type: 'import' }>;
type Read = ImportProposal | { readonly refused: ImportRefusal };

export const isExport = (name: string): boolean => /\.json$/i.test(name);

/** Bytes. The longest answers to everything come to a tenth of it. */
const MOST = 2 * 1024 * 1024;
const FILE_NAME = 80;
const UNUSABLE_SHOWN = 6;

/** Read first by itself: of a newer file nothing else can be expected to be as it is now. */
const markSchema = z.object({ format: z.number().int().min(1), report: z.string(), facts: z.unknown() });
const short = z.string().max(80);
const ownSchema = z.object({
  over: short,
  after: short.exactOptional(),
  under: z.record(z.string(), z.object({ seal: short, said: short })),
});
const answerSchema = z.object({
  status: z.enum(['given', 'none', 'later', 'skipped', 'unconfirmed']),
  value: z.unknown().optional(),
  source: z.object({ at: z.number().nonnegative(), asOf: z.iso.date().optional() }),
  own: ownSchema.optional().catch(undefined),
});
type Answer = z.infer<typeof answerSchema>;
const fileSchema = z.object({
  kind: z.string(),
  year: z.number().int(),
  facts: z.record(z.string(), answerSchema),
});

export interface ImportPlace {
  readonly kind: Kind;
  readonly report: Report;
  /** All that can be written here: a file may be of another. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** A file that was sent; `bytes` undefined: it could not be fetched. Never throws, whatever stands in it. */
export function importFrom(
  place: ImportPlace,
  now: number,
  { id, by, at }: Inbound,
  file: { readonly name: string; readonly bytes: Uint8Array | undefined },
): ImportInbound {
  const read = readFile(place, now, file.bytes);
  return { id, by, at, type: 'import', file: file.name.slice(0, FILE_NAME), read };
}

function readFile({ kind, kinds, report }: ImportPlace, now: number, bytes: Uint8Array | undefined): Read {
  if (bytes === undefined) return refused('offline');
  if (bytes.length > MOST) return refused('too-large');
  const json = parsed(bytes);
  if (json === undefined) return refused('damaged');
  const mark = markSchema.safeParse(json);
  if (!mark.success) return refused('not-ours');
  if (mark.data.format > EXPORT_FORMAT) return refused('newer');
  const file = fileSchema.safeParse(json);
  if (!file.success) return refused('damaged');
  const { about } = report;
  const title = kinds.get(file.data.kind)?.flow.kind.title;
  if (title === undefined) return refused('not-ours');
  if (file.data.kind !== about.kind) return { refused: { why: 'other-kind', of: title } };
  if (file.data.year !== about.year) return { refused: { why: 'other-year', of: String(file.data.year) } };
  const proposal = proposed(kind, report, now, file.data.facts);
  if (proposal.changes.length + proposal.unusable.length === 0) return refused('same');
  return { ...proposal, foreign: mark.data.report !== report.id };
}

const refused = (why: Exclude<ImportRefusal, { of: string }>['why']): Read => ({ refused: { why } });

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function proposed(
  { flow }: Kind,
  report: Report,
  now: number,
  answers: Readonly<Record<string, Answer>>,
): Omit<ImportProposal, 'foreign'> {
  const changes: Imported[] = [];
  const unusable: { fact: string; problem: Problem }[] = [];
  let [same, unknown] = [0, 0];
  for (const [name, answer] of Object.entries(answers)) {
    const fact = flow.facts.has(name) || isOwnId(name) ? name : flow.renamed.get(name);
    // Set aside by her: there is nothing to put in the place of anything.
    if (isOwnId(name) && answer.status !== 'given') continue;
    const one = fact === undefined ? undefined : read({ flow, now }, fact, answer);
    if (fact === undefined || one === undefined) unknown += 1;
    else if ('code' in one) unusable.push({ fact, problem: one });
    else if (isSame(one, report.facts[fact])) same += 1;
    // Put off in the file and answered here says nothing.
    else if (!blankFor(report.facts[fact]) && blankFor({ status: one.status })) same += 1;
    else changes.push(one);
  }
  const order = ({ fact }: Imported): number => {
    if (flow.facts.get(fact)?.type === 'claim') return 0;
    return blankFor(report.facts[fact]) ? 2 : 1;
  };
  changes.sort((a, b) => order(a) - order(b));
  // A paragraph has to be one that these answers, or those that are kept, give rise to.
  const answered = withAll(
    report,
    changes.filter(({ fact }) => !isOwnId(fact)),
  );
  const there = new Set(paragraphsAt(flow, answered).map(({ name }) => name));
  const placed = changes.filter(({ fact }) => !isOwnId(fact) || there.has(paragraphIn(fact)));
  unknown += changes.length - placed.length;
  return { changes: placed, same, unusable: unusable.slice(0, UNUSABLE_SHOWN), unknown };
}

const withAll = (report: Report, changes: readonly Imported[]): Report => ({
  ...report,
  facts: {
    ...report.facts,
    ...Object.fromEntries(
      changes.map(({ fact, asOf: _, own: __, ...one }) => [
        fact,
        { ...one, version: report.version, source: { by: '', at: 0, via: '' } },
      ]),
    ),
  },
});

const isSame = (one: Imported, state: FactState | undefined): boolean =>
  state !== undefined &&
  state.status === one.status &&
  JSON.stringify(state.value) === JSON.stringify(one.value);

/** The file's answer to that fact; undefined where it is none. */
function read(
  { flow, now }: { readonly flow: Kind['flow']; readonly now: number },
  id: string,
  { status, value, source, own }: Answer,
): Imported | Problem | undefined {
  if (isOwnId(id)) {
    const text = typeof value === 'string' ? textOrProblem(value, OWN_MOST) : undefined;
    const place = own === undefined ? {} : { own };
    return typeof text === 'string' ? { fact: id, status: 'given', value: text, ...place } : text;
  }
  const fact = flow.facts.get(id);
  if (fact === undefined) return undefined;
  if (status !== 'given' && status !== 'unconfirmed') return { fact: id, status };
  const checked = typeOf(fact).check(value, fact);
  if (isProblem(checked)) return checked;
  const day = source.asOf ?? (source.at > 0 && source.at < now ? dayOf(source.at) : undefined);
  const counted = fact.type === 'count' && day !== undefined && day <= dayOf(now);
  return { fact: id, status, value: checked, ...(counted ? { asOf: day } : {}) };
}
