/** @module Half- and full-width brackets mixed, and marks that stand alone. */
import type { Check, Found } from './found.ts';
import { textsOf } from './texts.ts';

/** Straight quotation marks do not say which way they look, so they are not counted. */
const PAIRS: readonly (readonly [open: RegExp, close: RegExp, name: string])[] = [
  [/《/g, /》/g, '《》'],
  [/“/g, /”/g, '“”'],
  [/[（(]/g, /[）)]/g, '（）'],
];

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;

export const bracketsCheck: Check = (checked) =>
  textsOf(checked).flatMap(({ place, text, instead }): readonly Found[] => {
    const base = { severity: 'note', facts: [place.fact], detail: JSON.stringify(place) } as const;
    // 「1)」「a)」 number points and are no pair.
    const counted = text.replace(/(?<![0-9A-Za-z（(])[0-9A-Za-z]{1,2}[)）]/g, '');
    const alone = PAIRS.find(([open, close]) => count(counted, open) !== count(counted, close));
    if (alone !== undefined) return [{ ...base, what: { code: 'unpaired', place, words: alone[2] } }];
    if (!/[()]/.test(text) || !/[（）]/.test(text)) return [];
    const after = text.replaceAll('(', '（').replaceAll(')', '）');
    return [
      {
        ...base,
        what: { code: 'brackets', place, words: '()' },
        mend: { fact: place.fact, value: instead(after) },
      },
    ];
  });
