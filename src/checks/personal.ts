/** @module Numbers of identity cards and telephones, and marks of secrecy: they do not belong into a report read aloud. */
import type { Check, Found } from './found.ts';
import { plain, textsOf } from './texts.ts';

type Code = 'identity' | 'telephone' | 'secret';

const PATTERNS: readonly (readonly [Code, RegExp])[] = [
  [
    'identity',
    /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/,
  ],
  ['telephone', /(?<!\d)(?:1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-\d{7,8})(?!\d)/],
  // A marking, not the words 「保守党的秘密」「商业秘密」.
  ['secret', /绝密|机密(?=级|★|文件|资料|件)|秘密(?=级|★)|[（(〔](?:机密|秘密)[）)〕]/],
];

export const personalCheck: Check = (checked) =>
  textsOf(checked).flatMap(({ place, text }) => {
    const words = plain(text);
    return PATTERNS.flatMap(([code, pattern]): readonly Found[] => {
      const hit = pattern.exec(words);
      if (hit === null) return [];
      return [
        {
          severity: 'doubt',
          facts: [place.fact],
          what: { code, place, words: code === 'secret' ? hit[0] : brief(hit[0]) },
          detail: JSON.stringify([code, place, hit[0]]),
        },
      ];
    });
  });

/** Enough to find it by; the number itself is not said once more. */
const brief = (number: string): string => `${number.slice(0, 3)}…${number.slice(-2)}`;
