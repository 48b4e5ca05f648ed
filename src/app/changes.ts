/** @module What is different between two drafts, fact by fact. */
import type { Flow } from '../flow/definition.ts';
import { withComputed } from '../flow/derived.ts';
import type { DraftChange, FactState, Facts } from '../flow/model.ts';
import { isOwnId } from '../flow/own-words.ts';
import { standing } from '../flow/words.ts';

/** In the order of the cards. Only what is written counts: a fact skipped instead of never asked is no change. */
export function changesBetween(flow: Flow, then: Facts, now: Facts): readonly DraftChange[] {
  const [before, after] = [withComputed(flow, then), withComputed(flow, now)];
  const own = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(isOwnId);
  const rewritten = own.flatMap((id): DraftChange[] => {
    const [was, is] = [textOf(before[id]), textOf(after[id])];
    if (was === is) return [];
    return [{ fact: id, ...(was === undefined ? {} : { was }), ...(is === undefined ? {} : { is }) }];
  });
  const changed = [...flow.facts.values()].flatMap((fact): DraftChange[] => {
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
  return [...changed, ...rewritten];
}

const textOf = (state: FactState | undefined): string | undefined =>
  state?.status === 'given' ? String(state.value) : undefined;

const said = (state: FactState | undefined): unknown =>
  state?.status === 'given'
    ? (state.value ?? undefined)
    : state?.status === 'later'
      ? { later: true }
      : undefined;
