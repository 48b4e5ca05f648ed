/** @module More of a part than of its whole: lectures by the secretary, examples, conversions, letters, done of planned. */
import type { Relation } from './data.ts';
import { amountOf, comparable, said } from './figures.ts';
import { allKnown, type Check } from './found.ts';

export const atMostCheck =
  ({ part, times, whole, severity, why, source }: Extract<Relation, { holds: 'atMost' }>): Check =>
  (checked) => {
    const ids = [part, whole, ...(times === undefined ? [] : [times])];
    const [small, large, factor] = allKnown(checked, ids) ?? [];
    if (small === undefined || large === undefined) return [];
    const [few, many] = [amountOf(small), amountOf(large)];
    const by = factor === undefined ? 1 : factor.value;
    if (few === undefined || many === undefined || !Number.isSafeInteger(by)) return [];
    if (!comparable([few, many]) || few.units * BigInt(Number(by)) <= many.units) return [];
    const figure = (fact: typeof small) => ({ fact: fact.id, said: said(fact) });
    return [
      {
        severity,
        facts: ids,
        what: {
          code: 'more',
          part: figure(small),
          ...(factor === undefined ? {} : { times: figure(factor) }),
          whole: figure(large),
          ...(why === undefined ? {} : { why }),
        },
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
