/**
 * @module What is said to the bot and is no answer: thanks, a question back, 「提交」 typed instead of pressed. Taken for an
 * answer it would stand in a report that is read aloud.
 */
import { narrow } from './numerals.ts';
import {
  CALLED,
  CHATTY,
  DOES_IT_DO,
  MANNERS,
  PARTICLES,
  SAID,
  SMALL,
  SURNAMES,
  TALK_BEGINS,
  TALK_ENDS,
  TALKS,
  type Talk,
} from './talk-words.ts';
import { tidy } from './types/words.ts';

export { TALKS, type Talk } from './talk-words.ts';

const listed = (table: string): readonly string[] => table.split(' ');
const PARTICLE: ReadonlySet<string> = new Set(listed(PARTICLES));
const PEOPLE = [...SURNAMES].flatMap((name) => listed(CALLED).map((call) => call.replace('~', name)));
const KNOWN: ReadonlyMap<string, Talk> = new Map(
  TALKS.flatMap((talk) =>
    listed(SAID[talk])
      .flatMap((words) => (words.includes('~') ? PEOPLE.map((who) => words.replace('~', who)) : [words]))
      .map((words) => [words, talk] as const),
  ),
);
const NOTHING_SAID: ReadonlySet<string> = new Set(
  [...listed(SMALL), ...PEOPLE, ...PARTICLE].filter((words) => !/^[没不]$/.test(words)),
);
const LONGEST_WORDS = Math.max(...[...KNOWN.keys(), ...NOTHING_SAID].map((words) => words.length));

const PICTURES =
  /\[[\p{Script=Han}a-zA-Z]{1,8}\]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu;
/** Laughter and haste: 「哈哈哈」「嗯嗯」「好好好」. */
const REPEATED = /([哈呵嘿嘻嗯恩哦噢好对是行])\1+/g;
const BETWEEN = /[。.,，、;；:：!！~～?？…\n]+/;

/** Longer words with a question at their end are a story that asks something of its own. */
const LONGEST_QUESTION = 30;
/** Nobody talks longer in such words alone. */
const LONGEST = 40;
const ASKING = listed(
  '吗 呢 么 行不行 可不可以 能不能 要不要 是不是 对不对 算不算 可以不 能改不 多少 多少字 几个 几条 哪些 怎么办 怎么写 怎么填 怎么算 怎么数 怎么统计 怎么理解 怎么写的 是什么 是啥 什么意思 啥意思 什么区别 啥区别 什么关系 什么用',
);
const ASKED_FIRST = listed(
  '什么叫 什么是 啥叫 啥是 为什么要 为什么还 为啥要 要不要算 能不能 可不可以 是不是要 请问',
);
const LONGEST_ASKED = 20;

/** Undefined: an answer, for all that the words tell. */
export function talkOf(words: string): Talk | undefined {
  const plain = narrow(tidy(words))
    .toLowerCase()
    .replace(/[ \t“”"「」]/g, '');
  if (plain.length > 4 * LONGEST) return undefined;
  const said = plain.replace(PICTURES, '').replace(REPEATED, '$1');
  const length = [...said].length;
  if (length === 0) return plain === '' ? undefined : 'heard';
  if (length > LONGEST) return undefined;
  const clauses = said.split(BETWEEN).filter((clause) => clause !== '');
  const told = clauses.map(clauseOf);
  if (clauses.length === 0) return /[?？]/.test(said) ? 'asks' : undefined;
  if (told.every((talk) => talk !== undefined)) return most(told.flatMap((talk) => talk ?? []));
  return length <= LONGEST_QUESTION && isQuestion(said) ? 'asks' : undefined;
}

function isQuestion(said: string): boolean {
  if (/[。；;!]./.test(said)) return false;
  const bare = said.replace(/[。.~～啊呀]+$/, '');
  if (/[?？]$/.test(bare) || ASKING.some((end) => bare.endsWith(end))) return true;
  return bare.length <= LONGEST_ASKED && ASKED_FIRST.some((start) => bare.startsWith(start));
}

/** What tells most of what was said. */
const most = (talks: readonly Talk[]): Talk | undefined => TALKS.find((talk) => talks.includes(talk));

/** Undefined, unless the clause holds nothing else than known words and one of them says something. */
function clauseOf(clause: string): Talk | undefined {
  // 「看懂了没」「能改不」; ahead of something the same words deny it.
  const told = tiled(clause.replace(/[没不]$/, ''));
  return (
    KNOWN.get(clause) ?? (told === undefined ? undefined : most(told)) ?? single(clause) ?? begun(clause)
  );
}

/** The talk in words of two characters and more that lie one after the other, the longest first. */
function tiled(clause: string, from = 0, dead = new Set<number>()): readonly Talk[] | undefined {
  if (from === clause.length) return [];
  if (dead.has(from)) return undefined;
  for (let to = Math.min(clause.length, from + LONGEST_WORDS); to > from; to -= 1) {
    const words = clause.slice(from, to);
    const talk = words.length > 1 ? KNOWN.get(words) : undefined;
    if (talk === undefined && !NOTHING_SAID.has(words)) continue;
    const more = tiled(clause, to, dead);
    if (more !== undefined) return talk === undefined ? more : [talk, ...more];
  }
  dead.add(from);
  return undefined;
}

/** 「我先等」「行吧」: one character that says something. In the middle of others it would be anything: 「成都」「好人」. */
function single(clause: string): Talk | undefined {
  let bare = clause;
  for (let end = endOf(bare); end !== undefined; end = endOf(bare)) bare = bare.slice(0, -end.length);
  const talk = KNOWN.get(bare.slice(-1));
  if (talk === undefined || tiled(bare.slice(0, -1))?.length !== 0) return undefined;
  return /[吗么]$/.test(clause) ? 'asks' : talk;
}

const endOf = (words: string): string | undefined =>
  [words.slice(-2), words.slice(-1)].find((end) => end !== '' && PARTICLE.has(end));

/** 「嗯我想一下」「行先这样」: a sound, and then more. */
function begun(clause: string): Talk | undefined {
  const told = KNOWN.has(clause.slice(0, 1)) ? tiled(clause, 1) : undefined;
  return told === undefined ? undefined : most(told);
}

const MANNERLY: ReadonlySet<string> = new Set(listed(MANNERS));
const FINALLY: ReadonlySet<string> = new Set([...listed(MANNERS), ...listed(DOES_IT_DO)]);
const FRONT = /^([^，,。！!~～\s\d]{1,8})(?:[，,。！!~～\s]{1,4}|(?=\d))/;
const BACK = /[，,。！!~～\s]([^，,。！!~～？?\s]{1,8})[。！!~～？?]{0,3}$/;
const JUST_WRITE = /^(?:那?就(?:写上?|填上?)(?=[^\s，,。])|名字[叫是](?=[^\s，,。])|[写填](?=\d))/;

/** 「好的，张敏，谢谢」: the answer itself. The words whole, where nothing would be left of them. */
export function withoutManners(words: string): string {
  let rest = words;
  for (let front = FRONT.exec(rest); front !== null; front = FRONT.exec(rest)) {
    if (!isOf(MANNERLY, front[1] ?? '')) break;
    rest = rest.slice(front[0].length);
  }
  for (let back = BACK.exec(rest.slice(-12)); back !== null; back = BACK.exec(rest.slice(-12))) {
    if (!isOf(FINALLY, back[1] ?? '')) break;
    const before = back[0].slice(0, 1).replace(/[，,\s~～]/, '');
    rest = rest.slice(0, rest.length - back[0].length) + before;
  }
  rest = rest.replace(JUST_WRITE, '');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : words;
}

function isOf(known: ReadonlySet<string>, said: string): boolean {
  let words = narrow(said).toLowerCase().replace(REPEATED, '$1');
  while (words !== '' && !known.has(words)) {
    const end = endOf(words);
    if (end === undefined) return false;
    words = words.slice(0, -end.length);
  }
  return words !== '';
}

const BEGINS = listed(TALK_BEGINS);
const ENDS = listed(TALK_ENDS);
/** Whoever tells something tells more. */
const SHORT = 20;

/** So short, and in such words, that it may well be said to the bot: to be asked back before it is written anywhere. */
export function soundsLikeTalk(words: string): boolean {
  const said = tidy(words).replace(/[\s。.!！~～]+$/, '');
  if ([...said].length > SHORT || /[。；;\n]/.test(said)) return false;
  return (
    mostlyChatty(said) ||
    BEGINS.some((start) => said.startsWith(start)) ||
    ENDS.some((end) => said.endsWith(end))
  );
}

const CHATTER: ReadonlySet<string> = new Set(CHATTY);
const SHORT_CHAT = 12;

function mostlyChatty(said: string): boolean {
  const signs = [...said].filter((sign) => /\p{L}/u.test(sign));
  return signs.length <= SHORT_CHAT && signs.filter((sign) => CHATTER.has(sign)).length > signs.length / 2;
}
