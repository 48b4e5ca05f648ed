/** @module A draft under its ceiling: what may be left out leaves whole, and what she must say is never cut. */
import type { Flow } from '../flow/definition.ts';
import type { FactId } from '../flow/model.ts';
import type { Draft } from '../report/render.ts';
import type { Written } from '../report/written.ts';

export interface Fitted extends Draft {
  /** Facts that were given and are not in the text, so that it keeps under the ceiling; in the order of the cards. */
  readonly left: readonly FactId[];
  /** Characters above the ceiling, when leaving out all that may be left out does not reach it: then nothing is. */
  readonly over?: number;
}

/**
 * Cards of 多写一点 leave from the last to the first, each with all its facts, so that no sentence is cut and no example
 * stands without its name. A blank that she put off stays: it is to be filled.
 */
export function fitted(
  flow: Flow,
  values: ReadonlyMap<FactId, Written>,
  ceiling: number,
  render: (values: ReadonlyMap<FactId, Written>) => Draft,
): Fitted {
  const whole = render(values);
  if (whole.characters <= ceiling) return { ...whole, left: [] };
  let kept = values;
  const left: FactId[] = [];
  for (const card of flow.cards.filter(({ needed }) => !needed).reverse()) {
    const given = card.facts.filter((id) => !['gap', 'open', undefined].includes(kept.get(id)?.kind));
    if (given.length === 0) continue;
    const fewer = new Map([...kept].filter(([id]) => !given.includes(id)));
    const draft = render(fewer);
    // A part that would have nothing left but a blank keeps what it has.
    if (draft.gaps.some((gap) => !whole.gaps.includes(gap))) continue;
    kept = fewer;
    left.unshift(...given);
    if (draft.characters <= ceiling) return { ...draft, left };
  }
  return { ...whole, left: [], over: whole.characters - ceiling };
}
