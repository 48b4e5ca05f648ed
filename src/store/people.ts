/** @module Whoever talks to the bot: what she has open, whose chat it is, whether she may come in, when she was reminded. */
import type { Cluster, Redis } from 'ioredis';
import { chatOwnerKey, dayKey, doorKeys, personKey, shanghaiDay } from './keys.ts';
import { STORED_FORMAT, type Store } from './port.ts';
import { schemas } from './schemas.ts';
import { checkFormat, decode, encode, newerFormat } from './stored.ts';

/** Longer than a message can be taken back in most tenants; every day she comes it is kept anew. */
const CHAT_OWNER_KEPT_MS = 7 * 24 * 3_600_000;
/** A person at a keyboard never empties it; a program that writes for her does, in seconds. */
const BUCKET = 300;
const BUCKET_EACH_MS = 100;
/** The platform may be away for a while without shutting out those who were known. */
const DEPARTMENTS_KEPT_MS = 7 * 24 * 3_600_000;
/** A day, and clocks that go wrong by a few. */
const DAY_MS = 24 * 3_600_000;
const CLAIM_KEPT_DAYS = 5;
const CLAIM_KEPT_MS = CLAIM_KEPT_DAYS * DAY_MS;

type People = Pick<
  Store,
  | 'person'
  | 'keepChat'
  | 'personIn'
  | 'admit'
  | 'keepDepartments'
  | 'openReport'
  | 'claimDay'
  | 'forgetPerson'
>;

export const createPeople = (redis: Redis | Cluster): People => ({
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

  async claimDay(tenant, person, day, report) {
    const key = dayKey(tenant, person, day);
    const first = await redis.set(key, report, 'PX', CLAIM_KEPT_MS, 'NX');
    return first === null ? ((await redis.get(key)) ?? report) : report;
  },

  async forgetPerson(tenant, person, now, chat) {
    const owner = chat === undefined ? undefined : chatOwnerKey(tenant, chat);
    if (owner !== undefined && (await redis.get(owner)) === person) await redis.unlink(owner);
    const days = Array.from({ length: CLAIM_KEPT_DAYS + 2 }, (_, back) =>
      dayKey(tenant, person, shanghaiDay(now - (back - 1) * DAY_MS)),
    );
    await Promise.all([doorKeys(tenant, person).departments, ...days].map((key) => redis.unlink(key)));
  },
});
