/** @module 没有 / 稍后补 / 跳过 / 不清楚: answers that are not values. */
import { tidy } from './types/words.ts';

export type StatusWord = 'none' | 'later' | 'skipped';

const NOT = '没有?|未曾?|尚未|还没有?|从未|不曾';
const HELD =
  '召开|开展|组织|举行|举办|进行|发展|设立|建立|成立|开|搞|办|做|弄|设|讲|上|签|评上?|谈|收到|安排|获得?|得到?|涉及|参加';
/** Before it, and the answer is the same. No word is made up of others: there would be ever more ways to read it. */
const ABOUT =
  '(?:我们|我|咱们|咱|你|帮|领导|单位|支部|项目|处室|局里|这里|这边|这儿|这个|这项|这条|这题|这段|这句|这块|这|那个|那项|那条|那|就|也|真的|真|确实|实在|暂时|目前|今年|本年度|本年|还是|再|都|全部|全|算了|反正|一时|一[次个名项份件期场]|压根|根本)*';
const NO_SUCH =
  '(?:这个|这项|这条|这回|这种|这样的|别的?|其[他它]的?|更多的?|这方面的?|此|什么|啥|任何|相关的?|特别的?|可写|好写|好说|突出的?)*的?(?:事情?|情况|项|内容|工作|活动|奖项?|荣誉|反馈(?:问题|意见)?|人)?';
const NONE = `(?:${NOT}|暂?无)(?:${HELD})?(?:过|了|的)?${NO_SUCH}|不涉及|不适用|[跟与和]我们?(?:没关系|无关)`;
/** 「还没开」: there is still time for it. */
const NOT_YET = `(?:还没有?|还未|尚未)(?:${HELD})(?:过|的)?`;
const LATER =
  '(?:先)?(?:稍后|烧后|以后|回头|待会儿?|过后|晚点儿?|之后|等等|等下|下次|改天|过几天|明天|后面)(?:再)?(?:补充?|填|说|给|写|弄)?(?:先)?|待补充?|待定|待统计';
const SKIPPED =
  '(?:先)?(?:跳过(?:这[个题项条])?|略过?|不[填写]|空着?|过|pass|下一?[题页个张步项条](?:问题)?)|换一?个问题|(?:[不别](?:想|用|要|能|敢|愿意|必|需要|让|许)?|没必要|没法)(?:写|填)(?:这[个题项条])?|(?:不方便|不能|不好|没法|不便)[说讲]|不便透露|不能公开|(?:有点)?敏感|涉密|' +
  '(?:不太?清楚|不知道|不太?记得|记不太?清|记不太?得|记不起来|想不起来|不太?确定|没有?统计(?:好|完|出来)?|忘了|忘记|说不好|没数过|数不清|[搞弄]不清楚?|不晓得|[说讲]不上来|[说讲]不清|[查找]不到|没(?:有|留)?记录?|没数|谁知道|不归我们?管|不了解|不掌握)';
const END = '(?:了|吧|哈|啊|呢|呀|先|吧先)?[。.!！~～]*';

const PATTERNS: readonly (readonly [StatusWord, string])[] = [
  ['later', `${LATER}|${NOT_YET}`],
  ['skipped', SKIPPED],
  ['none', NONE],
];
const WHOLE = PATTERNS.map(
  ([status, pattern]) => [status, new RegExp(`^${ABOUT}(?:${pattern})${END}$`)] as const,
);
const START = PATTERNS.map(
  ([status, pattern]) =>
    [status, new RegExp(`^(?:是|呢|嘛|的话)?${ABOUT}(?:${pattern})${END}(?=$|[\\s，,。；;、\\n])`)] as const,
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
