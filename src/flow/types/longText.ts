/** @module A text of several sentences: a highlight, a problem, a plan. */

import { type FactType, reading, writeText } from './type.ts';
import { textOrProblem } from './words.ts';

const MOST = 2000;
const SHOWN = 40;

export const longText: FactType = {
  control: 'lines',
  place: 'after',
  parse: (words, fact) => reading(textOrProblem(words, fact.most ?? MOST)),
  check: (value, fact) =>
    typeof value === 'string'
      ? textOrProblem(value, fact.most ?? MOST)
      : { code: 'wrong-type', expected: '文字' },
  show: (value) => {
    const signs = [...String(value).replaceAll('\n', ' ')];
    return signs.length > SHOWN
      ? `${signs.slice(0, SHOWN).join('')}…（共 ${signs.length} 字）`
      : signs.join('');
  },
  edit: String,
  write: writeText,
  room: (fact) => Math.min(fact.most ?? MOST, 1000),
};
