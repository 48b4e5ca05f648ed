/** @module Too few of something where there are so many of another: no committee in a branch of seven full members. */
import type { Relation } from './data.ts';
import { said } from './figures.ts';
import { allKnown, type Check } from './found.ts';

export const thresholdCheck =
  ({ of, from, part, least, severity, why, source }: Extract<Relation, { holds: 'threshold' }>): Check =>
  (checked) => {
    const [many, few] = allKnown(checked, [of, part]) ?? [];
    if (many === undefined || few === undefined) return [];
    if (typeof many.value !== 'number' || typeof few.value !== 'number') return [];
    // NaN is neither.
    if (!(many.value >= from && few.value < least)) return [];
    return [
      {
        severity,
        facts: [part, of],
        what: {
          code: 'threshold',
          part: { fact: part, said: said(few) },
          of: { fact: of, said: said(many) },
          ...(why === undefined ? {} : { why }),
        },
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
