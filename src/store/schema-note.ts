/** @module What a card says beside its question, as it stands in Redis. */
import { z } from 'zod';
import { day, length, plainProblem, problem, strings } from './schema-values.ts';

export const note = z.discriminatedUnion('note', [
  z.object({ note: z.literal('taken'), fact: z.string() }),
  z.object({ note: z.literal('unread'), words: z.string() }),
  z.object({ note: z.literal('problem'), fact: z.string(), problem, words: z.string() }),
  z.object({ note: z.literal('which'), words: z.string(), facts: strings }),
  z.object({
    note: z.literal('talk'),
    about: z.enum([
      ...(['no-need', 'again', 'write', 'last-year', 'tired', 'saved', 'seen', 'due', 'span'] as const),
      ...(['draft', 'wrong', 'stuck', 'who', 'how', 'asks', 'busy', 'hand-in', 'heard'] as const),
    ]),
    facts: strings,
  }),
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
