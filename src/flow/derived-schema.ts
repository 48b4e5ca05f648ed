/** @module How a fact follows from others: four small forms, no expressions. */
import { z } from 'zod';
import type { FactId } from './model.ts';

const part = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/);
/** Places behind the point of a percentage. */
const places = z.number().int().min(0).max(2).default(1);

/**
 * - `share`: part ÷ whole; `rate`: actual ÷ plan; both percentages
 * - `sum`: all parts together
 * - `difference`: the whole without what is named in `minus`; never below nought
 */
export const derivedSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('share'), part, whole: part, places }),
  z.strictObject({ by: z.literal('rate'), actual: part, plan: part, places }),
  z.strictObject({ by: z.literal('sum'), parts: z.array(part).min(2).max(8) }),
  z.strictObject({ by: z.literal('difference'), whole: part, minus: z.array(part).min(1).max(7) }),
]);
export type Derived = z.infer<typeof derivedSchema>;

/** The facts it is computed from, in the order of its arithmetic. */
export function partsOf(derived: Derived): readonly FactId[] {
  switch (derived.by) {
    case 'share':
      return [derived.part, derived.whole];
    case 'rate':
      return [derived.actual, derived.plan];
    case 'sum':
      return derived.parts;
    case 'difference':
      return [derived.whole, ...derived.minus];
  }
}
