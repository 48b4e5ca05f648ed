/** Small checks from which the tables of card components are made. A check reports; it never stops at the first problem. */
import { isObject } from '../json.ts';

/** Sub-codes of 230099 for cards. */
export const CARD_ERROR = {
  /** Unknown or ill-formed property. */
  malformed: 200621,
  /** A tag that 2.0 does not know (any more). */
  unknownTag: 200861,
  /** Too many elements, tables, levels. */
  limit: 11310,
  /** An id in `<at>`, `<person>` or a person element that is nobody's. */
  person: 100290,
  image: 200570,
  chart: 200550,
  tableRows: 200914,
} as const;

export interface Problem {
  readonly code: number;
  readonly message: string;
  /** Where in the card: `body.elements[0].name`. */
  readonly path: string;
}

export type Report = (message: string, path: string, code?: number) => void;

export type Check = (value: unknown, path: string, report: Report) => void;

export type Shape = Readonly<Record<string, Check>>;

export const anything: Check = () => undefined;

export const flag: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report('must be true or false', path);
};

/** A string of at most `max` characters. */
export const text =
  (max = Number.POSITIVE_INFINITY, min = 0): Check =>
  (value, path, report) => {
    if (typeof value !== 'string') return report('must be a string', path);
    const { length } = [...value];
    if (length > max) report(`longer than ${max} characters`, path);
    if (length < min) report('must not be empty', path);
  };

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value, path, report) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(`must be ${what}`, path);
  };

export const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, path, report) => {
    if (!allowed.includes(value)) report(`must be one of ${allowed.join(', ')}`, path);
  };

export const number =
  (min: number, max: number): Check =>
  (value, path, report) => {
    if (typeof value !== 'number' || value < min || value > max)
      report(`must be a number from ${min} to ${max}`, path);
  };

export const list =
  (item: Check, max = Number.POSITIVE_INFINITY): Check =>
  (value, path, report) => {
    if (!Array.isArray(value)) return report('must be a list', path);
    if (value.length > max) report(`more than ${max}`, path, CARD_ERROR.limit);
    for (const [index, one] of value.entries()) item(one, `${path}[${index}]`, report);
  };

/** An object with these properties and no others. */
export const object =
  (shape: Shape, required: readonly string[] = []): Check =>
  (value, path, report) => {
    if (!isObject(value)) return report('must be an object', path);
    checkShape(value, shape, required, path, report);
  };

export function checkShape(
  value: Readonly<Record<string, unknown>>,
  shape: Shape,
  required: readonly string[],
  path: string,
  report: Report,
): void {
  const at = (key: string): string => (path ? `${path}.${key}` : key);
  for (const [key, part] of Object.entries(value)) {
    const check = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (check) check(part, at(key), report);
    else report('unknown property', at(key));
  }
  for (const key of required) {
    if (!Object.hasOwn(value, key)) report('is missing', at(key));
  }
}

/** Two checks on one value. */
export const both =
  (first: Check, second: Check): Check =>
  (value, path, report) => {
    first(value, path, report);
    second(value, path, report);
  };

/** A row of the component tables. */
export interface Component {
  readonly shape: Shape;
  readonly required?: readonly string[];
  /** Property with the elements inside. */
  readonly holds?: 'elements' | 'columns';
  /** Reports a callback or a value: needs a name inside a form. */
  readonly interactive?: true;
}
