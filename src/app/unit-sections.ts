/** @module What is not asked because the only section that would say it is left out by the unit. */
import { mentions } from '../flow/condition.ts';
import type { CardDefinition, FactDefinition, KindDefinition } from '../flow/definition.ts';
import { arrange } from '../report/arrange.ts';
import { checkTemplate, type TemplateSources } from '../report/template.ts';
import { templateNames } from './library-files.ts';

/** The kind without questions that no longer have a place; what decides about others stays. */
export function withoutDropped(
  kind: KindDefinition,
  dictionary: ReadonlyMap<string, FactDefinition>,
  sources: TemplateSources,
  drop: readonly string[] = [],
): KindDefinition {
  if (drop.length === 0) return kind;
  const names = templateNames(dictionary.values());
  const factsIn = (main: string): ReadonlySet<string> =>
    new Set(checkTemplate({ ...sources, main }, names).references.map(({ fact }) => fact));
  const before = factsIn(sources.main);
  const after = factsIn(arrange(sources.main, sources.partials, { drop }));
  const cards = kind.sections.flatMap((section) => [...section.cards, ...section.more]);
  const said = (id: string): boolean => id === kind.writer || after.has(id) || !before.has(id);
  const deciding = new Set(
    cards.flatMap((card) => {
      const left = card.facts.filter(said);
      const conditions = [
        ...(left.length > 0 ? [card.when] : []),
        ...left.map((id) => dictionary.get(id)?.when),
      ];
      return conditions.flatMap((condition) => (condition === undefined ? [] : mentions(condition)));
    }),
  );
  const fewer = (row: readonly CardDefinition[]): CardDefinition[] =>
    row.flatMap((card) => {
      const facts = card.facts.filter((id) => said(id) || deciding.has(id));
      return facts.length === 0 ? [] : [{ ...card, facts }];
    });
  const sections = kind.sections
    .map((section) => ({ ...section, cards: fewer(section.cards), more: fewer(section.more) }))
    .filter(({ cards: needed, more }) => needed.length + more.length > 0);
  return { ...kind, sections };
}
