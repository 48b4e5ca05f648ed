/** @module A commit as the arguments of its script. */
import { type Commit, STORED_FORMAT } from './port.ts';
import { schemas } from './schemas.ts';
import { encode, headed } from './stored.ts';

/** How long an inbound message or event counts as taken: longer than the platform repeats one. */
const DEDUP_MS = 12 * 3_600_000;

/** In the order of commit.lua's ARGV. `key` is the report's, named in errors. */
export function encodeCommit(commit: Commit, key: string): (string | number)[] {
  if (commit.expected === 0 && !commit.about) {
    throw new RangeError(`The first commit of report ${commit.report} does not say what it is about`);
  }
  const posts = (commit.posts ?? []).map((post) =>
    headed([post.id, post.kind], encode(schemas.post, post, key, 'post')),
  );
  return [
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
    ...fieldsOf(commit, key).flat(),
  ];
}

export const dayField = (day: string): string => `d:${day}`;

/** Only what the turn changes. */
function fieldsOf(commit: Commit, key: string): [field: string, value: string][] {
  const { about, facts, forget, screens, draft, slot, uncertain } = commit;
  const fields: [string, string][] = [];
  if (about) fields.push(['about', encode(schemas.about, about, key, 'about')]);
  for (const [fact, state] of Object.entries(facts ?? {})) {
    fields.push([`f:${fact}`, encode(schemas.fact, state, key, `f:${fact}`)]);
  }
  for (const fact of forget ?? []) fields.push([`f:${fact}`, '']);
  if (screens) fields.push(['screens', encode(schemas.screens, screens, key, 'screens')]);
  if (draft) {
    const { wanted, ...rest } = draft;
    fields.push(['draft', encode(schemas.draft, rest, key, 'draft')]);
    if (wanted) fields.push(['want', encode(schemas.wanted, wanted, key, 'want')]);
  }
  if (slot) fields.push(['slot', headed([slot.id], encode(schemas.slot, slot, key, 'slot'))]);
  if (commit.waived) fields.push(['waived', encode(schemas.waived, commit.waived, key, 'waived')]);
  if (commit.undo) fields.push(['undo', encode(schemas.undo, commit.undo, key, 'undo')]);
  if (commit.reminders) {
    fields.push(['remind', encode(schemas.reminders, commit.reminders, key, 'remind')]);
  }
  if (commit.reminded) fields.push([dayField(commit.reminded.day), commit.reminded.occasion]);
  if (commit.reachable) fields.push(['gone', '']);
  if (uncertain) {
    encode(schemas.uncertain, uncertain, key, 'uncertain');
    fields.push(['uncertain', uncertain.join(',')]);
  }
  return fields;
}
