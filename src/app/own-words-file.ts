/** @module A draft that came back as a file: known again, held against what was sent, and made into what can be confirmed. */
import { createHash } from 'node:crypto';
import { applies } from '../flow/agenda.ts';
import type { Flow } from '../flow/definition.ts';
import type { Inbound } from '../flow/inbound.ts';
import type { Report } from '../flow/model.ts';
import { OWN_MOST } from '../flow/own-words.ts';
import type { PlainProblem } from '../flow/problem.ts';
import type { Returned, ReturnedChange, ReturnedRefusal } from '../flow/returned-types.ts';
import { typeOf } from '../flow/types/index.ts';
import { textOrProblem } from '../flow/types/words.ts';
import { type ReadFile, readReturned } from '../report/returned.ts';
import { align, type Difference, type FactInText } from '../report/returned-align.ts';
import type { Store } from '../store/port.ts';
import { type Kind, renderDraft } from './draft.ts';
import { asSent, snapshotOf } from './snapshot.ts';

type ReturnedInbound = Extract<Inbound, { type: 'returned' }>;
type Refused = { readonly refused: ReturnedRefusal };

export const isDocument = (name: string): boolean => /\.docx?$/i.test(name);

/** What is written into the file of a draft; it tells nothing to anybody who does not have the report's id. */
export const draftMark = (report: string, number: number): string => `${reportMark(report)}-${number}`;
const reportMark = (report: string): string => createHash('sha256').update(report).digest('hex').slice(0, 16);

/** So much of a file without a mark must be the newest draft, word for word. */
const OURS = 0.4;
const FILE_NAME = 80;
const CHANGES_MOST = 60;
const BEGINNING = 40;

/** A file that was sent; `bytes` undefined: it could not be fetched. */
export async function returnedFrom(
  kind: Kind,
  report: Report,
  store: Pick<Store, 'snapshot'>,
  inbound: Inbound,
  file: { readonly name: string; readonly bytes: Uint8Array | undefined },
): Promise<ReturnedInbound> {
  const { id, by, at } = inbound;
  const read = file.bytes === undefined ? { refused: 'offline' as const } : readReturned(file.bytes);
  return {
    ...{ id, by, at, type: 'returned', file: file.name.slice(0, FILE_NAME) },
    read: 'refused' in read ? read : await heldAgainst(kind, report, store, read),
  };
}

async function heldAgainst(
  kind: Kind,
  report: Report,
  store: Pick<Store, 'snapshot'>,
  file: ReadFile,
): Promise<Returned | Refused> {
  const { made } = report.draft;
  const [, whose, number] = /^([0-9a-f]{16})-(\d{1,6})$/.exec(file.mark ?? '') ?? [];
  if (whose !== undefined && whose !== reportMark(report.id)) return { refused: 'other-report' };
  if (number !== undefined && Number(number) < made) return { refused: 'older' };
  const sent = await snapshotOf(store, report.id, made);
  if (sent === undefined || (number !== undefined && Number(number) > made)) return { refused: 'not-ours' };
  const draft = renderDraft(kind, asSent(report, sent), sent.facts, sent.at);
  const { differences, removed, signature, found } = align(draft, file.paragraphs);
  if (file.mark === undefined && found < OURS) return { refused: 'not-ours' };
  if (differences.length + removed.length === 0 && !signature) return { refused: 'same' };
  const unusable: { is: string; problem: PlainProblem }[] = [];
  const changes = differences.flatMap((one): readonly ReturnedChange[] => {
    const facts = factChanges(kind.flow, report, one);
    if (facts !== undefined) return facts;
    const text = textOrProblem(one.is, OWN_MOST);
    if (typeof text === 'string') return [{ what: 'own', name: one.name, was: one.was, is: text }];
    unusable.push({ is: one.is.slice(0, BEGINNING), problem: text });
    return [];
  });
  return {
    number: made,
    upTo: Math.max(0, ...Object.values(sent.facts).map(({ version }) => version)),
    changes: changes.slice(0, CHANGES_MOST),
    removed: removed.map((text) => text.slice(0, BEGINNING)),
    unusable,
    signature,
    tracked: file.tracked,
  };
}

/** Offered as changes of facts only when each new value is one, and would stand in the text exactly as she wrote it. */
function factChanges(
  flow: Flow,
  report: Report,
  { name, facts }: Difference,
): readonly ReturnedChange[] | undefined {
  const changes = (facts ?? []).map((one) => factChange(flow, report, name, one));
  const whole = changes.flatMap((one) => (one === undefined ? [] : [one]));
  return whole.length === 0 || whole.length < changes.length ? undefined : whole;
}

function factChange(
  flow: Flow,
  report: Report,
  name: string,
  { fact: id, was, is }: FactInText,
): ReturnedChange | undefined {
  const fact = flow.facts.get(id);
  // A sentence that vouches for somebody is changed on its own card, where it is shown in full.
  if (fact === undefined || fact.type === 'claim' || !applies(flow, id, report.facts)) return undefined;
  const { year } = report.about;
  const read = typeOf(fact).parse(is, fact, { year, now: endOf(year) });
  if (read.read !== 'value') return undefined;
  const written = typeOf(fact).write(read.value, fact);
  const same = written.kind === 'text' && bare(written.text) === bare(is);
  return same ? { what: 'fact', name, fact: id, was, is, value: read.value } : undefined;
}

/** What she wrote herself is not asked back for lying ahead. */
const endOf = (year: number): number => Date.parse(`${year}-12-31T23:59:59+08:00`);

const bare = (text: string): string => text.replace(/[\s。]+/gu, '');
