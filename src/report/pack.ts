/** @module What may be said of a year: wordings with the days on which they are true. */

/** Days as yyyy-MM-dd; without `to` it may be said to the end of the year. */
export interface PackEntry {
  readonly year: number;
  readonly id: string;
  /** The exact wording. */
  readonly text: string;
  /** Before this day it had not happened, or was not called so. */
  readonly from: string;
  readonly to?: string | undefined;
}

/** The entry of that name for a report on `year` that tells of things up to `day`. */
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
