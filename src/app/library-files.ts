/** @module Reads the files of a library, each by itself: nothing is compared yet. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodType, z } from 'zod';
import {
  type CheckData,
  type Formulation,
  formulationsSchema,
  joinRelations,
  type Relations,
  relationsSchema,
} from '../checks/data.ts';
import { impliedBy } from '../checks/implied.ts';
import {
  dictionarySchema,
  type FactDefinition,
  type KindDefinition,
  kindSchema,
} from '../flow/definition.ts';
import { entriesOf, type PackEntry, type YearPack, yearPackSchema } from '../report/pack.ts';
import type { FactName, TemplateSources } from '../report/template.ts';
import type { Problem } from './library-problem.ts';
import { type Located, readYaml } from './library-yaml.ts';
import { type Unit, unitSchema } from './unit.ts';

/** A fact and where it is defined. */
export interface LocatedFact {
  readonly file: string;
  readonly fact: FactDefinition;
  /** Line of one of its fields, or of the fact itself. */
  readonly lineOf: (field?: keyof FactDefinition) => number;
}

/** All files read, nothing compared yet. */
export interface Files {
  readonly facts: readonly LocatedFact[];
  readonly kinds: readonly Located<KindDefinition>[];
  readonly years: readonly Located<YearPack>[];
  /** Facts that belong together. */
  readonly relations: readonly Located<Relations>[];
  readonly formulations: readonly Located<{ readonly formulations: readonly Formulation[] }>[];
  /** What the unit wants different, if it says so. */
  readonly unit?: Located<Unit> | undefined;
  /** Sources below templates/ by file name, and below templates/partials/ by the name that includes them. */
  readonly templates: Readonly<Record<string, string>>;
  readonly partials: Readonly<Record<string, string>>;
}

/** The sources of a kind's template, named as problems name them. */
export const sourcesFor = (kind: KindDefinition, files: Files): TemplateSources => ({
  file: kind.template,
  main: files.templates[kind.template] ?? '',
  partials: files.partials,
});

/** The facts that a template may name, with the fields of their rows. */
export const templateNames = (facts: Iterable<Pick<FactDefinition, 'id' | 'fields'>>): readonly FactName[] =>
  [...facts].map(({ id, fields = [] }) => ({ id, fields: fields.map((field) => field.id) }));

/** What may be said of each year. */
export const packsOf = ({ years }: Files): readonly PackEntry[] =>
  years.flatMap(({ value }) => entriesOf(value));

/** What the checks go by. */
export const checkDataOf = (files: Files): CheckData => ({
  relations: joinRelations([
    ...files.relations.map(({ value }) => value),
    { ...relationsSchema.parse({}), relations: files.facts.flatMap(({ fact }) => impliedBy(fact)) },
  ]),
  formulations: files.formulations.flatMap(({ value }) => value.formulations),
  years: packsOf(files),
});

/** Where each part of the library lives. */
const KINDS = 'flows';
const FACTS = 'flows/facts';
const YEARS = 'flows/years';
const RELATIONS = 'flows/checks';
/** The files among the kinds that are none. */
const FORMULATIONS = 'formulations.yaml';
const UNIT = 'unit.yaml';
const TEMPLATES = 'templates';
const PARTIALS = 'templates/partials';

export function readFiles(root: string, problems: Problem[]): Files {
  const read = <T>(
    folder: string,
    schema: ZodType<T>,
    wanted: (name: string) => boolean = () => true,
  ): Located<T>[] =>
    sourcesIn(root, folder, '.yaml').flatMap(([name, source]) => {
      if (!wanted(name)) return [];
      const result = readYaml(`${folder}/${name}`, source, schema);
      if ('located' in result) return [result.located];
      problems.push(...result.problems);
      return [];
    });
  for (const folder of [KINDS, FACTS]) {
    if (sourcesIn(root, folder, '.yaml').length > 0) continue;
    problems.push({ file: folder, line: 1, code: 'no-files', message: NO_FILES });
  }
  return {
    facts: read(FACTS, dictionarySchema).flatMap(factsOf),
    kinds: read(KINDS, kindSchema, (name) => name !== FORMULATIONS && name !== UNIT),
    years: read(YEARS, yearPackSchema),
    relations: read(RELATIONS, relationsSchema),
    formulations: read(KINDS, formulationsSchema, (name) => name === FORMULATIONS),
    unit: read(KINDS, unitSchema, (name) => name === UNIT)[0],
    templates: Object.fromEntries(sourcesIn(root, TEMPLATES, '.hbs')),
    partials: Object.fromEntries(
      sourcesIn(root, PARTIALS, '.hbs').map(([name, source]) => [name.slice(0, -'.hbs'.length), source]),
    ),
  };
}

const NO_FILES = '这个文件夹里没有 .yaml 文件，请检查程序的安装位置，或把文件放回来。';

const factsOf = ({
  file,
  value,
  lineOf,
}: Located<z.infer<typeof dictionarySchema>>): readonly LocatedFact[] =>
  value.facts.map((fact, index) => ({
    file,
    fact,
    lineOf: (field) => lineOf(['facts', index, ...(field === undefined ? [] : [field])]),
  }));

/** Names and contents of a folder's files, in the order of their names. */
function sourcesIn(root: string, folder: string, ending: string): readonly (readonly [string, string])[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => [name, readFileSync(join(path, name), 'utf8')]);
}
