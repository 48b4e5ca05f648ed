/**
 * @module What a button carries, in both places the platform may give it back from.
 *
 * `value` is an object. Whether it comes back for a button that submits a form is not documented, so `name` alone must
 * suffice: `<code><ordinal>.<version>.<report>[.<argument>…]`, only letters, digits, `-`, `_` and `.`.
 */
import { z } from 'zod';
import type { Op } from '../flow/inbound.ts';
import { isOfForm, opSchema } from './op-schema.ts';

/** No limit on an element's name is documented; this is short enough for any there may be. */
export const NAME_LIMIT = 100;

export interface Clicked {
  readonly report: string;
  /** Version of the report that the card was made of. */
  readonly version: number;
  readonly op: Op;
}

const valueSchema = z
  .object({ r: z.string().min(1).max(128), v: z.number().int().nonnegative() })
  .and(opSchema);

const LETTERS: Record<Op['op'], string> = {
  continue: 'c',
  submit: 's',
  none: 'n',
  later: 'l',
  skip: 'k',
  confirm: 'f',
  open: 'o',
  choose: 'h',
  progress: 'p',
  help: 'e',
  draft: 'd',
  prepare: 'r',
  resend: 'z',
  row: 'rw',
  ledger: 'lg',
  recalled: 'rc',
  own: 'ow',
  returned: 'rt',
  import: 'im',
  finding: 'fi',
  mend: 'me',
  wave: 'wa',
  final: 'i',
  whoami: 'w',
  export: 'x',
  keep: 'y',
  back: 'b',
  outline: 't',
  reports: 'j',
  begin: 'm',
  switch: 'q',
  preview: 'v',
  sources: 'so',
  annex: 'ax',
  length: 'le',
  restart: 'a',
  erase: 'g',
  reminders: 'rm',
  snooze: 'u',
};

/** The object that travels as `value`. */
export function carriedBy({ report, version, op }: Clicked): { readonly [key: string]: unknown } {
  return { r: report, v: version, ...op };
}

/**
 * The name that says the same. `ordinal` keeps two buttons that do the same apart.
 * When it would be too long, the facts (or the seal) are left out and the letter is a capital: see {@link clickedOf}.
 */
export function nameOf({ report, version, op }: Clicked, ordinal: number): string {
  const compose = (letter: string, rest: readonly string[]): string =>
    [`${letter}${ordinal || ''}`, version.toString(36), ...[report, ...rest].map(wrap)].join('.');
  const letter = LETTERS[op.op];
  const whole = compose(letter, argumentsOf(op));
  if (whole.length <= NAME_LIMIT || !('card' in op)) return whole;
  return compose(letter.toUpperCase(), [op.card]);
}

/**
 * Reads a click from `value`, and if that says nothing, from `name`. `fields`: the facts whose inputs came with it, for
 * a name that was cut; when not even those are known, the card is only opened again, since 「没有」 for a whole card is
 * not what was clicked.
 */
export function clickedOf(
  value: unknown,
  name: string | undefined,
  fields: readonly string[],
): Clicked | undefined {
  const parsed = valueSchema.safeParse(typeof value === 'string' ? fromJson(value) : value);
  if (parsed.success) {
    const { r, v, ...op } = parsed.data;
    return { report: r, version: v, op };
  }
  return name === undefined ? undefined : fromName(name, fields);
}

function fromName(name: string, fields: readonly string[]): Clicked | undefined {
  const [head = '', version36 = '', report = '', ...rest] = name.split('.');
  const version = Number.parseInt(version36, 36);
  const code = /^([a-zA-Z]{1,2})\d*$/.exec(head)?.[1];
  if (code === undefined || !/^[0-9a-z]+$/.test(version36)) return undefined;
  if (!Number.isSafeInteger(version) || report === '') return undefined;
  const letter = code.toLowerCase();
  const op = opSchema.safeParse(
    letter === code ? rawOp(letter, rest.map(unwrap)) : cutOp(letter, unwrap(rest[0] ?? ''), fields),
  );
  return op.success ? { report: unwrap(report), version, op: op.data } : undefined;
}

const opOf = (letter: string): string | undefined =>
  Object.entries(LETTERS).find(([, known]) => known === letter)?.[0];

function cutOp(letter: string, first: string, fields: readonly string[]): unknown {
  const op = { op: opOf(letter) ?? '', card: first };
  return isOfForm(op) && fields.length > 0 ? { ...op, facts: fields } : { op: 'open', card: first };
}

function argumentsOf(op: Op): readonly string[] {
  switch (op.op) {
    case 'submit':
    case 'none':
    case 'later':
    case 'skip':
    case 'open':
    case 'back':
      return [op.card, ...(op.facts === undefined ? [] : op.facts.length === 0 ? [''] : op.facts)];
    case 'confirm':
      return [op.card, op.seal];
    case 'choose':
      return [op.fact, op.take];
    case 'resend':
      return [String(op.number)];
    case 'reminders':
      return op.set === undefined ? [] : [op.set];
    case 'snooze':
      return [String(op.days)];
    case 'row':
      return [op.fact, String(op.row), op.does];
    case 'begin':
      return [op.kind, ...(op.another === true ? ['1'] : [])];
    case 'switch':
      return [op.report];
    case 'finding':
    case 'mend':
    case 'wave':
      return [op.finding];
    case 'outline':
      return op.section === undefined ? [] : [op.section];
    case 'preview':
      return [String(op.part)];
    case 'own':
      return [op.name, op.does];
    case 'import':
    case 'returned':
      return [op.does, String(op.at)];
    case 'recalled':
      return [op.message, ...(op.counts ? ['1'] : [])];
    case 'sources':
      return [String(op.page)];
    case 'length':
      return [op.length];
    case 'restart':
    case 'erase':
      return op.sure ? ['1'] : [];
    default:
      return [];
  }
}

function rawOp(letter: string, [first, ...rest]: readonly string[]): unknown {
  const op = opOf(letter);
  const some = rest.length === 0 ? {} : { facts: rest.filter((fact) => fact !== '') };
  switch (op) {
    case 'submit':
    case 'none':
    case 'later':
    case 'skip':
    case 'open':
    case 'back':
      return { op, card: first, ...some };
    case 'confirm':
      return { op, card: first, seal: rest[0] };
    case 'choose':
      return { op, fact: first, take: rest[0] };
    case 'resend':
      return { op, number: Number(first) };
    case 'reminders':
      return { op, ...(first === undefined ? {} : { set: first }) };
    case 'snooze':
      return { op, days: Number(first) };
    case 'row':
      return { op, fact: first, row: Number(rest[0]), does: rest[1] };
    case 'begin':
      return { op, kind: first, ...(rest[0] === '1' ? { another: true } : {}) };
    case 'switch':
      return { op, report: first };
    case 'finding':
    case 'mend':
    case 'wave':
      return { op, finding: first };
    case 'outline':
      return { op, ...(first === undefined ? {} : { section: first }) };
    case 'preview':
      return { op, part: Number(first) };
    case 'own':
      return { op, name: first, does: rest[0] };
    case 'import':
    case 'returned':
      return { op, does: first, at: Number(rest[0]) };
    case 'recalled':
      return { op, message: first, counts: rest[0] === '1' };
    case 'sources':
      return { op, page: Number(first) };
    case 'length':
      return { op, length: first };
    case 'restart':
    case 'erase':
      return { op, sure: first === '1' };
    default:
      return { op };
  }
}

/** Everything outside letters, digits and `-` as `_<hex of the code unit>_`. */
const wrap = (text: string): string =>
  text.replace(/[^A-Za-z0-9-]/g, (unit) => `_${unit.charCodeAt(0).toString(16)}_`);

const unwrap = (text: string): string =>
  text.replace(/_([0-9a-f]{1,4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
