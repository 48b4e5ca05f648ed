/** @module One sentence searched for values: which facts it names, what it says of them, and how much else it says. */
import type { FactDefinition } from './definition.ts';
import { findNames, type Hit, type Names } from './names.ts';
import type { Said } from './read-answer.ts';
import { readAnswer } from './read-answer.ts';
import { doubted, frontsOf, NO_FRONT } from './read-doubt.ts';
import { type MiddleHit, middleHits } from './read-middle.ts';
import { inParts, withSum } from './read-parts.ts';
import { CONNECTOR, respectively, sharedBehind, sharedLoosely } from './read-shared.ts';
import { type Piece, valueAfter, valueBefore } from './read-value.ts';
import { UNIT } from './types/count.ts';
import type { ReadingContext } from './types/type.ts';

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

const FILLER =
  /[\s、，,。；;：:！!？?（）()“”"「」…~～]|召开|开展|发展|组织|举行|举办|今年|全年|本年度?|截至|目前|到现在|一共|总共|我们|支部|确定|研究|签订|新增|分别|已经|方面|情况|报告|一下|年初|那个|请|改为|改成|不对|错了|更正|应该|其中|以及|还有|另外|然后|就是|来着|[了是有的和及与跟也都共各过开搞办做签设讲上在呢吧嘛啊哦嗯我把]/g;
/** Nobody tells more facts without a full stop; what is behind them is left over. */
const MOST_NAMES = 60;

export function readSentence(text: string, names: Names, context: ReadingContext): Sentence {
  const hits = hitsOf(text, names);
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
      ('figure' in hit
        ? { said: readAnswer(hit.figure, fact, context), from: hit.from, to: hit.to }
        : ownValue(text, { name: hit.from, from, at: hit.to, end }, fact, context));
    const piece = shared.get(hit) ?? own ?? sharedBehind(text, hits, index, context);
    if (piece === undefined && isVerb(hit, fact)) return;
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
  const said = new Set(taken.map(({ hit }) => hit));
  const unsaid = hits.filter((hit) => !said.has(hit) && !hit.facts.some((fact) => isVerb(hit, fact)));
  const gaps = between(text, covered, unsaid);
  const left = gaps.reduce((sum, gap) => sum + leftOf(gap), 0);
  const fronts = frontsOf(gaps, context.year);
  const findings = taken.map(({ hit, fact, said, own, from: start, to }, index): Finding => {
    const last = Math.max(hit.to, to);
    const words = text.slice(Math.min(hit.from, start), last).trim();
    return {
      hit,
      fact,
      said: doubted(said, {
        front: fronts[index] ?? NO_FRONT,
        before: text.slice(Math.max(0, Math.min(hit.from, start) - 12), Math.min(hit.from, start)),
        name: hit.name,
        after: text.slice(hit.to, hit.to + 4),
        behind: text.slice(last, last + 44),
        loose: own && sharedLoosely(text, hits, hit),
        each:
          CONNECTOR.test(text.slice(hits[hits.indexOf(hit) - 1]?.to ?? hit.from, hit.from)) &&
          hits[0] !== hit,
        passing: inAMeeting(text, bare, hit, start),
        ofAnother: DATED.has(fact.type) && start < hit.from && leftOf(gaps[index] ?? '') > 0,
      }),
      words,
    };
  });
  const meant = taken.length === 0 ? bare : bare.filter((one) => !isMentioned(text, one));
  const outside = between(
    text,
    [...covered, ...meant].sort((a, b) => a.from - b.from),
    [],
  );
  return { findings, bare: meant, left, rest: restOf(gaps), outside: restOf(outside) };
}

/** 「成立」「签约」: what was done, and only beside a time or an amount the name of a fact. */
const isVerb = ({ name }: Hit, { type }: FactDefinition): boolean =>
  name.length <= 2 && (DATED.has(type) || type === 'money');
const DATED: ReadonlySet<FactDefinition['type']> = new Set(['date', 'month', 'period']);

const MEASURE = new RegExp(`^(?:${UNIT})$`);

/** Whole names, and those with their figure in the middle, which are longer than what stands inside them. */
function hitsOf(text: string, names: Names): readonly (Hit | MiddleHit)[] {
  const whole = findNames(text, names)
    .filter((hit) => !isUnit(text, hit))
    .slice(0, MOST_NAMES);
  const inTwo = middleHits(text, names)
    .slice(0, MOST_NAMES)
    .filter(({ from, to }) => !whole.some((hit) => hit.from < from && hit.to > from) && to > from);
  const all = [
    ...whole.filter((hit) => !inTwo.some(({ from, to }) => hit.from < to && hit.to > from)),
    ...inTwo,
  ];
  return all.sort((a, b) => a.from - b.from).slice(0, MOST_NAMES);
}

/** 「56学时」: a name that is also a measure word, behind a figure. */
const isUnit = (text: string, { name, from }: Hit): boolean =>
  MEASURE.test(name) && /[0-9０-９零一二两三四五六七八九十百]/.test(text[from - 1] ?? '');

/** Told in parts, or behind the name, or before it; a whole that is told behind a part counts. */
function ownValue(
  text: string,
  places: { readonly name: number; readonly from: number; readonly at: number; readonly end: number },
  fact: FactDefinition,
  context: ReadingContext,
): Piece | undefined {
  const { name, from, at, end } = places;
  const parts = inParts(text, places, fact, context);
  if (parts !== undefined) return parts;
  const after = valueAfter(text, at, end, fact, context);
  const before = valueBefore(text, from, name, at, fact, context);
  if (after === undefined) return before ?? withSum(text, at, end, fact, context);
  if (after.said.said !== 'value') return after;
  if (after.said.doubt === 'frequency') return withSum(text, at, end, fact, context) ?? after;
  if (before?.said.said !== 'value') return after;
  // 「12次支委会4次党员大会」: the figure behind belongs to the next name; else it is one of two.
  if (end < text.length && after.to >= end) return before;
  if (before.said.value === after.said.value) return after;
  return { ...after, said: { doubt: 'several', ...after.said } };
}

/** Characters before a name that can belong to its clause. */
const CLAUSE = 40;

/** 「谈心谈话挺多的」: meant as an answer, though not one that can be written. */
const HOW_MANY = /[多少几些常]/;

/** 「谈心谈话40人次，覆盖全体党员」「（其中1次换届）」: a name in a clause or a bracket that tells something else. */
function isMentioned(text: string, { hit, words }: Bare): boolean {
  const before = text.slice(Math.max(0, hit.from - CLAUSE), hit.from);
  if (/[（(][^（）()]+$/.test(before)) return true;
  const start = /[^，,、\s]*$/.exec(before)?.[0] ?? '';
  const behind = words.slice(hit.name.length);
  if (leftOf(start) === 0 && HOW_MANY.test(behind)) return false;
  const clause = start + behind;
  return leftOf(clause) > 0 && !/[0-9０-９零一二两三四五六七八九十]/.test(clause);
}

/** 「支委会研究了4个议题」「组织生活会查摆问题16条」: of one meeting, named in the same breath. */
const inAMeeting = (text: string, bare: readonly Bare[], hit: Hit, start: number): boolean =>
  bare.some(
    (one) =>
      one.hit.to <= Math.min(start, hit.from) &&
      !/[，,；;、。：:\s]/.test(text.slice(one.hit.to, Math.min(start, hit.from))),
  );

/** What stands before, between and behind the stretches, without the names. */
function between(text: string, covered: readonly Stretch[], names: readonly Stretch[]): readonly string[] {
  let first = 0;
  const gap = (start: number, end: number): string => {
    let piece = '';
    let next = start;
    for (; first < names.length && (names[first]?.from ?? end) < end; first += 1) {
      const name = names[first];
      if (name === undefined || name.from < next || name.to > end) continue;
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
