/** @module A kind's template held against what the kind asks. */
import type { KindDefinition } from '../flow/definition.ts';
import { checkTemplate } from '../report/template.ts';
import { cardsOf } from './library-cards.ts';
import { type Files, type LocatedFact, sourcesFor } from './library-files.ts';
import type { Problem } from './library-problem.ts';
import { templateSentence } from './library-words.ts';
import type { Located } from './library-yaml.ts';
import { mentionedIn } from './lint-conditions.ts';

export function lintTemplate(
  kind: Located<KindDefinition>,
  files: Files,
  dictionary: ReadonlyMap<string, LocatedFact>,
): readonly Problem[] {
  const { file, value, lineOf } = kind;
  if (files.templates[value.template] === undefined) {
    const message = `没有 templates/${value.template} 这个文件，请检查名字，或补上模板。`;
    return [{ file, line: lineOf(['template']), code: 'no-template', message }];
  }
  const cards = cardsOf(kind);
  const asked = new Set(cards.flatMap(({ card }) => card.facts));
  const { problems, references } = checkTemplate(sourcesFor(value, files), asked);
  const written = new Set(references.map(({ fact }) => fact));
  const deciding = mentionedIn(kind, dictionary);
  const never = cards.flatMap(({ card, lineOfFact }) =>
    card.facts.flatMap((fact, n): readonly Problem[] => {
      if (written.has(fact) || deciding.has(fact) || !dictionary.has(fact)) return [];
      const message = `问了“${fact}”，模板 ${value.template} 却没有用到，请在模板里写上它，或不再问。`;
      return [{ file, line: lineOfFact(n), code: 'never-written', message }];
    }),
  );
  return [
    ...problems.map((problem) => {
      const where = { file: `templates/${problem.file}`, line: problem.line };
      const known = problem.code === 'unknown-fact' && dictionary.has(problem.detail);
      return known
        ? { ...where, code: 'not-asked', message: notAsked(problem.detail, value.id) }
        : { ...where, code: problem.code, message: templateSentence(problem) };
    }),
    // A template that cannot be read names nothing: that is one problem, not one for each fact.
    ...(problems.length === 0 ? never : []),
    ...references.flatMap(({ fact, file: source, line, followedBy }): readonly Problem[] => {
      const { type, unit } = dictionary.get(fact)?.fact ?? {};
      // An amount of money brings its unit along.
      if (type !== 'count' || unit === undefined || followedBy.startsWith(unit)) return [];
      const message = `“${fact}”的单位是“${unit}”，模板里它后面应紧跟“${unit}”，请补上或改单位。`;
      return [{ file: `templates/${source}`, line, code: 'unit-missing', message }];
    }),
  ];
}

const notAsked = (fact: string, kind: string): string =>
  `模板用了“${fact}”，但种类“${kind}”没有哪张卡片问它，请加到一张卡片上，或从模板里删掉。`;
