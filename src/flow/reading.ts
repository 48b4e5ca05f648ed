/**
 * @module Reads a typed message: which facts it names, what it says of them, and what is left over.
 * Nothing is guessed: a doubt is marked and asked back, words without a place are returned as the rest.
 */
import { readMoment } from './dates.ts';
import type { FactDefinition } from './definition.ts';
import { type Hit, type Names, namesOf } from './names.ts';
import { narrow } from './numerals.ts';
import { readAnswer, type Said } from './read-answer.ts';
import { type Block, blocksOf } from './read-blocks.ts';
import { byPartOfName, fitting, NOTHING_GUESSED } from './read-fitting.ts';
import { readSentence, type Sentence } from './read-sentence.ts';
import { withoutTail } from './read-tail.ts';
import { settled } from './read-twice.ts';
import { typeOf } from './types/index.ts';
import type { ReadingContext } from './types/type.ts';

export { readAnswer, type Said } from './read-answer.ts';

export interface Understood {
  readonly fact: FactDefinition;
  readonly what: Said;
  /** The words it was read from, as typed. */
  readonly words: string;
  /** 截至: the day up to which a count counts, yyyy-MM-dd. */
  readonly asOf?: string;
}

export interface Message {
  readonly understood: readonly Understood[];
  /** A name that fits several facts, with its words. */
  readonly ambiguous: readonly { readonly facts: readonly FactDefinition[]; readonly words: string }[];
  /** What no fact was found in, without filler and punctuation. */
  readonly rest: readonly string[];
  /** So much of it is prose that nothing in it was meant as an answer: everything read is to be confirmed. */
  readonly prose: boolean;
}

/** Longer messages are searched no further: nobody lists facts over so many characters. */
const SEARCHED = 10_000;
/** A sentence that says this much beside its values is telling a story, not answering. */
const PROSE_IN_SENTENCE = 8;
/** The same of a whole message. */
const PROSE = 120;

interface Lexicon {
  readonly values: Names;
  readonly texts: Names;
}
const lexicons = new WeakMap<object, Lexicon>();

/** The names of a flow's facts, sorted for finding; made once for each flow. */
function lexiconOf(facts: ReadonlyMap<string, FactDefinition>): Lexicon {
  const known = lexicons.get(facts);
  if (known !== undefined) return known;
  const beside = (fact: FactDefinition) => typeOf(fact).place === 'beside';
  const all = [...facts.values()];
  const made = {
    values: namesOf(all.filter(beside)),
    texts: namesOf(all.filter((fact) => !beside(fact))),
  };
  lexicons.set(facts, made);
  return made;
}

/** Reads every fact that a message names. */
export function readMessage(
  text: string,
  facts: ReadonlyMap<string, FactDefinition>,
  context: ReadingContext,
): Message {
  const { values, texts } = lexiconOf(facts);
  const searched = text.slice(0, SEARCHED);
  const blocks = blocksOf(searched, texts).flatMap((block) => withoutTail(block, values, context));
  const parts = blocks.map((block) => ({ block, ...readBlock(block, values, context) }));
  const left = parts.reduce(
    (sum, part) => sum + part.sentences.reduce((all, { left: some }) => all + some, 0),
    0,
  );
  const prose = left > PROSE;
  const found: { understood: Understood[]; ambiguous: Message['ambiguous'][number][]; rest: string[] } = {
    understood: [],
    ambiguous: [],
    rest: [],
  };
  const tell = (hit: Hit, what: Said, words: string, asOf?: string): void => {
    const { facts, said } = fitting(hit, what, words, context);
    const [fact, ...others] = facts;
    if (fact === undefined) return;
    if (others.length > 0) found.ambiguous.push({ facts, words });
    else found.understood.push({ fact, what: said, words, ...(asOf === undefined ? {} : { asOf }) });
  };
  for (const { block, sentences, asOf, ahead } of parts) {
    if (block.head !== undefined) {
      const [fact] = block.head.facts;
      if (fact === undefined) continue;
      const said = readAnswer(block.words, fact, context);
      const loose = block.loose === true && said.said === 'value';
      tell(block.head, loose ? { doubt: 'prose', ...said } : said, block.words);
      continue;
    }
    for (const sentence of sentences) {
      const story = prose || sentence.left > PROSE_IN_SENTENCE;
      for (const { hit, said, words } of sentence.findings) {
        if (!story)
          tell(hit, ahead && said.said === 'value' ? { doubt: 'future', ...said } : said, words, asOf);
        else if (said.said === 'value' && said.doubt !== 'year')
          tell(hit, { doubt: 'prose', ...said }, words, asOf);
        else found.rest.push(words);
      }
      for (const { hit, fact, words } of story ? [] : sentence.bare) {
        tell(hit, unread(fact), words);
      }
      found.rest.push(...(story ? sentence.rest : sentence.outside));
    }
  }
  const guessed = prose ? NOTHING_GUESSED : byPartOfName(found.rest, facts, context);
  found.understood.push(...guessed.understood);
  found.ambiguous.push(...guessed.ambiguous);
  const rest = found.rest.filter((words) => !guessed.words.has(words));
  if (text.length > SEARCHED) rest.push(text.slice(SEARCHED));
  return { ...found, ...settled(found.understood, rest, searched), prose };
}

/** A name and no value: the type says what it misses. */
function unread(fact: FactDefinition): Said {
  const code = MISSED[fact.type] ?? 'not-a-number';
  if (code === 'not-an-option') return { said: 'problem', problem: { code, options: fact.options ?? [] } };
  return { said: 'problem', problem: { code } };
}

const MISSED = {
  money: 'not-money',
  percentage: 'not-a-percentage',
  date: 'not-a-date',
  month: 'not-a-month',
  period: 'not-a-period',
  yesNo: 'not-yes-no',
  oneOf: 'not-an-option',
} as const satisfies Partial<Record<FactDefinition['type'], string>> as Partial<
  Record<
    FactDefinition['type'],
    | 'not-money'
    | 'not-a-percentage'
    | 'not-a-date'
    | 'not-a-month'
    | 'not-a-period'
    | 'not-yes-no'
    | 'not-an-option'
  >
>;

const SENTENCE = /[^。；;！!？?…\n]+/g;
const AS_OF =
  /(?:以上)?(?:截至|截止到?|统计到|算到|[（(]到)\s*(?<day>[^，,。；;：:（）()\s]{1,14}?)(?:为止|止)?[）)]?(?=[，,。；;：:\s]|$|(?<=[底末日号天前]|[0-9][./-][0-9]{1,2})\p{Script=Han}{2,8})[，,：:]?/u;
/** 「1-6月6次，7-11月6次」 are parts of the year. */
const PARTS_OF_YEAR = /[到至~-][0-9一二三四五六七八九十]{1,2}月.*?[到至~-][0-9一二三四五六七八九十]{1,2}月/s;
const NOW_SAID = /^(?:目前|现在|当前|今)$/;
/** 「到11月底，支委会11次」「支委会1到11月11次」; 「二月到三月」 is a time of its own. */
const UP_TO =
  /(?:(?<![月日号年旬底初末度0-9一二三四五六七八九十]\s?)到(?<day>[0-9一二三四五六七八九十]{1,3}月[^，,。；;：:（）()\s]{0,4}?[底末日号])(?:为止|止)?|(?<![0-9一二三四五六七八九十])[1一]月?[到至~-](?<month>[0-9一二三四五六七八九十]{1,2}月)(?![，,]))(?=[，,]|(?:\p{Script=Han}{2,8})?[0-9一二三四五六七八九十]+(?:人次|次|场))[，,]?/u;

/** Not of words that tell the year in parts. */
function upTo(words: string): RegExpExecArray | null {
  const found = UP_TO.exec(words);
  return found === null || PARTS_OF_YEAR.test(words) ? null : found;
}

function readBlock(
  { head, words }: Block,
  values: Names,
  context: ReadingContext,
): { readonly sentences: readonly Sentence[]; readonly asOf?: string; readonly ahead: boolean } {
  if (head !== undefined) return { sentences: [], ahead: false };
  const found = AS_OF.exec(words) ?? upTo(words);
  const day = found?.groups?.['day'] ?? found?.groups?.['month'];
  const moment =
    found === null ? undefined : readMoment(NOW_SAID.test(day ?? '') ? '今天' : (day ?? ''), context);
  const until = typeof moment === 'object' ? moment.to : undefined;
  const text = found !== null && until !== undefined ? words.replace(found[0], '') : words;
  const sentences = [...text.matchAll(SENTENCE)].map(([sentence]) => readSentence(sentence, values, context));
  if (typeof moment !== 'object' || until === undefined) return { sentences, ahead: false };
  const today = new Date(context.now + 8 * 3_600_000).toISOString().slice(0, 10);
  // Of the month that is running, what has been so far; of a day to come, perhaps also what is planned.
  const running = moment.grain === 'month' && (moment.from ?? until) <= today;
  return { sentences, asOf: until < today ? until : today, ahead: until > today && !running };
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
