/** @module A title or a name on one line, taken letter by letter: an award, a document, an activity, a place, a person. */
import { type FactType, reading, writeText } from './type.ts';
import { textOrProblem } from './words.ts';

const MOST = 60;
const FRAME = /^(?:名称|名字|叫做?|题目|名为)?[:：]?\s*/;

export const name: FactType = {
  control: 'line',
  place: 'after',
  parse: (words, fact) =>
    reading(
      textOrProblem(
        words
          .replace(/\s*\n\s*/g, '')
          .replace(FRAME, '')
          .replace(/[。.；;，,、]+\s*$/, ''),
        fact.most ?? MOST,
      ),
    ),
  check: (value, fact) =>
    typeof value === 'string'
      ? textOrProblem(value, fact.most ?? MOST)
      : { code: 'wrong-type', expected: '文字' },
  show: String,
  edit: String,
  write: writeText,
  room: (fact) => Math.min(fact.most ?? MOST, 1000),
};
