/** @module Flows, dictionary, year packs, relations and templates as somebody edits them. */
import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { makeDraft } from '../../../src/app/draft.ts';
import { printed } from '../../../src/app/library.ts';
import { packsOf, readFiles, sourcesFor, templateNames } from '../../../src/app/library-files.ts';
import { readYaml } from '../../../src/app/library-yaml.ts';
import { lint } from '../../../src/app/lint.ts';
import { relationsSchema } from '../../../src/checks/data.ts';
import { dictionarySchema, kindSchema } from '../../../src/flow/definition.ts';
import { yearPackSchema } from '../../../src/report/pack.ts';
import { compileTemplate } from '../../../src/report/template.ts';
import { TemplateError } from '../../../src/report/template-error.ts';
import { NOW } from '../../flow/support.ts';
import type { Target } from '../fuzz.ts';
import { mutateText } from '../mutate.ts';
import type { Random } from '../random.ts';
import { fixtures } from './fixtures.ts';

const KIND = 'flows/project-branch.yaml';
const FILES: readonly (readonly [string, ZodType])[] = [
  [KIND, kindSchema],
  ['flows/facts/meetings.yaml', dictionarySchema],
  ['flows/years/2025.yaml', yearPackSchema],
  ['flows/checks/relations.yaml', relationsSchema],
];

export function libraryTarget(): Target {
  const files = readFiles(process.cwd(), []);
  const sources = FILES.map(([file, schema]) => ({ file, schema, text: readFileSync(file, 'utf8') }));
  const names = templateNames(files.facts.map(({ fact }) => fact));

  function yaml(random: Random): void {
    const { file, schema, text } = random.pick(sources);
    const read = readYaml(file, mutateText(random, text, [text]), schema);
    if ('problems' in read) return void read.problems.map(printed);
    if (file !== KIND) return;
    const changed = readYaml(file, mutateText(random, text), kindSchema);
    if ('problems' in changed || !random.chance(0.3)) return;
    const others = files.kinds.filter((one) => one.file !== KIND);
    lint({ ...files, kinds: [...others, changed.located] }).map(printed);
  }

  /** What passes the checks can be written. */
  function template(random: Random): void {
    const { kind: known, report } = random.pick(fixtures);
    const located = files.kinds.find(({ value }) => value.id === known.flow.kind.id);
    if (located === undefined) throw new Error('no such kind');
    const { file, main, partials } = sourcesFor(located.value, files);
    const name = random.pick(Object.keys(partials));
    const changed = { ...partials, [name]: mutateText(random, partials[name] ?? '') };
    const whole = random.chance(0.5)
      ? { file, main: mutateText(random, main), partials }
      : { file, main, partials: changed };
    const packs = packsOf(files);
    try {
      const made = { ...known, template: compileTemplate(whole, names, packs) };
      if (random.chance(0.1)) makeDraft(made, report, report.facts, { number: 1, final: false, at: NOW });
    } catch (cause) {
      if (!(cause instanceof TemplateError)) throw cause;
    }
  }

  return {
    name: 'library',
    share: 0.4,
    story: 1,
    input: (random) => (random.chance(0.6) ? yaml(random) : template(random)),
  };
}
