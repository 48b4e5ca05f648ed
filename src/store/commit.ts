/** @module A commit as the arguments of its script. */
import type { z } from 'zod';
import type { DraftState, FactId, FactState, ScreenRecord } from '../flow/model.ts';
import { isContent, reportKeys } from './keys.ts';
import { type Commit, STORED_FORMAT } from './port.ts';
import type { Lasting } from './report.ts';
import { schemas } from './schemas.ts';
import type { Sealer } from './sealed.ts';
import { encode, headed, readBack } from './stored.ts';

/** How long an inbound message or event counts as taken: longer than the platform repeats one. */
const DEDUP_MS = 12 * 3_600_000;

export interface EncodedCommit {
  /** In the order of commit.lua's ARGV. */
  readonly args: readonly (string | number)[];
  /** The commit with its contents as a load will read them. */
  readonly read: Commit;
}

/**
 * `mark` is this commit's own: no other ever has it. What a person said, or what quotes it, is sealed. What
 * was read is not read back again; `known`: the report as it was read last, if it is kept.
 */
export function encodeCommit(
  commit: Commit,
  mark: string,
  sealer: Sealer,
  known: Lasting | undefined,
): EncodedCommit {
  const { report: key, outbox, drafts } = reportKeys(commit.report);
  if (commit.expected === 0 && !commit.about) {
    throw new RangeError(`The first commit of report ${commit.report} does not say what it is about`);
  }
  const posts = (commit.posts ?? []).map((post) =>
    headed([post.id, post.kind], sealer.seal(encode(schemas.post, post, outbox, post.id), outbox, post.id)),
  );
  const { fields, read } = fieldsOf(commit, key, sealer, known);
  const { snapshot } = commit;
  const args = [
    STORED_FORMAT,
    commit.expected,
    commit.report,
    commit.now,
    commit.once === undefined ? 0 : DEDUP_MS,
    commit.draft && !commit.draft.wanted ? 1 : 0,
    ...(snapshot ? [snapshot.number, sealer.seal(snapshot.json, drafts, String(snapshot.number))] : ['', '']),
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
function fieldsOf(
  commit: Commit,
  key: string,
  sealer: Sealer,
  known: Lasting | undefined,
): { fields: string[]; read: Commit } {
  const { about, facts, forget, screens, draft, slot, waived, undo, reminders, reminded, uncertain } = commit;
  const fields: string[] = [];
  const put = <T>(field: string, read: T): T => {
    const json = JSON.stringify(read);
    fields.push(field, isContent(field) ? sealer.seal(json, key, field) : json);
    return read;
  };
  const plain = <S extends z.ZodType>(field: string, schema: S, value: z.output<S>): z.output<S> =>
    put(field, readBack(schema, value, key, field));
  const fact = (id: FactId, state: FactState) =>
    known?.facts[id] === state ? state : readBack(schemas.fact, state, key, `f:${id}`);
  const shown = (one: ScreenRecord) =>
    known?.screens.includes(one) ? one : readBack(schemas.screen, one, key, 'screens');
  const read: Commit = {
    ...commit,
    ...(about && { about: plain('about', schemas.about, about) }),
    ...(facts && { facts: mapped(facts, (state, id) => put(`f:${id}`, fact(id, state))) }),
    ...(screens && {
      screens: put('screens', screens.map(shown)),
    }),
    ...(draft && { draft: draftOf(draft, plain) }),
    ...(waived && { waived: plain('waived', schemas.waived, waived) }),
    ...(undo && {
      undo: put(
        'undo',
        mapped(undo, (state, id) => state && fact(id, state)),
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
