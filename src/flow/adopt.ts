/**
 * @module A stored report under today's flow: facts that were renamed go by their new names, a value that its fact's
 * type no longer takes is asked for again, and what the flow no longer knows stays where it is, unused.
 * What is stored changes only with the next answer.
 */
import type { FactDefinition, Flow } from './definition.ts';
import type { About, FactId, FactState, Facts, Report } from './model.ts';
import { isOwnId } from './own-words.ts';
import { typeOf } from './types/index.ts';
import { isProblem } from './types/type.ts';

export interface Adoption {
  readonly facts: Facts;
  /** Stored under an old name, and the new one. */
  readonly renamed: readonly (readonly [from: FactId, to: FactId])[];
  /** The stored value does not fit the fact any more: it counts as not asked. */
  readonly misfits: readonly FactId[];
  /** Answers to facts that the flow has no more. */
  readonly retired: readonly FactId[];
}

export function adopt(flow: Flow, stored: Facts): Adoption {
  const facts: Record<FactId, Facts[FactId]> = {};
  const renamed: [FactId, FactId][] = [];
  const misfits: FactId[] = [];
  const retired: FactId[] = [];
  for (const [id, state] of Object.entries(stored)) {
    if (isOwnId(id)) {
      facts[id] = state;
      continue;
    }
    const now = flow.facts.has(id) ? id : flow.renamed.get(id);
    const fact = now === undefined ? undefined : flow.facts.get(now);
    if (now === undefined || fact === undefined) {
      retired.push(id);
      facts[id] = state;
      continue;
    }
    // Answered under both names: the one given under the new name is hers.
    if (now !== id && stored[now] !== undefined) continue;
    if (now !== id) renamed.push([id, now]);
    if (fits(state, fact)) facts[now] = state;
    else misfits.push(now);
  }
  return { facts, renamed, misfits, retired };
}

const fits = (state: FactState, fact: FactDefinition): boolean =>
  state.value === undefined || !isProblem(typeOf(fact).check(state.value, fact));

/** Of reports that are kept in memory, by what they are about: the answers last found to fit, and into which flow. */
const found = new WeakMap<About, { readonly facts: Facts; readonly into: Flow['facts'] }>();

/** The report as the flow sees it. */
export function adopted(flow: Flow, report: Report): Report {
  const last = found.get(report.about);
  const before = last?.into === flow.facts ? last.facts : {};
  const asItIs = (id: FactId): boolean => {
    const [state, fact] = [report.facts[id], flow.facts.get(id)];
    if (state === undefined || state === before[id]) return true;
    return fact === undefined ? !flow.renamed.has(id) : fits(state, fact);
  };
  if (!Object.keys(report.facts).every(asItIs)) {
    return { ...report, facts: adopt(flow, report.facts).facts };
  }
  found.set(report.about, { facts: report.facts, into: flow.facts });
  return report;
}
