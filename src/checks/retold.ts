/** @module A figure told in a text that is another one where it was asked: 「支委会12次」 beside 13 次. */

import { said } from './figures.ts';
import type { Check, Found } from './found.ts';
import { placesOf, plain, textsOf } from './texts.ts';

/** Right behind the name: 「支委会共召开12次」, and nothing that would make it a part of the year. */
const FIGURE =
  /^(?:一共|总共|全年|累计|共|合计)?(?:召开|开展|开|讲授|讲|举办)?(?:了|过)?(\d{1,6})([\p{L}]{1,3})/u;
/** 「上半年支委会6次」 is not the whole year's. */
const PART = /(?:上半年|下半年|季度|月|周|每|各|第|其中|去年|上年|明年|研究|专题|扩大)[^，。；,;]{0,6}$/;
/** Names shorter than this stand in other words. */
const SHORTEST = 3;
const BEFORE = 14;

export const retoldCheck: Check = (checked) => {
  const counts = [...checked.facts].flatMap(([id, { definition, value }]) => {
    const names = [definition.label, ...definition.aliases].filter((name) => name.length >= SHORTEST);
    const unit = definition.unit ?? '';
    return Number.isSafeInteger(value) && unit !== '' ? [{ id, value, unit, names, definition }] : [];
  });
  return textsOf(checked).flatMap(({ place, text }): readonly Found[] => {
    const words = plain(text);
    return counts.flatMap(({ id, value, unit, names, definition }): readonly Found[] => {
      const told = names.flatMap((name) =>
        placesOf(words, name).flatMap((at) => {
          const behind = at + name.length;
          const hit = FIGURE.exec(words.slice(behind, behind + BEFORE));
          if (hit === null || !(hit[2] ?? '').startsWith(unit)) return [];
          if (PART.test(words.slice(Math.max(0, at - BEFORE), at))) return [];
          return Number(hit[1]) === value
            ? []
            : [`${name}${hit[0].slice(0, hit[0].indexOf(unit) + unit.length)}`];
        }),
      );
      const [first] = told;
      if (first === undefined) return [];
      return [
        {
          severity: 'note',
          facts: [place.fact, id],
          what: {
            code: 'retold',
            place,
            words: first,
            figure: { fact: id, said: said({ value, definition }) },
          },
          detail: JSON.stringify(place),
        },
      ];
    });
  });
};
