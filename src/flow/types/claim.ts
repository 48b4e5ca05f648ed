/**
 * @module A sentence that vouches for a person or a branch. It is shown in full and written only after a yes to
 * exactly that sentence; the value is the sentence itself, so that a later change of the flow cannot alter it.
 */

import { type FactType, isProblem, problem, reading, value, writeText } from './type.ts';
import { textOrProblem, tidy } from './words.ts';

const YES =
  /^(?:这[个句]?话?)?(?:属实|是的?|是这样的?|对的?|确认|写上吧?|写吧|属实，?写上|可以写?|没有?问题|没错|yes)(?:了|的)?[。.]?$/i;
const NO =
  /^(?:这[个句]?话?|我|就|先|都|全)*(?:不写|不属实|不要写?|不能写|不敢写|不想写|不用写|别写|否|不是|no)(?:了|吧|的)?[。.]?$/i;
/** Without a colon behind the name only what cannot be a remark decides: 「八项规定属实」「四风没问题」. */
const DECIDED =
  /^[\s,，]*(?:都)?(?:属实|写上|没有?问题|不属实|不写|不要写|别写)(?:了|的)?[。.]?(?=$|[\s，,。；;、])/;
/** A yes or a no to a sentence, and nothing else. */
export const decides = (words: string): boolean => YES.test(tidy(words)) || NO.test(tidy(words));
export const decidedAtStart = (words: string): number => DECIDED.exec(words)?.[0].length ?? 0;

const MOST = 300;
/** Her own sentence instead of ours; shorter words are more likely a remark than a sentence. */
const SHORTEST = 8;

export const YES_OPTION = 'yes';
export const NO_OPTION = 'no';
export const EDIT_OPTION = 'edit';

export const claim: FactType = {
  control: 'select',
  place: 'after',
  refused: '不写',
  parse: (words, fact) => {
    const said = tidy(words);
    if (said === YES_OPTION || YES.test(said)) return value(fact.sentence ?? '');
    if (said === NO_OPTION || NO.test(said)) return { read: 'none' };
    const own = textOrProblem(said, fact.most ?? MOST);
    if (!isProblem(own) && own.length < SHORTEST) {
      return problem({ code: 'not-an-option', options: ['属实，写上', '不写'] });
    }
    return reading(typeof own === 'string' && !/[。！？]$/.test(own) ? `${own}。` : own);
  },
  check: (given, fact) => {
    if (given === true) return fact.sentence ?? '';
    if (typeof given === 'string') return textOrProblem(given, fact.most ?? MOST);
    return { code: 'wrong-type', expected: '“是”或一句话' };
  },
  show: (sentence) => `「${String(sentence)}」`,
  edit: String,
  write: writeText,
  options: () => [
    { value: YES_OPTION, label: '属实，写上' },
    { value: NO_OPTION, label: '不写这一句' },
    { value: EDIT_OPTION, label: '我来改这一句' },
  ],
  room: (fact) => fact.most ?? MOST,
};
