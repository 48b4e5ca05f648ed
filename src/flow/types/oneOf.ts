/** @module One of a few fixed options. */
import { narrow } from '../numerals.ts';
import { type FactType, reading, writeText } from './type.ts';
import { tidy } from './words.ts';

export const oneOf: FactType = {
  control: 'select',
  place: 'beside',
  parse: (words, fact) => {
    const options = fact.options ?? [];
    const said = narrow(tidy(words)).replace(/[。.，,\s]/g, '');
    const exact = options.find((option) => option === said);
    const within = options.filter(
      (option) => said !== '' && (option.includes(said) || said.includes(option)),
    );
    const only = exact ?? (within.length === 1 ? within[0] : undefined);
    return reading(said === '' ? { code: 'empty' } : (only ?? { code: 'not-an-option', options }));
  },
  check: (value, fact) =>
    (fact.options ?? []).find((option) => option === value) ?? {
      code: 'not-an-option',
      options: fact.options ?? [],
    },
  show: String,
  edit: String,
  write: writeText,
  options: (fact) => (fact.options ?? []).map((option) => ({ value: option, label: option })),
  room: () => 60,
};
