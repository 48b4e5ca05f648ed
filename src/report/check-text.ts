/** @module What the text of a template may not hold: figures that nobody gave, brackets that do not match. */
import type { Scope } from './check-scope.ts';
import { parseLine, refersEverywhere } from './line.ts';
import { token } from './token.ts';

/** `line`: where the text begins. */
export function digits(original: string, line: number, scope: Scope): void {
  let text = original;
  for (const constant of scope.constants) text = text.replaceAll(constant, '');
  for (const [offset, part] of text.split('\n').entries()) {
    const detail = /[0-9０-９]+/.exec(part)?.[0];
    if (detail === undefined) continue;
    scope.problems.push({ file: scope.file, line: line + offset, code: 'digits', detail });
  }
}

/** Brackets open and close on one line, and each item in them hangs on a fact. */
export function brackets(source: string, scope: Scope): void {
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
