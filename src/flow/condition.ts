/**
 * @module Conditions of the flow files: objects, three-valued, no expression language.
 * `undefined` means "not known yet": the fact it hangs on has not been answered.
 */
import { z } from 'zod';
import type { Facts } from './model.ts';

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | {
      readonly fact: string;
      readonly is?: string | number | boolean | undefined;
      readonly atLeast?: number | undefined;
      readonly given?: boolean | undefined;
    };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z
      .strictObject({
        fact: z.string(),
        is: z.union([z.string(), z.number(), z.boolean()]).optional(),
        atLeast: z.number().optional(),
        given: z.boolean().optional(),
      })
      .refine(
        (test) => [test.is, test.atLeast, test.given].filter((part) => part !== undefined).length === 1,
        {
          message: 'exactly one of is / atLeast / given',
        },
      ),
  ]),
);

/** Kleene's three-valued logic: one false decides `all`, one true decides `any`, whatever is unknown. */
export function holds(condition: Condition | undefined, facts: Facts): boolean | undefined {
  if (condition === undefined) return true;
  if ('all' in condition) return every(condition.all.map((part) => holds(part, facts)));
  if ('any' in condition) {
    const none = every(condition.any.map((part) => negate(holds(part, facts))));
    return negate(none);
  }
  if ('not' in condition) return negate(holds(condition.not, facts));
  return test(condition, facts);
}

/** Facts that a condition looks at. */
export function mentions(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(mentions);
  if ('any' in condition) return condition.any.flatMap(mentions);
  if ('not' in condition) return mentions(condition.not);
  return [condition.fact];
}

function test(condition: Extract<Condition, { fact: string }>, facts: Facts): boolean | undefined {
  const state = facts[condition.fact];
  if (state === undefined || state.status === 'later' || state.status === 'unconfirmed') return undefined;
  const given = state.status === 'given';
  if (condition.given !== undefined) return given === condition.given;
  if (condition.atLeast !== undefined) {
    return given && typeof state.value === 'number' && state.value >= condition.atLeast;
  }
  return given && state.value === condition.is;
}

const negate = (value: boolean | undefined): boolean | undefined =>
  value === undefined ? undefined : !value;

function every(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}
