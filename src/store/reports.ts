/** @module Loading reports: from memory what has not changed since, from Redis the rest, in one round trip. */
import { randomBytes } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import type { Report } from '../flow/model.ts';
import { keepNewest } from './kept.ts';
import { reportKeys } from './keys.ts';
import type { Commit } from './port.ts';
import { committed, type Lasting, readLasting, withPassing } from './report.ts';
import type { Sealer } from './sealed.ts';
import { checkFormat } from './stored.ts';

/** `mark`: of the commit that made it. Versions repeat after an erasure or a restored backup, marks never do. */
interface Kept {
  readonly mark: string;
  readonly lasting: Lasting;
}

export interface Reports {
  load(report: string): Promise<Report | undefined>;
  /** As it was seen here last, without asking. */
  known(report: string): Lasting | undefined;
  /** For one commit and no other, in whatever process. */
  newMark(): string;
  /** That commit was done, upon what the mark `before` stands for. `commit` as it was read back when encoded. */
  committed(commit: Commit, mark: string, before: string): void;
  forget(report: string): void;
}

/** Keeps at most so many in memory. */
export function createReports(redis: Redis | Cluster, sealer: Sealer, most: number): Reports {
  const kept = keepNewest<Kept>(most);
  const word = randomBytes(6).toString('base64url');
  let marks = 0;
  return {
    async load(report) {
      const { report: key } = reportKeys(report);
      const known = kept.get(report);
      const [answer, ...reply] = known ? await redis.szLoad(key, known.lasting.version, known.mark) : [];
      if (known && answer === 'same') {
        const [fmt, seen, slot, uncertain, gone] = reply;
        checkFormat(key, fmt);
        return withPassing(known.lasting, key, { seen, slot, uncertain, gone });
      }
      kept.delete(report);
      const fields = known ? pairs(reply) : await redis.hgetall(key);
      if (Object.keys(fields).length === 0) return undefined;
      const lasting = readLasting(report, key, fields, sealer);
      if (fields['c']) kept.set(report, { mark: fields['c'], lasting });
      return withPassing(lasting, key, fields);
    },

    known: (report) => kept.get(report)?.lasting,

    newMark() {
      marks += 1;
      return `${word}${marks.toString(36)}`;
    },

    committed(commit, mark, before) {
      const known = kept.get(commit.report);
      const same = known?.mark === before && known.lasting.version === commit.expected;
      const base = same ? known.lasting : undefined;
      const lasting = base || commit.expected === 0 ? committed(base, commit) : undefined;
      if (lasting) kept.set(commit.report, { mark, lasting });
      else kept.delete(commit.report);
    },

    forget: kept.delete,
  };
}

/** Of a list of field, value, field, value … */
function pairs(list: readonly string[]): Record<string, string> {
  const fields: [string, string][] = [];
  for (let at = 0; at < list.length; at += 2) fields.push([list[at] ?? '', list[at + 1] ?? '']);
  return Object.fromEntries(fields);
}
