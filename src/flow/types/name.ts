/** @module A title or a name on one line, taken letter by letter: an award, a document, an activity, a place, a person. */
import { type FactType, problem, reading, writeText } from './type.ts';
import { oneLine, textOrProblem } from './words.ts';

const MOST = 60;
const FRAME = /^(?:名称|名字|叫做?|题目|名为)?[:：]?\s*/;

export const name: FactType = {
  control: 'line',
  place: 'after',
  parse: (words, fact) => {
    const most = fact.most ?? MOST;
    const line = oneLine(words, '');
    // Far too long: no use in looking at its ends.
    if (line.length > 4 * most) return problem({ code: 'too-long', most });
    return reading(textOrProblem(line.replace(FRAME, '').replace(/[。.；;，,、\s]+$/, ''), most));
  },
  check: (value, fact) =>
    typeof value === 'string'
      ? textOrProblem(value, fact.most ?? MOST)
      : { code: 'wrong-type', expected: '文字' },
  show: String,
  edit: String,
  write: writeText,
  room: (fact) => Math.min(fact.most ?? MOST, 1000),
};
