/** @module More of a part than of its whole: lectures by the secretary, examples, conversions, letters, done of planned. */
import type { Relation } from './data.ts';
import { amountOf, comparable, said } from './figures.ts';
import { allKnown, type Check } from './found.ts';

export const atMostCheck =
  ({ part, whole, severity, why, source }: Extract<Relation, { holds: 'atMost' }>): Check =>
  (checked) => {
    const [small, large] = allKnown(checked, [part, whole]) ?? [];
    if (small === undefined || large === undefined) return [];
    const [few, many] = [amountOf(small), amountOf(large)];
    if (few === undefined || many === undefined || !comparable([few, many]) || few.units <= many.units)
      return [];
    return [
      {
        severity,
        facts: [part, whole],
        what: {
          code: 'more',
          part: { fact: part, said: said(small) },
          whole: { fact: whole, said: said(large) },
          ...(why === undefined ? {} : { why }),
        },
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
