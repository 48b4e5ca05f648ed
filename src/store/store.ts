/** @module The store on Redis. Every change is one script; port.ts says what is promised, suite.ts holds it. */
import type { Cluster, Redis } from 'ioredis';
import { dayField, encodeCommit } from './commit.ts';
import { closeRedis } from './connect.ts';
import {
  activeKey,
  appKey,
  callsKey,
  chatKey,
  chatOwnerKey,
  dayKey,
  deadKey,
  doorKeys,
  heldKey,
  lookKey,
  partitions,
  pendingKey,
  personKey,
  reportKeys,
  shanghaiDay,
} from './keys.ts';
import {
  FARTHEST_LOOK_MS,
  type Outstanding,
  type Post,
  type Settled,
  STORED_FORMAT,
  type Store,
} from './port.ts';
import { createReports } from './reports.ts';
import { schemas } from './schemas.ts';
import { defineScripts } from './scripts.ts';
import { createSealer, type Sealer } from './sealed.ts';
import { bodyOf, checkFormat, decode, encode, headed, newerFormat } from './stored.ts';

/** The platform's limits for sending, replying and patching: per app 50/s and 1000/min, per chat 5/s. */
const APP_PER_SECOND = 50;
const APP_PER_MINUTE = 1000;
const CHAT_PER_SECOND = 5;
/** A month's number of calls is kept for comparison with the next one's. */
const CALLS_KEPT_MS = 70 * 24 * 3_600_000;
/** Longer than a message can be taken back in most tenants; every day she comes it is kept anew. */
const CHAT_OWNER_KEPT_MS = 7 * 24 * 3_600_000;
/** A person at a keyboard never empties it; a program that writes for her does, in seconds. */
const BUCKET = 300;
const BUCKET_EACH_MS = 100;
/** The platform may be away for a while without shutting out those who were known. */
const DEPARTMENTS_KEPT_MS = 7 * 24 * 3_600_000;
/** A season's messages about one report. */
const SENT_KEPT = 300;
const DEAD_LETTERS_KEPT = 1000;
/** A day, and clocks that go wrong by a few. */
const DAY_MS = 24 * 3_600_000;
const CLAIM_KEPT_DAYS = 5;
const CLAIM_KEPT_MS = CLAIM_KEPT_DAYS * DAY_MS;

/** A report of a hundred facts takes about 100 KB in memory; more than these are not in use at once. */
const REPORTS_KEPT = 256;

export interface StoreParts {
  readonly redis: Redis | Cluster;
  /** Reports kept in memory, so that an unchanged one is not read again; 0 = none. */
  readonly kept?: number;
  /** Absent: nothing is sealed, and what is sealed cannot be read. */
  readonly sealer?: Sealer;
}

export function createStore({ redis, kept = REPORTS_KEPT, sealer = createSealer([]) }: StoreParts): Store {
  defineScripts(redis);
  const reports = createReports(redis, sealer, kept);

  return {
    load: reports.load,

    async commit(commit) {
      const keys = reportKeys(commit.report);
      const mark = reports.newMark();
      const { args, read } = encodeCommit(commit, mark, sealer, reports.known(commit.report));
      const [outcome, detail, before] = await redis.szCommit(
        ...[keys.report, keys.outbox, keys.drafts, keys.taken(commit.once ?? '')],
        ...[keys.pending, keys.active, keys.tries, keys.look],
        ...args,
      );
      switch (outcome) {
        case 'done':
          reports.committed(read, mark, before ?? '');
          return { result: 'done', version: Number(detail) };
        case 'repeated':
        case 'stale':
          return { result: outcome };
        default:
          throw newerFormat(keys.report, String(detail));
      }
    },

    async snapshot(report, number) {
      const { drafts } = reportKeys(report);
      const stored = await redis.hget(drafts, String(number));
      return stored === null ? undefined : sealer.open(stored, drafts, String(number));
    },

    async fileKey(report, number) {
      const { drafts } = reportKeys(report);
      const stored = await redis.hget(drafts, fileField(number));
      return stored === null ? undefined : sealer.open(stored, drafts, fileField(number));
    },

    async forgetFileKey(report, number) {
      await redis.hdel(reportKeys(report).drafts, fileField(number));
    },

    async person(tenant, person) {
      const key = personKey(tenant, person);
      const { fmt, open, ...fields } = await redis.hgetall(key);
      if (fmt === undefined && open === undefined) return undefined;
      checkFormat(key, fmt);
      const reports = Object.entries(fields)
        .filter(([field]) => field.startsWith('r:'))
        .map(([field, json]) => ({ id: field.slice(2), ...decode(schemas.personReport, json, key, field) }));
      return { ...(open === undefined ? {} : { open }), reports };
    },

    async keepChat(tenant, chat, person) {
      await redis.set(chatOwnerKey(tenant, chat), person, 'PX', CHAT_OWNER_KEPT_MS);
    },

    async personIn(tenant, chat) {
      return (await redis.get(chatOwnerKey(tenant, chat))) ?? undefined;
    },

    async admit(tenant, person, now) {
      const { bucket, departments } = doorKeys(tenant, person);
      const [taken, first, known] = await redis.szAdmit(bucket, departments, now, BUCKET, BUCKET_EACH_MS);
      return {
        taken: taken === 1,
        first: first === 1,
        ...(known === ''
          ? {}
          : { departments: decode(schemas.departments, known, departments, 'departments') }),
      };
    },

    async keepDepartments(tenant, person, known) {
      const { departments } = doorKeys(tenant, person);
      const json = encode(schemas.departments, known, departments, 'departments');
      await redis.set(departments, json, 'PX', DEPARTMENTS_KEPT_MS);
    },

    async openReport(tenant, person, { id, unit, year, kind }) {
      const key = personKey(tenant, person);
      const json = encode(schemas.personReport, { unit, year, kind }, key, `r:${id}`);
      const [outcome, detail] = await redis.szPerson(key, STORED_FORMAT, id, json);
      if (outcome !== 'done') throw newerFormat(key, String(detail));
    },

    async outstanding(report) {
      const keys = reportKeys(report);
      return readOutstanding(
        keys,
        sealer,
        await redis.szOutstanding(keys.report, keys.outbox, keys.tries, keys.recall),
      );
    },

    async trying(report, id, now) {
      const keys = reportKeys(report);
      await redis.szTrying(keys.report, keys.tries, id, now);
    },

    async untried(report, id) {
      await redis.hdel(reportKeys(report).tries, id);
    },

    async settle(settled) {
      const keys = reportKeys(settled.report);
      const [outcome, detail] = await redis.szSettle(
        ...[keys.report, keys.outbox, keys.pending, keys.tries, keys.dead, keys.look, keys.sent, keys.recall],
        ...[keys.drafts, STORED_FORMAT, settled.id, settled.report, settled.now],
        ...[seenEntry(settled), settled.uncertain ?? '', deadLetter(settled), DEAD_LETTERS_KEPT],
        ...[settled.unsaid === undefined ? '' : dayField(settled.unsaid), refusal(settled)],
        ...[settled.sent ?? '', SENT_KEPT, ...fileEntry(settled, keys.drafts, sealer)],
      );
      if (outcome === 'newer') throw newerFormat(keys.report, String(detail));
    },

    async pending(before) {
      // Written one after the other without waiting: one round trip, and a Cluster sends each to its own node.
      const lists = await Promise.all(
        partitions.map((tag) => redis.zrangebyscore(pendingKey(tag), '-inf', `(${before}`)),
      );
      return lists.flat();
    },

    async deadLetters() {
      const lists = await Promise.all(
        partitions.map(async (tag) => {
          const entries = await redis.lrange(deadKey(tag), 0, -1);
          return entries.map((json, at) => decode(schemas.deadLetter, json, deadKey(tag), String(at)));
        }),
      );
      return lists.flat().toSorted((a, b) => b.time - a.time);
    },

    async forgetDeadLetter(letter) {
      const { dead } = reportKeys(letter.report);
      for (const json of await redis.lrange(dead, 0, -1)) {
        if (decode(schemas.deadLetter, json, dead, letter.id).id === letter.id)
          await redis.lrem(dead, 1, json);
      }
    },

    async all() {
      const lists = await Promise.all(partitions.map((tag) => redis.zrange(activeKey(tag), '0', '-1')));
      return lists.flat();
    },

    async roster(now) {
      const lists = await Promise.all(
        partitions.flatMap((tag) => [
          redis.zrangebyscore(lookKey(tag), '-inf', now),
          redis.zrangebyscore(lookKey(tag), `(${now + FARTHEST_LOOK_MS}`, '+inf'),
        ]),
      );
      return lists.flat();
    },

    async lookAt(times) {
      await Promise.all(
        [...times].map(([report, at]) => redis.zadd(reportKeys(report).look, 'XX', at, report)),
      );
    },

    async claimDay(tenant, person, day, report) {
      const key = dayKey(tenant, person, day);
      const first = await redis.set(key, report, 'PX', CLAIM_KEPT_MS, 'NX');
      return first === null ? ((await redis.get(key)) ?? report) : report;
    },

    async take(chat, now, calls = 1) {
      const limits = [APP_PER_SECOND, APP_PER_MINUTE, CHAT_PER_SECOND, CALLS_KEPT_MS];
      return redis.szTake(appKey, chatKey(chat), callsKey(now), heldKey, now, ...limits, calls);
    },

    async hold(ms) {
      await redis.set(heldKey, '1', 'PX', ms);
    },

    async callsThisMonth(now) {
      return Number((await redis.get(callsKey(now))) ?? 0);
    },

    async erase(report, tenant, person, { expected, keep = '' } = {}) {
      reports.forget(report);
      const keys = reportKeys(report);
      const erased = await redis.szErase(
        ...[keys.report, keys.outbox, keys.drafts, keys.tries, keys.sent, keys.recall],
        ...[keys.pending, keys.active, keys.look, keys.dead, report, keep, expected ?? ''],
      );
      if (erased === 0) return false;
      const pointer = personKey(tenant, person);
      const gone = (await redis.hget(pointer, 'open')) === report ? ['open'] : [];
      await redis.hdel(pointer, `r:${report}`, ...gone);
      if ((await redis.hlen(pointer)) <= 1) await redis.unlink(pointer);
      // A server that does not offer it, or is at it already, keeps the old file until its own next rewrite.
      await redis.bgrewriteaof().catch(() => undefined);
      return true;
    },

    async recalled(report, message) {
      const keys = reportKeys(report);
      await redis.szRecalled(keys.report, keys.outbox, keys.recall, keys.pending, report, message);
    },

    async forgetPerson(tenant, person, now, chat) {
      const owner = chat === undefined ? undefined : chatOwnerKey(tenant, chat);
      if (owner !== undefined && (await redis.get(owner)) === person) await redis.unlink(owner);
      const days = Array.from({ length: CLAIM_KEPT_DAYS + 2 }, (_, back) =>
        dayKey(tenant, person, shanghaiDay(now - (back - 1) * DAY_MS)),
      );
      await Promise.all([doorKeys(tenant, person).departments, ...days].map((key) => redis.unlink(key)));
    },

    async ping() {
      await redis.ping();
    },

    close: () => closeRedis(redis),
  };
}

function readOutstanding(
  keys: ReturnType<typeof reportKeys>,
  sealer: Sealer,
  reply: readonly string[],
): Outstanding {
  const [format, post, slot, want, tried, recall] = reply;
  if (format || post) checkFormat(keys.report, format);
  return {
    ...(post ? { post: readPost(post, keys.outbox, sealer) } : {}),
    ...(slot ? { slot: decode(schemas.slot, bodyOf(slot, 1), keys.report, 'slot') } : {}),
    draftWanted: want === '1',
    ...(recall ? { recall } : {}),
    ...(tried ? { triedSince: Number(tried) } : {}),
  };
}

function readPost(entry: string, key: string, sealer: Sealer): Post {
  const id = entry.slice(0, entry.indexOf('\n'));
  return decode(schemas.post, sealer.open(bodyOf(entry, 2), key, id), key, id);
}

function seenEntry({ report, seen }: Settled): string {
  if (!seen) return '';
  return headed([seen.since], encode(schemas.seen, seen, reportKeys(report).report, 'seen'));
}

const fileField = (number: number): string => `file:${number}`;

function fileEntry({ file }: Settled, key: string, sealer: Sealer): readonly [string, string] {
  if (file === undefined) return ['', ''];
  const field = fileField(file.number);
  return [field, sealer.seal(file.key, key, field)];
}

function refusal({ report, now, unreachable }: Settled): string {
  if (unreachable === undefined) return '';
  return encode(schemas.unreachable, { code: unreachable, at: now }, reportKeys(report).report, 'gone');
}

/** Without its closing brace: the script adds the kind of what it removed. */
function deadLetter({ id, report, now, refused, refusedDraft: draft }: Settled): string {
  if (refused === undefined) return '';
  return JSON.stringify({ id, report, time: now, reason: refused, draft }).slice(0, -1);
}
