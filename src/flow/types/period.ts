/** @module A time of any breadth, kept in the words it is written in, with its year: 「2026年3月至5月」「2025年底」. */
import { readMoment } from '../dates.ts';
import { type FactType, problem, value, writeText } from './type.ts';
import { tidy } from './words.ts';

const CONTEXT = { year: 2000, now: 0 };

export const period: FactType = {
  control: 'line',
  place: 'beside',
  parse: (words, _, context) => {
    const said = tidy(words);
    if (said === '') return problem({ code: 'empty' });
    const moment = readMoment(said, context);
    if (moment === 'no-such-date') return problem({ code: 'no-such-date' });
    return moment === undefined ? problem({ code: 'not-a-period' }) : value(moment.words, moment.doubt);
  },
  check: (given) => {
    const moment = typeof given === 'string' ? readMoment(given, CONTEXT) : undefined;
    if (moment === 'no-such-date') return { code: 'no-such-date' };
    return moment === undefined
      ? { code: 'wrong-type', expected: '一段时间，如 2026年3月至5月' }
      : moment.words;
  },
  show: String,
  edit: String,
  write: writeText,
  room: () => 40,
};
