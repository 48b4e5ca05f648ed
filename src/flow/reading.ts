/**
 * @module Reads a typed message: which facts it names, what it says of them, and what is left over.
 * Nothing is guessed: a doubt is marked and asked back, words without a place are returned as the rest.
 */
import type { FactDefinition } from './definition.ts';
import type { FactValue, Problem } from './model.ts';
import { findNames, type Hit, namesOf } from './names.ts';
import { NUMBER, narrow } from './numerals.ts';
import { deniedBefore, type StatusWord, statusAtStart, statusOf } from './status.ts';
import { typeOf } from './types/index.ts';
import type { Doubt, ReadingContext } from './types/type.ts';

export type Said =
  | { readonly said: 'value'; readonly value: FactValue; readonly doubt?: Doubt }
  | { readonly said: 'status'; readonly status: StatusWord }
  | { readonly said: 'problem'; readonly problem: Problem };

export interface Understood {
  readonly fact: FactDefinition;
  readonly what: Said;
  /** The words it was read from, as typed. */
  readonly words: string;
}

export interface Message {
  readonly understood: readonly Understood[];
  /** A name that fits several facts, with its words. */
  readonly ambiguous: readonly { readonly facts: readonly FactDefinition[]; readonly words: string }[];
  /** What no fact was found in, without filler and punctuation. */
  readonly rest: readonly string[];
}

/** Longer messages are read as prose, not searched for names: nobody lists facts over so many characters. */
const NAMES_WITHIN = 10_000;

/** One answer for one fact: 没有 / 稍后补 / 跳过, else by the type. */
export function readAnswer(words: string, fact: FactDefinition, context: ReadingContext): Said {
  const type = typeOf(fact);
  const status = statusOf(words);
  if (status === 'none' && type.none !== undefined) return { said: 'value', value: type.none };
  if (status !== undefined) return { said: 'status', status };
  const reading = type.parse(words, fact, context);
  if (reading.read === 'none') return { said: 'status', status: 'none' };
  if (reading.read === 'problem') return { said: 'problem', problem: reading.problem };
  const { value, doubt } = reading;
  return { said: 'value', value, ...(doubt === undefined ? {} : { doubt }) };
}

/** Reads every fact that a message names. `facts` are those that can be answered now. */
export function readMessage(
  text: string,
  facts: readonly FactDefinition[],
  context: ReadingContext,
): Message {
  const found: Found = { understood: [], ambiguous: [], rest: [] };
  if (text.length > NAMES_WITHIN) return { ...found, rest: [text] };
  const counts = namesOf(facts.filter((fact) => fact.type === 'count'));
  const texts = namesOf(facts.filter((fact) => fact.type !== 'count'));
  for (const [head, block] of blocks(text, texts)) {
    if (head === undefined) readCounts(block, counts, context, found);
    else readNamedText(head, block, context, found);
  }
  return found;
}

interface Found {
  understood: Understood[];
  ambiguous: { facts: readonly FactDefinition[]; words: string }[];
  rest: string[];
}

/**
 * A line that begins with the name of a text and a colon (「亮点一：…」) opens a block that goes on until the next
 * such line; all other lines are searched for counts.
 */
function* blocks(
  text: string,
  texts: ReturnType<typeof namesOf>,
): Generator<readonly [Hit | undefined, string]> {
  let head: Hit | undefined;
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const hit = findNames(line, texts).find((name) => /^[\s“"「]*$/.test(line.slice(0, name.from)));
    const sign =
      hit === undefined ? null : /^[”"」]?\s*(?:[:：=]|是|为|改为|改成|写)\s*/.exec(line.slice(hit.to));
    const status = hit === undefined ? undefined : statusAtStart(line.slice(hit.to));
    if (hit !== undefined && (sign !== null || status !== undefined)) {
      if (lines.length > 0) yield [head, lines.join('\n')];
      const said = line.slice(hit.to + (sign?.[0].length ?? 0));
      head = goesOn(hit) ? hit : undefined;
      lines = head === undefined ? [] : [said];
      if (head === undefined) yield [hit, said];
    } else if (head !== undefined && line.trim() === '') {
      yield [head, lines.join('\n')];
      head = undefined;
      lines = [];
    } else lines.push(line);
  }
  if (lines.length > 0) yield [head, lines.join('\n')];
}

/** A story or a list may go on over several lines, a name does not. */
const goesOn = ({ facts: [fact] }: Hit): boolean => fact?.type === 'longText' || fact?.type === 'list';

function readNamedText(hit: Hit, block: string, context: ReadingContext, found: Found): void {
  const [fact, ...others] = hit.facts;
  if (fact === undefined) return;
  if (others.length > 0) found.ambiguous.push({ facts: hit.facts, words: `${hit.name}：${block}` });
  else found.understood.push({ fact, what: readAnswer(block, fact, context), words: block });
}

/** Signs and small words between two answers that carry nothing. */
const CONNECTOR = /^[\s、，,和及与跟]*$/;
const FILLER =
  /[\s、，,。；;：:！!？?（）()“”"「」…~～]|召开|开展|发展|组织|举行|今年|截至|目前|一共|总共|我们|支部|分别|已经|方面|情况|报告|请|改为|改成|不对|应该|其中|以及|还有|另外|然后|就是|[了是有的和及与跟也都共各过开搞在呢吧嘛啊哦嗯]/g;

interface Piece {
  readonly words: string;
  readonly end: number;
  readonly said: Said;
}

function readCounts(
  text: string,
  names: ReturnType<typeof namesOf>,
  context: ReadingContext,
  found: Found,
): void {
  const hits = findNames(text, names);
  let from = 0;
  hits.forEach((hit, index) => {
    const before = text.slice(from, hit.from);
    const after = text.slice(hit.to, hits[index + 1]?.from ?? text.length);
    const [fact] = hit.facts;
    if (fact === undefined) return;
    const piece = countAfter(after, fact, context) ?? countBefore(before, fact, context);
    if (piece === undefined) {
      const shared = sharedBehind(text, hits, index, context);
      if (shared !== undefined) {
        note(found, hit, shared, text.slice(hit.from, hit.to) + shared.words);
        from = hit.to;
      } else {
        const clause = /^[^。；;\n，,、]*/.exec(after)?.[0] ?? '';
        const said: Said = { said: 'problem', problem: { code: 'not-a-number' } };
        note(found, hit, { words: clause, end: clause.length, said }, text.slice(hit.from, hit.to) + clause);
        from = hit.to + clause.length;
      }
      keepRest(found, before);
      return;
    }
    const behind = piece.end > 0;
    keepRest(found, behind ? before : before.slice(0, before.length - piece.words.length));
    const name = text.slice(hit.from, hit.to);
    note(found, hit, piece, behind ? name + piece.words : piece.words + name);
    from = hit.to + piece.end;
  });
  keepRest(found, text.slice(from));
}

function note(found: Found, hit: Hit, piece: Piece, words: string): void {
  const [fact, ...others] = hit.facts;
  if (fact === undefined) return;
  if (others.length > 0) found.ambiguous.push({ facts: hit.facts, words });
  else found.understood.push({ fact, what: piece.said, words: words.trim() });
}

/** 「支委会和党员大会各12次」: the number stands behind the last of several names. */
function sharedBehind(
  text: string,
  hits: readonly Hit[],
  index: number,
  context: ReadingContext,
): Piece | undefined {
  for (let next = index + 1; next < hits.length; next += 1) {
    const hit = hits[next];
    const previous = hits[next - 1];
    if (hit === undefined || previous === undefined || !CONNECTOR.test(text.slice(previous.to, hit.from)))
      return undefined;
    const after = text.slice(hit.to, hits[next + 1]?.from ?? text.length);
    const [fact] = hit.facts;
    if (fact !== undefined && /^\s*(?:各|都是|均为?|都)/.test(after)) return countAfter(after, fact, context);
  }
  return undefined;
}

/** The stretch after a name up to the end of the clause: a status word, or a count with its measure word. */
function countAfter(after: string, fact: FactDefinition, context: ReadingContext): Piece | undefined {
  const status = statusAtStart(after);
  if (status !== undefined) {
    const words = after.slice(0, status.length);
    return { words, end: status.length, said: { said: 'status', status: status.status } };
  }
  const lead =
    /^(?:[\s:：=]|各|都是|均为?|都|嘛|呢|改为|改成|应该是|开了|召开了?|开展了?|组织了?)*/.exec(after)?.[0]
      .length ?? 0;
  const clause =
    /^[^。；;\n，,、（(]*/.exec(
      narrow(after.slice(lead)).replace(/(?<=[0-9]),(?=[0-9]{3})/g, '\u0000'),
    )?.[0] ?? '';
  const words = after.slice(lead, lead + clause.length);
  if (words.trim() === '') return undefined;
  const said = readAnswer(words, fact, context);
  return said.said === 'problem' && said.problem.code === 'not-a-number'
    ? undefined
    : { words: after.slice(0, lead + clause.length), end: lead + clause.length, said };
}

/** 「召开了12次支委会」「3名入党积极分子」: number and measure word right before the name. */
function countBefore(before: string, fact: FactDefinition, context: ReadingContext): Piece | undefined {
  if (deniedBefore(before.trimEnd())) {
    const words = /(?:没有?|未|无|不曾)\S*\s*$/.exec(before)?.[0] ?? '';
    return { words, end: 0, said: { said: 'status', status: 'none' } };
  }
  const clause = /[^。；;\n，,、]*$/.exec(before)?.[0] ?? '';
  for (let at = 0; at < clause.length; at += 1) {
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(narrow(clause));
    if (match === null || clause[at - 1] === '第') continue;
    const words = clause.slice(at);
    const said = /^\S{1,12}$/.test(words.trim()) ? readAnswer(words, fact, context) : undefined;
    return said === undefined || said.said === 'problem' ? undefined : { words, end: 0, said };
  }
  return undefined;
}

function keepRest(found: Found, words: string): void {
  const bare = words.replace(FILLER, '');
  if ([...bare].length >= 2 || /[0-9０-９]/.test(bare))
    found.rest.push(words.replace(/^[\s、，,。；;]+|[\s、，,。；;]+$/g, ''));
}

/** All the numbers of a message that holds nothing else: 「12 5 1 4」. */
export function bareNumbers(text: string): readonly string[] {
  const parts = narrow(text)
    .trim()
    .split(/[\s、，,。；;/]+/)
    .filter((part) => part !== '');
  return parts.every((part) => /^[0-9零一二两三四五六七八九十百]+(?:人次|次|项|份|人|名|个)?$/.test(part))
    ? parts
    : [];
}
