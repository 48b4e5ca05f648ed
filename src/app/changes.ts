/** @module What is different between two drafts, fact by fact. */
import type { Flow } from '../flow/definition.ts';
import type { DraftChange, FactState, Facts } from '../flow/model.ts';
import { standing } from '../flow/words.ts';

/** In the order of the cards. Only what is written counts: a fact skipped instead of never asked is no change. */
export function changesBetween(flow: Flow, before: Facts, after: Facts): readonly DraftChange[] {
  return [...flow.facts.values()].flatMap((fact): DraftChange[] => {
    const was = said(before[fact.id]);
    const is = said(after[fact.id]);
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [
      {
        fact: fact.id,
        ...(was === undefined ? {} : { was: standing(fact, before[fact.id]) }),
        ...(is === undefined ? {} : { is: standing(fact, after[fact.id]) }),
      },
    ];
  });
}

const said = (state: FactState | undefined): unknown =>
  state?.status === 'given'
    ? (state.value ?? undefined)
    : state?.status === 'later'
      ? { later: true }
      : undefined;
