/** @module What may be said of a year: wordings with the days from which and up to which they may be said, and a source. */
import { z } from 'zod';

const day = z.iso.date();

const entrySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  /** The exact wording. */
  text: z.string().min(2).max(80),
  /** Before this day it had not happened, or was not called so. */
  from: day,
  /** The last day on which a report may still say it; the end of the year when absent. */
  to: day.optional(),
  /** Document or event, with its date. */
  source: z.string().min(4).max(120),
});

/** `flows/years/<year>.yaml`. What went on for several years has an entry in each of them. */
export const yearPackSchema = z.strictObject({
  year: z.number().int().min(2018).max(2100),
  entries: z.array(entrySchema).min(1),
});
export type YearPack = z.infer<typeof yearPackSchema>;

export interface PackEntry extends z.infer<typeof entrySchema> {
  readonly year: number;
}

export const entriesOf = ({ year, entries }: YearPack): readonly PackEntry[] =>
  entries.map((entry) => ({ year, ...entry }));

/** The entry of that name for a report on `year` that tells of things up to `day`, yyyy-MM-dd. */
export const sayable = (
  packs: readonly PackEntry[],
  id: string,
  year: number,
  day: string,
): PackEntry | undefined =>
  packs.find(
    (entry) =>
      entry.id === id && entry.year === year && entry.from <= day && day <= (entry.to ?? lastDay(year)),
  );

export const lastDay = (year: number): string => `${year}-12-31`;
