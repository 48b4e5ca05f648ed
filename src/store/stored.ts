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
  return check(schema, parse(json, key, field), key, field);
}

/** A list, item by item. */
export function decodeList<S extends z.ZodType>(
  schema: S,
  json: string,
  key: string,
  field: string,
): readonly z.output<S>[] {
  const data = parse(json, key, field);
  if (!Array.isArray(data)) throw new StoredFormatError(key, field, 'not a list');
  return data.map((item) => check(schema, item, key, field));
}

/**
 * What a load will make of the value. Throws StoredFormatError for what could not be read back: a NaN would lock its
 * report up for ever.
 */
export function readBack<S extends z.ZodType>(
  schema: S,
  value: z.output<S>,
  key: string,
  field: string,
): z.output<S> {
  return decode(schema, JSON.stringify(value), key, field);
}

export function encode<S extends z.ZodType>(
  schema: S,
  value: z.output<S>,
  key: string,
  field: string,
): string {
  return JSON.stringify(readBack(schema, value, key, field));
}

function parse(json: string, key: string, field: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new StoredFormatError(key, field, 'not JSON');
  }
}

function check<S extends z.ZodType>(schema: S, data: unknown, key: string, field: string): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => `${issue.path.join('.') || '.'} (${issue.code})`);
  throw new StoredFormatError(key, field, `unreadable: ${where.slice(0, 5).join(', ')}`);
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
