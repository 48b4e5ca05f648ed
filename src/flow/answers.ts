/** @module From something said of a fact to the change it makes and the note that echoes it. */
import { applies } from './agenda.ts';
import type { FactDefinition, Flow } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { FactId, FactState, Facts, FactValue } from './model.ts';
import type { Note } from './note.ts';
import type { Said } from './reading.ts';
import { joinRows } from './rows.ts';
import { type FactChange, type FactChanges, joinedTo, sourceOf } from './turn.ts';
import { rowsOf } from './types/records.ts';
import type { Doubt } from './types/type.ts';

/** Collects what one inbound does to the facts. */
export interface Answers {
  readonly facts: Record<FactId, FactChange>;
  readonly notes: Note[];
  /** Words that could not be taken, by fact, to stand in the form again. */
  readonly raw: Record<FactId, string>;
  /** Values for facts that had changed since the form was shown. */
  readonly conflicts: Record<FactId, FactValue>;
}

export const noAnswers = (): Answers => ({ facts: {}, notes: [], raw: {}, conflicts: {} });

export const sameValue = (a: FactValue | undefined, b: FactValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * Takes what was said. `shown` is the version of the screen it answers: a fact that changed after it is not
 * overwritten, both values are offered instead; so too when a message was overtaken on its way by a newer one.
 */
export function take(
  answers: Answers,
  fact: FactDefinition,
  heard: Said,
  words: string,
  given: {
    readonly inbound: Inbound;
    readonly facts: Facts;
    readonly shown?: number;
    readonly asOf?: string;
    /** The words go on with those that are there. */
    readonly goesOn?: boolean;
  },
): void {
  const before = given.facts[fact.id];
  const said = ofHerSentence(heard, before, fact, words, given.shown);
  if (said.said === 'problem') {
    answers.notes.push({ note: 'problem', fact: fact.id, problem: said.problem, words });
    answers.raw[fact.id] = words;
    return;
  }
  const after = changeOf(joined(said, before, fact), before, {
    ...sourceOf(given.inbound, words),
    ...(given.asOf === undefined || fact.type !== 'count' ? {} : { asOf: given.asOf }),
    ...(given.goesOn === true || fact.type === 'records' ? joinedTo(before) : {}),
  });
  const same = before !== undefined && before.status === after.status && sameValue(before.value, after.value);
  const changedSince = before !== undefined && given.shown !== undefined && before.version > given.shown;
  // Rows and what goes on with a text take nothing away.
  const adds = fact.type === 'records' || given.goesOn === true;
  const overtaken =
    before !== undefined && !adds && (before.source.again ?? before.source.at) > given.inbound.at;
  const settled = before !== undefined && (changedSince || overtaken) && isSaid(before, overtaken);
  if (settled && !same && after.value !== undefined) {
    answers.conflicts[fact.id] = after.value;
    return;
  }
  // An older 稍后补 says nothing against a newer answer.
  if (!same && !(settled && overtaken)) answers.facts[fact.id] = after;
  if (same && !overtaken && given.inbound.type === 'text')
    answers.facts[fact.id] = { ...before, source: { ...before.source, again: given.inbound.at } };
  // A field left blank is no answer to echo.
  if (after.status !== 'unconfirmed' && words !== '') answers.notes.push({ note: 'taken', fact: fact.id });
}

/** A yes or a 没有 to a sentence is to the one that stood before her: hers, where she has put it in her own words. */
function ofHerSentence(
  said: Said,
  before: FactState | undefined,
  { type, sentence = '' }: FactDefinition,
  words: string,
  shown = Number.POSITIVE_INFINITY,
): Said {
  if (type !== 'claim' || said.said !== 'value' || said.value !== sentence) return said;
  if (before?.value === undefined || before.version > shown || words.includes(sentence.slice(0, -1)))
    return said;
  // Said again by its name, what she has vouched for stays.
  if (before.status === 'given' && said.doubt === 'unseen') return { said: 'value', value: before.value };
  return { ...said, value: before.value };
}

/** An answer that is not to be lost for one that was written before it: 没有 is one, and so is what is not sure yet. */
const isSaid = ({ status, value }: FactState, overtaken: boolean): boolean =>
  status === 'given' || status === 'none' || (overtaken && status === 'unconfirmed' && value !== undefined);

/** Rows that are told are added to those that are there; only their own form, or their text whole, takes one away. */
function joined<S extends Said>(said: S, before: FactState | undefined, fact: FactDefinition): S {
  if (said.said !== 'value' || fact.type !== 'records' || before?.value === undefined) return said;
  return { ...said, value: joinRows(rowsOf(before.value), rowsOf(said.value), fact) };
}

/** What was no yes to a sentence, and what may not be meant for the report, is not settled by being said again. */
const ONLY_BY_YES: ReadonlySet<unknown> = new Set(['unseen', 'denied', 'talk'] satisfies Doubt[]);

/** A doubtful value said a second time is confirmed by it; a sentence only where it stands before her. */
function changeOf(
  said: Exclude<Said, { said: 'problem' }>,
  before: FactState | undefined,
  source: FactChange['source'],
): FactChange {
  if (said.said === 'status') return { status: said.status, source };
  const again =
    before?.status === 'unconfirmed' && sameValue(before.value, said.value) && !ONLY_BY_YES.has(said.doubt);
  const words = again ? (before.source.words ?? source.words) : source.words;
  const settled = { ...source, ...(words === undefined ? {} : { words }) };
  return {
    status: said.doubt === undefined || again ? 'given' : 'unconfirmed',
    value: said.value,
    source: settled,
  };
}

/**
 * What the answers set aside: a fact given though it is not asked for as things stand, and those that they make of no
 * use; what they bring back is shown as it stands. `facts`: after the changes.
 */
export function setAside(
  flow: Flow,
  before: Facts,
  facts: Facts,
  changes: FactChanges,
  given = changes,
): readonly Note[] {
  const said = Object.keys(given).filter((id) => !applies(flow, id, facts));
  const notes = said.map((fact): Note => ({ note: 'aside', fact }));
  if (Object.keys(changes).length === 0) return notes;
  for (const id of flow.conditional) {
    if (before[id]?.value === undefined || id in changes) continue;
    const [was, is] = [applies(flow, id, before), applies(flow, id, facts)];
    if (was !== is) notes.push({ note: is ? 'taken' : 'aside', fact: id });
  }
  return notes;
}
