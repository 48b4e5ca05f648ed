/** @module Dates: in the year reported on, what is planned in the next, and nothing done on a day that has not come. */
import type { Checked } from '../flow/finding.ts';
import type { FactId, Row } from '../flow/model.ts';
import type { Relations } from './data.ts';
import type { Check, Found, Place } from './found.ts';
import { textsOf } from './texts.ts';

const TYPES: readonly string[] = ['date', 'month', 'period'];
const YEAR = /(?<!\d)(20\d{2})(?=年|-\d{2}|$)/g;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Dated {
  readonly place: Place;
  readonly fact: FactId;
  readonly words: string;
  /** The day on which it was said. */
  readonly said: string;
}

export const datesCheck =
  ({ nextYear, anyYear, plans }: Pick<Relations, 'nextYear' | 'anyYear' | 'plans'>): Check =>
  (checked) => {
    const coming = new Set([...nextYear, ...plans]);
    return datesOf(checked)
      .filter(({ fact }) => !anyYear.includes(fact))
      .flatMap((dated): readonly Found[] => {
        const { place, fact, words, said } = dated;
        const expected = coming.has(fact) ? checked.year + 1 : checked.year;
        const years = [...words.matchAll(YEAR)].map(([year]) => Number(year));
        const detail = JSON.stringify([place, words]);
        if (years.length > 0 && !years.includes(expected)) {
          return [
            { severity: 'note', facts: [fact], what: { code: 'year', place, words, expected }, detail },
          ];
        }
        const ahead = !coming.has(fact) && DAY.test(words) && words > said;
        return ahead
          ? [{ severity: 'note', facts: [fact], what: { code: 'ahead', place, words, expected }, detail }]
          : [];
      })
      .concat(plansInWords(checked, coming));
  };

function datesOf({ facts }: Checked): readonly Dated[] {
  return [...facts].flatMap(([fact, { definition, value, day }]): readonly Dated[] => {
    if (TYPES.includes(definition.type)) {
      return typeof value === 'string' ? [{ place: { fact }, fact, words: value, said: day }] : [];
    }
    if (definition.type !== 'records' || !Array.isArray(value)) return [];
    const rows = value.filter((row): row is Row => typeof row === 'object' && row !== null);
    const fields = (definition.fields ?? []).filter(({ type }) => TYPES.includes(type));
    return rows.flatMap((row, index) =>
      fields.flatMap(({ id, label }): readonly Dated[] => {
        const words = row[id];
        return typeof words === 'string'
          ? [{ place: { fact, at: index + 1, field: label }, fact, words, said: day }]
          : [];
      }),
    );
  });
}

/** A plan told in words that names only years gone by: most likely last year's. */
function plansInWords(checked: Checked, coming: ReadonlySet<FactId>): readonly Found[] {
  const year = checked.year + 1;
  return textsOf(checked)
    .filter(({ place }) => coming.has(place.fact))
    .flatMap(({ place, text }): readonly Found[] => {
      const years = [...text.matchAll(/(?<!\d)20\d{2}(?=年)/g)].map(([words]) => Number(words));
      const last = Math.max(...years);
      if (years.length === 0 || last >= year) return [];
      const what = { code: 'year', place, words: `${last}年`, expected: year } as const;
      return [{ severity: 'note', facts: [place.fact], what, detail: JSON.stringify(place) }];
    });
}
