/** @module Each tag of a template: what may stand in it, and what it names. */
import { described, literal, refuse, type Scope, simpleName } from './check-scope.ts';
import { digits } from './check-text.ts';

/** A tag without a block: a fact, `or`, `pack`, `open`. */
export function checkTag(tag: hbs.AST.MustacheStatement, followedBy: string, scope: Scope): void {
  const name = simpleName(tag.path);
  if (name === 'pack') {
    packId(tag, scope);
    return;
  }
  if (name === 'open') {
    open(tag, scope);
    return;
  }
  if (name === undefined || tag.params.length > 0 || tag.hash !== undefined) {
    refuse(scope, tag, 'not-allowed', described(tag.path));
    return;
  }
  if (name === 'or' && scope.varied) return;
  if (!scope.names.has(name)) {
    refuse(scope, tag, 'unknown-fact', name);
    return;
  }
  const { file, rows, zero } = scope;
  const place = { file, line: tag.loc.start.line, ...(zero === name ? {} : { followedBy }) };
  const isField = rows !== undefined && scope.names.get(rows)?.includes(name);
  scope.references.push(isField ? { ...place, fact: rows, field: name } : { ...place, fact: name });
}

type Block = hbs.AST.BlockStatement;

/** What its body may say besides what is around it; undefined: refused already. */
const BLOCKS: Readonly<Record<string, (node: Block, scope: Scope) => Scope | undefined>> = {
  given: (node, scope) => {
    const name = known(node, scope);
    return name === undefined ? undefined : scope;
  },
  zero: (node, scope) => {
    const name = known(node, scope);
    return name === undefined ? undefined : { ...scope, zero: name };
  },
  vary: (node, scope) => {
    if (literal(node.params[0]) !== undefined && !hasElse(node)) return { ...scope, varied: true };
    refuse(scope, node, 'not-allowed', 'vary');
    return undefined;
  },
  rows: (node, scope) => {
    const fact = known(node, scope);
    if (fact === undefined) return undefined;
    const fields = scope.names.get(fact) ?? [];
    if (fields.length === 0) refuse(scope, node, 'not-records', fact);
    const names = new Map([...scope.names, ...fields.map((field) => [field, []] as const)]);
    return fields.length === 0 ? undefined : { ...scope, names, rows: fact };
  },
  since: (node, scope) => {
    const day = literal(node.params[0]);
    if (day !== undefined && isDay(day)) return scope;
    refuse(scope, node, 'not-a-day', node.params[0] === undefined ? 'since' : described(node.params[0]));
    return undefined;
  },
  pack: (node, scope) => (packId(node, scope) ? scope : undefined),
};

/** Its bodies, each with what may be said in it. */
export function checkBlock(node: Block, scope: Scope): readonly (readonly [hbs.AST.Program, Scope])[] {
  const helper = simpleName(node.path) ?? described(node.path);
  const [param, ...more] = node.params;
  const inner = Object.hasOwn(BLOCKS, helper) ? BLOCKS[helper] : undefined;
  let within: Scope | undefined;
  if (helper === 'if' || helper === 'unless') {
    refuse(scope, node, 'if-on-fact', param === undefined ? helper : described(param));
  } else if (helper === 'each' || helper === 'with') {
    refuse(scope, node, 'loop', param === undefined ? helper : described(param));
  } else if (inner === undefined) {
    refuse(scope, node, 'unknown-helper', helper);
  } else if (param === undefined || more.length > 0 || node.hash !== undefined) {
    refuse(scope, node, 'not-allowed', helper);
  } else within = inner(node, scope);
  // An inverse alone ({{^given}}) has no program; the types do not say so.
  const program: hbs.AST.Program | undefined = node.program;
  const body = program === undefined ? [] : [[program, within ?? scope] as const];
  return hasElse(node) ? [...body, [node.inverse, scope]] : body;
}

const hasElse = (node: Block): boolean => (node.inverse as hbs.AST.Program | undefined) !== undefined;

/** The fact that a block names, if there is one. */
function known(node: Block, scope: Scope): string | undefined {
  const [param] = node.params;
  const name = param === undefined ? undefined : simpleName(param);
  if (name !== undefined && scope.names.has(name)) return name;
  if (name !== undefined) refuse(scope, node, 'unknown-fact', name);
  else refuse(scope, node, 'not-allowed', param === undefined ? described(node.path) : described(param));
  return undefined;
}

function packId(node: Block | hbs.AST.MustacheStatement, scope: Scope): boolean {
  const id = literal(node.params[0]);
  const ok = id !== undefined && node.params.length === 1 && node.hash === undefined;
  if (!ok) refuse(scope, node, 'not-allowed', 'pack');
  else if (!scope.packs.has(id)) refuse(scope, node, 'unknown-pack', id);
  return ok && scope.packs.has(id);
}

function open(tag: hbs.AST.MustacheStatement, scope: Scope): void {
  const [label, ...facts] = tag.params;
  const text = literal(label);
  const names = facts.map(simpleName);
  if (text === undefined || names.length === 0 || names.includes(undefined) || tag.hash !== undefined) {
    refuse(scope, tag, 'not-allowed', 'open');
    return;
  }
  const { line } = tag.loc.start;
  digits(text, line, scope);
  for (const fact of names) {
    if (fact === undefined) continue;
    if (scope.names.has(fact)) scope.opens.push({ fact, file: scope.file, line });
    else refuse(scope, tag, 'unknown-fact', fact);
  }
}

/** yyyy-MM or yyyy-MM-dd. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}(?:-\d{2})?$/.test(text)) return false;
  const day = text.length === 7 ? `${text}-01` : text;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
