/** @module Where everything stands in Redis. The layout and its reasons: port.ts. */
import { createHash } from 'node:crypto';
import type { PersonId } from '../flow/model.ts';
import { keepNewest } from './kept.ts';

const PARTITIONS = 64;

function partition(index: number): string {
  return `p${String(index).padStart(2, '0')}`;
}

/** All hash tags a report can have. */
export const partitions: readonly string[] = Array.from({ length: PARTITIONS }, (_, index) =>
  partition(index),
);

/** A digest costs as much as a command to Redis, and a turn asks several times. */
const known = keepNewest<string>(4096);

/** `p00` … `p63`, for ever the same for the same id: stored data stands under it. */
export function partitionOf(id: string): string {
  const tag = known.get(id) ?? digested(id);
  known.set(id, tag);
  return tag;
}

function digested(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  return partition(digest.readUInt8(0) % PARTITIONS);
}

export function pendingKey(tag: string): string {
  return `sz:{${tag}}:pending`;
}

export function lookKey(tag: string): string {
  return `sz:{${tag}}:look`;
}

/** Reports of a partition by the time of their last turn. */
export function activeKey(tag: string): string {
  return `sz:{${tag}}:active`;
}

/** Dead letters of a partition. */
export function deadKey(tag: string): string {
  return `sz:{${tag}}:dead`;
}

export function reportKeys(report: string) {
  const tag = partitionOf(report);
  const at = (rest: string) => `sz:{${tag}}:${rest}`;
  return {
    report: at(`r:${report}`),
    outbox: at(`o:${report}`),
    drafts: at(`h:${report}`),
    tries: at(`t:${report}`),
    sent: at(`m:${report}`),
    recall: at(`x:${report}`),
    taken: (id: string) => at(`e:${id}`),
    pending: pendingKey(tag),
    active: activeKey(tag),
    look: lookKey(tag),
    dead: deadKey(tag),
  };
}

/** Fields of a report that hold what a person said, or quote it; the others are numbers, days and ids. */
export const isContent = (field: string): boolean =>
  field.startsWith('f:') || ['about', 'screens', 'undo', 'waived'].includes(field);

export function personKey(tenant: string, person: PersonId): string {
  const id = `${tenant}:${person}`;
  return `sz:{${partitionOf(id)}}:u:${id}`;
}

export function chatOwnerKey(tenant: string, chat: string): string {
  const id = `${tenant}:${chat}`;
  return `sz:{${partitionOf(id)}}:c:${id}`;
}

/** How much she may still say, and which departments she is in. */
export function doorKeys(tenant: string, person: PersonId): { bucket: string; departments: string } {
  const id = `${tenant}:${person}`;
  const at = (letter: string) => `sz:{${partitionOf(id)}}:${letter}:${id}`;
  return { bucket: at('b'), departments: at('w') };
}

export function dayKey(tenant: string, person: PersonId, day: string): string {
  const id = `${tenant}:${person}`;
  return `sz:{${partitionOf(id)}}:n:${id}:${day}`;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** The platform counts calls by calendar month; Asia/Shanghai has had no summer time since 1991. */
export const shanghaiDay = (now: number): string => new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);

export function callsKey(now: number): string {
  return `sz:{app}:calls:${shanghaiDay(now).slice(0, 7)}`;
}

export const appKey = 'sz:{app}:sent';

export const heldKey = 'sz:{app}:held';

/** Keys in use, by their id: a word sealed with each, see seals.ts. */
export const sealKey = 'sz:{app}:seal';

/** Set from the first to the last write of a restore: what is there meanwhile is half of a backup, see restoring.ts. */
export const restoringKey = 'sz:{app}:restoring';

export function chatKey(chat: string): string {
  return `${appKey}:${chat}`;
}

export const alarmsKey = 'sz:{app}:alarms';

export function alarmDayKey(kind: string, day: string): string {
  return `sz:{app}:alarm:${kind}:${day}`;
}
