/** @module 没有 / 稍后补 / 跳过 / 不清楚: answers that are not values. */
import { tidy } from './types/words.ts';

export type StatusWord = 'none' | 'later' | 'skipped';

const NOT = '没有?|未曾?|尚未|还没有?|从未|不曾';
const HELD = '召开|开展|组织|举行|举办|进行|发展|设立|建立|成立|开|搞|办|做|设|讲|上|签|评|谈';
const NONE = `(?:都|全部?|暂时|目前|今年|本年度?|一[次个名项份件期场]也?|压根|根本)*(?:${NOT}|暂?无)(?:${HELD})?(?:过|了|的)?`;
/** 「还没开」: there is still time for it. */
const NOT_YET = `(?:目前|今年|暂时|都)?(?:还没有?|还未|尚未)(?:${HELD})(?:过|的)?`;
const LATER =
  '(?:先)?(?:稍后|以后|回头|待会儿?|过后|晚点儿?|之后|等等|等下|下次|改天|过几天|明天|后面)(?:再)?(?:补充?|填|说|给|写|弄)?|待补充?|待定|待统计';
const SKIPPED =
  '(?:先)?(?:跳过|略过|不填|空着|下一?[题页个张步])|(?:我)?(?:不清楚|不知道|不记得|记不清|记不得|不确定|没有?统计(?:好|完|出来)?|忘了|说不好|说不清|没数过)';
const END = '(?:了|吧|哈|啊|呢|呀)?[。.!！~～]*';

const PATTERNS: readonly (readonly [StatusWord, string])[] = [
  ['later', `${LATER}|${NOT_YET}`],
  ['skipped', SKIPPED],
  ['none', NONE],
];
const WHOLE = PATTERNS.map(([status, pattern]) => [status, new RegExp(`^(?:${pattern})${END}$`)] as const);
const START = PATTERNS.map(
  ([status, pattern]) =>
    [status, new RegExp(`^(?:都|也|是|呢|嘛|的话)?(?:${pattern})${END}(?=$|[\\s，,。；;、\\n])`)] as const,
);
const LONGEST = 24;

/** The whole of the words is such an answer. A bare 「不」 or longer prose is not. */
export function statusOf(words: string): StatusWord | undefined {
  if (words.length > 4 * LONGEST) return undefined;
  const said = tidy(words).replace(/\s/g, '');
  if (said.length > LONGEST) return undefined;
  return WHOLE.find(([, pattern]) => pattern.test(said))?.[0];
}

/** Such an answer at the start of what follows a name: how many characters it takes. */
export function statusAtStart(
  words: string,
): { readonly status: StatusWord; readonly length: number } | undefined {
  const lead = /^[\s:：,，]{0,4}/.exec(words)?.[0].length ?? 0;
  for (const [status, pattern] of START) {
    const match = pattern.exec(words.slice(lead, lead + LONGEST));
    if (match !== null) return { status, length: lead + match[0].length };
  }
  return undefined;
}

const DENIED = new RegExp(`(?:${NOT}|无|不(?=设))(?:${HELD}|新|新发展|新增)?(?:过)?$`);

/** 「没有发展党员」: the negation stands before the name. How many characters it takes. */
export const deniedBefore = (words: string): number => DENIED.exec(words.slice(-12))?.[0].length ?? 0;
