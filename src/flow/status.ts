/** @module 没有 / 稍后补 / 跳过 / 不清楚: answers that are not values. */
import { tidy } from './types/words.ts';

export type StatusWord = 'none' | 'later' | 'skipped';

const NONE =
  '(?:都|全部?|暂时|今年)?(?:没有?|无|没开|没搞|没有的|未开展|没有开展|没开展)(?:了|过|召开|开展)?';
const LATER =
  '(?:先)?(?:稍后|以后|回头|待会儿?|过后|晚点儿?|之后|等等|等下|下次|改天)(?:再)?(?:补充?|填|说|给|写|弄)?|待补充?|待定';
const SKIPPED =
  '(?:先)?(?:跳过|略过|不填|空着|下一?[题页个张])|(?:我)?(?:不清楚|不知道|不记得|记不清|不确定|没统计|忘了|说不好)';
const END = '(?:了|吧|哈|啊|呢)?[。.!！~～]*';

const PATTERNS: readonly (readonly [StatusWord, string])[] = [
  ['later', LATER],
  ['skipped', SKIPPED],
  ['none', NONE],
];
const WHOLE = PATTERNS.map(([status, pattern]) => [status, new RegExp(`^(?:${pattern})${END}$`)] as const);
const START = PATTERNS.map(
  ([status, pattern]) =>
    [status, new RegExp(`^(?:都|也)?(?:${pattern})${END}(?=$|[\\s，,。；;、\\n])`)] as const,
);

/** The whole of the words is such an answer. A bare 「不」 or longer prose is not. */
export function statusOf(words: string): StatusWord | undefined {
  const said = tidy(words).replace(/\s+/g, '');
  return said.length > 16 ? undefined : WHOLE.find(([, pattern]) => pattern.test(said))?.[0];
}

/** Such an answer at the start of what follows a name: how many characters it takes. */
export function statusAtStart(
  words: string,
): { readonly status: StatusWord; readonly length: number } | undefined {
  const lead = /^[\s:：,，]*/.exec(words)?.[0].length ?? 0;
  for (const [status, pattern] of START) {
    const match = pattern.exec(words.slice(lead, lead + 24));
    if (match !== null) return { status, length: lead + match[0].length };
  }
  return undefined;
}

/** 「没有发展党员」: the negation stands before the name. */
export const deniedBefore = (words: string): boolean =>
  /(?:没有?|未|无|不曾)(?:召开|开展|组织|发展|开|搞)?(?:过)?$/.test(words);
