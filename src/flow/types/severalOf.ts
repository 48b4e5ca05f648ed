/** @module Several of a few fixed options, kept in the order of the options. */
import type { Asked } from '../definition.ts';
import type { FactValue } from '../model.ts';
import { narrow } from '../numerals.ts';
import type { Problem } from '../problem.ts';
import { type FactType, problem, reading } from './type.ts';
import { splitItems, tidy } from './words.ts';

const ALL = /^(?:全部?|都有|都是|全都?有?|全选|以上都[有是])$/;
const AND = /[和及与跟]|以及/;

function pick(words: string, options: readonly string[]): string | undefined {
  const said = narrow(words).replace(/[\s。.]/g, '');
  const within = options.filter((option) => option.includes(said) || said.includes(option));
  return options.find((option) => option === said) ?? (within.length === 1 ? within[0] : undefined);
}

function chosen(items: readonly string[], { options = [] }: Asked): FactValue | Problem {
  const picked = items.map((item) => pick(item, options));
  if (picked.length === 0) return { code: 'empty' };
  if (picked.includes(undefined)) return { code: 'not-an-option', options };
  return options.filter((option) => picked.includes(option));
}

export const severalOf: FactType = {
  control: 'multiselect',
  place: 'after',
  parse: (words, fact) => {
    const said = tidy(words);
    if (said === '') return problem({ code: 'empty' });
    if (ALL.test(said.replace(/[。\s]/g, ''))) return reading([...(fact.options ?? [])]);
    // An option may hold 和 itself: whole items first.
    const whole = chosen(splitItems(said), fact);
    if (Array.isArray(whole)) return reading(whole);
    return reading(
      chosen(
        splitItems(said)
          .flatMap((item) => item.split(AND))
          .filter((item) => item !== ''),
        fact,
      ),
    );
  },
  check: (given, fact) =>
    Array.isArray(given) && given.every((item) => fact.options?.includes(item))
      ? chosen(given, fact)
      : { code: 'not-an-option', options: fact.options ?? [] },
  show: (given) => (Array.isArray(given) ? given.map(String).join('、') : String(given)),
  edit: (given) => (Array.isArray(given) ? given.map(String).join('、') : String(given)),
  write: (given) => ({ kind: 'list', items: Array.isArray(given) ? given.map(String) : [] }),
  options: (fact) => (fact.options ?? []).map((option) => ({ value: option, label: option })),
  room: () => 1000,
};
