/** @module Several short names, separated as people separate them: 、，；, a line each, or 1. 2. 3. */
import type { FactValue } from '../model.ts';
import type { Problem } from '../problem.ts';
import { type FactType, reading } from './type.ts';
import { splitItems, textOrProblem, tidy } from './words.ts';

const MOST_ITEMS = 20;
const ITEM_LENGTH = 60;

function listOrProblem(
  items: readonly string[],
  fact: { readonly most?: number | undefined },
): FactValue | Problem {
  const unique = [...new Set(items)];
  if (unique.length === 0) return { code: 'empty' };
  if (unique.length > MOST_ITEMS) return { code: 'too-many', most: MOST_ITEMS };
  const checked = unique.map((item) => textOrProblem(item, fact.most ?? ITEM_LENGTH));
  return (
    checked.find((item) => typeof item !== 'string') ?? checked.filter((item) => typeof item === 'string')
  );
}

const items = (value: FactValue): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [String(value)];

export const list: FactType = {
  control: 'lines',
  place: 'after',
  parse: (words, fact) => reading(listOrProblem(splitItems(tidy(words)), fact)),
  check: (value, fact) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? listOrProblem(value, fact)
      : { code: 'wrong-type', expected: '一组文字' },
  show: (value) => items(value).join('、'),
  edit: (value) => items(value).join('、'),
  write: (value) => ({ kind: 'list', items: items(value) }),
  room: () => 1000,
};
