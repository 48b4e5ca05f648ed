/** @module Texts in a message: a name and a colon, and what follows until the next one. */
import { findNames, type Hit, type Names } from './names.ts';
import { statusAtStart } from './status.ts';
import { decidedAtStart } from './types/claim.ts';
import { typeOf } from './types/index.ts';

/** What stands under the name of a text, or, without one, lines to be searched for values. */
export interface Block {
  readonly head?: Hit;
  /** No colon, and more is said than a name: it may be a sentence about the fact. */
  readonly loose?: boolean;
  readonly words: string;
}

const SIGN = /^[”"」]?\s*(?:[:：=]|改为|改成|更正为|是|为|叫做?)\s*[:：]?\s*/;
const COLON = /^[”"」]?\s*[:：=]\s*/;
/** Types whose words may go on over several lines. */
const LONG: ReadonlySet<string> = new Set(['longText', 'list', 'records']);
/** 「学习方式有集体学、带头学」 */
const HAS = /^\s*(?:主要|分别)?(?:有|包括)\s*[:：]?\s*/;
/** 「我叫张敏」「支部名称综合处党支部」: no sign at all between the name of a name and what it is. */
const SAYS_NAME = /(?:姓名|名称|全称|我叫|支部[是叫])$/;
const UNSIGNED =
  /^\s*(?=[\p{Script=Han}A-Za-z0-9“”·]{2,24}\s*(?:$|[，,。；;！\s]))(?![不没错写填改要怎是有呢吗可还先也都的暂待稍变误重换看同他她您你人小老我])/u;
/** 「支部是综合处党支部」 and not 「支部是战斗堡垒」: what something is called holds what it is. */
const isOne = (after: string, { name }: Hit): boolean =>
  !/支部[是叫]$/.test(name) || /^[^，,。；;！\s]*支部/.test(after.trimStart());
/** Only a person's name is so short that nothing else can be meant. */
const PERSON = /^[\p{Script=Han}·]{2,4}$/u;
const ROWS: ReadonlySet<string> = new Set(['list', 'records']);

interface Open {
  readonly head?: Hit;
  readonly loose?: boolean;
  readonly lines: string[];
}

/**
 * A line that begins with the name of a text and a colon (「亮点一：…」) opens a block that goes on until the next
 * such line, or until an empty one; a short text ends with its line.
 */
export function blocksOf(text: string, texts: Names): readonly Block[] {
  const blocks: Open[] = [];
  let open: Open | undefined;
  for (const line of text.split('\n').flatMap((whole) => heads(whole, texts))) {
    if (line.head !== undefined) {
      open = { head: line.head, loose: line.loose === true, lines: [line.words] };
      blocks.push(open);
      if (!LONG.has(line.head.facts[0]?.type ?? '')) open = undefined;
    } else if (open?.head !== undefined && line.words.trim() === '') open = undefined;
    else if (open !== undefined) open.lines.push(line.words);
    else {
      open = { lines: [line.words] };
      blocks.push(open);
    }
  }
  return blocks.map(({ head, loose, lines }) => ({
    ...(head === undefined ? {} : { head, loose: loose === true }),
    words: lines.join('\n'),
  }));
}

/** A line cut where the names of short texts stand: 「姓名：张敏，支部名称：清源河支部」. */
function heads(line: string, texts: Names): readonly Block[] {
  const hits = findNames(line, texts);
  const [foremost] = hits;
  const first =
    foremost !== undefined && /^[\s“"「]*$/.test(line.slice(0, foremost.from)) ? foremost : undefined;
  const starts = hits.flatMap((hit) => {
    const isFirst = hit === first;
    if (!isFirst && !/[，,；;。！\s]\s*[“"「]?$/.test(line.slice(Math.max(0, hit.from - 4), hit.from)))
      return [];
    const after = line.slice(hit.to, hit.to + 40);
    const sign =
      (isFirst ? SIGN : COLON).exec(after) ??
      (named(hit) ? SIGN.exec(after) : null) ??
      (isFirst && ROWS.has(hit.facts[0]?.type ?? '') ? HAS.exec(after) : null);
    const unsigned =
      sign === null && named(hit) && SAYS_NAME.test(hit.name) && UNSIGNED.test(after) && isOne(after, hit);
    const status = statusBehind(after, hit);
    return sign !== null || status > 0 || unsigned
      ? [
          {
            hit,
            at: hit.to + (sign?.[0].length ?? 0),
            unsigned,
            status,
            colon: status > 0 || COLON.test(after) || /改为|改成|更正/.test(sign?.[0] ?? ''),
          },
        ]
      : [];
  });
  // Inside a story a new line ends it, or the next story behind a full stop; inside rows their fields are named.
  const story = starts.findIndex(({ hit }) => hit.facts[0]?.type === 'longText');
  const told = starts.filter(({ hit }, index) => story < 0 || index <= story || nextStory(line, hit));
  const kept = told.filter(({ hit }, index) => !told.slice(0, index).some((one) => hasField(one.hit, hit)));
  if (kept.length === 0) return [{ words: line }];
  const before = line.slice(0, kept[0]?.hit.from);
  const lead: Block[] = /[\p{L}\p{N}]/u.test(before) ? [{ words: before }] : [];
  const blocks = kept.flatMap(({ hit, at, colon, unsigned, status }, index): readonly Block[] => {
    const words = line.slice(at, kept[index + 1]?.hit.from);
    const said = index + 1 < kept.length ? words.replace(/[，,；;。\s“"「]+$/, '') : words;
    // A sentence is vouched for or not; what comes behind is something else.
    if (status > 0 && isClaim(hit)) {
      const end = hit.to + status - at;
      const rest = said.slice(end);
      return [
        { head: hit, loose: false, words: said.slice(0, end) },
        ...(rest === '' ? [] : [{ words: rest }]),
      ];
    }
    if (unsigned) {
      const own = /^\s*[^，,。；;！\s]+/.exec(said)?.[0] ?? said;
      const rest = said.slice(own.length);
      const person = /(?:姓名|我叫)$/.test(hit.name) && PERSON.test(own.trim());
      return [{ head: hit, loose: !person, words: own.trim() }, ...(rest === '' ? [] : [{ words: rest }])];
    }
    const loose = !colon && (LONG.has(hit.facts[0]?.type ?? '') || /[，,。；;]\s*\S/.test(said));
    return [{ head: hit, loose, words: said }];
  });
  return [...lead, ...blocks];
}

/** Characters of 没有, 稍后补 or a yes or no to a sentence right behind a name whose words would follow it. */
function statusBehind(after: string, hit: Hit): number {
  if (typeOf(hit.facts[0] ?? { type: 'text' }).place !== 'after') return 0;
  return statusAtStart(after)?.length ?? (isClaim(hit) ? decidedAtStart(after) : 0);
}

const isClaim = ({ facts: [fact] }: Hit): boolean => fact?.type === 'claim';

const nextStory = (line: string, { facts: [fact], from, to }: Hit): boolean =>
  fact?.type === 'longText' && /[。；;！？]\s*$/.test(line.slice(0, from)) && COLON.test(line.slice(to));

const hasField = ({ facts: [fact] }: Hit, { name }: Hit): boolean =>
  fact?.fields?.some(({ label }) => label === name) === true;

/** Behind a comma, 「支部名称是…」 is as clear as with a colon only for a name. */
const named = ({ facts: [fact] }: Hit): boolean => fact?.type === 'name' || fact?.type === 'text';
