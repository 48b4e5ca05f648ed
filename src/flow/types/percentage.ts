/** @module A percentage, kept with as many places as were given: 「30.8%」. Over 100 is asked back: a plan can be over-fulfilled. */
import { narrow, readNumber } from '../numerals.ts';
import { withoutVagueness } from '../vague.ts';
import { type FactType, problem, value, writeText } from './type.ts';
import { tidy } from './words.ts';

const LONGEST = 40;
const KEPT = /^\d+(?:\.\d+)?%$/;
const FILLER = /^(?:[:：=]|达到?|完成|占比?|有|是|为|了)+/;
const SIGNED = /^([0-9.]+)%$/;
const SPOKEN = /^(百|千|万)分之([0-9零〇一二两三四五六七八九十百点.]+)$/;
const TENTHS = /^([0-9一二两三四五六七八九十])成([0-9一二三四五六七八九半])?$/;

/** As a plain decimal string, 「30.8」; exact, since only the point moves. */
function percentOf(words: string): string | undefined {
  if (/^(?:全部|百分(?:之)?百|100)$/.test(words)) return '100';
  if (/^(?:一半|半数)$/.test(words)) return '50';
  const signed = SIGNED.exec(words);
  const decimal = signed?.[1] ?? words;
  if (/^\d+(?:\.\d+)?$/.test(decimal)) return decimal.replace(/^0+(?=\d)/, '');
  const [, base, part] = SPOKEN.exec(words) ?? [];
  if (part !== undefined) {
    const number = readNumber(part);
    if (number === undefined) return undefined;
    return String(base === '百' ? number : Number((number / (base === '千' ? 10 : 100)).toFixed(6)));
  }
  const [, tens, ones] = TENTHS.exec(words) ?? [];
  if (tens === undefined) return undefined;
  const number =
    (readNumber(tens) ?? Number.NaN) * 10 +
    (ones === '半' ? 5 : ones === undefined ? 0 : (readNumber(ones) ?? Number.NaN));
  return Number.isNaN(number) ? undefined : String(number);
}

export const percentage: FactType = {
  control: 'line',
  place: 'beside',
  parse: (words, fact) => {
    if (words.length > 4 * LONGEST) return problem({ code: 'not-a-percentage' });
    const said = narrow(tidy(words))
      .replace(/\s/g, '')
      .replaceAll('﹪', '%')
      .replace(/[。;；,，、!]+$/, '')
      .replace(FILLER, '');
    if (said === '') return problem({ code: 'empty' });
    if (/^[-−负]/.test(said)) return problem({ code: 'negative' });
    if (said.length > LONGEST) return problem({ code: 'not-a-percentage' });
    const bare = withoutVagueness(said);
    const percent = percentOf(bare.words);
    if (percent === undefined) return problem({ code: 'not-a-percentage' });
    const number = Number(percent);
    // 「0.35」 without a sign: a share of one, or a third of a percent?
    const bareFraction = /^0\.\d+$/.test(bare.words);
    const unusual = number > (fact.usual?.most ?? 100) || number < (fact.usual?.least ?? 0);
    return value(
      `${percent}%`,
      bare.vague ? 'inexact' : bareFraction ? 'unit' : unusual ? 'unusual' : undefined,
    );
  },
  check: (given) => {
    const words = typeof given === 'number' ? `${given}%` : given;
    return typeof words === 'string' && KEPT.test(words)
      ? words
      : { code: 'wrong-type', expected: '百分数，如 30.8%' };
  },
  show: String,
  edit: String,
  write: writeText,
  room: () => 12,
};
