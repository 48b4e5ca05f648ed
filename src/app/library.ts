/**
 * @module Reads the folders `flows/` and `templates/` into kinds that can run. Everything that is wrong is found at once,
 * with file and line; nothing runs on a library that has a problem.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksOf } from '../checks/index.ts';
import { buildFlow } from '../flow/flow.ts';
import { compileTemplate } from '../report/template.ts';
import type { Kind } from './draft.ts';
import { checkDataOf, type Files, packsOf, readFiles, sourcesFor, templateNames } from './library-files.ts';
import { type Problem, sorted } from './library-problem.ts';
import { lint } from './lint.ts';
import { withParagraphs } from './own-words.ts';
import { withoutDropped } from './unit-sections.ts';

export type { Problem } from './library-problem.ts';
export { printed } from './library-problem.ts';

export interface Library {
  /** By id, in the order of their file names. */
  readonly kinds: ReadonlyMap<string, Kind>;
}

export function loadLibrary(root: string): Library | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const files = readFiles(root, problems);
  // A file that cannot be read makes its facts unknown: telling of those, too, would only bury the cause.
  if (problems.length === 0) problems.push(...lint(files));
  return problems.length === 0 ? build(files, editionOf(root, files)) : { problems: sorted(problems) };
}

/**
 * Of all that a draft follows from beside the report and its fonts: the files, and the program with its libraries, which
 * the description beside the folders names.
 */
function editionOf(root: string, files: Files): string {
  const described = join(root, 'package.json');
  const program = existsSync(described) ? readFileSync(described, 'utf8') : '';
  return createHash('sha256')
    .update(JSON.stringify([program, files]))
    .digest('hex')
    .slice(0, 16);
}

function build(files: Files, edition: string): Library {
  const dictionary = new Map(files.facts.map(({ fact }) => [fact.id, fact]));
  const checks = checksOf(checkDataOf(files));
  const kinds = files.kinds.map(({ value: kind }) => {
    const unit = files.unit?.value.kinds[kind.id];
    const length = unit?.length === undefined ? {} : { length: unit.length };
    const sources = sourcesFor(kind, files);
    const asked = withoutDropped(kind, dictionary, sources, unit?.drop);
    const flow = { ...buildFlow(asked, dictionary), checks, edition, ...length };
    const packs = packsOf(files);
    const template = compileTemplate(
      { ...sources, arrangement: unit },
      templateNames(buildFlow(kind, dictionary).facts.values()),
      packs,
    );
    return [kind.id, withParagraphs({ flow, template, packs })] as const;
  });
  return { kinds: new Map(kinds) };
}
