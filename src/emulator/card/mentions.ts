/** Who is named in the texts of a card: `<at>` and `<person>` in markdown, and the person elements. */
import { isObject, type JsonObject, listOf } from '../json.ts';

export interface Mention {
  /** An id, or `all`. */
  readonly id: string;
  readonly path: string;
}

const NAMED = /<(?:at|person)\b([^>]*)>/gi;
const ATTRIBUTE = /\b(?:id|ids|user_id|open_id|email)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))/gi;

function* inMarkdown(text: string, path: string): Generator<Mention> {
  for (const [, attributes = ''] of text.matchAll(NAMED)) {
    for (const [, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
      for (const id of (double ?? single ?? bare ?? '').split(',')) yield { id: id.trim(), path };
    }
  }
}

const PARSED = ['markdown', 'lark_md'];

/** Cells of columns that are parsed as markdown. */
function* inTable(table: JsonObject, path: string): Generator<Mention> {
  for (const column of listOf(table, 'columns')) {
    if (!isObject(column) || !PARSED.includes(String(column['data_type']))) continue;
    for (const [index, row] of listOf(table, 'rows').entries()) {
      const cell = isObject(row) ? row[String(column['name'])] : undefined;
      if (typeof cell === 'string') yield* inMarkdown(cell, `${path}.rows[${index}]`);
    }
  }
}

export function* mentionsIn(value: unknown, path = ''): Generator<Mention> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* mentionsIn(item, `${path}[${index}]`);
    return;
  }
  if (!isObject(value)) return;
  const tag = String(value['tag']);
  if (PARSED.includes(tag) && typeof value['content'] === 'string') yield* inMarkdown(value['content'], path);
  if (tag === 'table') yield* inTable(value, path);
  if (tag === 'person') yield { id: String(value['user_id']), path };
  if (tag === 'person_list' && value['drop_invalid_user_id'] !== true) {
    for (const one of listOf(value, 'persons')) if (isObject(one)) yield { id: String(one['id']), path };
  }
  for (const [key, part] of Object.entries(value)) {
    if (key !== 'behaviors') yield* mentionsIn(part, path ? `${path}.${key}` : key);
  }
}
