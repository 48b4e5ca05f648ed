/** @module A whole number with a measure word; 0 is an answer. */

import type { Asked } from '../definition.ts';
import type { FactValue } from '../model.ts';
import { monthsPassed } from '../months.ts';
import { narrow, readNumber } from '../numerals.ts';
import type { Problem } from '../problem.ts';
import { withoutVagueness } from '../vague.ts';
import {
  type Doubt,
  type FactType,
  problem,
  type Reading,
  type ReadingContext,
  value,
  writeText,
} from './type.ts';
import { tidy } from './words.ts';

const MOST = 1_000_000;
/** Longer words hold no count. */
const LONGEST = 60;
const SIGN = '[0-9零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨十拾百佰千仟万亿点,.]';
export const UNIT =
  '人次|次数|次|项|份|人|名|个人|个|场|回|篇|件|支|期|节|堂|轮|批|遍|学时|小时|课时|天|家|条|位|处|户|本|部|册|起|例|张|幅|座|种|类|把|笔|宗|趟|讲';
const FILLER =
  /^(?:[:：=]|一共|总共|累计|共计|合计|召开|开展|组织|举行|举办|进行|签订|签|有|是|为|了|都|共|过|开|\s)+/;
const EXACT = new RegExp(
  `^(?<minus>[-−负])?(?<number>${SIGN}+)\\s*(?:个(?=学时|小时|课时))?(?<unit>${UNIT})?(?<after>.*)$`,
  's',
);
const EVERY = new RegExp(
  `^(?:基本(?:上)?|平均|坚持|一般)?每(?:个)?(?<span>月|季度|季|半年|年|周|星期|两个?月|两周)(?:都|各|至少|不少于|固定|平均)*(?:召开|开展|开|搞|有|是|组织|上|讲)?(?:了)?(?<times>${SIGN}+)?(?:${UNIT})?(?:吧|左右|的?样子)?$`,
);
const PER_SPAN = new RegExp(
  `^(?:基本(?:上)?)?(?:(?:一|1)(?:个)?(?<one>月|季度|季|周|星期|年)|(?<span>半年|两个?月|两周))(?<times>${SIGN}+)(?:${UNIT})(?:吧|左右)?$`,
);

/** What there is of these does not grow with the months: 「党小组每月一次」 is of its meetings. */
const STANDING = /^[个名人份]$/;

/** How often a span comes in the months of the report's year that have passed by now. */
function timesUntilNow(span: string, context: ReadingContext): number {
  const months = monthsPassed(context.year, context.now);
  if (span === '月') return months;
  if (span.startsWith('季')) return Math.ceil(months / 3);
  if (span === '半年') return Math.ceil(months / 6);
  if (span === '周' || span === '星期') return Math.floor((months * 52) / 12);
  if (span === '两周') return Math.floor((months * 26) / 12);
  if (span.startsWith('两')) return Math.floor(months / 2);
  return 1;
}

/** What is asked for each person is told for each. */
const PER_PERSON = /每人|人均/;
const PER_PERSON_SAID = /^[\s:]*(?:每人|人均|平均)(?:写了?|各)?/;

/** Behind the figure, and nothing more: 「两名预备党员」「13次，不是12次」. */
const AFTER = new RegExp(
  `^(?:了|整|哈|呢|呀|的|啊|嗯|呃|哦|会议?|完成|完工|竣工|移交|交付|投产|通车)*(?:(?:预备)?党员|同志|干部|职工|群众)?(?:[，,]?\\s*(?:而)?不是${SIGN}+(?:${UNIT})?)?(?:[比较](?:去年|上年)(?:同期)?(?:多|少|增加|减少)了?${SIGN}+(?:${UNIT})?)?`,
);

/** What is asked in days may be told in weeks. */
const SPANS: Readonly<Record<string, number>> = { 周: 7, 星期: 7, 礼拜: 7, 月: 30 };
const IN_SPANS = new RegExp(`^(?<figure>${SIGN}+|半)个?(?<span>周|星期|礼拜|月)$`);

function inDays(words: string, fact: Asked): Reading | undefined {
  const { figure, span } = (fact.unit === '天' ? IN_SPANS.exec(words)?.groups : undefined) ?? {};
  if (figure === undefined || span === undefined) return undefined;
  const number = figure === '半' ? 0.5 : readNumber(figure);
  const result = countOrProblem(number === undefined ? undefined : number * (SPANS[span] ?? 1));
  return typeof result === 'number' ? value(result, 'unit') : problem(result);
}

function countOrProblem(number: number | undefined): number | Problem {
  if (number === undefined || Number.isNaN(number)) return { code: 'not-a-number' };
  if (!Number.isInteger(number)) return { code: 'not-whole' };
  if (number < 0) return { code: 'negative' };
  return number > MOST ? { code: 'too-large', most: MOST } : number;
}

function frequency(words: string, context: ReadingContext): Reading | undefined {
  const groups = (EVERY.exec(words) ?? PER_SPAN.exec(words))?.groups;
  if (groups === undefined) return undefined;
  const times = groups['times'] === undefined ? 1 : readNumber(groups['times']);
  if (times === undefined) return undefined;
  const result = countOrProblem(times * timesUntilNow(groups['span'] ?? groups['one'] ?? '年', context));
  return typeof result === 'number' ? value(result, 'frequency') : problem(result);
}

/** These are counted, and nothing else is meant by them; other measure words are used loosely. */
const STRICT = /^(?:人次|次|学时|小时|课时|天)$/;
/** Of what is held, not of those who were there or of what came of it: 「支委5人」 is not how often it met. */
const OF_TIMES = /^(?:场|回|节|堂|期|讲|批|轮|遍|趟|个|起|例)$/;

function unitDiffers(said: string | undefined, fact: Asked): boolean {
  if (said === undefined || fact.unit === undefined || said === fact.unit) return false;
  if (said === '次数' && fact.unit === '次') return false;
  return (
    STRICT.test(said) ||
    (fact.unit === '次' && !OF_TIMES.test(said)) ||
    (fact.unit === '人次' && said !== '人' && said !== '名' && said !== '位') ||
    fact.unit === '学时'
  );
}

const unusual = (number: number, fact: Asked): boolean =>
  fact.usual !== undefined && number > fact.usual.most * 3;

export const count: FactType = {
  control: 'line',
  place: 'beside',
  parse: (words, fact, context) => {
    if (words.length > 4 * LONGEST) return problem({ code: 'not-a-number' });
    const said = narrow(tidy(words))
      .replace(PER_PERSON.test(fact.label) || fact.unit === '学时' ? PER_PERSON_SAID : '', '')
      .replace(FILLER, '')
      .replace(/[。;；,，、！!~～\s]+$/, '');
    if (said === '') return problem({ code: 'empty' });
    if (said.length > LONGEST) return problem({ code: 'not-a-number' });
    const often = STANDING.test(fact.unit ?? '') ? undefined : frequency(said, context);
    const spans = often ?? inDays(said, fact);
    if (spans !== undefined) return spans;
    const bare = withoutVagueness(said);
    const parts = EXACT.exec(bare.words.replace(FILLER, ''))?.groups;
    const number = parts === undefined ? undefined : readNumber(parts['number'] ?? '');
    const result = countOrProblem(number !== undefined && parts?.['minus'] !== undefined ? -number : number);
    const after = (parts?.['after'] ?? '').replace(AFTER, '').trim();
    // 「12次吧大概，也可能13次」: the first figure, in doubt; other words behind a figure make it part of a sentence.
    const hedged = /^(?:多|余|来|左右|上下|吧|大概|可能|好像|差不多)/.test(after);
    if (after !== '' && !hedged) return problem({ code: 'not-a-number' });
    if (typeof result !== 'number') return problem(result);
    const doubts: readonly (Doubt | false)[] = [
      (bare.vague || hedged) && 'inexact',
      unitDiffers(parts?.['unit'], fact) && 'unit',
      unusual(result, fact) && 'unusual',
    ];
    return value(
      result,
      doubts.find((doubt): doubt is Doubt => doubt !== false),
    );
  },
  check: (given) =>
    typeof given === 'number' ? countOrProblem(given) : { code: 'wrong-type', expected: '数字' },
  show: (given: FactValue, fact) => `${String(given)} ${fact.unit ?? ''}`.trim(),
  edit: String,
  write: writeText,
  room: () => 12,
};
