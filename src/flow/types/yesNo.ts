/** @module Yes or no; 没有 is a no here, not the lack of an answer. */
import { narrow } from '../numerals.ts';
import { type FactType, problem, value } from './type.ts';
import { tidy } from './words.ts';

const YES =
  /^(?:是的?|有的?|对的?|开了|做了|已经?(?:完成|做了?|开展|建立)?|完成了?|建立了?|成立了?|全部?|都有|需要|按时|嗯+|yes|y)(?:了|啊|呢|呀)*$/i;
const NO =
  /^(?:不是|否|没有?|无|未|没开|没做|未完成|没完成|未建立|未成立|不需要|不用|不|不对|no|n)(?:的|了|啊|呢|过)*$/i;
const WORDS = { yes: '是', no: '否' } as const;

export const yesNo: FactType = {
  control: 'select',
  place: 'beside',
  none: false,
  parse: (words) => {
    const said = narrow(tidy(words)).replace(/[\s。.，,！!]/g, '');
    if (said === '') return problem({ code: 'empty' });
    if (YES.test(said)) return value(true);
    return NO.test(said) ? value(false) : problem({ code: 'not-yes-no' });
  },
  check: (given) => (typeof given === 'boolean' ? given : { code: 'wrong-type', expected: '是或否' }),
  show: (given) => (given === true ? WORDS.yes : WORDS.no),
  edit: (given) => (given === true ? WORDS.yes : WORDS.no),
  write: (given) => ({ kind: 'text', text: given === true ? WORDS.yes : WORDS.no }),
  options: () => [
    { value: WORDS.yes, label: WORDS.yes },
    { value: WORDS.no, label: WORDS.no },
  ],
  room: () => 10,
};
