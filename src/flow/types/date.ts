/** @module One day, kept as yyyy-MM-dd, written as 2026年3月8日. */
import { readMoment, spokenDate } from '../dates.ts';
import { type FactType, problem, value } from './type.ts';
import { tidy } from './words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CONTEXT = { year: 2000, now: 0 };

export const date: FactType = {
  control: 'date',
  place: 'beside',
  parse: (words, _, context) => {
    const said = tidy(words);
    if (said === '') return problem({ code: 'empty' });
    const moment = readMoment(said, context);
    if (moment === 'no-such-date') return problem({ code: 'no-such-date' });
    if (moment?.grain !== 'day' || moment.from === undefined) return problem({ code: 'not-a-date' });
    return value(moment.from, moment.doubt);
  },
  check: (given) => {
    if (typeof given !== 'string' || !DAY.test(given))
      return { code: 'wrong-type', expected: '日期，如 2026-03-08' };
    return typeof readMoment(given, CONTEXT) === 'string' ? { code: 'no-such-date' } : given;
  },
  show: (given) => spokenDate(String(given)),
  edit: String,
  write: (given) => ({ kind: 'text', text: spokenDate(String(given)) }),
  room: () => 20,
};
