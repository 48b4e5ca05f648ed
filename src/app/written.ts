/** @module What a report may say of each fact: only what was given, or computed from it, and still applies; a fact put off is a gap. */
import { isOpen, usable } from '../flow/agenda.ts';
import type { Flow } from '../flow/definition.ts';
import { withComputed } from '../flow/derived.ts';
import type { FactId, Facts } from '../flow/model.ts';
import { typeOf } from '../flow/types/index.ts';
import type { Written } from '../report/written.ts';

export function writtenFacts(flow: Flow, answers: Facts): ReadonlyMap<FactId, Written> {
  const written = new Map<FactId, Written>();
  const facts = withComputed(flow, answers);
  for (const fact of usable(flow, facts)) {
    const state = facts[fact.id];
    if (isOpen(state)) written.set(fact.id, { kind: 'open' });
    if (state?.status === 'later') written.set(fact.id, { kind: 'gap', label: fact.label });
    if (state?.status !== 'given' || state.value === undefined) continue;
    written.set(fact.id, typeOf(fact).write(state.value, fact));
  }
  return written;
}
