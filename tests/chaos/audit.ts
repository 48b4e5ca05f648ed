/**
 * @module The books are balanced: what the secretaries swear to and what stands in the chats is right; the bot's store
 * is what is audited.
 */
import type { MessageView } from '../../src/emulator/index.ts';
import type { FactState, Report } from '../../src/flow/model.ts';
import { createStore } from '../../src/store/store.ts';
import { docxText } from '../support/office.ts';
import { type Book, dueOf } from './book.ts';
import type { Stage } from './stage.ts';

/** Each a list of sentences, for whoever has to look into it; the figures are their lengths. */
export interface Found {
  /** Acknowledged, and not there. */
  readonly lost: string[];
  /** Handled or said twice. */
  readonly doubled: string[];
  /** There, but not what was said, or not where it belongs. */
  readonly misfiled: string[];
  /** Waiting for something that nobody will do, or left behind. */
  readonly stuck: string[];
  /** Sends of which nobody knows whether they arrived: said on the next card, and not repeated. */
  readonly uncertain: string[];
}

export interface Person {
  readonly name: string;
  readonly openId: string;
  readonly chatId: string;
  readonly book: Book;
}

export async function audit(stage: Stage, people: readonly Person[]): Promise<Found> {
  const found: Found = { lost: [], doubled: [], misfiled: [], stuck: [], uncertain: [] };
  const redis = await stage.redis.connect('worker');
  const store = createStore({ redis });
  const reports = new Map<string, Report>();
  for (const id of await store.all()) {
    const report = await store.load(id);
    if (report === undefined) {
      found.stuck.push(`report ${id} is in the index and not there`);
      continue;
    }
    for (const openId of Object.keys(report.about.people)) reports.set(openId, report);
  }
  for (const person of people) {
    const report = reports.get(person.openId);
    const chat = stage.feishu.side.transcript({ chatId: person.chatId });
    facts(found, person, report);
    drafts(found, person, report, chat, (key) => stage.feishu.side.file(key)?.bytes);
    cards(found, person, report, chat);
    if (report !== undefined && report.uncertain.length > 0)
      found.uncertain.push(`${person.name}: drafts ${report.uncertain.join(', ')}`);
  }
  const keys = await redis.keys('*');
  promises(found, people, keys);
  const marks = new Map<string, string>();
  for (const key of keys) {
    const id = MARK.exec(key)?.[1];
    if (id !== undefined) marks.set(id, (await redis.get(key)) ?? '');
  }
  turns(
    found,
    people,
    ({ openId }) => reports.get(openId)?.version ?? 0,
    ({ chatId }) =>
      stage.feishu.side
        .transcript({ chatId })
        .filter(isDraft)
        .map(({ text, uuid }) => `${text} ${uuid}`),
    marks,
  );
  await leftovers(
    found,
    keys,
    (key) => redis.zrange(key, '0', '-1'),
    new Set([...reports.values()].map(({ id }) => id)),
  );
  for (const key of keys.filter((one) => one.endsWith(':dead')))
    for (const letter of await redis.lrange(key, 0, -1)) found.lost.push(`never sent: ${letter}`);
  return found;
}

/** As `Entry.value` has it. */
function storedValue(state: FactState | undefined): string | undefined {
  const value = state?.value;
  if (state === undefined || value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String).join('、') : String(value);
}

function facts(found: Found, { name, book }: Person, report: Report | undefined): void {
  const due = dueOf(book);
  for (const [fact, { values, owed, known }] of due) {
    const state = report?.facts[fact];
    const value = storedValue(state);
    const at = `${name} ${fact}`;
    if (value === undefined) {
      if (owed)
        found.lost.push(`${at}: acknowledged ${values.join(' or ')}, stored ${state?.status ?? 'nothing'}`);
    } else if (!known.includes(value)) found.misfiled.push(`${at}: stored ${value}, never said`);
    else if (owed && !values.includes(value))
      found.lost.push(`${at}: acknowledged ${values.join(' or ')}, stored ${value}, which was before it`);
    else if (state?.status !== 'given') found.misfiled.push(`${at}: stored as ${state?.status}`);
  }
  for (const [fact, state] of Object.entries(report?.facts ?? {})) {
    const value = storedValue(state);
    const byHer =
      due.has(fact) || typeof state.value === 'boolean' || state.source.form === true || value === undefined;
    if (!byHer) found.misfiled.push(`${name} ${fact}: stored ${value}, never said`);
  }
}

export const isDraft = ({ type, from, text }: MessageView): boolean =>
  type === 'file' && from === 'bot' && text.endsWith('.docx');

/** Each draft that was made, and each export that was asked for, is in the chat once. */
function drafts(
  found: Found,
  { name, book }: Person,
  report: Report | undefined,
  chat: readonly MessageView[],
  bytesOf: (key: string) => Uint8Array | undefined,
): void {
  const files = chat.filter(({ type, from }) => type === 'file' && from === 'bot');
  const made = files.filter(isDraft);
  const exported = files.length - made.length;
  if (book.draftDue && made.length === 0)
    found.stuck.push(`${name}: a draft was promised and is not in the chat`);
  if (made.length > book.draftsAsked)
    found.doubled.push(
      `${name}: asked ${book.draftsAsked} times for a draft, got ${made.map(({ text }) => text).join()}`,
    );
  if (exported > book.exportsAsked)
    found.doubled.push(`${name}: ${exported} exports for ${book.exportsAsked} wishes`);
  if (exported < book.exportsAcknowledged)
    found.lost.push(`${name}: an export was promised and is not in the chat`);
  const uncertain = report?.uncertain.length ?? 0;
  const sent = new Set(made.map(({ text }) => text)).size + uncertain;
  if (report !== undefined && sent < report.draft.made)
    found.lost.push(`${name}: ${report.draft.made} drafts made, ${sent} in the chat`);
  const texts = new Map<string, string>();
  for (const { file, text } of made) {
    const bytes = bytesOf(file?.key ?? '');
    const said = bytes === undefined ? '' : docxText(bytes);
    if (said !== (texts.get(text) ?? said)) found.misfiled.push(`${name}: two different drafts ${text}`);
    texts.set(text, said);
    if (!text.includes(name) || !said.includes(name))
      found.misfiled.push(`${name}: got ${text}, which is not hers`);
  }
}

/** A card answers a message, an opening or stands under a draft; there is no other reason for one. */
function cards(
  found: Found,
  { name, book }: Person,
  report: Report | undefined,
  chat: readonly MessageView[],
): void {
  const sent = chat.filter(({ type, from }) => type === 'interactive' && from === 'bot').length;
  const most = book.spoken + book.draftsAsked;
  if (sent > most)
    found.doubled.push(`${name}: ${sent} cards for ${book.spoken} messages and ${book.draftsAsked} drafts`);
  const version = report?.version ?? 0;
  if (version > book.turns + book.draftsAsked)
    found.doubled.push(
      `${name}: version ${version} after ${book.turns} turns and ${book.draftsAsked} drafts`,
    );
  const uuids = chat.flatMap(({ uuid }) => uuid ?? []);
  if (new Set(uuids).size < uuids.length) found.doubled.push(`${name}: two messages of one uuid`);
}

const MARK = /^sz:\{p\d\d\}:e:(.*)$/;

/**
 * What was acknowledged was taken: its mark is in the store. Told apart from the facts, because she answers a card again
 * that is shown again, and then nothing is missing in the end.
 */
function promises(found: Found, people: readonly Person[], keys: readonly string[]): void {
  const marks = new Set(keys.map((key) => MARK.exec(key)?.[1]));
  for (const { name, book } of people)
    for (const id of book.taken.filter((one) => !marks.has(one)))
      found.lost.push(`${name}: ${id} was acknowledged and never taken`);
}

/**
 * Every turn that was taken left its mark, and each draft in a chat was a turn without one: nothing else adds a version.
 * An opening that was pushed under a second id is hers as well, but its mark is nobody's here.
 */
function turns(
  found: Found,
  people: readonly Person[],
  versionOf: (person: Person) => number,
  draftsOf: (person: Person) => readonly string[],
  marks: ReadonlyMap<string, string>,
): void {
  let nobodys = marks.size;
  let more = 0;
  for (const person of people) {
    const hers = person.book.ids.flatMap((id) => marks.get(id) ?? []);
    const made = draftsOf(person);
    nobodys -= hers.length;
    const balance = versionOf(person) - hers.length - made.length;
    if (balance < 0)
      found.lost.push(
        `${person.name}: version ${versionOf(person)} after ${hers.length} turns (${hers.join()}) and the drafts ${made.join()}`,
      );
    else more += balance;
  }
  for (let n = more; n < nobodys; n += 1)
    found.lost.push(`an opening is marked as taken and was not: ${more} of ${nobodys} second openings`);
  for (let n = nobodys; n < more; n += 1)
    found.doubled.push(`a turn was taken without being new: ${more} more than ${nobodys} second openings`);
}

/** What should not be there when everything is done. */
async function leftovers(
  found: Found,
  keys: readonly string[],
  members: (key: string) => Promise<string[]>,
  reports: ReadonlySet<string>,
): Promise<void> {
  for (const key of keys) {
    const [, room, id] = /^sz:\{p\d\d\}:([a-z]+)(?::(.*))?$/.exec(key) ?? [];
    if (room === 'o' || room === 't') found.stuck.push(`${key} is left`);
    else if (room === 'pending') for (const one of await members(key)) found.stuck.push(`${one} is pending`);
    else if ((room === 'r' || room === 'h') && !reports.has(id ?? ''))
      found.stuck.push(`${key} belongs to no report`);
    else if (
      room === undefined &&
      /^\{sz\}:(?:send|draft):(?:wait|active|delayed|prioritized|failed|de:.*)$/.test(key)
    )
      found.stuck.push(`${key} is left`);
    else if (room === undefined && !/^(?:\{sz\}:|sz:\{app\}:)/.test(key))
      found.stuck.push(`${key} is nobody's`);
  }
}
