/** @module Fewer than a published rule comes to by the day of the figure: the rule is shown, the figure is never raised. */
import type { Checked } from '../flow/finding.ts';
import type { Check, Found } from './found.ts';

const MONTHS = 12;

export const ruleCheck: Check = (checked) =>
  [...checked.facts].flatMap(([id, { definition, value, day }]): readonly Found[] => {
    const { rule, unit = '' } = definition;
    if (rule === undefined || typeof value !== 'number' || !Number.isSafeInteger(value)) return [];
    const times = rule.per === undefined ? 1 : checked.facts.get(rule.per)?.value;
    if (typeof times !== 'number' || !Number.isSafeInteger(times)) return [];
    const months = Math.max(0, monthOf(day, checked.year) - before(checked, rule.since));
    const due = Math.floor((rule.least * times * months) / MONTHS);
    if (value >= due) return [];
    const related = [rule.per, rule.since].filter((one) => one !== undefined && checked.facts.has(one));
    return [
      {
        severity: 'note',
        facts: [id, ...related.filter((one) => one !== undefined)],
        what: {
          code: 'below',
          figure: { fact: id, said: `${value} ${unit}`.trimEnd() },
          rule: rule.text,
          due: `${due} ${unit}`.trimEnd(),
          months,
        },
        source: rule.source,
      },
    ];
  });

/** Months of the year begun by that day; 12 once it is over. */
function monthOf(day: string, year: number): number {
  const said = Number(day.slice(0, 4));
  if (said !== year) return said < year ? 0 : MONTHS;
  return Number(day.slice(5, 7));
}

/** Months of the year that were over when it began; none if it is older, or nobody said. */
function before(checked: Checked, since: string | undefined): number {
  const began = since === undefined ? undefined : checked.facts.get(since)?.value;
  if (typeof began !== 'string' || !/^\d{4}-\d{2}/.test(began)) return 0;
  const month = monthOf(began, checked.year);
  return month === 0 ? 0 : month - 1 + (Number(began.slice(0, 4)) > checked.year ? 1 : 0);
}
