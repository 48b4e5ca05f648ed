/**
 * @module What the checks know that is not code: which facts belong together (`flows/checks/*.yaml`) and the fixed
 * formulations with their usual slips (`flows/formulations.yaml`). Schemas of the files that administrators write.
 */
import { z } from 'zod';

const fact = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/);
const facts = z.array(fact).min(1).max(20);
const day = z.iso.date();

const common = {
  /** `note`: worth a look, but no contradiction, so that a final does not wait for it. */
  severity: z.enum(['doubt', 'note']).default('doubt'),
  /** Why it must be so, in words for the writer. */
  why: z.string().min(4).max(60).optional(),
  /** The rule it rests on. */
  source: z.string().min(4).max(60).optional(),
};

/**
 * - `sum`: whole = parts − minus, in one currency
 * - `atMost`: part ≤ whole; of a list or records, how many there are
 * - `share`: share = part / whole, within half a percentage point
 * - `threshold`: from so many of `of` on, at least so many of `part`
 * - `length`: number = how many stand in the list
 * - `filled`: every row says something in this field
 */
export const relationSchema = z.discriminatedUnion('holds', [
  z.strictObject({
    holds: z.literal('sum'),
    whole: fact,
    parts: facts,
    minus: z.array(fact).max(20).optional(),
    ...common,
  }),
  z.strictObject({
    holds: z.literal('atMost'),
    part: fact,
    /** So many times the part: essays a head, times heads. */
    times: fact.optional(),
    whole: fact,
    ...common,
  }),
  z.strictObject({
    holds: z.literal('threshold'),
    of: fact,
    from: z.number().int().min(1),
    part: fact,
    least: z.number().int().min(1),
    ...common,
  }),
  z.strictObject({ holds: z.literal('share'), share: fact, part: fact, whole: fact, ...common }),
  z.strictObject({ holds: z.literal('length'), number: fact, list: fact, ...common }),
  z.strictObject({ holds: z.literal('filled'), rows: fact, field: fact, ...common }),
]);
export type Relation = z.infer<typeof relationSchema>;

export const relationsSchema = z.strictObject({
  relations: z.array(relationSchema).default([]),
  /** Each problem wants a plan item. */
  problems: z.array(fact).default([]),
  plans: z.array(fact).default([]),
  /** Names of things done: none is told under two of these. */
  once: z.array(fact).default([]),
  /** Facts that are a person's name. */
  persons: z.array(fact).default([]),
  /** Facts about the year after the report's. */
  nextYear: z.array(fact).default([]),
  /** Facts whose dates may be of any year. */
  anyYear: z.array(fact).default([]),
});
export type Relations = z.infer<typeof relationsSchema>;

const wording = z.string().min(2).max(80);

export const formulationSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  /** Written exactly so. */
  exact: wording,
  /** What people write instead; quotation marks of any shape count as the same. */
  slips: z.array(wording).default([]),
  /** Wordings in which a slip is right: 「中央八项规定」 for 「八项规定」. The exact one always is. */
  unless: z.array(wording).default([]),
  /** Before this day nobody said it; after `to` nobody does any more. */
  from: day.optional(),
  to: day.optional(),
  /** Before this day its slips were none: 树立“四个意识” was said until 2019. */
  slipsFrom: day.optional(),
  source: z.string().min(4).max(120),
});
export type Formulation = z.infer<typeof formulationSchema>;

export const formulationsSchema = z.strictObject({ formulations: z.array(formulationSchema).min(1) });

/** What may be said of a year, from `flows/years`. */
export interface YearEntry {
  readonly year: number;
  readonly id: string;
  readonly text: string;
  readonly from: string;
  readonly source: string;
}

export interface CheckData {
  readonly relations: Relations;
  readonly formulations: readonly Formulation[];
  readonly years: readonly YearEntry[];
}

/** Several files as one. */
export const joinRelations = (all: readonly Relations[]): Relations => ({
  relations: all.flatMap(({ relations }) => relations),
  problems: all.flatMap(({ problems }) => problems),
  plans: all.flatMap(({ plans }) => plans),
  once: all.flatMap(({ once }) => once),
  persons: all.flatMap(({ persons }) => persons),
  nextYear: all.flatMap(({ nextYear }) => nextYear),
  anyYear: all.flatMap(({ anyYear }) => anyYear),
});

/** Every fact that a file names, with the path to it. */
export function namedIn(file: Relations): readonly { readonly fact: string; readonly path: PropertyKey[] }[] {
  const lists = (['problems', 'plans', 'once', 'persons', 'nextYear', 'anyYear'] as const).flatMap((list) =>
    file[list].map((name, index) => ({ fact: name, path: [list, index] as PropertyKey[] })),
  );
  const related = file.relations.flatMap((relation, index) =>
    Object.entries(relation)
      .filter(([key]) =>
        ['whole', 'part', 'parts', 'minus', 'times', 'of', 'share', 'number', 'list', 'rows'].includes(key),
      )
      .flatMap(([key, value]) =>
        Array.isArray(value)
          ? value.map((name, n) => ({ fact: name, path: ['relations', index, key, n] }))
          : [{ fact: String(value), path: ['relations', index, key] }],
      ),
  );
  return [...lists, ...related];
}
