/** @module A text that counts its own points: 三个方面 with two of them, or 一是…三是… without the second. */
import type { Check, Found } from './found.ts';
import { plain, textsOf } from './texts.ts';

const NUMBERS = '一二三四五六七八九十';
const POINT = /(?<=^|[。；，：\n！？])([一二三四五六七八九十])是/gu;
/** 「三个方面」「以下两点」, right before the first point. */
const ANNOUNCED = /([一二两三四五六七八九十])(?:个方面|点|项工作|件事|条)[^。！？\n]{0,20}$/u;

const numberOf = (word: string): number => (word === '两' ? 2 : NUMBERS.indexOf(word) + 1);

export const pointsCheck: Check = (checked) =>
  textsOf(checked).flatMap(({ place, text }): readonly Found[] => {
    const words = plain(text);
    const points = [...words.matchAll(POINT)];
    const [first] = points;
    if (first === undefined || points.length < 2) return [];
    const numbers = points.map(([, number = '']) => numberOf(number));
    const base = { severity: 'note', facts: [place.fact], detail: JSON.stringify(place) } as const;
    const wrong = numbers.findIndex((number, index) => number !== index + 1);
    // Told in two rows, 一是…二是… and again 一是…, is no gap.
    if (wrong > 0 && numbers[wrong] !== 1) {
      const said = `${NUMBERS[(numbers[wrong] ?? 1) - 1]}是`;
      return [{ ...base, what: { code: 'points', place, words: said, expected: `${NUMBERS[wrong]}是` } }];
    }
    const before = words.slice(0, first.index).replace(/[：，。；\s]+$/u, '');
    const announced = ANNOUNCED.exec(before)?.[1];
    if (wrong >= 0 || announced === undefined || numberOf(announced) === numbers.length) return [];
    const told = `${NUMBERS[numbers.length - 1]}是`;
    return [{ ...base, what: { code: 'announced', place, words: announced, expected: told } }];
  });
