/**
 * @module What stands in Redis, as schemas. They follow the model: a variant added there does not compile here until
 * it is added here as well. Fields that this version does not know are passed over.
 */
import { z } from 'zod';
import type { About, DraftState, FactState, ReminderState, Report, ScreenRecord } from '../flow/model.ts';
import type { DeadLetter, Departments, PersonReport, Post, Slot } from './port.ts';
import { note } from './schema-note.ts';
import { day, factValue, length, moment, ownPlace, status, strings } from './schema-values.ts';
import { view } from './schema-view.ts';

/** Does not compile when the model has gained or lost something that its schema has not. */
function schemaOf<T>() {
  return <S extends z.ZodType<T>>(schema: T extends z.output<S> ? S : never): S => schema;
}

const screen = schemaOf<ScreenRecord>()(
  z.object({
    version: z.number(),
    view,
    notes: z.array(note).readonly(),
    told: z
      .object({
        fact: z.string(),
        pieces: z.array(z.object({ at: z.number(), length: z.number() })).readonly(),
      })
      .exactOptional(),
    since: moment.exactOptional(),
    message: z.string().exactOptional(),
    posted: moment.exactOptional(),
  }),
);

const recipient = z.union([
  z.object({ person: z.string() }),
  z.object({ chat: z.string() }),
  z.object({ replyTo: z.string() }),
]);
const posted = { id: z.string(), to: recipient, at: moment };

const fact = schemaOf<FactState>()(
  z.object({
    status,
    value: factValue.exactOptional(),
    version: z.number(),
    source: z.object({
      by: z.string(),
      at: moment,
      via: z.string(),
      words: z.string().exactOptional(),
      again: moment.exactOptional(),
      form: z.literal(true).exactOptional(),
      asOf: day.exactOptional(),
      joined: strings.exactOptional(),
    }),
    recalled: z.enum(['given', 'none', 'later', 'skipped']).exactOptional(),
    own: ownPlace.exactOptional(),
  }),
);

export const schemas = {
  about: schemaOf<About>()(
    z.object({
      tenant: z.string(),
      unit: z.string(),
      year: z.number(),
      kind: z.string(),
      people: z.record(z.string(), z.enum(['secretary', 'drafter'])),
      created: moment,
    }),
  ),
  fact,
  /** The last change, to be taken back. */
  undo: schemaOf<NonNullable<Report['undo']>>()(z.record(z.string(), fact.nullable())),
  departments: schemaOf<Departments>()(z.object({ ids: strings, at: moment })),
  personReport: schemaOf<Omit<PersonReport, 'id'>>()(
    z.object({ unit: z.string(), year: z.number(), kind: z.string() }),
  ),
  screen,
  /** The card that reached the chat last; laid over the screen of that version on loading. */
  seen: z.object({ version: z.number(), message: z.string(), since: moment }),
  version: z.number().int().min(1),
  draft: schemaOf<Omit<DraftState, 'wanted'>>()(
    z.object({
      made: z.number(),
      asked: z.number().exactOptional(),
      upTo: z.number().exactOptional(),
      final: z.boolean().exactOptional(),
      edition: z.string().exactOptional(),
      length: length.exactOptional(),
    }),
  ),
  reminders: schemaOf<ReminderState>()(
    z.object({
      deadline: day.exactOptional(),
      since: day.exactOptional(),
      off: z.boolean().exactOptional(),
      again: day.exactOptional(),
      asked: z.boolean().exactOptional(),
    }),
  ),
  occasion: schemaOf<NonNullable<Report['reminded']>[string]>()(z.enum(['remind', 'invite', 'retire'])),
  unreachable: schemaOf<NonNullable<Report['unreachable']>>()(z.object({ code: z.string(), at: moment })),
  waived: schemaOf<NonNullable<Report['waived']>>()(
    z.record(
      z.string(),
      z.object({
        versions: z.record(z.string(), z.number()),
        by: z.string(),
        at: moment,
        reason: z.string().exactOptional(),
      }),
    ),
  ),
  uncertain: z.array(z.number().int().min(0)).readonly(),
  wanted: schemaOf<NonNullable<DraftState['wanted']>>()(
    z.object({ number: z.number(), by: z.string(), at: moment, final: z.boolean().exactOptional() }),
  ),
  deadLetter: schemaOf<DeadLetter>()(
    z.object({
      id: z.string(),
      report: z.string(),
      time: moment,
      reason: z.string(),
      kind: z.enum(['text', 'file', 'card', 'patch', 'slot']),
      draft: z.number().exactOptional(),
    }),
  ),
  slot: schemaOf<Slot>()(z.object({ id: z.string(), to: z.string(), at: moment })),
  post: schemaOf<Post>()(
    z.discriminatedUnion('kind', [
      z.object({ ...posted, kind: z.literal('text'), text: z.string() }),
      z.object({
        ...posted,
        kind: z.literal('file'),
        name: z.string(),
        number: z.number(),
        base64: z.string().exactOptional(),
      }),
      z.object({ ...posted, kind: z.literal('card'), screen, until: moment.exactOptional() }),
      z.object({ ...posted, kind: z.literal('patch'), message: z.string() }),
    ]),
  ),
} as const;
