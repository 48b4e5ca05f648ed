/** @module A commit as the arguments of its script. */
import type { z } from 'zod';
import { type Commit, STORED_FORMAT } from './port.ts';
import { schemas } from './schemas.ts';
import { encode, headed } from './stored.ts';

/** How long an inbound message or event counts as taken: longer than the platform repeats one. */
const DEDUP_MS = 12 * 3_600_000;

export interface EncodedCommit {
  /** In the order of commit.lua's ARGV. */
  readonly args: readonly (string | number)[];
  /** The commit with its contents as a load will read them. */
  readonly read: Commit;
}

/** `mark` is this commit's own: no other ever has it. `key` is the report's, named in errors. */
export function encodeCommit(commit: Commit, mark: string, key: string): EncodedCommit {
  if (commit.expected === 0 && !commit.about) {
    throw new RangeError(`The first commit of report ${commit.report} does not say what it is about`);
  }
  const posts = (commit.posts ?? []).map((post) =>
    headed([post.id, post.kind], encode(schemas.post, post, key, 'post').json),
  );
  const { fields, read } = fieldsOf(commit, key);
  const args = [
    STORED_FORMAT,
    commit.expected,
    commit.report,
    commit.now,
    commit.once === undefined ? 0 : DEDUP_MS,
    commit.draft && !commit.draft.wanted ? 1 : 0,
    commit.snapshot?.number ?? '',
    commit.snapshot?.json ?? '',
    commit.reminded === undefined ? '' : dayField(commit.reminded.day),
    posts.length,
    ...posts,
    ...['c', mark],
    ...fields,
  ];
  return { args, read };
}

export const dayField = (day: string): string => `d:${day}`;

/** Field, value, field, value …: only what the turn changes. */
function fieldsOf(commit: Commit, key: string): { fields: string[]; read: Commit } {
  const { about, facts, forget, screens, draft, slot, waived, undo, reminders, reminded, uncertain } = commit;
  const fields: string[] = [];
  const put = <S extends z.ZodType>(schema: S, value: z.output<S>, field: string): z.output<S> => {
    const { json, read } = encode(schema, value, key, field);
    fields.push(field, json);
    return read;
  };
  const read: Commit = {
    ...commit,
    ...(about && { about: put(schemas.about, about, 'about') }),
    ...(facts && {
      facts: Object.fromEntries(
        Object.entries(facts).map(([fact, state]) => [fact, put(schemas.fact, state, `f:${fact}`)]),
      ),
    }),
    ...(screens && { screens: put(schemas.screens, screens, 'screens') }),
    ...(draft && { draft: putDraft(draft, put) }),
    ...(waived && { waived: put(schemas.waived, waived, 'waived') }),
    ...(undo && { undo: put(schemas.undo, undo, 'undo') }),
    ...(reminders && { reminders: put(schemas.reminders, reminders, 'remind') }),
  };
  for (const fact of forget ?? []) fields.push(`f:${fact}`, '');
  if (slot) fields.push('slot', headed([slot.id], encode(schemas.slot, slot, key, 'slot').json));
  if (reminded) fields.push(dayField(reminded.day), reminded.occasion);
  if (commit.reachable) fields.push('gone', '');
  if (uncertain) {
    encode(schemas.uncertain, uncertain, key, 'uncertain');
    fields.push('uncertain', uncertain.join(','));
  }
  return { fields, read };
}

type Put = <S extends z.ZodType>(schema: S, value: z.output<S>, field: string) => z.output<S>;

function putDraft({ wanted, ...rest }: NonNullable<Commit['draft']>, put: Put): NonNullable<Commit['draft']> {
  const draft = put(schemas.draft, rest, 'draft');
  return wanted === undefined ? draft : { ...draft, wanted: put(schemas.wanted, wanted, 'want') };
}
