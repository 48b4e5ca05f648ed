/**
 * @module 民主生活会 is held by leading bodies; a branch holds 组织生活会
 * (《中国共产党支部工作条例（试行）》第十七条).
 */
import type { Check, Found } from './found.ts';
import { placesOf, textsOf } from './texts.ts';

const SAID = '民主生活会';
const MEANT = '组织生活会';
/** Before it, these say whose it is. */
const OF_A_BODY = /班子|党委|党组|党工委|上级|公司|领导|[局委]$/;
const BEFORE = 12;

export const lifeMeetingCheck: Check = (checked) => {
  if (!checked.kind.includes('支部')) return [];
  return textsOf(checked).flatMap(({ place, text, instead }): readonly Found[] => {
    const places = placesOf(text, SAID).filter(
      (at) => !OF_A_BODY.test(text.slice(Math.max(0, at - BEFORE), at)),
    );
    if (places.length === 0) return [];
    let after = text;
    for (const at of places.toReversed()) after = after.slice(0, at) + MEANT + after.slice(at + SAID.length);
    return [
      {
        severity: 'note',
        facts: [place.fact],
        what: { code: 'life-meeting', place, words: SAID },
        mend: { fact: place.fact, value: instead(after) },
        source: '《中国共产党支部工作条例（试行）》第十七条',
        detail: JSON.stringify(place),
      },
    ];
  });
};
