/**
 * @module What stands in Redis, as schemas. They follow the model: a variant added there does not compile here until
 * it is added here as well. Fields that this version does not know are passed over.
 */
import { z } from 'zod';
import type { About, DraftState, FactState, ReminderState, Report, ScreenRecord } from '../flow/model.ts';
import type { DeadLetter, Departments, PersonReport, Post, Slot } from './port.ts';

/** Does not compile when the model has gained or lost something that its schema has not. */
function schemaOf<T>() {
  return <S extends z.ZodType<T>>(schema: T extends z.output<S> ? S : never): S => schema;
}

/** A day that there is, `YYYY-MM-DD`: whoever counts on from it must not fail. */
const day = z.iso.date();
/** A moment, ms: between these it has a day, in every time zone. */
const moment = z.number().min(0).max(Date.UTC(9999, 0));
const strings = z.array(z.string()).readonly();
const row = z.record(z.string(), z.union([z.string(), z.number()]));
const factValue = z.union([z.string(), z.number(), z.boolean(), strings, z.array(row).readonly()]);

const plainProblem = z.discriminatedUnion('code', [
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
const problem = z.union([
  plainProblem,
  z.object({ code: z.literal('row'), row: z.number(), field: z.string(), problem: plainProblem }),
]);

const status = z.enum(['given', 'none', 'later', 'skipped', 'unconfirmed']);
const length = z.enum(['简', '标准', '详']);

const note = z.discriminatedUnion('note', [
  z.object({ note: z.literal('taken'), fact: z.string() }),
  z.object({ note: z.literal('unread'), words: z.string() }),
  z.object({ note: z.literal('problem'), fact: z.string(), problem, words: z.string() }),
  z.object({ note: z.literal('which'), words: z.string(), facts: strings }),
  z.object({ note: z.literal('aside'), fact: z.string() }),
  z.object({
    note: z.literal('ledger-refused'),
    file: z.string(),
    why: z.enum([
      ...(['too-large', 'too-many-rows', 'password', 'old-format'] as const),
      ...(['damaged', 'not-a-table', 'empty', 'offline'] as const),
    ]),
  }),
  z.object({ note: z.literal('joined'), fact: z.string() }),
  z.object({ note: z.literal('left-blank'), facts: strings }),
  z.object({ note: z.literal('draft-sent'), number: z.number() }),
  z.object({ note: z.literal('length'), length }),
  z.object({ note: z.literal('not-applying'), fact: z.string() }),
  z.object({ note: z.literal('no-such-fact'), words: z.string() }),
  z.object({ note: z.literal('no-such-row'), fact: z.string(), of: z.number() }),
  z.object({ note: z.literal('finding'), finding: z.string() }),
  z.object({ note: z.enum(['undone', 'dropped']), facts: strings }),
  z.object({
    note: z.literal('deadline'),
    day,
    today: day,
    problem: z.enum(['past', 'far']).exactOptional(),
  }),
  z.object({ note: z.literal('deadline-unread'), words: z.string() }),
  z.object({
    note: z.literal('own'),
    about: z.enum(['taken', 'restored', 'kept', 'same', 'gone', 'again']),
  }),
  z.object({ note: z.literal('own-problem'), problem: plainProblem }),
  z.object({
    note: z.literal('returned-refused'),
    file: z.string(),
    why: z.enum([
      ...(['too-large', 'password', 'old-format', 'damaged', 'not-word'] as const),
      ...(['not-ours', 'other-report', 'older', 'same', 'offline'] as const),
    ]),
    number: z.number(),
  }),
  z.object({ note: z.enum(['returned-taken', 'imported']), count: z.number() }),
  z.object({
    note: z.literal('import-refused'),
    file: z.string(),
    refused: z.union([
      z.object({ why: z.enum(['too-large', 'damaged', 'not-ours', 'newer', 'same', 'offline']) }),
      z.object({ why: z.enum(['other-kind', 'other-year']), of: z.string() }),
    ]),
  }),
  z.object({ note: z.literal('snoozed'), until: day.exactOptional(), today: day }),
  z.object({ note: z.literal('reminders'), about: z.enum(['ask', 'off', 'on', 'back']) }),
  z.object({
    note: z.enum([
      ...(['not-asked', 'changed-meanwhile', 'form-missing', 'text-only'] as const),
      ...(['first-card', 'nothing-to-undo', 'restarted', 'kept', 'exported', 'annex', 'waved'] as const),
    ]),
  }),
]);

const view = z.discriminatedUnion('at', [
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
      form: z.literal(true).exactOptional(),
      asOf: day.exactOptional(),
      joined: strings.exactOptional(),
    }),
    recalled: z.enum(['given', 'none', 'later', 'skipped']).exactOptional(),
    own: z
      .object({
        over: z.string(),
        after: z.string().exactOptional(),
        under: z.record(z.string(), z.object({ seal: z.string(), said: z.string() })),
      })
      .exactOptional(),
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
