/** @module Rows that leave out what the rest of them lives by: a task without its result, a feedback without what was done. */
import type { Row } from '../flow/model.ts';
import type { Relation } from './data.ts';
import type { Check } from './found.ts';

export const filledCheck =
  ({ rows: fact, field, severity, why, source }: Extract<Relation, { holds: 'filled' }>): Check =>
  ({ facts }) => {
    const { value, definition } = facts.get(fact) ?? {};
    const label = definition?.fields?.find(({ id }) => id === field)?.label;
    if (label === undefined || !Array.isArray(value)) return [];
    const rows = value.filter((row): row is Row => typeof row === 'object' && row !== null);
    const empty = rows.flatMap((row, index) => ((row[field] ?? '') === '' ? [index + 1] : []));
    const [first] = empty;
    if (first === undefined) return [];
    return [
      {
        severity,
        facts: [fact],
        row: first,
        what: {
          code: 'unfilled',
          rows: fact,
          at: empty,
          of: rows.length,
          field: label,
          ...(why === undefined ? {} : { why }),
        },
        ...(source === undefined ? {} : { source }),
        detail: field,
      },
    ];
  };
