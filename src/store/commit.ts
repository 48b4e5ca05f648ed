/** @module A commit as the arguments of its script. */
import type { z } from 'zod';
import type { DraftState, FactState } from '../flow/model.ts';
import { type Commit, STORED_FORMAT } from './port.ts';
import { schemas } from './schemas.ts';
import { encode, headed, readBack } from './stored.ts';

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
    headed([post.id, post.kind], encode(schemas.post, post, key, 'post')),
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
  const put = <T>(field: string, read: T): T => {
    fields.push(field, JSON.stringify(read));
    return read;
  };
  const plain = <S extends z.ZodType>(field: string, schema: S, value: z.output<S>): z.output<S> =>
    put(field, readBack(schema, value, key, field));
  const fact = (field: string, state: FactState) => readBack(schemas.fact, state, key, field);
  const read: Commit = {
    ...commit,
    ...(about && { about: plain('about', schemas.about, about) }),
    ...(facts && { facts: mapped(facts, (state, id) => put(`f:${id}`, fact(`f:${id}`, state))) }),
    ...(screens && {
      screens: put(
        'screens',
        screens.map((one) => readBack(schemas.screen, one, key, 'screens')),
      ),
    }),
    ...(draft && { draft: draftOf(draft, plain) }),
    ...(waived && { waived: plain('waived', schemas.waived, waived) }),
    ...(undo && {
      undo: put(
        'undo',
        mapped(undo, (state) => state && fact('undo', state)),
      ),
    }),
    ...(reminders && { reminders: plain('remind', schemas.reminders, reminders) }),
  };
  for (const id of forget ?? []) fields.push(`f:${id}`, '');
  if (slot) fields.push('slot', headed([slot.id], encode(schemas.slot, slot, key, 'slot')));
  if (reminded) fields.push(dayField(reminded.day), reminded.occasion);
  if (commit.reachable) fields.push('gone', '');
  if (uncertain) fields.push('uncertain', readBack(schemas.uncertain, uncertain, key, 'uncertain').join(','));
  return { fields, read };
}

type Plain = <S extends z.ZodType>(field: string, schema: S, value: z.output<S>) => z.output<S>;

function draftOf({ wanted, ...rest }: DraftState, plain: Plain): DraftState {
  const draft = plain('draft', schemas.draft, rest);
  return wanted === undefined ? draft : { ...draft, wanted: plain('want', schemas.wanted, wanted) };
}

const mapped = <A, B>(
  values: Readonly<Record<string, A>>,
  to: (value: A, id: string) => B,
): Record<string, B> => Object.fromEntries(Object.entries(values).map(([id, value]) => [id, to(value, id)]));
