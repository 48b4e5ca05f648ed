/** @module Who a report is: its id from tenant, unit, year and kind, so that two devices open the same one. */
import { createHash } from 'node:crypto';
import type { About, PersonId, Report } from '../flow/model.ts';
import { monthOf, yearOf } from './calendar.ts';

/** 80 bits in base 32, lower case: short enough for the uuid of a send, long enough not to be guessed. */
export function reportId(tenant: string, unit: string, year: number, kind: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tenant, unit, year, kind]))
    .digest();
  return BigInt(`0x${digest.subarray(0, 10).toString('hex')}`)
    .toString(32)
    .padStart(16, '0');
}

/** Stragglers hand in until March; from April on a new report is about the current year. */
const LAST_MONTH_OF_STRAGGLERS = 3;

/** The year a report begun now is about (Asia/Shanghai). */
export const reportYear = (now: number): number =>
  yearOf(now) - (monthOf(now) <= LAST_MONTH_OF_STRAGGLERS ? 1 : 0);

/** A secretary on her own: the unit is hers, she is the secretary. `copy` 2: for another branch of hers. */
export function ownReport(
  tenant: string,
  person: PersonId,
  kind: string,
  now: number,
  copy = 1,
): { id: string; about: About } {
  const unit = copy === 1 ? `person:${person}` : `person:${person}:${copy}`;
  return reportOf(tenant, person, { unit, year: reportYear(now), kind }, now);
}

/** One of her reports, from what its id is made of. */
export function reportOf(
  tenant: string,
  person: PersonId,
  { unit, year, kind }: Pick<About, 'unit' | 'year' | 'kind'>,
  now: number,
): { id: string; about: About } {
  const about: About = { tenant, unit, year, kind, people: { [person]: 'secretary' }, created: now };
  return { id: reportId(tenant, unit, year, kind), about };
}

/**
 * The uuid of a send: the same for the same thing, and never again for another, not even after a report was deleted
 * and begun anew. At most 50 characters.
 */
export const sendId = (report: Report, version: number, part = ''): string =>
  `${report.id}-${report.about.created.toString(36)}-${version.toString(36)}${part}`;
