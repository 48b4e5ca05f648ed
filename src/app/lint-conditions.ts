/** @module Conditions that can never hold: a card behind one is never shown, a fact behind one never asked. */
import { type Condition, holds, mentions } from '../flow/condition.ts';
import type { FactDefinition, KindDefinition } from '../flow/definition.ts';
import type { FactState, Facts, FactValue } from '../flow/model.ts';
import { cardsOf } from './library-cards.ts';
import type { LocatedFact } from './library-files.ts';
import type { Problem } from './library-problem.ts';
import type { Located } from './library-yaml.ts';

/** A condition of a kind: on a card, or on a fact that one of its cards asks. */
interface Guard {
  readonly file: string;
  readonly line: number;
  /** 「卡片“groups”」, for the sentence. */
  readonly of: string;
  readonly condition: Condition;
  /** The facts that are asked only when it holds. */
  readonly guarded: readonly string[];
}

type Dictionary = ReadonlyMap<string, LocatedFact>;

/** Facts that decide about others. */
export const mentionedIn = (kind: Located<KindDefinition>, dictionary: Dictionary): ReadonlySet<string> =>
  new Set(guardsOf(kind, dictionary).flatMap(({ condition }) => mentions(condition)));

export function lintConditions(kind: Located<KindDefinition>, dictionary: Dictionary): readonly Problem[] {
  const guards = guardsOf(kind, dictionary);
  const asked = new Set(cardsOf(kind).flatMap(({ card }) => card.facts));
  return guards.flatMap((guard) => {
    const { file, line, of, condition } = guard;
    const facts = [...new Set(mentions(condition))];
    const unknown = facts.find((fact) => !dictionary.has(fact));
    if (unknown !== undefined) {
      const message = `${of}的条件用了“${unknown}”，事实表里没有它，请检查拼写。`;
      return [{ file, line, code: 'condition-unknown-fact', message }];
    }
    const unasked = facts.find((fact) => !asked.has(fact));
    if (unasked !== undefined) {
      const message = `${of}的条件取决于“${unasked}”，可“${kind.value.id}”没有问它，条件永远不会成立，请先问它或去掉条件。`;
      return [{ file, line, code: 'unreachable', message }];
    }
    if (waitsForItself(guard, guards)) {
      const message = `${of}要等它自己（或要等它的那一项）答完才问，永远问不到，请改条件。`;
      return [{ file, line, code: 'unreachable', message }];
    }
    if (canHold(condition, facts, dictionary)) return [];
    return [{ file, line, code: 'unreachable', message: `${of}的条件永远不会成立，请改条件或删掉它。` }];
  });
}

function guardsOf(kind: Located<KindDefinition>, dictionary: Dictionary): readonly Guard[] {
  return cardsOf(kind).flatMap(({ card, lineOfCondition }): readonly Guard[] => {
    const ofFacts = card.facts.flatMap((id): readonly Guard[] => {
      const located = dictionary.get(id);
      const condition = located?.fact.when;
      if (located === undefined || condition === undefined) return [];
      const { file, lineOf } = located;
      return [{ file, line: lineOf('when'), of: `“${id}”`, condition, guarded: [id] }];
    });
    if (card.when === undefined) return ofFacts;
    const of = `卡片“${card.id}”`;
    const whole = { file: kind.file, line: lineOfCondition, of, condition: card.when, guarded: card.facts };
    return [whole, ...ofFacts];
  });
}

/** Follows what a guard waits for, and what that waits for in turn, back to the guard. */
function waitsForItself(guard: Guard, guards: readonly Guard[]): boolean {
  const seen = new Set<string>();
  let open = mentions(guard.condition);
  while (open.length > 0) {
    if (open.some((fact) => guard.guarded.includes(fact))) return true;
    const fresh = open.filter((fact) => !seen.has(fact));
    for (const fact of fresh) seen.add(fact);
    open = guards
      .filter(({ guarded }) => guarded.some((fact) => fresh.includes(fact)))
      .flatMap(({ condition }) => mentions(condition));
  }
  return false;
}

/** Tries every combination of answers that the condition can tell apart. */
function canHold(condition: Condition, facts: readonly string[], dictionary: Dictionary): boolean {
  const [first, ...rest] = facts;
  const attempt = (answers: Facts, fact: string | undefined, more: readonly string[]): boolean => {
    if (fact === undefined) return holds(condition, answers) === true;
    const definition = dictionary.get(fact)?.fact;
    const states = definition === undefined ? [] : statesOf(definition, condition);
    const [next, ...others] = more;
    return states.some((state) => attempt({ ...answers, [fact]: state }, next, others));
  };
  return attempt({}, first, rest);
}

function statesOf(fact: FactDefinition, condition: Condition): readonly FactState[] {
  const given = valuesOf(fact, condition).map((value): FactState => ({ ...BLANK, status: 'given', value }));
  return [{ ...BLANK, status: 'none' }, ...given];
}

const BLANK = { version: 0, source: { by: '', at: 0, via: '' } } as const;

/** Values that a fact of this type can have, as far as the condition's tests tell them apart. */
function valuesOf(fact: FactDefinition, condition: Condition): readonly FactValue[] {
  const tested = testsOf(condition).filter((test) => test.fact === fact.id);
  const named = tested.flatMap(({ is }) => (is === undefined ? [] : [is]));
  switch (fact.type) {
    case 'count': {
      const edges = tested.flatMap(({ atLeast }) => (atLeast === undefined ? [] : [atLeast, atLeast - 1]));
      const numbers = [...named.filter((value) => typeof value === 'number'), ...edges, 0];
      return [...numbers, Math.max(...numbers) + 1].filter((n) => Number.isInteger(n) && n >= 0);
    }
    case 'claim':
      return [fact.sentence ?? ''];
    case 'oneOf':
      return fact.options ?? [];
    case 'yesNo':
      return [true, false];
    case 'severalOf':
    case 'list':
      return [['']];
    case 'records':
      return [[{ row: '' }]];
    default:
      return [...named.filter((value) => typeof value === 'string'), ''];
  }
}

type Test = Extract<Condition, { fact: string }>;

function testsOf(condition: Condition): readonly Test[] {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  if ('not' in condition) return testsOf(condition.not);
  return [condition];
}
