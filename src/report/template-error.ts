/** @module What can be wrong with a template, as data: the wording for people is the linter's. */

export type TemplateCode =
  /** Handlebars could not read it: an unclosed tag, a stray brace. `detail`: what its parser says. */
  | 'syntax'
  /** `detail`: the name. */
  | 'unknown-fact'
  | 'unknown-partial'
  | 'unknown-helper'
  /** `#if` or `#unless`: to them 0 is the same as nothing. */
  | 'if-on-fact'
  /** `#each` and `#with`: facts are no structures to walk through. */
  | 'loop'
  /** `#rows` over a fact that has none. `detail`: the name. */
  | 'not-records'
  /** `#since` with something else than a day or a month. `detail`: what stands there. */
  | 'not-a-day'
  /** No year pack has that entry. `detail`: its id. */
  | 'unknown-pack'
  /** A construct that templates do not need: paths, parameters, data, decorators. `detail`: the construct. */
  | 'not-allowed'
  /** A figure that nobody gave. `detail`: the digits. */
  | 'digits'
  /** `[[` and `]]` that do not match, or an item in them without a fact. */
  | 'brackets'
  /** Partials that include each other. `detail`: the name. */
  | 'circular';

export interface TemplateProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly code: TemplateCode;
  readonly detail: string;
}

/** All that is wrong with a template and its partials. */
export class TemplateError extends Error {
  readonly problems: readonly TemplateProblem[];

  constructor(problems: readonly TemplateProblem[]) {
    const lines = problems.map(({ file, line, code, detail }) => `${file}:${line} ${code} ${detail}`);
    super(`template refused: ${lines.join('; ')}`);
    this.name = 'TemplateError';
    this.problems = problems;
  }
}
