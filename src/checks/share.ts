/** @module A share or a rate that is not what the two figures come to. */
import type { Relation } from './data.ts';
import { amountOf, comparable, said } from './figures.ts';
import { allKnown, type Check } from './found.ts';

/** Half a percentage point: what rounding to whole percents may lose. */
const TOLERANCE = 0.5;

export const shareCheck =
  ({ share, part, whole, severity, source }: Extract<Relation, { holds: 'share' }>): Check =>
  (checked) => {
    const [given, small, large] = allKnown(checked, [share, part, whole]) ?? [];
    if (given === undefined || small === undefined || large === undefined) return [];
    const [few, many] = [amountOf(small), amountOf(large)];
    const percent = typeof given.value === 'string' ? /^\d{1,6}(?:\.(\d{1,10}))?%$/.exec(given.value) : null;
    if (percent === null || few === undefined || many === undefined) return [];
    if (!comparable([few, many]) || many.units === 0n) return [];
    const is = Number((few.units * 1_000_000n) / many.units) / 10_000;
    if (Math.abs(is - Number.parseFloat(percent[0])) <= TOLERANCE) return [];
    const value = `${is.toFixed(Math.min(percent[1]?.length ?? 0, 2))}%`;
    return [
      {
        severity,
        facts: [share, part, whole],
        what: {
          code: 'share',
          share: { fact: share, said: said(given) },
          part: { fact: part, said: said(small) },
          whole: { fact: whole, said: said(large) },
          is: value,
        },
        mend: { fact: share, value },
        ...(source === undefined ? {} : { source }),
      },
    ];
  };
