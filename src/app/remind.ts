/**
 * @module The tick of the clock: who is to be reminded is decided by `due`, from the reports that may be; what it says
 * is committed as posts, each together with its day. Said twice by two processes, or again after a crash, it is the
 * same decision and one post.
 */

import { dayOf, yearOf } from '../flow/days.ts';
import type { PersonId, Report } from '../flow/model.ts';
import { unchosen } from '../flow/navigate.ts';
import { type Due, due, isAnswering, type Member, nextLook, type Standing } from '../flow/reminders/due.ts';
import { isOpenHour, openUntil, type Plan } from '../flow/reminders/plan.ts';
import { retention } from '../flow/reminders/retention.ts';
import { standingOf } from '../flow/reminders/standing.ts';
import { isAnnounced, isWorkday } from '../flow/reminders/workdays.ts';
import type { Commit, Post, Store } from '../store/port.ts';
import type { Kind } from './draft.ts';
import { sendId } from './identity.ts';
import type { Log } from './log.ts';

export interface RemindParts {
  readonly store: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly plan: Plan;
  readonly wakeSend: (report: string) => Promise<void>;
  readonly now: () => number;
  readonly log: Log;
}

/** More than the longest row of days off. */
const AHEAD_MS = 20 * 24 * 3_600_000;
/** Reports read at once: a morning's first tick looks at all of them. */
const BATCH = 50;

interface Found {
  readonly report: Report;
  readonly member: Member;
  readonly standing: Standing;
}

export function createRemind(parts: RemindParts): () => Promise<void> {
  const warn = onceADay((day) => {
    if (isAnnounced(yearOf(day))) return;
    parts.log.warn(
      { year: yearOf(day) },
      'holidays of this year are not known: Monday to Friday count as workdays; update chinese-days',
    );
  });
  let last = 0;
  return async () => {
    const now = parts.now();
    // A clock that was ahead has put the next looks too late: all are looked at.
    const until = now < last ? now + AHEAD_MS : now;
    last = now;
    warn(dayOf(now));
    if (!isWorkday(dayOf(now)) || !isOpenHour(parts.plan, now)) return;
    const ids = await parts.store.roster(until);
    for (let from = 0; from < ids.length; from += BATCH) {
      await look(parts, ids.slice(from, from + BATCH), now);
    }
  };
}

async function look(parts: RemindParts, ids: readonly string[], now: number): Promise<void> {
  const found = await Promise.all(ids.map((id) => find(parts, id, now)));
  const all = found.filter((one) => one !== undefined);
  const over = all.filter(({ standing }) => isOver(parts, standing, now));
  await Promise.all(over.map((one) => retire(parts, one)));
  const known = all.filter((one) => !over.includes(one));
  const states = new Map(known.map(({ member, standing }) => [member.report, standing]));
  const members = known.map(({ member }) => member);
  const chosen = due(now, members, states, parts.plan);
  const stale = new Set<string>();
  const reminded = new Map<string, Due>();
  await Promise.all(
    chosen.map(async (one) => {
      const report = known.find(({ member }) => member.report === one.report)?.report;
      const outcome = report === undefined ? 'taken' : await say(parts, report, one, now);
      if (outcome === 'stale') stale.add(one.report);
      else reminded.set(one.report, one);
    }),
  );
  const next = known
    .filter(({ member }) => !stale.has(member.report))
    .map(({ member, standing }): [string, number] => {
      const said = reminded.get(member.report);
      const after =
        said === undefined
          ? standing
          : { ...standing, reminded: { ...standing.reminded, [said.day]: said.occasion } };
      return [member.report, nextLook(now, member.report, after, parts.plan)];
    });
  await parts.store.lookAt(new Map(next));
}

const isOver = ({ plan }: RemindParts, standing: Standing, now: number): boolean =>
  !isAnswering(standing, now) && retention(dayOf(now), standing, plan) === 'erase';

/** As if she had asked for it; a turn of hers in between keeps it. */
async function retire(parts: RemindParts, { report, member }: Found): Promise<void> {
  const { tenant, person } = member;
  const erased = await parts.store.erase(report.id, tenant, person, { expected: report.version });
  parts.log.info({ report: report.id, erased }, 'not touched for as long as reports are kept');
}

async function find(parts: RemindParts, id: string, now: number): Promise<Found | undefined> {
  const report = await parts.store.load(id);
  const kind = report === undefined ? undefined : parts.kinds.get(report.about.kind);
  if (report === undefined || kind === undefined) return undefined;
  const { tenant, people, year } = report.about;
  const [person] = Object.entries(people).find(([, role]) => role === 'secretary') ?? [];
  if (person === undefined) return undefined;
  const renewed = year < yearOf(dayOf(now)) && (await isRenewed(parts, report, person));
  const standing = standingOf(kind.flow, report, renewed);
  const left = unchosen(kind.flow, report) && (await isLeft(parts, report, person));
  return {
    report,
    member: { report: id, tenant, person },
    standing: left ? { ...standing, off: true, used: false } : standing,
  };
}

/** What it held before she chose a kind has gone along to the report that she writes: of this one she knows nothing. */
async function isLeft(parts: RemindParts, { id, about }: Report, person: PersonId): Promise<boolean> {
  const reports = (await parts.store.person(about.tenant, person))?.reports ?? [];
  return reports.length > 0 && !reports.some((one) => one.id === id);
}

/** She has a newer report, or another one of the same year invites her to it: the first that holds an answer. */
async function isRenewed(parts: RemindParts, { id, about }: Report, person: PersonId): Promise<boolean> {
  const reports = (await parts.store.person(about.tenant, person))?.reports ?? [];
  if (reports.some(({ year }) => year > about.year)) return true;
  const before = reports.filter((one) => one.year === about.year && one.id < id);
  const loaded = await Promise.all(before.map((one) => parts.store.load(one.id)));
  return loaded.some((one) => one !== undefined && Object.keys(one.facts).length > 0);
}

/** `taken`: another of her reports has this day, or another process was first. */
async function say(
  parts: RemindParts,
  report: Report,
  one: Due,
  now: number,
): Promise<'said' | 'taken' | 'stale'> {
  const first = await parts.store.claimDay(one.tenant, one.person, one.day, one.report);
  if (first !== one.report) return 'taken';
  const { result } = await parts.store.commit(commitOf(parts, report, one, now));
  if (result === 'stale') return 'stale';
  if (result === 'repeated') return 'taken';
  parts.log.info({ report: one.report, day: one.day, occasion: one.occasion }, 'reminder committed');
  await parts.wakeSend(one.report).catch((cause: unknown) => {
    parts.log.warn({ report: one.report, err: cause }, 'queue not woken; the sweep will');
  });
  return 'said';
}

function commitOf(parts: RemindParts, report: Report, one: Due, now: number): Commit {
  const { day, occasion } = one;
  return {
    report: report.id,
    expected: report.version,
    now,
    reminded: { day, occasion },
    // Who cannot be reached is not written to; that she would have been told is recorded all the same.
    posts: report.unreachable === undefined ? [cardFor(parts, report, one, now)] : [],
  };
}

const cardFor = (parts: RemindParts, report: Report, { day, occasion, person }: Due, now: number): Post => ({
  // The same for every try of the day: even sent twice, the platform shows it once.
  id: sendId(report, 0, `-${day}`),
  to: { person },
  at: now,
  kind: 'card',
  until: openUntil(parts.plan, now),
  screen: { version: report.version + 1, view: { at: occasion, day }, notes: [] },
});

function onceADay(task: (day: string) => void): (day: string) => void {
  let done = '';
  return (day) => {
    if (day !== done) task(day);
    done = day;
  };
}
