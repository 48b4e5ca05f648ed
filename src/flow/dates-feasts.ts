/** @module Feasts as times of the year: 「国庆前」「五一期间」. Those of the lunar calendar are kept in words. */
import { iso, type Point, type Year } from './dates-point.ts';

/** Feasts with a fixed day; the others are kept in words. */
const FEASTS: readonly (readonly [RegExp, string, (readonly [number, number])?])[] = [
  [/^元旦节?/, '元旦', [1, 1]],
  [/^(?:三八|3\.8|妇女节|三八妇女节)节?/, '三八妇女节', [3, 8]],
  [/^(?:五一|劳动节)(?:劳动节|节)?/, '五一劳动节', [5, 1]],
  [/^(?:五四|青年节)(?:青年节|节)?/, '五四青年节', [5, 4]],
  [/^六一(?:儿童节)?/, '六一儿童节', [6, 1]],
  [/^(?:七一|建党节)(?:建党节)?/, '七一', [7, 1]],
  [/^(?:八一|建军节)(?:建军节)?/, '八一建军节', [8, 1]],
  [/^(?:十一|国庆)(?:国庆节|节|长假|假期)?/, '国庆节', [10, 1]],
  [/^春节/, '春节'],
  [/^元宵节?/, '元宵节'],
  [/^清明节?/, '清明节'],
  [/^端午节?/, '端午节'],
  [/^中秋节?/, '中秋节'],
  [/^重阳节?/, '重阳节'],
];

export function afterFeast(text: string, { year }: Year): Point | undefined {
  for (const [pattern, name, day] of FEASTS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const date =
      day === undefined
        ? {}
        : { from: iso(year, day[0], day[1]), to: iso(year, day[0], day[1]), month: day[0] };
    return { words: `${year}年${name}`, tail: name, year, grain: 'coarse', length: match[0].length, ...date };
  }
  return undefined;
}
