/** @module `flows/unit.yaml` held against the kinds and their templates. */
import { type Section, sectionNamed, sectionsOf } from '../report/arrange.ts';
import { checkTemplate, type FactName } from '../report/template.ts';
import { type Files, packsOf, sourcesFor } from './library-files.ts';
import type { Problem } from './library-problem.ts';
import { templateSentence } from './library-words.ts';
import type { Unit } from './unit.ts';

/** `namesOf`: the facts that a template of that kind may name; undefined for a kind that is not there. */
export function lintUnit(
  files: Files,
  namesOf: (kind: string) => readonly FactName[] | undefined,
): readonly Problem[] {
  const { unit } = files;
  if (unit === undefined) return [];
  const { file, value, lineOf } = unit;
  return Object.entries(value.kinds).flatMap(([id, wanted]): readonly Problem[] => {
    const names = namesOf(id);
    const kind = files.kinds.find((one) => one.value.id === id)?.value;
    const problem = (path: readonly PropertyKey[], code: string, message: string): Problem => ({
      ...{ file, line: lineOf(['kinds', id, ...path]), code, message },
    });
    if (kind === undefined || names === undefined) {
      const known = files.kinds.map((one) => one.value.id).join('、');
      return [problem([], 'unknown-kind', `没有“${id}”这种报告，可以写的有：${known}。`)];
    }
    const sources = sourcesFor(kind, files);
    const sections = sectionsOf(sources.main, sources.partials);
    const checked = linesOf(wanted).flatMap(([path, mark, text]) =>
      checkTemplate({ file, main: `${mark} ${text}`, partials: {} }, names, packsOf(files)).problems.map(
        (wrong) => problem(path, wrong.code, templateSentence(wrong)),
      ),
    );
    const unknown = (wanted.sections ?? []).flatMap(({ section, heading }, index) => {
      const found = sectionNamed(sections, section);
      const path = ['sections', index, 'section'];
      if (found === undefined) {
        const list = sections.map((one) => one.heading).join('、');
        return [
          problem(path, 'unknown-section', `“${section}”对不上模板里的哪一部分，可以写的有：${list}。`),
        ];
      }
      const before = (wanted.sections ?? []).slice(0, index);
      if (before.some((one) => sectionNamed(sections, one.section) === found))
        return [problem(path, 'section-twice', `“${found.heading}”写了两次，请删掉一处。`)];
      if (!found.shared || heading === undefined) return [];
      return [
        problem(
          path,
          'shared-heading',
          `“${found.heading}”是几种报告共用的标题，只能换位置，请删掉 heading。`,
        ),
      ];
    });
    return [...checked, ...unknown, ...wrongDrops(wanted, sections, problem)];
  });
}

/** What is left out must be there, must not be set in its place as well, and must not be everything. */
function wrongDrops(
  { drop = [], sections: kept = [] }: Unit['kinds'][string],
  sections: readonly Section[],
  problem: (path: readonly PropertyKey[], code: string, message: string) => Problem,
): readonly Problem[] {
  const list = sections.map(({ heading }) => heading).join('、');
  const found = drop.map((name) => sectionNamed(sections, name));
  const wrong = drop.flatMap((name, index): readonly Problem[] => {
    const section = found[index];
    const path = ['drop', index];
    if (section === undefined)
      return [problem(path, 'unknown-section', `“${name}”对不上模板里的哪一部分，可以写的有：${list}。`)];
    if (found.indexOf(section) < index)
      return [problem(path, 'section-twice', `“${section.heading}”写了两次，请删掉一处。`)];
    if (!kept.some((one) => sectionNamed(sections, one.section) === section)) return [];
    const message = `“${section.heading}”既排了位置又说不写，请删掉一处。`;
    return [problem(path, 'dropped-and-placed', message)];
  });
  if (wrong.length > 0 || drop.length === 0 || drop.length < sections.length) return wrong;
  return [problem(['drop'], 'nothing-left', '所有部分都不写，报告就空了，请至少留一部分。')];
}

/** Every line that goes into the template, with its mark there. */
function linesOf(
  wanted: Unit['kinds'][string],
): readonly (readonly [path: readonly PropertyKey[], mark: string, text: string])[] {
  const { title, byline, signature, sections = [] } = wanted;
  return [
    ...(title === undefined ? [] : [[['title'], '=', title] as const]),
    ...(typeof byline === 'string' ? [[['byline'], '>', byline] as const] : []),
    ...(typeof signature === 'string' ? [[['signature'], '@', signature] as const] : []),
    ...sections.flatMap(({ heading }, index) =>
      heading === undefined ? [] : [[['sections', index, 'heading'], '#', heading] as const],
    ),
  ];
}
