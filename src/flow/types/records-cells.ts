/** @module The cells of one row in words: 「名称：…；时间：…」, or pieces between commas, told apart by their types. */
import type { FieldDefinition } from '../definition.ts';
import { fieldType } from './fields.ts';
import type { ReadingContext } from './type.ts';
import { splitItems } from './words.ts';

export interface Cells {
  /** As typed, by field. */
  readonly cells: Readonly<Record<string, string>>;
  /** Told apart by commas: to be confirmed. */
  readonly loose: boolean;
}

/** The label of the first field again begins the next row: 「名称：…，时间：…；名称：…」. */
export function labelsIn(item: string, fields: readonly FieldDefinition[]): readonly string[] {
  const [first] = fields;
  if (first === undefined) return [item];
  const starts = [...item.matchAll(labelled(first))].map(({ index }) => index);
  if (starts.length < 2) return [item];
  return starts.map((start, at) =>
    item.slice(start, starts[at + 1]).replace(/^[；;，,。\s]+|[；;，,\s]+$/g, ''),
  );
}

/** Cells by label; else as many pieces as fields, in their order; else each piece that is plainly a field's goes there. */
export function cellsOf(item: string, fields: readonly FieldDefinition[], context: ReadingContext): Cells {
  const [first, ...others] = fields;
  if (first === undefined) return { cells: {}, loose: false };
  const byName = byLabel(item, fields);
  if (byName !== undefined) return { cells: byName, loose: false };
  if (others.length === 0) return { cells: { [first.id]: item }, loose: false };
  const parts = pieces(item);
  if (first.type !== 'longText' && parts.length === fields.length) {
    return {
      cells: Object.fromEntries(fields.map((field, index) => [field.id, parts[index] ?? ''])),
      loose: true,
    };
  }
  const { cells, left } = byType(parts, others, context);
  const known = Object.keys(cells).length > 0;
  // A story has commas of its own; a name cut by them may hold more than a name.
  const loose = known || (first.type !== 'longText' && parts.length > 1);
  return { cells: { [first.id]: known ? left.join('，') : item, ...cells }, loose };
}

/** Between commas, and what stands in brackets at the end: 「移交（9月25日）」. */
function pieces(item: string): readonly string[] {
  const [, name = '', inside] = /^(.+?)[（(]([^（）()]{1,40})[）)]$/.exec(item.trim()) ?? [];
  return inside === undefined
    ? splitItems(item, '，,；;')
    : [...splitItems(name, '，,；;'), ...splitItems(inside, '，,；;')];
}

/** These say themselves what they are; a word could be anybody's. */
const PLAIN: ReadonlySet<FieldDefinition['type']> = new Set([
  ...(['date', 'month', 'period', 'oneOf', 'money', 'percentage'] as const),
]);

function byType(
  [head = '', ...parts]: readonly string[],
  fields: readonly FieldDefinition[],
  context: ReadingContext,
): { readonly cells: Record<string, string>; readonly left: readonly string[] } {
  const cells: Record<string, string> = {};
  const left = [head];
  for (const part of parts) {
    const field = fields.find((one) => cells[one.id] === undefined && says(part, one, context));
    if (field === undefined) left.push(part);
    else cells[field.id] = part.replace(GIVEN, '');
  }
  return { cells, left };
}

/** 「授予项目」 is 项目. */
const GIVEN = /^(?:授予|颁给|颁发给|目前|现在|已经?(?=正在))/;

function says(part: string, field: FieldDefinition, context: ReadingContext): boolean {
  if (!PLAIN.has(field.type)) return false;
  if (field.type === 'oneOf') return field.options?.includes(part.replace(GIVEN, '')) === true;
  const said = fieldType(field).parse(part, field, context);
  return said.read === 'value' && said.doubt === undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const labelled = ({ label }: FieldDefinition): RegExp =>
  new RegExp(`(?:^|[；;，,。\\n]\\s*)${escaped(label)}\\s*[:：]`, 'g');

function byLabel(item: string, fields: readonly FieldDefinition[]): Record<string, string> | undefined {
  const starts = fields
    .flatMap((field) => {
      const at = item.search(labelled(field));
      return at < 0 ? [] : [{ field, at }];
    })
    .sort((a, b) => a.at - b.at);
  if (starts.length === 0) return undefined;
  const lead = item.slice(0, starts[0]?.at).trim();
  const cells = starts.map(({ field, at }, index): [string, string] => {
    const words = item.slice(at, starts[index + 1]?.at);
    return [
      field.id,
      words
        .slice(words.search(/[:：]/) + 1)
        .trim()
        .replace(/[；;，,]$/, ''),
    ];
  });
  const [first] = fields;
  const before: [string, string][] =
    lead === '' || first === undefined || cells.some(([id]) => id === first.id) ? [] : [[first.id, lead]];
  return Object.fromEntries([...before, ...cells]);
}
