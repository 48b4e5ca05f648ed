/** @module Why words are no value of a fact, as data; worded in words.ts. */

/** Why words were not taken as a fact's value. */
export type Problem =
  | PlainProblem
  /** Of one field in one row of records; rows are counted from 1. */
  | { readonly code: 'row'; readonly row: number; readonly field: string; readonly problem: PlainProblem };

export type PlainProblem =
  | {
      readonly code:
        | 'empty'
        | 'not-a-number'
        | 'not-whole'
        | 'negative'
        /** Nothing but emoji and marks. */
        | 'no-words'
        /** 「同上」「和去年一样」: points to something that is not here. */
        | 'elsewhere'
        | 'not-money'
        | 'no-currency-unit'
        | 'not-a-percentage'
        | 'not-a-date'
        | 'not-a-month'
        | 'not-a-period'
        /** 2月30日, 13月. */
        | 'no-such-date'
        | 'not-yes-no';
    }
  | { readonly code: 'too-large'; readonly most: number }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'too-many'; readonly most: number }
  | { readonly code: 'not-an-option'; readonly options: readonly string[] }
  | { readonly code: 'placeholder'; readonly found: string }
  | { readonly code: 'wrong-type'; readonly expected: string };
