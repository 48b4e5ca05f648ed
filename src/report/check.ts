/**
 * @module What a template may contain, held against its syntax tree: facts by name, the tags of template.ts, partials,
 * comments. Whatever passes here cannot reach anything but the table of facts.
 */
import Handlebars from 'handlebars';
import { type Allowed, type Checked, described, refuse, type Scope, simpleName } from './check-scope.ts';
import { checkBlock, checkTag } from './check-tags.ts';
import { brackets, digits } from './check-text.ts';

/** One file. `includes` is for the caller, who knows the other files. */
export function checkSource(
  file: string,
  source: string,
  allowed: Allowed,
): Checked & Pick<Scope, 'includes'> {
  const constants = [...source.matchAll(/\{\{!(?:--)?\s*constant:(.*?)(?:--)?\}\}/g)].map((match) =>
    (match[1] ?? '').trim(),
  );
  const found = { problems: [], references: [], opens: [], includes: [] };
  const scope: Scope = { ...allowed, ...found, file, constants, varied: false };
  try {
    checkProgram(Handlebars.parse(source), scope);
    brackets(source, scope);
  } catch (error) {
    const { message, lineNumber } = error as { message: string; lineNumber?: number };
    const line = lineNumber ?? Number(/on line (\d+)/.exec(message)?.[1] ?? 1);
    scope.problems.push({ file, line, code: 'syntax', detail: message.split('\n')[0] ?? '' });
  }
  return scope;
}

type Content = Omit<hbs.AST.ContentStatement, 'original'> & { original: string };

function checkProgram(node: hbs.AST.Program, scope: Scope): void {
  for (const [index, statement] of node.body.entries()) {
    const next = node.body[index + 1];
    check(statement, next?.type === 'ContentStatement' ? (next as Content).original : '', scope);
  }
}

function check(statement: hbs.AST.Statement, followedBy: string, scope: Scope): void {
  switch (statement.type) {
    case 'CommentStatement':
      return;
    case 'ContentStatement':
      digits((statement as unknown as Content).original, statement.loc.start.line, scope);
      return;
    case 'MustacheStatement':
      checkTag(statement as hbs.AST.MustacheStatement, followedBy, scope);
      return;
    case 'BlockStatement':
      for (const [body, within] of checkBlock(statement as hbs.AST.BlockStatement, scope))
        checkProgram(body, within);
      return;
    case 'PartialStatement': {
      const partial = statement as hbs.AST.PartialStatement;
      const name = simpleName(partial.name);
      if (name === undefined || partial.params.length > 0 || partial.hash !== undefined) {
        refuse(scope, statement, 'not-allowed', described(partial.name));
      } else if (scope.partials.has(name)) scope.includes.push({ name, line: statement.loc.start.line });
      else refuse(scope, statement, 'unknown-partial', name);
      return;
    }
    default:
      refuse(scope, statement, 'not-allowed', statement.type);
  }
}
