/**
 * @module Templates: Handlebars for what is chosen and included, and a second pass (outline.ts and on) for sentences, lists
 * and numbers. A person's words never pass through either: a fact goes in as an opaque token.
 *
 * A line begins with `= ` title, `> ` line under it, `# ` heading, `## ` run-in heading (its first sentence), `- ` item of
 * a row 一是…二是… (its first sentence is the lead), `@ name | date` signature, or is text. Text (paragraphs, items and
 * run-in headings) goes on to the next empty line or mark. `[[A|B|C]]` joins with 、 the items whose facts are there,
 * `[[，::A|B]]` with another mark; `[[A]]` may be left out. A sentence (or a clause of it, before ；) that lacks one of its
 * facts is left out, and so is a paragraph without any fact.
 */
import Handlebars from 'handlebars';
import { type Checked, checkSource, type Reference } from './check.ts';
import { TemplateError, type TemplateProblem } from './template-error.ts';
import { OR, TOKEN, token } from './token.ts';

export interface TemplateSources {
  /** Name of the main file in problems, 「project-branch.hbs」; partials are 「partials/<name>.hbs」. */
  readonly file: string;
  readonly main: string;
  /** Sources by the name that `{{> name}}` gives. */
  readonly partials: Readonly<Record<string, string>>;
}

export interface Template {
  /** The facts by the number in their token; built-ins come first. */
  readonly names: readonly string[];
  /** Where facts stand in the main file and in the partials that it reaches. */
  readonly references: readonly Reference[];
  /** The text with tokens. `given`: whether something may be said of a fact; `seed`: what `vary` chooses by. */
  readonly write: (given: (fact: string) => boolean, seed: string) => string;
}

/** Written from the report itself: the year, the next one, the day the figures were taken, the day it was signed. */
export const BUILT_INS = ['year', 'nextYear', 'asOf', 'date'] as const;

/** Everything that is wrong with a template; `facts` are the ids it may name. */
export function checkTemplate(sources: TemplateSources, facts: Iterable<string>): Checked {
  const names = new Set<string>([...BUILT_INS, ...facts]);
  const partials = new Set(Object.keys(sources.partials));
  const problems: TemplateProblem[] = [];
  const references: Reference[] = [];
  const seen = new Set<string>();
  const visit = (file: string, source: string, path: readonly string[]): void => {
    const checked = checkSource(file, source, names, partials);
    problems.push(...checked.problems);
    references.push(...checked.references);
    for (const { name, line } of checked.includes) {
      if (path.includes(name)) problems.push({ file, line, code: 'circular', detail: name });
      else if (!seen.has(name)) {
        seen.add(name);
        visit(`partials/${name}.hbs`, sources.partials[name] ?? '', [...path, name]);
      }
    }
  };
  visit(sources.file, sources.main, []);
  return { problems, references: references.filter(({ fact }) => !isBuiltIn(fact)) };
}

/** Throws a TemplateError with everything that is wrong. `facts` are the ids that the template may name. */
export function compileTemplate(sources: TemplateSources, facts: Iterable<string>): Template {
  const ids = [...new Set(facts)];
  const { problems, references } = checkTemplate(sources, ids);
  if (problems.length > 0) throw new TemplateError(problems);

  const names = [...BUILT_INS, ...ids];
  const tokens: Record<string, string> = Object.assign(
    Object.create(null),
    Object.fromEntries(names.map((name, n) => [name, token(n)])),
  );
  const options = { strict: true, knownHelpersOnly: true, knownHelpers: KNOWN_HELPERS, noEscape: true };
  const engine = Handlebars.create();
  const compile = (source: string) => engine.compile<typeof tokens>(source, options);
  const main = compile(sources.main);
  const partials = Object.fromEntries(
    Object.entries(sources.partials).map(([name, source]) => [name, compile(source)]),
  );
  return {
    names,
    references,
    write: (given, seed) => main(tokens, { partials, helpers: helpersFor(names, given, seed) }),
  };
}

export const isBuiltIn = (name: string): boolean => (BUILT_INS as readonly string[]).includes(name);

/** `check.ts` lets no others through; Handlebars is told the same. */
const KNOWN_HELPERS = {
  ...{ helperMissing: false, blockHelperMissing: false, each: false, if: false, unless: false, with: false },
  ...{ log: false, lookup: false, given: true, vary: true, or: true },
};

function helpersFor(names: readonly string[], given: (fact: string) => boolean, seed: string) {
  return {
    given(this: unknown, reference: string, block: Handlebars.HelperOptions): string {
      const name = names[Number(TOKEN.exec(reference)?.[1])] ?? '';
      return given(name) ? block.fn(this) : block.inverse(this);
    },
    vary(this: unknown, name: string, block: Handlebars.HelperOptions): string {
      const phrasings = block.fn(this).split(OR);
      return phrasings[hash(`${seed} ${name}`) % phrasings.length] ?? '';
    },
    or: () => OR,
  };
}

/** FNV-1a, 32 bits: the same choice on every machine and in every version. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
