/** @module Into Redis and out of it: nothing is believed unread, nothing is written that could not be read back. */
import type { z } from 'zod';
import { STORED_FORMAT } from './port.ts';

/** Stored data that this version cannot read. Nothing was changed. Holds no content. */
export class StoredFormatError extends Error {
  readonly key: string;
  readonly field: string;
  constructor(key: string, field: string, problem: string) {
    super(`Stored data at ${key}, ${field}: ${problem}`);
    this.name = 'StoredFormatError';
    this.key = key;
    this.field = field;
  }
}

export function newerFormat(key: string, found: string): StoredFormatError {
  const mend = 'run the version that wrote it, or a newer one';
  return new StoredFormatError(key, 'fmt', `format ${found} is newer than ${STORED_FORMAT}; ${mend}`);
}

/** Refuses what a newer version wrote, and what nobody wrote. */
export function checkFormat(key: string, found: string | undefined): void {
  if (found === undefined || !/^[1-9]\d*$/.test(found)) {
    throw new StoredFormatError(key, 'fmt', 'no format is given, this is not our data');
  }
  if (Number(found) > STORED_FORMAT) throw newerFormat(key, found);
}

export function decode<S extends z.ZodType>(
  schema: S,
  json: string,
  key: string,
  field: string,
): z.output<S> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new StoredFormatError(key, field, 'not JSON');
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => `${issue.path.join('.') || '.'} (${issue.code})`);
  throw new StoredFormatError(key, field, `unreadable: ${where.slice(0, 5).join(', ')}`);
}

export interface Encoded<T> {
  readonly json: string;
  /** What a load will make of it. */
  readonly read: T;
}

/** Throws StoredFormatError for what could not be read back: a NaN would lock its report up for ever. */
export function encode<S extends z.ZodType>(
  schema: S,
  value: z.output<S>,
  key: string,
  field: string,
): Encoded<z.output<S>> {
  const json = JSON.stringify(value);
  return { json, read: decode(schema, json, key, field) };
}

/**
 * `<first>\n<second>\n…<json>`: what scripts must know of an entry stands before its JSON, so that they need not
 * parse what people wrote (Lua's cjson refuses texts that JavaScript accepts, half a surrogate pair for one).
 */
export function headed(heads: readonly (string | number)[], json: string): string {
  const lines = heads.map(String);
  if (lines.some((line) => line === '' || line.includes('\n'))) {
    throw new RangeError('An id must not be empty and must not contain a line break');
  }
  return [...lines, json].join('\n');
}

/** The JSON of an entry made by `headed` with so many heads. */
export function bodyOf(entry: string, heads: number): string {
  return entry.split('\n').slice(heads).join('\n');
}
