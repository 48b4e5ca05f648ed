/** @module Brings the spellings of dates together before they are read: width, spaces, Chinese figures to Arabic ones. */
import { narrow, readNumber } from './numerals.ts';

const FIGURE = '[〇零○一二三四五六七八九十廿卅两]';
/** 二〇二六年 and 二六年, digit after digit. */
const YEAR = new RegExp(`${FIGURE}{2,4}(?=年)`, 'g');
const ROUND: Readonly<Record<string, string>> = { '○': '〇' };
/** Figures of months, days and quarters, and the first of two; not 十一前, which is a feast, nor 一季度 as 1 of something. */
const SMALL = new RegExp(
  `(?<![〇零○一二三四五六七八九十])${FIGURE}{1,4}(?=个?季度|月|日|号|(?:至|到|-|—|~)${FIGURE}{1,3}(?:月|日|号|季度))`,
  'g',
);

export function digitsForDates(words: string): string {
  return narrow(words)
    .replace(/\s/g, '')
    .replace(/[。;；,，、！!]+$/, '')
    .replace(/[○]/g, (sign) => ROUND[sign] ?? sign)
    .replace(YEAR, (figures) => (/[十廿卅]/.test(figures) ? figures : digitwise(figures)))
    .replace(SMALL, (figures) => String(small(figures) ?? figures));
}

const digitwise = (figures: string): string =>
  [...figures].map((figure) => String(readNumber(figure) ?? figure)).join('');

/** 廿三 and 卅一, too; undefined for 一二. */
const small = (figures: string): number | undefined =>
  readNumber(figures.replace('廿', '二十').replace('卅', '三十').replace(/^十$/, '一十'));
