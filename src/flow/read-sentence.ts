/** @module One sentence searched for values: which facts it names, what it says of them, and how much else it says. */
import type { FactDefinition } from './definition.ts';
import { findNames, type Hit, type Names } from './names.ts';
import type { Said } from './read-answer.ts';
import { readAnswer } from './read-answer.ts';
import { type Piece, valueAfter, valueBefore } from './read-value.ts';
import { statusAtStart } from './status.ts';
import type { Doubt, ReadingContext } from './types/type.ts';

export interface Finding {
  readonly hit: Hit;
  readonly fact: FactDefinition;
  readonly said: Said;
  readonly words: string;
}

export interface Sentence {
  readonly findings: readonly Finding[];
  /** Names without a value, with their clause. */
  readonly bare: readonly Bare[];
  /** Characters beside names, values and small words. */
  readonly left: number;
  /** What stands beside values, as typed. */
  readonly rest: readonly string[];
  /** What stands beside values and the clauses of names without one. */
  readonly outside: readonly string[];
}

interface Bare extends Stretch {
  readonly hit: Hit;
  readonly fact: FactDefinition;
  readonly words: string;
}
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Signs and small words between two answers that carry nothing. */
const CONNECTOR = /^[\s、，,和及与跟]*(?:以及|还有)?[\s、，,]*$/;
const FILLER =
  /[\s、，,。；;：:！!？?（）()“”"「」…~～]|召开|开展|发展|组织|举行|举办|今年|全年|本年度?|截至|目前|到现在|一共|总共|我们|支部|确定|研究|签订|新增|分别|已经|方面|情况|报告|请|改为|改成|不对|错了|更正|应该|其中|以及|还有|另外|然后|就是|来着|[了是有的和及与跟也都共各过开搞办做签设讲上在呢吧嘛啊哦嗯我把]/g;
/** Of another year, or of a plan, a rule, a wish: not what was done. */
const ELSEWHEN =
  /明年|来年|下一?年度?|去年|上一?年|往年|前年|历年|下一步|计划|打算|准备|拟|将(?!近)|力争|争取|目标|要求|规定|应当|必须|一般|原则上|预计|确保|以来/;
/** Of a part of the year: not the whole number. */
const PART =
  /(?:[一二三四1-4]季度|上半年|下半年|(?<![0-9])1?[0-9]月|[一二三四五六七八九十]月|本月|上个?月|这个月|期间|当天|节前|节后)/;
/** Other branches, or all that are below. */
const OTHERS =
  /(?:各|所属|下属|基层|兄弟|全局|全公司|局属|[0-9一二两三四五六七八九十]+个)(?:党?支部|单位|处室|科室)/;

/** Nobody tells more facts without a full stop; what is behind them is left over. */
const MOST_NAMES = 60;

export function readSentence(text: string, names: Names, context: ReadingContext): Sentence {
  const hits = findNames(text, names)
    .filter((hit) => !isUnit(text, hit))
    .slice(0, MOST_NAMES);
  if (hits.length === 0) {
    const rest = restOf([text]);
    return { findings: [], bare: [], left: leftOf(text), rest, outside: rest };
  }
  const taken: (Piece & { readonly hit: Hit; readonly fact: FactDefinition; readonly own: boolean })[] = [];
  const bare: Bare[] = [];
  const shared = respectively(text, hits, context);
  let from = 0;
  let swallowed = 0;
  hits.forEach((hit, index) => {
    const [fact] = hit.facts;
    if (fact === undefined || hit.from < swallowed) return;
    const end = hits[index + 1]?.from ?? text.length;
    // An option may hold the name of another fact: 「党员大会选举」.
    const option = fact.type === 'oneOf' ? valueAfter(text, hit.to, text.length, fact, context) : undefined;
    if (option?.said.said === 'value') swallowed = option.to;
    const own =
      (option?.said.said === 'value' ? option : undefined) ??
      valueAfter(text, hit.to, end, fact, context) ??
      valueBefore(text, from, hit.from, hit.to, fact, context);
    const piece = shared.get(hit) ?? own ?? sharedBehind(text, hits, index, context);
    if (piece === undefined) {
      const clause = /^[^。；;\n，,、]*/.exec(text.slice(hit.to, end))?.[0] ?? '';
      const to = hit.to + clause.length;
      bare.push({ hit, fact, words: text.slice(hit.from, to), from: hit.from, to });
      from = hit.to;
      return;
    }
    taken.push({ ...piece, hit, fact, own: piece === own });
    from = Math.max(hit.to, piece.to);
  });
  const covered = taken.map((one) => ({
    from: Math.min(one.from, one.hit.from),
    to: Math.max(one.to, one.hit.to),
  }));
  const unsaid = hits.filter((hit) => !taken.some((one) => one.hit === hit));
  const gaps = between(text, covered, unsaid);
  const left = gaps.reduce((sum, gap) => sum + leftOf(gap), 0);
  const findings = taken.map(({ hit, fact, said, own, from: start, to }, index): Finding => {
    const front = gaps.slice(0, index + 1).join('');
    const last = Math.max(hit.to, to);
    const words = text.slice(Math.min(hit.from, start), last).trim();
    return {
      hit,
      fact,
      said: doubted(said, front, own && sharedLoosely(text, hits, hit), inAMeeting(text, bare, hit, start)),
      words,
    };
  });
  const outside = between(
    text,
    [...covered, ...bare].sort((a, b) => a.from - b.from),
    [],
  );
  return { findings, bare, left, rest: restOf(gaps), outside: restOf(outside) };
}

/** 「56学时」: a name that is also a measure word, behind a figure. */
const isUnit = (text: string, { name, from }: Hit): boolean =>
  name.length <= 2 && /[0-9０-９零一二两三四五六七八九十百]/.test(text[from - 1] ?? '');

/** 「支委会研究了4个议题」「组织生活会查摆问题16条」: of one meeting, named in the same breath. */
const inAMeeting = (text: string, bare: readonly Bare[], hit: Hit, start: number): boolean =>
  bare.some(
    (one) =>
      one.hit.to <= Math.min(start, hit.from) &&
      !/[，,；;、。：:\s]/.test(text.slice(one.hit.to, Math.min(start, hit.from))),
  );

function doubted(said: Said, front: string, loose: boolean, passing: boolean): Said {
  if (said.said !== 'value') return said;
  const doubt: Doubt | undefined =
    said.doubt ??
    (ELSEWHEN.test(front)
      ? 'year'
      : passing || PART.test(front) || OTHERS.test(front)
        ? 'part'
        : loose
          ? 'shared'
          : undefined);
  return doubt === undefined ? said : { ...said, doubt };
}

/** 「支委会和党员大会12次」: of both, of each, or of the last? */
function sharedLoosely(text: string, hits: readonly Hit[], hit: Hit): boolean {
  const previous = hits[hits.indexOf(hit) - 1];
  if (previous === undefined) return false;
  const between = text.slice(previous.to, hit.from);
  return /^\s*(?:和|及|与|跟|、|以及)\s*$/.test(between) && !/^\s*(?:各|都|均|分别)/.test(text.slice(hit.to));
}

/** 「支委会和党员大会各12次」: the number stands behind the last of several names. */
function sharedBehind(
  text: string,
  hits: readonly Hit[],
  index: number,
  context: ReadingContext,
): Piece | undefined {
  for (let next = index + 1; next < hits.length; next += 1) {
    const [hit, previous] = [hits[next], hits[next - 1]];
    if (hit === undefined || previous === undefined || !CONNECTOR.test(text.slice(previous.to, hit.from)))
      return undefined;
    const [fact] = hit.facts;
    const together = /^\s*(?:各|都是|均为?|都)/.test(text.slice(hit.to, hit.to + 8));
    if (fact === undefined || !(together || statusAtStart(text.slice(hit.to)) !== undefined)) continue;
    const piece = valueAfter(text, hit.to, hits[next + 1]?.from ?? text.length, fact, context);
    // The words stay with the last name; this one is empty beside its own.
    return piece === undefined ? undefined : { ...piece, from: hits[index]?.from ?? 0 };
  }
  return undefined;
}

const APART = /^\s*(?:的?次数)?(?:分别|依次)(?:是|为|有|开了?|召开了?|开展了?|组织了?)?\s*/;

/** 「支委会、党员大会、党课分别是12、4、4次」: as many numbers as names. */
function respectively(text: string, hits: readonly Hit[], context: ReadingContext): ReadonlyMap<Hit, Piece> {
  const pieces = new Map<Hit, Piece>();
  hits.forEach((last, index) => {
    const after = text.slice(last.to, hits[index + 1]?.from ?? text.length);
    const lead = APART.exec(after);
    if (lead === null) return;
    let first = index;
    while (first > 0 && CONNECTOR.test(text.slice(hits[first - 1]?.to, hits[first]?.from))) first -= 1;
    const row = hits.slice(first, index + 1);
    const numbers = [...after.slice(lead[0].length).matchAll(/([^\s、，,和/]+)(?:[\s、，,和/]+|$)/g)].slice(
      0,
      row.length,
    );
    if (row.length < 2 || numbers.length < row.length) return;
    const read = row.map((hit, place) => {
      const [fact] = hit.facts;
      const words = numbers[place]?.[1] ?? '';
      return fact === undefined ? undefined : readAnswer(words, fact, context);
    });
    if (read.some((said) => said?.said !== 'value')) return;
    const end = last.to + lead[0].length + (numbers.at(-1)?.index ?? 0) + (numbers.at(-1)?.[1]?.length ?? 0);
    row.forEach((hit, place) => {
      const said = read[place];
      if (said !== undefined)
        pieces.set(hit, { said, from: hit.from, to: place === row.length - 1 ? end : hit.to });
    });
  });
  return pieces;
}

/** What stands before, between and behind the stretches, without the names. */
function between(text: string, covered: readonly Stretch[], names: readonly Stretch[]): readonly string[] {
  const gap = (start: number, end: number): string => {
    let piece = '';
    let next = start;
    for (const name of names) {
      if (name.from < next || name.to > end) continue;
      piece += text.slice(next, name.from);
      next = name.to;
    }
    return piece + text.slice(next, end);
  };
  const gaps: string[] = [];
  let at = 0;
  for (const { from, to } of covered) {
    gaps.push(gap(at, Math.max(at, from)));
    at = Math.max(at, to);
  }
  return [...gaps, gap(at, text.length)];
}

const leftOf = (words: string): number => [...words.replace(FILLER, '')].length;

/** 「1.」 before a line of a list. */
const NUMBER_OF_POINT = /^\s*[（(]?[0-9]{1,2}[.、)）]\s*$/;

const restOf = (gaps: readonly string[]): readonly string[] =>
  gaps
    .filter((gap) => (leftOf(gap) >= 2 || /[0-9０-９]/.test(gap)) && !NUMBER_OF_POINT.test(gap))
    .map((gap) => gap.replace(/^[\s、，,。；;]+|[\s、，,。；;]+$/g, ''));
