/** @module Parts that do not add up to their whole: members, grades, found against mended, investments per currency. */
import type { Relation } from './data.ts';
import { amountOf, comparable, said, sumSaid, wholeNumber } from './figures.ts';
import { allKnown, type Check } from './found.ts';

export const sumCheck =
  (relation: Extract<Relation, { holds: 'sum' }>): Check =>
  (checked) => {
    const { severity, source } = relation;
    const minus = relation.minus ?? [];
    const ids = [relation.whole, ...relation.parts, ...minus];
    const known = allKnown(checked, ids);
    const amounts = known?.map((fact) => amountOf(fact)) ?? [];
    if (known === undefined || !amounts.every((amount) => amount !== undefined)) return [];
    const [whole, ...parts] = known;
    const [is, ...of] = amounts;
    if (whole === undefined || is === undefined || !comparable(amounts)) return [];
    const total = of.reduce((sum, { units }, index) => {
      return index < relation.parts.length ? sum + units : sum - units;
    }, 0n);
    if (total === is.units) return [];
    const figure = (fact: (typeof known)[number], sign = '') => ({
      fact: fact.id,
      said: `${sign}${said(fact)}`,
    });
    const mend =
      typeof whole.value === 'number' && total >= 0n
        ? { mend: { fact: whole.id, value: wholeNumber(total) } }
        : {};
    return [
      {
        severity,
        facts: ids,
        what: {
          code: 'sum',
          whole: figure(whole),
          parts: parts.map((part, index) => figure(part, index < relation.parts.length ? '' : '-')),
          sum: sumSaid({ units: total, measure: is.measure }, whole.value),
        },
        ...mend,
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
