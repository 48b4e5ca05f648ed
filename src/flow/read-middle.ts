/** @module A name with its figure in the middle: 「发展了2名党员」「走访了58家企业」「集中学习48学时」「支委5人」. */
import { fold, type Hit, type Names } from './names.ts';
import { NAME_ENDS } from './read-value.ts';
import { UNIT } from './types/count.ts';

/** A name in two pieces: from its beginning to its end, with the figure and its measure word between them. */
export interface MiddleHit extends Hit {
  readonly figure: string;
}

const FIGURE = new RegExp(
  `(?<![0-9.第])(?:[0-9]{1,7}|[零一二两三四五六七八九十百千]{1,7})(?<unit>${UNIT})`,
  'g',
);
/** Characters of a name before its figure. */
const LONGEST = 10;
/** One character behind a figure is no end of a name: 「2人入党」. */
const SHORTEST_END = 2;

export function middleHits(text: string, names: Names): readonly MiddleHit[] {
  const folded = fold(text);
  return [...folded.matchAll(FIGURE)].flatMap((match): MiddleHit[] => {
    const unit = match.groups?.['unit'] ?? '';
    const [at, end] = [match.index, match.index + match[0].length];
    // 「发展了」
    const before = /[了过]/.test(folded.charAt(at - 1)) ? at - 1 : at;
    const first = folded.slice(Math.max(0, before - LONGEST), before);
    for (let start = 0; start < first.length; start += 1) {
      const begun = first.slice(start);
      for (const { name, facts } of names.get(begun.charAt(0)) ?? []) {
        if (!name.startsWith(begun) || facts.length > 1) continue;
        const length = endLength(name.slice(begun.length), unit, folded.slice(end, end + LONGEST));
        if (length === undefined || !NAME_ENDS.test(folded.slice(end + length, end + length + 6))) continue;
        const from = before - begun.length;
        return [{ facts, name, from, to: end + length, figure: text.slice(at, end) }];
      }
    }
    return [];
  });
}

/** How many characters behind the figure belong to the name; undefined: it is not this name. */
function endLength(rest: string, unit: string, behind: string): number | undefined {
  if (rest === unit || (rest === '人数' && /^[人名位]$/.test(unit))) return 0;
  return rest.length >= SHORTEST_END && behind.startsWith(rest) ? rest.length : undefined;
}
