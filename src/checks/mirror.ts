/** @module Fewer plan items than problems: who names a problem is asked what will be done about it. */
import type { Relations } from './data.ts';
import type { Check } from './found.ts';

export const mirrorCheck =
  ({ problems, plans }: Pick<Relations, 'problems' | 'plans'>): Check =>
  ({ facts, open }) => {
    // While one of them is still to be asked there is nothing to compare.
    if ([...problems, ...plans].some((id) => open.has(id))) return [];
    const given = (ids: readonly string[]) => ids.filter((id) => facts.has(id));
    const count = (ids: readonly string[]): number =>
      ids.reduce((sum, id) => {
        const value = facts.get(id)?.value;
        return sum + (Array.isArray(value) ? value.length : 1);
      }, 0);
    const [told, meant] = [given(problems), given(plans)];
    const [few, many] = [count(meant), count(told)];
    if (few === 0 || few >= many) return [];
    return [
      {
        severity: 'note',
        facts: [...meant.slice(-1), ...meant.slice(0, -1), ...told],
        what: { code: 'mirror', problems: many, plans: few },
      },
    ];
  };
