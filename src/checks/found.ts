/** @module What a check finds, as data: codes and figures. Its wording is in words.ts. */
import type { Checked, KnownFact } from '../flow/finding.ts';
import type { FactId, FactValue } from '../flow/model.ts';

/** A figure and the fact it was taken from. */
export interface Figure {
  readonly fact: FactId;
  /** As it is said: 「22名」「612.5亿元」. */
  readonly said: string;
}

/** Where in a fact a text stands; `at`: which item or row, from 1; `field`: which field of the row. */
export interface Place {
  readonly fact: FactId;
  readonly at?: number;
  readonly field?: string;
}

export type What =
  /** The parts do not add up to the whole. */
  | { readonly code: 'sum'; readonly whole: Figure; readonly parts: readonly Figure[]; readonly sum: string }
  /** More of a part than of the whole. */
  | {
      readonly code: 'more';
      readonly part: Figure;
      /** What the part is to be multiplied by. */
      readonly times?: Figure;
      readonly whole: Figure;
      readonly why?: string;
    }
  /** Too few of a part, for so many of another. */
  | { readonly code: 'threshold'; readonly part: Figure; readonly of: Figure; readonly why?: string }
  /** A share that is not that of the part in the whole. */
  | {
      readonly code: 'share';
      readonly share: Figure;
      readonly part: Figure;
      readonly whole: Figure;
      readonly is: string;
    }
  /** Fewer than a rule comes to after so many months. */
  | {
      readonly code: 'below';
      readonly figure: Figure;
      readonly rule: string;
      readonly due: string;
      readonly months: number;
    }
  /** A number beside a list that has more or fewer. */
  | { readonly code: 'length'; readonly number: Figure; readonly list: Figure }
  /** Fewer plan items than problems. */
  | { readonly code: 'mirror'; readonly problems: number; readonly plans: number }
  /** The same activity under two headings. */
  | { readonly code: 'twice'; readonly words: string; readonly first: Place; readonly second: Place }
  /** A date that is not of the year it should be of, or has not come yet. */
  | {
      readonly code: 'year' | 'ahead';
      readonly place: Place;
      readonly words: string;
      readonly expected: number;
    }
  /** A figure in a text that is told otherwise elsewhere. */
  | { readonly code: 'retold'; readonly place: Place; readonly words: string; readonly figure: Figure }
  | { readonly code: 'slip'; readonly place: Place; readonly words: string; readonly exact: string }
  /** A wording or event before its time, or of another year. */
  | {
      readonly code: 'early' | 'late';
      readonly place: Place;
      readonly words: string;
      readonly since?: string;
      readonly of?: number;
    }
  | {
      readonly code: 'blank' | 'watermark' | 'address' | 'identity' | 'telephone' | 'secret';
      readonly place: Place;
      readonly words: string;
    }
  /** Said of a branch what only leading bodies have; `meant`: what a branch has instead. */
  | {
      readonly code: 'life-meeting' | 'body-role' | 'body-study';
      readonly place: Place;
      readonly words: string;
      readonly meant?: string;
    }
  /** Points of a text that it counts otherwise itself. */
  | {
      readonly code: 'points' | 'announced';
      readonly place: Place;
      readonly words: string;
      readonly expected: string;
    }
  | { readonly code: 'brackets' | 'unpaired'; readonly place: Place; readonly words: string }
  /** Rows that leave a field empty; `at`: which, from 1. */
  | {
      readonly code: 'unfilled';
      readonly rows: FactId;
      readonly at: readonly number[];
      readonly of: number;
      readonly field: string;
      readonly why?: string;
    }
  /** The same person in two spellings. */
  | {
      readonly code: 'person';
      readonly first: string;
      readonly at: Place;
      readonly second: string;
      readonly place: Place;
    }
  /** The same title in two spellings. */
  | { readonly code: 'spelled'; readonly first: string; readonly second: string; readonly place: Place };

export interface Found {
  readonly severity: 'doubt' | 'note';
  readonly facts: readonly FactId[];
  readonly what: What;
  readonly mend?: { readonly fact: FactId; readonly value: FactValue };
  /** The row of the first fact that is to be filled in, from 1. */
  readonly row?: number;
  /** The rule it rests on. */
  readonly source?: string;
  /** Tells two findings of one check in the same facts apart. */
  readonly detail?: string;
}

export type Check = (checked: Checked) => readonly Found[];

/** All of these facts, or nothing: a check is silent when one is missing. */
export function allKnown(
  { facts }: Checked,
  ids: readonly FactId[],
): readonly (KnownFact & { readonly id: FactId })[] | undefined {
  const known = ids.flatMap((id) => {
    const fact = facts.get(id);
    return fact === undefined ? [] : [{ ...fact, id }];
  });
  return known.length === ids.length ? known : undefined;
}
