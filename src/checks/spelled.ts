/** @module One document under two spellings: 《党史学习教育工作办法》 here, 《党史学习教育工作方法》 there. */
import type { Check, Found, Place } from './found.ts';
import { textsOf } from './texts.ts';

const TITLE = /《([^《》\n]{6,60})》/g;
/** More titles than this are not compared pair by pair. */
const MOST = 60;
/** Two years' plans differ in a figure and are two documents. */
const FIGURE = /[0-9０-９一二三四五六七八九十上下]/;

export const spelledCheck: Check = (checked) => {
  const titles = new Map<string, Place>();
  for (const { place, text } of textsOf(checked)) {
    for (const [, title = ''] of text.matchAll(TITLE)) {
      if (!titles.has(title) && titles.size < MOST) titles.set(title, place);
    }
  }
  const all = [...titles];
  return all.flatMap(([second, place], index): readonly Found[] => {
    const first = all.slice(0, index).find(([title]) => alike(title, second));
    if (first === undefined) return [];
    return [
      {
        severity: 'note',
        facts: [...new Set([place.fact, first[1].fact])],
        what: { code: 'spelled', first: first[0], second, place },
        detail: `${first[0]}\n${second}`,
      },
    ];
  });
};

/** One character other, more or less; or only spaces and marks. */
function alike(one: string, other: string): boolean {
  const bare = (title: string) => title.replace(/[\s、，,·（）()“”"]/g, '');
  const [a, b] = [bare(one), bare(other)];
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  const room = Math.min(a.length, b.length) - head;
  while (tail < room && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [differs, differing] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return Math.max(differs.length, differing.length) === 1 && !FIGURE.test(differs + differing);
}
