/**
 * @module Templates: Handlebars for what is chosen and included, and a second pass (outline.ts and on) for sentences, lists
 * and numbers. A person's words never pass through either: a fact goes in as an opaque token.
 *
 * A line begins with `= ` title, `> ` line under it, `# ` heading, `## ` run-in heading (its first sentence), `- ` item of
 * a row 一是…二是… (its first sentence is the lead), `~ ` closing words (of the whole report: they keep no heading alive),
 * `@ name | date` signature, or is text. Text (paragraphs, items, run-in headings, closing words) goes on to the next empty
 * line or mark. `[[A|B|C]]` joins with 、 the items whose facts are there, `[[，::A|B]]` with another mark; `[[A]]` may be
 * left out. A sentence (or a clause of it, before ；) that lacks one of its facts is left out, and so is a paragraph without
 * any fact.
 *
 * `{{#given fact}}…{{else}}…{{/given}}`; `{{#zero fact}}…{{else}}…{{/zero}}`: where the figure is 0, and there `{{fact}}` is
 * the word 没有; `{{#vary "name"}}…{{or}}…{{/vary}}`: one phrasing for each report;
 * `{{#rows fact}}…{{/rows}}`: once for each row of records, whose fields are the names in it; `{{open "label" fact fact}}`:
 * under a heading that has nothing else to say, one blank if one of these facts was never answered;
 * `{{#since "2021-11-11"}}…{{/since}}`: only in a report that reaches to that day; `{{pack "id"}}`: the wording of the year
 * pack, and `{{#pack "id"}}…{{else}}…{{/pack}}`: whether there is one that day.
 */
import Handlebars from 'handlebars';
import { type Arrangement, arrange } from './arrange.ts';
import { checkSource } from './check.ts';
import type { Checked, Reference } from './check-scope.ts';
import { helpersFor, type Known } from './helpers.ts';
import type { PackEntry } from './pack.ts';
import { withPlaces } from './places.ts';
import type { Entry } from './sentence.ts';
import { TemplateError, type TemplateProblem } from './template-error.ts';
import { token } from './token.ts';

export interface TemplateSources {
  /** Name of the main file in problems, 「project-branch.hbs」; partials are 「partials/<name>.hbs」. */
  readonly file: string;
  readonly main: string;
  /** Sources by the name that `{{> name}}` gives. */
  readonly partials: Readonly<Record<string, string>>;
  /** What a unit wants different about the main file. */
  readonly arrangement?: Arrangement | undefined;
}

/** A fact that a template may name; of records, with its fields. */
export type FactName = string | { readonly id: string; readonly fields: readonly string[] };

/** The text with tokens, and what they stand for. */
export interface Rendered {
  readonly text: string;
  readonly table: readonly Entry[];
}

export interface Template {
  /** Where facts stand in the main file and in the partials that it reaches. */
  readonly references: readonly Reference[];
  readonly write: (known: Known) => Rendered;
}

/** Written from the report itself: the year, the next one, the day the figures were taken, the day it was signed. */
export const BUILT_INS = ['year', 'nextYear', 'asOf', 'date'] as const;

/** Everything that is wrong with a template; `facts` are those that it may name. */
export function checkTemplate(
  sources: TemplateSources,
  facts: Iterable<FactName>,
  packs: readonly PackEntry[] = [],
): Checked {
  const builtIns = BUILT_INS.map((name) => [name, []] as const);
  const names = new Map<string, readonly string[]>([...builtIns, ...fieldsByFact(facts)]);
  const known = {
    names,
    partials: new Set(Object.keys(sources.partials)),
    packs: new Set(packs.map(({ id }) => id)),
  };
  const problems: TemplateProblem[] = [];
  const references: Reference[] = [];
  const opens: Checked['opens'][number][] = [];
  const seen = new Set<string>();
  const visit = (file: string, source: string, path: readonly string[]): void => {
    const checked = checkSource(file, source, known);
    problems.push(...checked.problems);
    references.push(...checked.references);
    opens.push(...checked.opens);
    for (const { name, line } of checked.includes) {
      if (path.includes(name)) problems.push({ file, line, code: 'circular', detail: name });
      else if (!seen.has(name)) {
        seen.add(name);
        visit(`partials/${name}.hbs`, sources.partials[name] ?? '', [...path, name]);
      }
    }
  };
  visit(sources.file, sources.main, []);
  return { problems, opens, references: references.filter(({ fact }) => !isBuiltIn(fact)) };
}

/** Throws a TemplateError with everything that is wrong. */
export function compileTemplate(
  sources: TemplateSources,
  facts: Iterable<FactName>,
  packs: readonly PackEntry[] = [],
): Template {
  const fields = fieldsByFact(facts);
  const { problems, references } = checkTemplate(sources, facts, packs);
  if (problems.length > 0) throw new TemplateError(problems);

  const names = [...BUILT_INS, ...fields.keys()];
  const tokens: Record<string, string> = Object.assign(
    Object.create(null),
    Object.fromEntries(names.map((name, n) => [name, token(n)])),
  );
  const options = { strict: true, knownHelpersOnly: true, knownHelpers: KNOWN_HELPERS, noEscape: true };
  const engine = Handlebars.create();
  const compile = (name: string, source: string) =>
    engine.compile<typeof tokens>(withPlaces(name, source), options);
  const placed = withPlaces(sources.file.replace(/\.hbs$/, ''), sources.main);
  const main = engine.compile<typeof tokens>(
    arrange(placed, sources.partials, sources.arrangement ?? {}),
    options,
  );
  const partials = Object.fromEntries(
    Object.entries(sources.partials).map(([name, source]) => [name, compile(name, source)]),
  );
  return {
    references,
    write: (known) => {
      const start = names.map((fact): Entry => {
        const value = known.value(fact);
        return { origin: { fact }, builtIn: isBuiltIn(fact), ...(value === undefined ? {} : { value }) };
      });
      const { helpers, table } = helpersFor(start, (fact) => fields.get(fact) ?? [], packs, known);
      return { text: main(tokens, { partials, helpers: { ...helpers } }), table };
    },
  };
}

export const isBuiltIn = (name: string): boolean => (BUILT_INS as readonly string[]).includes(name);

const fieldsByFact = (facts: Iterable<FactName>): ReadonlyMap<string, readonly string[]> =>
  new Map([...facts].map((fact) => (typeof fact === 'string' ? [fact, []] : [fact.id, fact.fields])));

/** `check.ts` lets no others through; Handlebars is told the same. */
const KNOWN_HELPERS = {
  ...{ helperMissing: false, blockHelperMissing: false, each: false, if: false, unless: false, with: false },
  ...{ log: false, lookup: false, given: true, vary: true, or: true, rows: true, open: true, zero: true },
  ...{ since: true, pack: true },
};
