/** @module The store on Redis. Every change is one script; port.ts says what is promised, suite.ts holds it. */
import type { Cluster, Redis } from 'ioredis';
import { createCalls } from './calls.ts';
import { dayField, encodeCommit } from './commit.ts';
import { closeRedis } from './connect.ts';
import { activeKey, deadKey, lookKey, partitions, pendingKey, personKey, reportKeys } from './keys.ts';
import { createPeople } from './people.ts';
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

/** A season's messages about one report. */
const SENT_KEPT = 300;
const DEAD_LETTERS_KEPT = 1000;

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
    ...createPeople(redis),
    ...createCalls(redis),

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
      return (await redis.szTrying(keys.report, keys.outbox, keys.tries, id, now)) === 1;
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

    async erase(report, tenant, person, { expected, keep = '' } = {}) {
      reports.forget(report);
      const keys = reportKeys(report);
      const erased = await redis.szErase(
        ...[keys.report, keys.outbox, keys.drafts, keys.tries, keys.sent, keys.recall],
        ...[keys.pending, keys.active, keys.look, keys.dead, report, keep, expected ?? ''],
      );
      if (erased === 0) return false;
      await redis.szLeave(personKey(tenant, person), report);
      // A server that does not offer it, or is at it already, keeps the old file until its own next rewrite.
      await redis.bgrewriteaof().catch(() => undefined);
      return true;
    },

    async recalled(report, message) {
      const keys = reportKeys(report);
      await redis.szRecalled(keys.report, keys.outbox, keys.recall, keys.pending, report, message);
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
