/** @module What a button may do, as it is read back from a card. Nothing that comes from there is believed unread. */
import { z } from 'zod';
import type { Op } from '../flow/inbound.ts';

/** Of a fact, card, report and the like. What every object has is no name: it would be found wherever it is looked up. */
const name = z
  .string()
  .min(1)
  .max(64)
  .refine((text) => !(text in {}));
const facts = z
  .array(z.union([name, z.literal('')]))
  .max(64)
  .readonly()
  .exactOptional();

export const opSchema = z.union([
  z.object({ op: z.enum(['continue']) }),
  z.object({ op: z.enum(['submit']), card: name, facts }),
  z.object({ op: z.enum(['none', 'later', 'skip']), card: name, facts }),
  z.object({ op: z.enum(['confirm']), card: name, seal: z.string().min(1).max(128) }),
  z.object({ op: z.enum(['open']), card: name, facts }),
  z.object({ op: z.enum(['choose']), fact: name, take: z.enum(['form', 'kept']) }),
  z.object({
    op: z.enum(['progress', 'help', 'draft', 'final', 'prepare', 'whoami', 'export', 'annex', 'keep']),
  }),
  z.object({ op: z.enum(['back']), card: name, facts }),
  z.object({ op: z.enum(['reports']) }),
  z.object({ op: z.enum(['begin']), kind: name, another: z.boolean().exactOptional() }),
  z.object({ op: z.enum(['switch']), report: name }),
  z.object({ op: z.enum(['outline']), section: name.exactOptional() }),
  z.object({ op: z.enum(['preview']), part: z.number().int().nonnegative() }),
  z.object({ op: z.enum(['length']), length: z.enum(['简', '标准', '详']) }),
  z.object({ op: z.enum(['sources']), page: z.number().int().nonnegative() }),
  z.object({ op: z.enum(['restart', 'erase']), sure: z.boolean() }),
  z.object({ op: z.enum(['resend']), number: z.number().int().nonnegative() }),
  z.object({ op: z.enum(['reminders']), set: z.enum(['off', 'on', 'deadline']).exactOptional() }),
  z.object({ op: z.enum(['snooze']), days: z.number().int().min(1).max(31) }),
  z.object({
    op: z.enum(['returned']),
    does: z.enum(['all', 'none', 'one', 'skip', 'page']),
    at: z.number().int().nonnegative(),
  }),
  z.object({
    op: z.enum(['import']),
    does: z.enum(['blank', 'all', 'none', 'page']),
    at: z.number().int().nonnegative(),
  }),
  z.object({
    op: z.enum(['own']),
    name,
    does: z.enum(['edit', 'save', 'restore', 'keep', 'leave']),
  }),
  z.object({ op: z.enum(['recalled']), message: name, counts: z.boolean() }),
  z.object({ op: z.enum(['ledger']) }),
  z.object({ op: z.enum(['finding', 'mend', 'wave']), finding: name }),
  z.object({
    op: z.enum(['row']),
    fact: name,
    row: z.number().int().nonnegative(),
    does: z.enum(['edit', 'save', 'more', 'delete', 'up']),
  }),
]);

/** What acts on the facts of the form that it stands in. */
const OF_FORM = ['submit', 'none', 'later', 'skip', 'back'] as const;
type OfForm = Extract<Op, { readonly op: (typeof OF_FORM)[number] }>;

export const isOfForm = <O extends { readonly op: string }>(op: O): op is O & { readonly op: OfForm['op'] } =>
  (OF_FORM as readonly string[]).includes(op.op);
