/** @module `flows/unit.yaml`: what a unit wants different about the frame of its reports, and for how long they may be. */
import { z } from 'zod';
import { LENGTHS } from '../flow/model.ts';

const line = z
  .string()
  .min(2)
  .max(200)
  .regex(/^[^\n]+$/);

const kindOfUnit = z.strictObject({
  /** As in a template, without its mark; `{{year}}` and facts of the kind may stand in it. */
  title: line.optional(),
  byline: z.union([line, z.literal(false)]).optional(),
  /** 「姓名 | 日期」 */
  signature: z.union([line, z.literal(false)]).optional(),
  /** By their headings in the template: these first, in this order. */
  sections: z
    .array(z.strictObject({ section: z.string().min(2).max(60), heading: line.optional() }))
    .min(1)
    .optional(),
  /** By their headings in the template: not written, and what only they would say is not asked. */
  drop: z.array(z.string().min(2).max(60)).min(1).optional(),
  length: z.enum(LENGTHS).optional(),
});

export const unitSchema = z.strictObject({
  kinds: z.record(z.string().regex(/^[a-z][a-z0-9-]{1,29}$/), kindOfUnit),
});
export type Unit = z.infer<typeof unitSchema>;
