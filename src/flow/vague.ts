/** @module 近 / 约 / 余 / 多 / 左右: words that make a figure inexact. They are taken off and told, never swallowed. */

const BEFORE =
  /^(?:大约|大概|约莫|约摸|约为|差不多|接近|将近|至少|最少|最多|起码|不到|不足|不少于|不低于|不超过|超过|可能|应该是?|好像|估计|估摸着?|得有|约|近|逾|超|上(?=[百千万十])|好(?=几)|小(?=[二三四五六七八九]?[百千万十]))\s*/;
const AFTER =
  /(?:左右|上下|以上|以下|以内|之间|不到|出头|开外|不止|有余|差不多|大概|可能|好像|应该|估计|的样子|这样|来着|吧|多|余|来|几|，|,|\s)+$/;
const SIGN = '[0-9零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]';
/** 十余次, 六千多万元, 三十来人; the measure word or the larger unit follows. */
const INSIDE = new RegExp(
  `(?<=${SIGN})\\s*(?:多|余|来|几)(?=个?(?:[百千万亿次项份人名个场篇件支期节堂轮元块成天位家条]|分之|%|学时|小时))`,
);

export interface Bare {
  readonly words: string;
  readonly vague: boolean;
}

/** The words without what makes them inexact. Each sign is looked at a few times at most. */
export function withoutVagueness(words: string): Bare {
  let bare = words;
  for (let round = 0; round < 3; round += 1) bare = bare.replace(BEFORE, '');
  const end = bare.slice(-24);
  bare = bare.slice(0, bare.length - end.length) + end.replace(AFTER, '');
  bare = bare.replace(INSIDE, '');
  return { words: bare, vague: bare !== words };
}
