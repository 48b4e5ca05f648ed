/** @module Short text on one line: a name, a title, a place. */

import { type FactType, reading, writeText } from './type.ts';
import { oneLine, textOrProblem } from './words.ts';

const MOST = 60;

export const text: FactType = {
  control: 'line',
  place: 'after',
  parse: (words, fact) => reading(textOrProblem(oneLine(words, ' '), fact.most ?? MOST)),
  check: (value, fact) =>
    typeof value === 'string'
      ? textOrProblem(value, fact.most ?? MOST)
      : { code: 'wrong-type', expected: '文字' },
  show: String,
  edit: String,
  write: writeText,
  room: (fact) => Math.min(fact.most ?? MOST, 1000),
};
