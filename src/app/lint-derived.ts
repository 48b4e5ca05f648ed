/**
 * @module Facts that name others. Computed ones: of the right type, from facts that are there, asked beside them, and
 * never from one another. Rules that are counted by another fact.
 */
import type { FactDefinition, KindDefinition } from '../flow/definition.ts';
import { type Derived, partsOf } from '../flow/derived-schema.ts';
import { cardsOf } from './library-cards.ts';
import type { LocatedFact } from './library-files.ts';
import type { Problem } from './library-problem.ts';
import type { Located } from './library-yaml.ts';

type Dictionary = ReadonlyMap<string, LocatedFact>;

const FIGURES = ['count', 'money'];

/** Each computed fact by itself. */
export function lintDerived(dictionary: Dictionary): readonly Problem[] {
  return [...dictionary.values()].flatMap(({ file, fact, lineOf }) => {
    const { derived } = fact;
    if (derived === undefined) return [];
    const message = brokenBy(fact, derived, dictionary);
    return message === undefined ? [] : [{ file, line: lineOf('derived'), code: 'derived', message }];
  });
}

function brokenBy(fact: FactDefinition, derived: Derived, dictionary: Dictionary): string | undefined {
  const parts = partsOf(derived);
  const unknown = parts.find((id) => !dictionary.has(id));
  if (unknown !== undefined) return `“${fact.id}”由“${unknown}”算出，事实表里没有它，请检查拼写。`;
  const definitions = parts.flatMap((id) => dictionary.get(id)?.fact ?? []);
  const computed = definitions.find((part) => part.derived !== undefined);
  if (computed !== undefined)
    return `“${fact.id}”由“${computed.id}”算出，它自己也是算出来的，请直接写它由哪几项算出。`;
  const other = definitions.find(({ type }) => !FIGURES.includes(type));
  if (other !== undefined) return `“${other.id}”是 ${other.type}，不能拿来计算，只有 count 和 money 可以。`;
  const [first] = definitions;
  const unlike = definitions.find(({ type }) => type !== first?.type);
  if (unlike !== undefined) return `“${fact.id}”的几项有的是数、有的是金额，不能放在一起算，请改正。`;
  const wanted = derived.by === 'share' || derived.by === 'rate' ? 'percentage' : first?.type;
  if (fact.type !== wanted) return `“${fact.id}”算出来是 ${wanted}，type 写的是 ${fact.type}，请改正。`;
  return new Set(parts).size < parts.length ? `“${fact.id}”里有一项写了两遍，请删掉一处。` : undefined;
}

/** What a rule is multiplied by, and the month from which it counts. */
export function lintRules(dictionary: Dictionary): readonly Problem[] {
  return [...dictionary.values()].flatMap(({ file, fact, lineOf }) => {
    const wanted = [
      ['per', fact.rule?.per, 'count'],
      ['since', fact.rule?.since, 'month'],
    ] as const;
    return wanted.flatMap(([field, id, type]): readonly Problem[] => {
      if (id === undefined || dictionary.get(id)?.fact.type === type) return [];
      const message = `rule 的 ${field} 应是事实表里一项 ${type} 类型的事实，“${id}”不是，请改正。`;
      return [{ file, line: lineOf('rule'), code: 'rule-fact', message }];
    });
  });
}

/** A kind that shows a computed fact asks for what it is computed from; nothing depends on one. */
export function lintDerivedIn(
  kind: Located<KindDefinition>,
  dictionary: Dictionary,
  deciding: ReadonlySet<string>,
): readonly Problem[] {
  const cards = cardsOf(kind);
  const asked = new Set(cards.flatMap(({ card }) => card.facts));
  return cards.flatMap(({ card, lineOfFact }) =>
    card.facts.flatMap((id, n): readonly Problem[] => {
      const derived = dictionary.get(id)?.fact.derived;
      if (derived === undefined) return [];
      const at = { file: kind.file, line: lineOfFact(n), code: 'derived' };
      const missing = partsOf(derived).find((part) => !asked.has(part));
      if (missing !== undefined) {
        const message = `“${id}”由“${missing}”算出，可“${kind.value.id}”没有问“${missing}”，请加到一张卡片上。`;
        return [{ ...at, message }];
      }
      if (!deciding.has(id)) return [];
      return [{ ...at, message: `条件不能取决于算出来的“${id}”，请改用它由哪几项算出的那一项。` }];
    }),
  );
}
