/** @module What a computed fact implies: where she gave it by hand all the same, it has to come to what its parts come to. */
import type { FactDefinition } from '../flow/definition.ts';
import type { Relation } from './data.ts';

export function impliedBy({ id, derived }: Pick<FactDefinition, 'id' | 'derived'>): readonly Relation[] {
  const severity = 'doubt';
  switch (derived?.by) {
    case undefined:
      return [];
    case 'share':
      return [{ holds: 'share', share: id, part: derived.part, whole: derived.whole, severity }];
    case 'rate':
      return [{ holds: 'share', share: id, part: derived.actual, whole: derived.plan, severity }];
    case 'sum':
      return [{ holds: 'sum', whole: id, parts: derived.parts, severity }];
    case 'difference':
      return [{ holds: 'sum', whole: id, parts: [derived.whole], minus: derived.minus, severity }];
  }
}
