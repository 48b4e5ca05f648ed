/** @module What people type about reminders. The whole message must be about them, else it is an answer. */

import type { Day } from '../days.ts';
import { narrow } from '../numerals.ts';
import { readDay } from './read-day.ts';

export type Wish =
  | { readonly wish: 'page' | 'off' | 'on' }
  | { readonly wish: 'snooze'; readonly days: number }
  /** `words`: what was said of the day; '' = that there is one, but not which. */
  | { readonly wish: 'deadline'; readonly words: string };

const END = '(?:吧|了|啊|哦|呢|哈|谢谢|[。.!！~～])*$';

const WISHES: readonly (readonly [RegExp, Wish])[] = [
  [
    new RegExp(
      `^(?:请|麻烦|拜托)?(?:你|您|我)?(?:以后|今后)?(?:不(?:要|用|想|必|需要)?(?:再)?|别再?|停止|取消|关闭|关掉|停掉|停)(?:给我|来|被)?(?:发|收到?|有)?(?:这些|这种)?(?:提醒|催)(?:消息|功能)?(?:我)?${END}`,
    ),
    { wish: 'off' },
  ],
  [new RegExp(`^(?:请)?(?:恢复|打开|开启|重新|继续|可以)(?:提醒)(?:我|功能)?${END}`), { wish: 'on' }],
  [new RegExp(`^(?:明天|明早)(?:再)?(?:说|提醒|弄|写|填|来)(?:我)?${END}`), { wish: 'snooze', days: 1 }],
  [
    new RegExp(`^(?:三|3)天(?:之?后|以后)(?:再)?(?:说|提醒|弄|写|填|来)?(?:我)?${END}`),
    { wish: 'snooze', days: 3 },
  ],
  [
    new RegExp(
      `^(?:设置|设|看看?|查看|修改|改)?(?:一?下)?(?:提醒|提醒设置|交稿(?:时间|日期)|截止(?:时间|日期))(?:设置|时间|我)?${END}`,
    ),
    { wish: 'page' },
  ],
];

const WHEN = '(?:时间|日期|日子|期限|期|日)?';
/** 交稿时间12月20日, 截止 12.20, 最晚12月20号交 */
const BEFORE = new RegExp(
  `^(?:我的|我们的?|单位的?|报告)?(?:要求)?(?<about>交稿|截止|截稿|最[晚迟](?:交稿?|提交)?|deadline|ddl)${WHEN}(?:定在|改[到成为]|推迟到|提前到|是|为|到|在)?[:：,，]*(?<day>.{0,16}?)(?:交稿?|提交)?${END}`,
  'i',
);
/** 12月20日前交稿 */
const AFTER = new RegExp(
  `^(?:我们?|报告)?(?:要|得|是)?(?:在)?(?<day>.{2,14}?)(?:之前|以前|前)?(?:要|得)?(?:交稿|截止|截稿)${END}`,
  'i',
);
/** Looks like a date, whether there is such a day or not. */
const DATE = /^[0-9〇零一二三四五六七八九十廿][0-9〇零一二三四五六七八九十廿年月日号./-]*$/;

/** Long prose is never such a wish. */
const LONGEST = 32;

export function wishOf(message: string, today: Day): Wish | undefined {
  const text = narrow(message).replace(/\s+/g, '');
  if (text === '' || [...text].length > LONGEST || message.includes('\n')) return undefined;
  const plain = WISHES.find(([pattern]) => pattern.test(text))?.[1];
  if (plain !== undefined) return plain;
  const before = BEFORE.exec(text)?.groups;
  const words = before?.['day'] ?? AFTER.exec(text)?.groups?.['day'];
  if (words === undefined) return undefined;
  // Many write 截止 for 截至: 「截止11月底支委会12次」 is an answer.
  const sure = /^[交截]稿/.test(before?.['about'] ?? '');
  return sure || readDay(words, today) !== undefined || DATE.test(words)
    ? { wish: 'deadline', words }
    : undefined;
}
