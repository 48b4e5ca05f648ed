/** @module Several short names, separated as people separate them: 、，；, a line each, or 1. 2. 3. */
import type { FactValue, Problem } from '../model.ts';
import { type FactType, reading } from './type.ts';
import { textOrProblem, tidy } from './words.ts';

const MOST_ITEMS = 20;
const ITEM_LENGTH = 60;
const NUMBERING = /^(?:[（(]?[0-9０-９一二三四五六七八九十]{1,2}[)）、.．]|[一二三四五六七八九]是|[-•·*])\s*/;

/** A separator inside 《》, “” or （） belongs to the name. */
function split(words: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const sign of words) {
    if ('《“（(「『'.includes(sign)) depth += 1;
    if ('》”）)」』'.includes(sign)) depth = Math.max(0, depth - 1);
    if (sign === '\n' || (depth === 0 && '、，,；;'.includes(sign))) {
      items.push(item);
      item = '';
    } else item += sign;
  }
  return [...items, item]
    .map((part) =>
      part
        .trim()
        .replace(NUMBERING, '')
        .replace(/[。.]$/, '')
        .trim(),
    )
    .filter((part) => part !== '');
}

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
  parse: (words, fact) => reading(listOrProblem(split(tidy(words)), fact)),
  check: (value, fact) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? listOrProblem(value, fact)
      : { code: 'wrong-type', expected: '一组文字' },
  show: (value) => items(value).join('、'),
  edit: (value) => items(value).join('、'),
  write: items,
  room: () => 1000,
};
