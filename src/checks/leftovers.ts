/** @module What a text must not carry into a final: blanks left to fill, marks of the site it was copied from, addresses. */
import type { Check, Found } from './found.ts';
import { plain, textsOf } from './texts.ts';

type Code = 'blank' | 'watermark' | 'address';

const MARKS: readonly (readonly [Code, RegExp])[] = [
  // 「X月X日」「X6%」; 「3×5米」 and 「X光」 are something else.
  ['blank', /(?<![0-9A-Za-z])[Xx×]\d{0,3}(?=[%年月日次个名人份项件场期])/],
  ['blank', /[（(](?:待补充?|待定|待核实?|待填|此处[^（()）]{0,12})[)）]/],
  ['watermark', /笔杆儿|老秘网|文秘网|公文网|范文网|第一范文|百度文库|豆丁网|道客巴巴|转载请注明|更多精彩/],
  [
    'address',
    /https?:\/\/[^\s，。；、）)]{1,80}|(?<![a-z0-9.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org)(?![a-z0-9])/i,
  ],
];

export const leftoversCheck: Check = (checked) =>
  textsOf(checked).flatMap(({ place, text }) => {
    const words = plain(text);
    return MARKS.flatMap(([code, pattern]): readonly Found[] => {
      const hit = pattern.exec(words);
      if (hit === null) return [];
      // A blank with what stands around it; of a site or an address nothing but itself.
      const around = code === 'blank' ? 4 : 0;
      const end = hit.index + hit[0].length + around;
      const found = text.slice(Math.max(0, hit.index - around), end);
      return [
        {
          // An address may be meant; a blank never is.
          severity: code === 'address' ? 'note' : 'doubt',
          facts: [place.fact],
          what: { code, place, words: found },
          detail: JSON.stringify([code, place, hit[0]]),
        },
      ];
    });
  });
