/** @module The cards of a kind with their places in its file. */
import type { KindDefinition } from '../flow/definition.ts';
import type { Located } from './library-yaml.ts';

/** A card of a kind and where it stands. */
export function cardsOf({ value, lineOf }: Located<KindDefinition>) {
  return value.sections.flatMap((section, s) =>
    (['cards', 'more'] as const).flatMap((list) =>
      section[list].map((card, c) => {
        const path = ['sections', s, list, c];
        return {
          card,
          needed: list === 'cards',
          line: lineOf(path),
          lineOfFact: (n: number) => lineOf([...path, 'facts', n]),
          lineOfCondition: lineOf([...path, 'when']),
        };
      }),
    ),
  );
}
