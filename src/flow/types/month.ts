/** @module One month, kept as yyyy-MM, written as 2026年3月. */
import { readMoment, spokenDate } from '../dates.ts';
import { type FactType, problem, value } from './type.ts';
import { tidy } from './words.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

export const month: FactType = {
  control: 'line',
  place: 'beside',
  parse: (words, _, context) => {
    const said = tidy(words);
    if (said === '') return problem({ code: 'empty' });
    const moment = readMoment(said, context);
    if (moment === 'no-such-date') return problem({ code: 'no-such-date' });
    const { from, to } = moment ?? {};
    if (moment === undefined || from === undefined || to?.slice(0, 7) !== from.slice(0, 7)) {
      return problem({ code: 'not-a-month' });
    }
    // A day or a third of the month was said: more than there is room for here.
    return value(from.slice(0, 7), moment.grain === 'month' ? moment.doubt : 'day');
  },
  check: (given) =>
    typeof given === 'string' && MONTH.test(given)
      ? given
      : { code: 'wrong-type', expected: '年月，如 2026-03' },
  show: (given) => spokenDate(String(given)),
  edit: (given) => spokenDate(String(given)),
  write: (given) => ({ kind: 'text', text: spokenDate(String(given)) }),
  room: () => 20,
};
