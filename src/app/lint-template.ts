/** @module A kind's template held against what the kind asks. */
import type { KindDefinition } from '../flow/definition.ts';
import type { Reference } from '../report/check-scope.ts';
import { checkTemplate } from '../report/template.ts';
import { cardsOf } from './library-cards.ts';
import { type Files, type LocatedFact, packsOf, sourcesFor, templateNames } from './library-files.ts';
import type { Problem } from './library-problem.ts';
import { templateSentence } from './library-words.ts';
import type { Located } from './library-yaml.ts';
import { mentionedIn } from './lint-conditions.ts';

type Dictionary = ReadonlyMap<string, LocatedFact>;

export function lintTemplate(
  kind: Located<KindDefinition>,
  files: Files,
  dictionary: Dictionary,
): readonly Problem[] {
  const { file, value, lineOf } = kind;
  if (files.templates[value.template] === undefined) {
    const message = `没有 templates/${value.template} 这个文件，请检查名字，或补上模板。`;
    return [{ file, line: lineOf(['template']), code: 'no-template', message }];
  }
  const cards = cardsOf(kind);
  const asked = [...new Set(cards.flatMap(({ card }) => card.facts))];
  const names = templateNames(asked.map((id) => dictionary.get(id)?.fact ?? { id }));
  const { problems, references, opens } = checkTemplate(sourcesFor(value, files), names, packsOf(files));
  const needed = new Set(cards.filter((card) => card.needed).flatMap(({ card }) => card.facts));
  return [
    ...problems.map((problem) => {
      const where = { file: `templates/${problem.file}`, line: problem.line };
      const known = problem.code === 'unknown-fact' && dictionary.has(problem.detail);
      return known
        ? { ...where, code: 'not-asked', message: notAsked(problem.detail, value.id) }
        : { ...where, code: problem.code, message: templateSentence(problem) };
    }),
    // A template that cannot be read names nothing: that is one problem, not one for each fact.
    ...(problems.length === 0 ? neverWritten(kind, references, dictionary) : []),
    ...references.flatMap((reference) => unitMissing(reference, dictionary)),
    ...opens.flatMap(({ fact, file: source, line }): readonly Problem[] => {
      if (needed.has(fact)) return [];
      const message = `{{open}} 里的“${fact}”不是必答的：没答它也可以定稿，不能算缺，请换成 cards 里问到的事实。`;
      return [{ file: `templates/${source}`, line, code: 'open-not-needed', message }];
    }),
  ];
}

function neverWritten(
  kind: Located<KindDefinition>,
  references: readonly Reference[],
  dictionary: Dictionary,
): readonly Problem[] {
  const { file, value } = kind;
  const written = new Set(references.map(({ fact }) => fact));
  const plain = new Set(references.flatMap(({ fact, field }) => (field === undefined ? [fact] : [])));
  const fields = new Set(references.map(({ fact, field }) => `${fact} ${field}`));
  const deciding = mentionedIn(kind, dictionary);
  return cardsOf(kind).flatMap(({ card, lineOfFact }) =>
    card.facts.flatMap((fact, n): readonly Problem[] => {
      const located = dictionary.get(fact);
      if (located === undefined || deciding.has(fact)) return [];
      if (!written.has(fact)) {
        const message = `问了“${fact}”，模板 ${value.template} 却没有用到，请在模板里写上它，或不再问。`;
        return [{ file, line: lineOfFact(n), code: 'never-written', message }];
      }
      const missing = located.fact.fields?.find(({ id }) => !plain.has(fact) && !fields.has(`${fact} ${id}`));
      if (missing === undefined) return [];
      const message = `“${fact}”的“${missing.id}”这一栏（${missing.label}）模板 ${value.template} 没有用到，请在 {{#rows ${fact}}} 里写上它，或不再问。`;
      return [{ file: located.file, line: located.lineOf('fields'), code: 'never-written', message }];
    }),
  );
}

function unitMissing(reference: Reference, dictionary: Dictionary): readonly Problem[] {
  const { fact, field, file, line, followedBy } = reference;
  const definition = dictionary.get(fact)?.fact;
  const { type, unit } = definition?.fields?.find(({ id }) => id === field) ?? definition ?? {};
  // An amount of money brings its unit along.
  if (type !== 'count' || unit === undefined || followedBy === undefined || followedBy.startsWith(unit))
    return [];
  const message = `“${field ?? fact}”的单位是“${unit}”，模板里它后面应紧跟“${unit}”，请补上或改单位。`;
  return [{ file: `templates/${file}`, line, code: 'unit-missing', message }];
}

const notAsked = (fact: string, kind: string): string =>
  `模板用了“${fact}”，但种类“${kind}”没有哪张卡片问它，请加到一张卡片上，或从模板里删掉。`;
