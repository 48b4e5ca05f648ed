/** @module Which facts a figure can be of: where several share a name, or only a part of a name was said. */
import type { FactDefinition } from './definition.ts';
import { fold, type Hit } from './names.ts';
import { narrow } from './numerals.ts';
import { readAnswer, type Said } from './read-answer.ts';
import type { Understood } from './reading.ts';
import { UNIT } from './types/count.ts';
import type { ReadingContext } from './types/type.ts';

const PEOPLE = /^[人名个位]$/;
const sortOf = (unit: string): string => (PEOPLE.test(unit) ? 'people' : unit === '人次' ? '次' : unit);

interface Fitting {
  readonly facts: readonly FactDefinition[];
  readonly said: Said;
}

/**
 * Of the facts by one name those that the figure in the words can be of: a measure word of the same sort, and no more than
 * is usual (「支委13」 are no members); all of them where that leaves none. `said` was read for the first of them.
 */
export function fitting({ facts, name }: Hit, said: Said, words: string, context: ReadingContext): Fitting {
  if (facts.length < 2 || said.said !== 'value') return { facts, said };
  const at = fold(words).indexOf(name);
  const figure = at < 0 ? words : words.slice(0, at) + words.slice(at + name.length);
  const unit = UNIT_SAID.exec(narrow(figure))?.[1];
  const fits = facts.flatMap((fact) => {
    const read = readAnswer(figure, fact, context);
    if (read.said !== 'value') return [];
    const same = unit === undefined || fact.unit === undefined || sortOf(unit) === sortOf(fact.unit);
    const usual = Number(read.value) <= (fact.usual?.most ?? Number.POSITIVE_INFINITY);
    return fact.type !== 'count' || (same && usual) ? [{ fact, read }] : [];
  });
  const [one, ...others] = fits;
  if (one === undefined) return { facts, said };
  if (others.length > 0) return { facts: fits.map(({ fact }) => fact), said };
  // Its own measure word is doubtful for its own fact only; what stands around it is so for all.
  const around = said.doubt === 'unit' || said.doubt === 'unusual' ? undefined : said.doubt;
  return { facts: [one.fact], said: around === undefined ? one.read : { doubt: around, ...one.read } };
}

const FIGURE = '[0-9零一二两三四五六七八九十百]{1,6}';
const UNIT_SAID = new RegExp(`${FIGURE}\\s*(${UNIT})`);
/** 「班子24次」「学习开了20次」「正式16预备2」「到位30亿元」 and nothing else. */
const PARTS = new RegExp(
  `(?<word>\\p{Script=Han}{2,6}?)(?:一共|总共|共|开|召开|开展|组织|搞|有|是|了)*(?<said>[0-9.]{1,8}[万亿](?:美?元)?|${FIGURE}(?<unit>${UNIT})?)[\\s，,、]*`,
  'uy',
);
/** Said of so many that the word tells nothing. */
const MOST_FACTS = 4;
/** Nobody answers so much in parts of names. */
const MOST_CLAUSES = 20;
/** In the names of too much to stand for one of them. */
const GENERIC =
  /^(?:改成|改为|应该|应该是|活动|会议|工作|情况|学习|次数|人数|问题|项目|党员|支部|开会|其中|另外)$/;

export interface Guessed {
  readonly understood: readonly Understood[];
  readonly ambiguous: readonly { readonly facts: readonly FactDefinition[]; readonly words: string }[];
  /** Of what was left over, what is told of here. */
  readonly words: ReadonlySet<string>;
}
export const NOTHING_GUESSED: Guessed = { understood: [], ambiguous: [], words: new Set() };

interface Part {
  readonly words: string;
  readonly said: string;
  readonly fits: readonly FactDefinition[];
}

/**
 * A count or an amount by a part of its name (「班子24次」) or by a name with one wrong character (「支位会12次」), with its
 * own measure word: to be asked back; with all facts where it fits several.
 */
export function byPartOfName(
  rest: readonly string[],
  facts: ReadonlyMap<string, FactDefinition>,
  context: ReadingContext,
): Guessed {
  const told = rest.slice(0, MOST_CLAUSES).flatMap((words) => {
    const parts = partsOf(words, facts);
    return parts === undefined ? [] : [{ words, parts }];
  });
  const all = told.flatMap(({ parts }) => parts);
  return {
    understood: all.flatMap(({ words, said, fits: [fact, ...others] }): Understood[] => {
      if (fact === undefined || others.length > 0) return [];
      const read = readAnswer(said, fact, context);
      return [{ fact, words, what: read.said === 'value' ? { ...read, doubt: 'name' } : read }];
    }),
    ambiguous: all.filter(({ fits }) => fits.length > 1).map(({ words, fits }) => ({ facts: fits, words })),
    words: new Set(told.map(({ words }) => words)),
  };
}

/** Undefined: something in the words is of no fact. */
function partsOf(words: string, facts: ReadonlyMap<string, FactDefinition>): readonly Part[] | undefined {
  const plain = fold(words);
  const parts: Part[] = [];
  for (let at = 0; at < plain.length; at = PARTS.lastIndex) {
    PARTS.lastIndex = at;
    const { word, said, unit } = PARTS.exec(plain)?.groups ?? {};
    if (word === undefined || said === undefined || GENERIC.test(word)) return undefined;
    const type = /[万亿]/.test(said) ? 'money' : 'count';
    const some = namedIn(facts).filter(
      ({ fact }) => fact.type === type && (unit === undefined || sortOf(unit) === sortOf(fact.unit ?? '')),
    );
    const fits = fittingName(word, some).map(({ fact }) => fact);
    if (fits.length === 0 || fits.length > MOST_FACTS) return undefined;
    parts.push({ words: words.slice(at, PARTS.lastIndex).replace(/[\s，,、]+$/, ''), said, fits });
  }
  return parts;
}

interface Named {
  readonly fact: FactDefinition;
  readonly names: readonly string[];
}
const named = new WeakMap<object, readonly Named[]>();

/** What can be told by a part of its name; made once for each flow. */
function namedIn(facts: ReadonlyMap<string, FactDefinition>): readonly Named[] {
  const known = named.get(facts);
  if (known !== undefined) return known;
  const made = [...facts.values()].flatMap((fact) =>
    fact.type === 'count' || fact.type === 'money'
      ? [{ fact, names: [fact.label, ...fact.aliases].map(fold) }]
      : [],
  );
  named.set(facts, made);
  return made;
}

function fittingName(word: string, facts: readonly Named[]): readonly Named[] {
  const called = (is: (name: string) => boolean) => facts.filter(({ names }) => names.some(is));
  const within = called((name) => name.includes(word));
  if (within.length > 1) return within;
  // One alone must begin or end with the words.
  const one = called((name) => name.startsWith(word) || name.endsWith(word));
  return one.length > 0 ? one : called((name) => name.length === word.length && isNearly(name, word));
}

/** One character is another one, as voice input and a slip of the thumb leave it. */
const isNearly = (name: string, word: string): boolean =>
  [...name].filter((sign, index) => sign !== word[index]).length === 1;
