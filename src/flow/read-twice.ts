/** @module One fact said twice in a message: a correction counts, else it is asked which one. */
import type { Understood } from './reading.ts';
import { typeOf } from './types/index.ts';

const CORRECTED = /不对|错了|更正|应该是|应为|改为|改成|而是/;

interface Settled {
  readonly understood: readonly Understood[];
  readonly rest: readonly string[];
}

/** Each fact with one value once; `text` is the message, in which the words of each stand. */
export function settled(understood: readonly Understood[], rest: readonly string[], text: string): Settled {
  const left: string[] = [];
  const kept: Understood[] = [];
  for (const one of understood) {
    const at = kept.findIndex(({ fact }) => fact.id === one.fact.id);
    const before = kept[at];
    if (before === undefined || typeOf(one.fact).place !== 'beside') kept.push(one);
    else if (one.what.said === 'problem') left.push(one.words);
    else if (before.what.said === 'problem' || corrected(before, one, text)) kept[at] = one;
    else if (same(before, one)) kept[at] = hasDoubt(before) ? before : one;
    else {
      kept[at] =
        before.what.said === 'value' ? { ...before, what: { doubt: 'several', ...before.what } } : before;
      left.push(one.words);
    }
  }
  return { understood: kept, rest: [...rest, ...left] };
}

const same = (a: Understood, b: Understood): boolean =>
  a.what.said === 'value' && b.what.said === 'value' && a.what.value === b.what.value;

const hasDoubt = ({ what }: Understood): boolean => what.said === 'value' && what.doubt !== undefined;

/** 「支委会12次，不对，支委会13次」 */
function corrected(before: Understood, after: Understood, text: string): boolean {
  const from = text.indexOf(before.words) + before.words.length;
  const to = text.indexOf(after.words, from) + after.words.length;
  return to > from && CORRECTED.test(text.slice(from, to));
}
