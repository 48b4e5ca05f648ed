/** @module The small parts of what stands in Redis: days, values of facts, what may be wrong with one. */
import { z } from 'zod';

/** A day that there is, `YYYY-MM-DD`: whoever counts on from it must not fail. */
export const day = z.iso.date();
/** A moment, ms: between these it has a day, in every time zone. */
export const moment = z.number().min(0).max(Date.UTC(9999, 0));
export const strings = z.array(z.string()).readonly();
const row = z.record(z.string(), z.union([z.string(), z.number()]));
export const factValue = z.union([z.string(), z.number(), z.boolean(), strings, z.array(row).readonly()]);

export const plainProblem = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      ...(['empty', 'not-a-number', 'not-whole', 'negative', 'no-words', 'elsewhere'] as const),
      ...(['not-money', 'no-currency-unit', 'not-a-percentage', 'not-yes-no'] as const),
      ...(['not-a-date', 'not-a-month', 'not-a-period', 'no-such-date'] as const),
    ]),
  }),
  z.object({ code: z.enum(['too-large', 'too-long', 'too-many']), most: z.number() }),
  z.object({ code: z.literal('not-an-option'), options: strings }),
  z.object({ code: z.literal('placeholder'), found: z.string() }),
  z.object({ code: z.literal('wrong-type'), expected: z.string() }),
]);
export const problem = z.union([
  plainProblem,
  z.object({ code: z.literal('row'), row: z.number(), field: z.string(), problem: plainProblem }),
]);

export const status = z.enum(['given', 'none', 'later', 'skipped', 'unconfirmed']);
export const length = z.enum(['简', '标准', '详']);

/** What a paragraph in her own words stands in the place of. */
export const ownPlace = z.object({
  over: z.string(),
  after: z.string().exactOptional(),
  under: z.record(z.string(), z.object({ seal: z.string(), said: z.string() })),
});
