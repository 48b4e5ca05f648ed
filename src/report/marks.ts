/** @module The marks that say what a line of a template is. */
import { MISSING } from './token.ts';

/** First characters of a line, longest first. */
export const MARKS = [
  ['##', 'run-in'],
  ['#', 'heading'],
  ['=', 'title'],
  ['>', 'byline'],
  ['-', 'item'],
  ['~', 'closing'],
  ['@', 'signature'],
  [MISSING, 'missing'],
] as const;

/** After these, lines without a mark belong to the same paragraph, up to the next empty one. */
const GO_ON: readonly string[] = ['run-in', 'item', 'closing', 'paragraph'];

export const goesOn = (unit: string): boolean => GO_ON.includes(unit);
