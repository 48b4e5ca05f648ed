/** @module What a card shows, as it stands in Redis. */
import { z } from 'zod';
import { day, factValue, length, ownPlace, plainProblem, problem, status, strings } from './schema-values.ts';

export const view = z.discriminatedUnion('at', [
  z.object({
    at: z.enum(['welcome', 'progress', 'prepare', 'help', 'ready', 'whoami', 'reports', 'lacking', 'erased']),
  }),
  z.object({ at: z.enum(['reminders', 'remind', 'invite', 'retire']), day }),
  z.object({ at: z.literal('outline'), section: z.string().exactOptional() }),
  z.object({
    at: z.literal('ledger'),
    file: z.string(),
    uncounted: z.number(),
    counts: z
      .array(z.object({ fact: z.string(), count: z.number(), months: z.array(z.number()).readonly() }))
      .readonly(),
    left: z
      .array(
        z.object({
          row: z.number(),
          words: z.string(),
          why: z.enum(['no-kind', 'several-kinds', 'no-day', 'other-year', 'ahead', 'twice']),
        }),
      )
      .readonly(),
    upTo: day.exactOptional(),
    pieces: z.object({ head: strings, rows: strings }).exactOptional(),
  }),
  z.object({ at: z.literal('preview'), part: z.number(), of: z.string().exactOptional() }),
  z.object({
    at: z.literal('returned'),
    file: z.string(),
    page: z.number(),
    number: z.number(),
    upTo: z.number().exactOptional(),
    changes: z
      .array(
        z.discriminatedUnion('what', [
          z.object({ what: z.literal('own'), name: z.string(), was: z.string(), is: z.string() }),
          z.object({
            what: z.literal('fact'),
            name: z.string(),
            fact: z.string(),
            was: z.string(),
            is: z.string(),
            value: factValue,
          }),
        ]),
      )
      .readonly(),
    removed: strings,
    unusable: z.array(z.object({ is: z.string(), problem: plainProblem })).readonly(),
    signature: z.boolean(),
    tracked: z.boolean(),
  }),
  z.object({
    at: z.literal('import'),
    file: z.string(),
    page: z.number(),
    changes: z
      .array(
        z.object({
          fact: z.string(),
          status,
          value: factValue.exactOptional(),
          asOf: day.exactOptional(),
          own: ownPlace.exactOptional(),
        }),
      )
      .readonly(),
    same: z.number(),
    unusable: z.array(z.object({ fact: z.string(), problem })).readonly(),
    unknown: z.number(),
    foreign: z.boolean(),
  }),
  z.object({ at: z.literal('own'), name: z.string(), raw: z.string().exactOptional() }),
  z.object({ at: z.literal('sources'), page: z.number() }),
  z.object({ at: z.literal('pick'), facts: strings }),
  z.object({ at: z.literal('recalled'), message: z.string() }),
  z.object({ at: z.literal('finding'), finding: z.string() }),
  z.object({ at: z.literal('sure'), about: z.enum(['restart', 'erase']) }),
  z.object({
    at: z.literal('card'),
    card: z.string(),
    facts: strings.exactOptional(),
    raw: z.record(z.string(), z.string()).exactOptional(),
    conflicts: z.record(z.string(), factValue).exactOptional(),
    editing: strings.exactOptional(),
    row: z
      .object({
        fact: z.string(),
        at: z.number(),
        raw: z.record(z.string(), z.string()).exactOptional(),
      })
      .exactOptional(),
  }),
  z.object({ at: z.literal('drafting'), number: z.number() }),
  z.object({
    at: z.literal('draft'),
    number: z.number(),
    characters: z.number(),
    gaps: strings,
    final: z.boolean().exactOptional(),
    length: length.exactOptional(),
    left: strings.exactOptional(),
    over: z.number().exactOptional(),
    changes: z
      .array(z.object({ fact: z.string(), was: z.string().exactOptional(), is: z.string().exactOptional() }))
      .readonly()
      .exactOptional(),
  }),
]);
