/**
 * @module Said of a branch what only leading bodies have: 民主生活会 (《中国共产党支部工作条例（试行）》第十七条),
 * 领导核心作用, 把方向、管大局, 理论学习中心组.
 */
import type { Check, Found } from './found.ts';
import { placesOf, textsOf } from './texts.ts';

interface Said {
  readonly code: 'life-meeting' | 'body-role' | 'body-study';
  readonly words: string;
  /** What a branch has instead. */
  readonly meant?: string;
  readonly source: string;
}

const SAID: readonly Said[] = [
  {
    code: 'life-meeting',
    words: '民主生活会',
    meant: '组织生活会',
    source: '《中国共产党支部工作条例（试行）》第十七条',
  },
  { code: 'body-role', words: '领导核心作用', meant: '战斗堡垒作用', source: '《中国共产党章程》' },
  { code: 'body-role', words: '把方向、管大局', source: '《中国共产党国有企业基层组织工作条例（试行）》' },
  { code: 'body-study', words: '理论学习中心组', source: '党委（党组）理论学习中心组学习规则' },
];
/** Before it, these say whose it is. */
const OF_A_BODY = /班子|党委|党组|党工委|上级|公司|领导(?!核心)|[局委]$/;
const BEFORE = 12;

export const ofABodyCheck: Check = (checked) => {
  if (!checked.kind.includes('支部')) return [];
  return textsOf(checked).flatMap(({ place, text, instead }) =>
    SAID.flatMap(({ code, words, meant, source }): readonly Found[] => {
      const places = placesOf(text, words).filter(
        (at) => !OF_A_BODY.test(text.slice(Math.max(0, at - BEFORE), at)),
      );
      if (places.length === 0) return [];
      let after = text;
      for (const at of places.toReversed())
        after = after.slice(0, at) + (meant ?? words) + after.slice(at + words.length);
      return [
        {
          severity: 'note',
          facts: [place.fact],
          what: { code, place, words, ...(meant === undefined ? {} : { meant }) },
          ...(meant === undefined ? {} : { mend: { fact: place.fact, value: instead(after) } }),
          source,
          detail: JSON.stringify([words, place]),
        },
      ];
    }),
  );
};
