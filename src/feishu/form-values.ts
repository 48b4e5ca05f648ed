/** @module What was typed into a form, by fact. */
import type { Op } from '../flow/inbound.ts';
import { cleanText } from './clean.ts';
import { isOfForm } from './op-schema.ts';

const KEPT = '.kept';

/** Name of an input for a text that is not shown in it, see card-form.ts. No fact's id contains a dot. */
export const keptName = (fact: string): string => `${fact}${KEPT}`;

/** Values as they came, made safe; a kept text counts only where something new was typed. */
export function formValues(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = Object.entries(raw).flatMap(([name, value]): [string, unknown][] => {
    if (!name.endsWith(KEPT)) return name.includes('.') ? [] : [[name, clean(value)]];
    const typed = clean(value);
    return typeof typed === 'string' && typed.trim() !== '' ? [[name.slice(0, -KEPT.length), typed]] : [];
  });
  return Object.fromEntries(values);
}

/** The kept texts that were replaced belong to what the button does, the others do not. */
export function withReplaced(
  op: Op,
  raw: Readonly<Record<string, unknown>>,
  form: Record<string, unknown>,
): Op {
  if (!isOfForm(op) || op.facts === undefined) return op;
  const replaced = Object.keys(form).filter((fact) => keptName(fact) in raw && !op.facts?.includes(fact));
  const facts = [...op.facts, ...replaced];
  // Nothing was asked but whether to replace a text, and it was not.
  return facts.length === 0 ? { op: 'continue' } : { ...op, facts };
}

/** A date picker gives a day with the zone it was picked in, 「2024-04-01 +0800」: the day is what she sees. */
const PICKED = /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/;

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value).replace(PICKED, '$1');
  return Array.isArray(value) ? value.map(clean) : value;
}
