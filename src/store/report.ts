/**
 * @module A report out of its fields. What settle.lua changes without a new version – the passing fields – is laid over
 * the rest, so that the rest can be kept in memory under its version and mark.
 */
import type { FactState, Report, ScreenRecord } from '../flow/model.ts';
import { isContent } from './keys.ts';
import type { Commit } from './port.ts';
import { schemas } from './schemas.ts';
import type { Sealer } from './sealed.ts';
import { bodyOf, checkFormat, decode, decodeList, StoredFormatError } from './stored.ts';

/** As they stand in Redis; empty or absent = not there. `slot`: whether there is one. */
export interface Passing {
  readonly seen?: string | undefined;
  readonly slot?: string | undefined;
  readonly uncertain?: string | undefined;
  readonly gone?: string | undefined;
}

/** A report without its passing fields. */
export type Lasting = Omit<Report, 'cardPending' | 'uncertain' | 'unreachable'>;

/** Before the first commit, whose `about` it gets. */
const BLANK: Omit<Lasting, 'id' | 'about'> = { version: 0, facts: {}, screens: [], draft: { made: 0 } };

export function readLasting(
  id: string,
  key: string,
  fields: Readonly<Record<string, string>>,
  sealer: Sealer,
): Lasting {
  checkFormat(key, fields['fmt']);
  const open = (field: string, otherwise?: string): string => {
    const text = fields[field] ?? otherwise;
    if (text === undefined) throw new StoredFormatError(key, field, 'missing');
    return isContent(field) ? sealer.open(text, key, field) : text;
  };
  const facts: [string, FactState][] = [];
  const reminded: [string, NonNullable<Report['reminded']>[string]][] = [];
  for (const field of Object.keys(fields)) {
    if (field.startsWith('f:')) facts.push([field.slice(2), decode(schemas.fact, open(field), key, field)]);
    if (field.startsWith('d:')) {
      reminded.push([field.slice(2), decode(schemas.occasion, JSON.stringify(open(field)), key, field)]);
    }
  }
  const { want, remind, waived, undo } = fields;
  return {
    id,
    version: decode(schemas.version, open('v'), key, 'v'),
    about: decode(schemas.about, open('about'), key, 'about'),
    facts: Object.fromEntries(facts),
    screens: decodeList(schemas.screen, open('screens', '[]'), key, 'screens'),
    draft: {
      ...decode(schemas.draft, open('draft', '{"made":0}'), key, 'draft'),
      ...(want === undefined ? {} : { wanted: decode(schemas.wanted, want, key, 'want') }),
    },
    ...(waived === undefined ? {} : { waived: decode(schemas.waived, open('waived'), key, 'waived') }),
    ...(undo === undefined ? {} : { undo: decode(schemas.undo, open('undo'), key, 'undo') }),
    ...(remind === undefined ? {} : { reminders: decode(schemas.reminders, remind, key, 'remind') }),
    ...(reminded.length === 0 ? {} : { reminded: Object.fromEntries(reminded) }),
  };
}

export function withPassing(lasting: Lasting, key: string, { seen, slot, uncertain, gone }: Passing): Report {
  return {
    ...lasting,
    screens: seen ? withSeen(lasting.screens, seen, key) : lasting.screens,
    cardPending: Boolean(slot),
    uncertain: decode(schemas.uncertain, `[${uncertain ?? ''}]`, key, 'uncertain'),
    ...(gone ? { unreachable: decode(schemas.unreachable, gone, key, 'gone') } : {}),
  };
}

/** What the commit made of the report, exactly as a load would read it; `commit` as it was read back when encoded. */
export function committed(before: Lasting | undefined, commit: Commit): Lasting | undefined {
  const { report: id, about = before?.about } = commit;
  if (about === undefined) return undefined;
  const { facts, screens, draft, undo, waived, reminders, reminded } = commit;
  const base = before ?? { ...BLANK, id, about };
  return {
    ...base,
    about,
    version: base.version + 1,
    ...(facts || commit.forget ? { facts: merged(base.facts, commit) } : {}),
    ...(screens && { screens }),
    ...(draft && { draft }),
    ...(undo && { undo }),
    ...(waived && { waived }),
    ...(reminders && { reminders }),
    ...(reminded && { reminded: { ...base.reminded, [reminded.day]: reminded.occasion } }),
  };
}

function merged(before: Report['facts'], { facts, forget = [] }: Commit): Report['facts'] {
  const after = { ...before, ...facts };
  for (const fact of forget) delete after[fact];
  return after;
}

/** What the drain learned of the card it sent, laid over the newest screen of that version unless that knows better. */
function withSeen(screens: readonly ScreenRecord[], entry: string, key: string): readonly ScreenRecord[] {
  const { version, message, since } = decode(schemas.seen, bodyOf(entry, 1), key, 'seen');
  const index = screens.findIndex((screen) => screen.version === version);
  return screens.map((screen, at) =>
    at === index && (screen.since ?? 0) <= since
      ? { ...screen, message, since, posted: screen.message === message ? (screen.posted ?? since) : since }
      : screen,
  );
}
