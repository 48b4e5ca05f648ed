/**
 * @module What a template may contain, held against its syntax tree: facts by name, `given`, `vary`, partials, comments.
 * Whatever passes here cannot reach anything but the table of facts.
 */
import Handlebars from 'handlebars';
import { parseLine, refersEverywhere } from './line.ts';
import type { TemplateCode, TemplateProblem } from './template-error.ts';
import { token } from './token.ts';

/** Names that no fact may have: they mean something to Handlebars or to the templates. */
export const RESERVED = [
  ...['given', 'vary', 'or', 'if', 'unless', 'each', 'with', 'log', 'lookup', 'else', 'this'],
  ...['true', 'false', 'null', 'undefined', 'constructor', 'year', 'nextYear', 'asOf', 'date'],
] as const;

/** Where a template names a fact. */
export interface Reference {
  readonly fact: string;
  readonly file: string;
  readonly line: number;
  /** The constant text right after it, up to the end of the tag's neighbour: a count is followed by its unit. */
  readonly followedBy: string;
}

export interface Checked {
  readonly problems: readonly TemplateProblem[];
  readonly references: readonly Reference[];
}

interface Scope {
  readonly file: string;
  readonly facts: ReadonlySet<string>;
  readonly partials: ReadonlySet<string>;
  /** Texts that a comment of the file declares: 「{{! constant: … }}」. */
  readonly constants: readonly string[];
  readonly problems: TemplateProblem[];
  readonly references: Reference[];
  /** Names of partials that the file includes. */
  readonly includes: { readonly name: string; readonly line: number }[];
}

/** One file. `includes` is for the caller, who knows the other files. */
export function checkSource(
  file: string,
  source: string,
  facts: ReadonlySet<string>,
  partials: ReadonlySet<string>,
): Checked & Pick<Scope, 'includes'> {
  const constants = [...source.matchAll(/\{\{!(?:--)?\s*constant:\s*(.*?)\s*(?:--)?\}\}/g)].map(
    (match) => match[1] ?? '',
  );
  const scope: Scope = { file, facts, partials, constants, problems: [], references: [], includes: [] };
  try {
    program(Handlebars.parse(source), scope, false);
    brackets(source, scope);
  } catch (error) {
    const { message, lineNumber } = error as { message: string; lineNumber?: number };
    const line = lineNumber ?? Number(/on line (\d+)/.exec(message)?.[1] ?? 1);
    scope.problems.push({ file, line, code: 'syntax', detail: message.split('\n')[0] ?? '' });
  }
  return scope;
}

function program(node: hbs.AST.Program, scope: Scope, varied: boolean): void {
  for (const [index, statement] of node.body.entries()) {
    const next = node.body[index + 1];
    check(statement, next?.type === 'ContentStatement' ? (next as Content).original : '', scope, varied);
  }
}

type Content = Omit<hbs.AST.ContentStatement, 'original'> & { original: string };

function check(statement: hbs.AST.Statement, followedBy: string, scope: Scope, varied: boolean): void {
  switch (statement.type) {
    case 'CommentStatement':
      return;
    case 'ContentStatement':
      digits(statement as unknown as Content, scope);
      return;
    case 'MustacheStatement': {
      const mustache = statement as hbs.AST.MustacheStatement;
      const name = simpleName(mustache.path);
      if (name === undefined || mustache.params.length > 0 || mustache.hash !== undefined) {
        refuse(scope, statement, 'not-allowed', described(mustache.path));
        return;
      }
      if (name === 'or' && varied) return;
      reference(name, followedBy, statement, scope);
      return;
    }
    case 'BlockStatement':
      block(statement as hbs.AST.BlockStatement, scope);
      return;
    case 'PartialStatement': {
      const partial = statement as hbs.AST.PartialStatement;
      const name = simpleName(partial.name);
      if (name === undefined || partial.params.length > 0 || partial.hash !== undefined) {
        refuse(scope, statement, 'not-allowed', described(partial.name));
        return;
      }
      if (scope.partials.has(name)) scope.includes.push({ name, line: statement.loc.start.line });
      else refuse(scope, statement, 'unknown-partial', name);
      return;
    }
    default:
      refuse(scope, statement, 'not-allowed', statement.type);
      return;
  }
}

function block(node: hbs.AST.BlockStatement, scope: Scope): void {
  const helper = simpleName(node.path) ?? described(node.path);
  const [param, ...more] = node.params;
  if (helper === 'if' || helper === 'unless') {
    refuse(scope, node, 'if-on-fact', param === undefined ? helper : described(param));
  } else if (helper === 'each' || helper === 'with') {
    refuse(scope, node, 'loop', param === undefined ? helper : described(param));
  } else if (helper !== 'given' && helper !== 'vary') {
    refuse(scope, node, 'unknown-helper', helper);
  } else if (param === undefined || more.length > 0 || node.hash !== undefined) {
    refuse(scope, node, 'not-allowed', helper);
  } else if (helper === 'given') {
    const name = simpleName(param);
    if (name === undefined) refuse(scope, node, 'not-allowed', described(param));
    else if (!scope.facts.has(name)) refuse(scope, node, 'unknown-fact', name);
  } else if (param.type !== 'StringLiteral' || node.inverse !== undefined) {
    refuse(scope, node, 'not-allowed', helper);
  }
  // An inverse alone ({{^given}}) has no program; the types do not say so.
  const bodies: readonly (hbs.AST.Program | undefined)[] = [node.program, node.inverse];
  for (const body of bodies) if (body !== undefined) program(body, scope, helper === 'vary');
}

function reference(name: string, followedBy: string, node: hbs.AST.Node, scope: Scope): void {
  const { line } = node.loc.start;
  if (scope.facts.has(name)) scope.references.push({ fact: name, file: scope.file, line, followedBy });
  else refuse(scope, node, 'unknown-fact', name);
}

/** A plain name, no path, no `this`, no `@data`, no literal. */
function simpleName(expression: hbs.AST.Expression): string | undefined {
  if (expression.type !== 'PathExpression') return undefined;
  const path = expression as hbs.AST.PathExpression;
  const plain = !path.data && path.depth === 0 && path.parts.length === 1;
  return plain && path.original === path.parts[0] ? path.original : undefined;
}

const described = (expression: hbs.AST.Expression): string =>
  String((expression as { original?: unknown }).original ?? expression.type);

function digits(node: Content, scope: Scope): void {
  let text = node.original;
  for (const constant of scope.constants) text = text.replaceAll(constant, '');
  for (const [offset, line] of text.split('\n').entries()) {
    const found = /[0-9０-９]+/.exec(line)?.[0];
    if (found === undefined) continue;
    scope.problems.push({
      file: scope.file,
      line: node.loc.start.line + offset,
      code: 'digits',
      detail: found,
    });
  }
}

/** Brackets open and close on one line, and each item in them hangs on a fact. */
function brackets(source: string, scope: Scope): void {
  const bare = source.replace(/\{\{!(?:--[\s\S]*?--|[\s\S]*?)\}\}/g, (comment) =>
    comment.replace(/[^\n]/g, ''),
  );
  for (const [index, text] of bare.split('\n').entries()) {
    const line = text.replace(/\{\{([^#/>^}]*)\}\}/g, (_, name: string) =>
      name === 'else' || name === 'or' ? '' : token(0),
    );
    const nodes = parseLine(line.replace(/\{\{[^}]*\}\}/g, ''));
    if (nodes !== undefined && refersEverywhere(nodes)) continue;
    scope.problems.push({ file: scope.file, line: index + 1, code: 'brackets', detail: text.trim() });
  }
}

function refuse(scope: Scope, node: hbs.AST.Node, code: TemplateCode, detail: string): void {
  scope.problems.push({ file: scope.file, line: node.loc.start.line, code, detail });
}
