/** @module A number, and a list beside it that has more or fewer. */
import type { Relation } from './data.ts';
import { said } from './figures.ts';
import { allKnown, type Check } from './found.ts';

export const lengthCheck =
  ({ number, list, severity, source }: Extract<Relation, { holds: 'length' }>): Check =>
  (checked) => {
    const [count, items] = allKnown(checked, [number, list]) ?? [];
    if (count === undefined || items === undefined || !Array.isArray(items.value)) return [];
    const { length } = items.value;
    if (!Number.isSafeInteger(count.value) || length === count.value) return [];
    return [
      {
        severity,
        facts: [number, list],
        what: {
          code: 'length',
          number: { fact: number, said: said(count) },
          list: { fact: list, said: said(items) },
        },
        mend: { fact: number, value: length },
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
