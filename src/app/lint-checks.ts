/** @module What the checks go by: every fact there is, every formulation once, no slip that is right. */
import { namedIn } from '../checks/data.ts';
import type { Files, LocatedFact } from './library-files.ts';
import type { Problem } from './library-problem.ts';

export function lintChecks(
  { relations, formulations }: Files,
  dictionary: ReadonlyMap<string, LocatedFact>,
): readonly Problem[] {
  const unknown = relations.flatMap(({ file, value, lineOf }) =>
    namedIn(value).flatMap(({ fact, path }): readonly Problem[] => {
      if (dictionary.has(fact)) return [];
      const message = `事实表里没有“${fact}”，请检查拼写，或从这一条里删掉。`;
      return [{ file, line: lineOf(path), code: 'unknown-fact', message }];
    }),
  );
  const noField = relations.flatMap(({ file, value, lineOf }) =>
    value.relations.flatMap((relation, index): readonly Problem[] => {
      if (relation.holds !== 'filled') return [];
      const fields = dictionary.get(relation.rows)?.fact.fields;
      const known = dictionary.has(relation.rows) && !(fields ?? []).some(({ id }) => id === relation.field);
      if (!known) return [];
      const message = `“${relation.rows}”没有“${relation.field}”这一栏，请照事实表里的 fields 写。`;
      return [{ file, line: lineOf(['relations', index, 'field']), code: 'unknown-field', message }];
    }),
  );
  const wrong = formulations.flatMap(({ file, value, lineOf }) => {
    const seen = new Set<string>();
    return value.formulations.flatMap(({ id, exact, slips, from, to }, index): readonly Problem[] => {
      const at = (field: string, code: string, message: string): Problem => ({
        file,
        line: lineOf(['formulations', index, field]),
        code,
        message,
      });
      const twice = seen.has(id);
      seen.add(id);
      return [
        ...(twice ? [at('id', 'formulation-twice', `“${id}”出现了两次，请改名或删掉一处。`)] : []),
        ...(slips.includes(exact)
          ? [at('slips', 'slip-exact', `“${exact}”就是准确的写法，不能又列为写错的，请删掉。`)]
          : []),
        ...(from !== undefined && to !== undefined && to < from
          ? [at('to', 'formulation-order', `to（${to}）比 from（${from}）还早，请对调。`)]
          : []),
      ];
    });
  });
  return [...unknown, ...noField, ...wrong];
}
