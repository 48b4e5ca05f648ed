/** @module A whole number with a measure word; 0 is an answer. */

import type { FactDefinition } from '../definition.ts';
import type { FactValue, Problem } from '../model.ts';
import { narrow, readNumber } from '../numerals.ts';
import { type FactType, problem, type Reading, type ReadingContext, value } from './type.ts';
import { tidy } from './words.ts';

const MOST = 1_000_000;
const SIGN = '[0-9零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨十拾百佰千仟万亿点,.]';
const UNIT = '人次|次数|次|项|份|人|名|个|场|回|篇|件|支|期|节|堂|轮|批|遍';
const FILLER =
  /^(?:[:：=]|一共|总共|累计|共计|合计|召开|开展|组织|举行|进行|签订|签|有|是|为|了|都|共|过|开|\s)+/;
const INEXACT_BEFORE = /^(?:大约|大概|差不多|接近|将近|至少|不到|超过|可能|应该|估计|约|近|上|好)/;
const EXACT = new RegExp(`^(?<minus>[-−负])?(?<number>${SIGN}+)\\s*(?<unit>${UNIT})?(?<after>.*)$`, 's');
const INEXACT_AFTER = /^(?:多|余|来|几)|(?:左右|上下|以上|以内|吧|差不多|大概|可能)/;
const EVERY = new RegExp(
  `^(?:基本)?每(?:个)?(?<span>月|季度|季|半年|年|周|星期|两个?月|两周)(?:都|各)?(?:召开|开展|开|搞|有|是|组织)?(?:了)?(?<times>${SIGN}+)?(?:${UNIT})?(?:吧|左右)?$`,
);
const PER_SPAN = new RegExp(`^(?:一|1)(?:个)?(?<span>月|季度|周|星期|年)(?<times>${SIGN}+)(?:${UNIT})$`);

/** How often a span comes in the months of the report's year that have passed by now. */
function timesUntilNow(span: string, context: ReadingContext): number {
  const shanghai = new Date(context.now + 8 * 3_600_000);
  const months = shanghai.getUTCFullYear() === context.year ? shanghai.getUTCMonth() + 1 : 12;
  if (span === '月') return months;
  if (span.startsWith('季')) return Math.ceil(months / 3);
  if (span === '半年') return Math.ceil(months / 6);
  if (span === '周' || span === '星期') return Math.floor((months * 52) / 12);
  if (span === '两周') return Math.floor((months * 26) / 12);
  if (span.startsWith('两')) return Math.floor(months / 2);
  return 1;
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
  const result = countOrProblem(times * timesUntilNow(groups['span'] ?? '年', context));
  return typeof result === 'number' ? value(result, false) : problem(result);
}

/** 人次 and 次 are different things; the rest of the measure words are used loosely. */
function unitDiffers(said: string | undefined, fact: FactDefinition): boolean {
  if (said === undefined || fact.unit === undefined) return false;
  return (said === '人次') !== (fact.unit === '人次') && (said === '人次' || said === '次');
}

function unusual(number: number, fact: FactDefinition): boolean {
  return fact.usual !== undefined && number > fact.usual.most * 3;
}

export const count: FactType = {
  control: 'line',
  parse: (words, fact, context) => {
    const said = narrow(tidy(words))
      .replace(FILLER, '')
      .replace(/[。;；,，、\s]+$/, '');
    if (said === '') return problem({ code: 'empty' });
    const often = frequency(said, context);
    if (often !== undefined) return often;
    const vague = INEXACT_BEFORE.exec(said);
    const parts = EXACT.exec(vague === null ? said : said.slice(vague[0].length))?.groups;
    const number = parts === undefined ? undefined : readNumber(parts['number'] ?? '');
    const result = countOrProblem(number !== undefined && parts?.['minus'] !== undefined ? -number : number);
    if (typeof result !== 'number') return problem(result);
    const after = (parts?.['after'] ?? '').replace(/^(?:了|整)/, '').trim();
    const inexact = vague !== null || INEXACT_AFTER.test(after);
    if (after !== '' && !inexact) return problem({ code: 'not-a-number' });
    return value(result, !inexact && !unitDiffers(parts?.['unit'], fact) && !unusual(result, fact));
  },
  check: (given) =>
    typeof given === 'number' ? countOrProblem(given) : { code: 'wrong-type', expected: '数字' },
  show: (given: FactValue, fact) => `${String(given)} ${fact.unit ?? ''}`.trim(),
  edit: (given) => String(given),
  write: (given) => String(given),
  room: () => 12,
};
