/** @module What the checks of a template share: what they hold it against, and what they find. */
import type { TemplateCode, TemplateProblem } from './template-error.ts';

/** Names that no fact may have: they mean something to Handlebars or to the templates. */
export const RESERVED = [
  ...['given', 'zero', 'vary', 'or', 'rows', 'open', 'since', 'pack'],
  ...['if', 'unless', 'each', 'with', 'log', 'lookup', 'else', 'this'],
  ...['true', 'false', 'null', 'undefined', 'constructor', 'year', 'nextYear', 'asOf', 'date'],
] as const;

/** Where a template names a fact, or a field of its rows. */
export interface Reference {
  readonly fact: string;
  readonly field?: string;
  readonly file: string;
  readonly line: number;
  /** The constant text right after it, up to the next tag: a count is followed by its unit. Absent where it is no figure. */
  readonly followedBy?: string;
}

export interface Checked {
  readonly problems: readonly TemplateProblem[];
  readonly references: readonly Reference[];
  /** Facts that stand for a part of the report while they are unanswered. */
  readonly opens: readonly { readonly fact: string; readonly file: string; readonly line: number }[];
}

/** What a template may name. */
export interface Allowed {
  /** Facts and built-ins, each with the fields of its rows. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly partials: ReadonlySet<string>;
  readonly packs: ReadonlySet<string>;
}

export interface Scope extends Allowed {
  readonly file: string;
  /** Texts that a comment of the file declares: 「{{! constant: … }}」. */
  readonly constants: readonly string[];
  readonly problems: TemplateProblem[];
  readonly references: Reference[];
  readonly opens: Checked['opens'][number][];
  /** Names of partials that the file includes. */
  readonly includes: { readonly name: string; readonly line: number }[];
  /** Inside `vary`. */
  readonly varied: boolean;
  /** Inside `rows` of this fact. */
  readonly rows?: string;
  /** Inside `zero` of this fact: it is a word there, and no figure. */
  readonly zero?: string;
}

/** A plain name, no path, no `this`, no `@data`, no literal. */
export function simpleName(expression: hbs.AST.Expression): string | undefined {
  if (expression.type !== 'PathExpression') return undefined;
  const path = expression as hbs.AST.PathExpression;
  const plain = !path.data && path.depth === 0 && path.parts.length === 1;
  return plain && path.original === path.parts[0] ? path.original : undefined;
}

export const literal = (expression: hbs.AST.Expression | undefined): string | undefined =>
  expression?.type === 'StringLiteral' ? (expression as hbs.AST.StringLiteral).value : undefined;

export const described = (expression: hbs.AST.Expression): string =>
  String((expression as { original?: unknown }).original ?? expression.type);

export function refuse(scope: Scope, node: hbs.AST.Node, code: TemplateCode, detail: string): void {
  scope.problems.push({ file: scope.file, line: node.loc.start.line, code, detail });
}
