/** @module What stands on a card as the platform got it: its elements, fields by their names, buttons by their labels. */
import type { Secretary } from '../support/office.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every element of a card in the order in which it is read. */
export function elements(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (node === null || typeof node !== 'object') return [];
  return [{ ...node }, ...Object.values(node).flatMap(elements)];
}

export const field = (who: Secretary, name: string): Json | undefined =>
  elements(who.card().content).find((element) => element['name'] === name);

const FIELDS: ReadonlySet<unknown> = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'date_picker',
]);

/** What is read right under a field, before the field or the button behind it. */
export function said(who: Secretary, name: string): string {
  const all = elements(who.card().content);
  const at = all.findIndex((element) => element['name'] === name);
  const rest = all.slice(at + 1);
  const next = rest.findIndex(({ tag }) => FIELDS.has(tag) || tag === 'button');
  return rest
    .slice(0, next)
    .flatMap(({ content }) => (typeof content === 'string' ? [content] : []))
    .join('\n');
}

/** Names of all buttons with this label, from above. */
export const buttons = (who: Secretary, label: string): readonly string[] =>
  elements(who.card().content).flatMap(({ tag, text, name }) => {
    const is = tag === 'button' && elements(text).some(({ content }) => content === label);
    return is ? [String(name)] : [];
  });
