/** @module What the tags of a template write, for one report. */
import type Handlebars from 'handlebars';
import { type PackEntry, sayable } from './pack.ts';
import type { Entry, Origin } from './sentence.ts';
import { MISSING, OR, TOKEN, token } from './token.ts';
import { blank, type Ready } from './written.ts';

/** What a template may ask while it is written. */
export interface Known {
  /** What may be said of a fact or a built-in. */
  readonly value: (name: string) => Ready | undefined;
  /** The fact was never answered. */
  readonly isOpen: (fact: string) => boolean;
  readonly year: number;
  /** The last day that the report tells of, yyyy-MM-dd. */
  readonly day: string;
  /** What `vary` chooses by. */
  readonly seed: string;
}

/** Tokens by name, as a template sees them. */
export type Tokens = Readonly<Record<string, string>>;

export interface Helpers {
  readonly helpers: Readonly<Record<string, Handlebars.HelperDelegate>>;
  /** What tokens stand for, by their number; complete when the template is written. */
  readonly table: readonly Entry[];
}

/** `start`: what the tokens of the facts stand for. `fieldsOf`: the columns of a fact of records. */
export function helpersFor(
  start: readonly Entry[],
  fieldsOf: (fact: string) => readonly string[],
  packs: readonly PackEntry[],
  known: Known,
): Helpers {
  const table = [...start];
  const add = (origin: Origin, builtIn: boolean, value: Ready | undefined): string => {
    table.push({ origin, builtIn, ...(value === undefined ? {} : { value }) });
    return token(table.length - 1);
  };
  const entryOf = (reference: unknown): Entry | undefined =>
    table[Number(TOKEN.exec(String(reference))?.[1] ?? -1)];
  const factOf = (reference: unknown): string => {
    const origin = entryOf(reference)?.origin;
    return origin !== undefined && 'fact' in origin ? origin.fact : '';
  };

  const rows = (context: Tokens, reference: string, block: Handlebars.HelperOptions): string => {
    const fact = factOf(reference);
    const value = entryOf(reference)?.value;
    const write = (row: number, cells: Readonly<Record<string, Ready>>): string =>
      block.fn({
        ...context,
        ...Object.fromEntries(
          fieldsOf(fact).map((field) => [field, add({ fact, row, field }, false, cells[field])]),
        ),
      });
    if (value?.kind === 'rows') return value.rows.map((cells, row) => write(row, cells)).join('');
    if (value === undefined) return block.inverse(context);
    // Put off: one paragraph of that kind, with nothing but the blank.
    const sample = write(0, {});
    return `${BEGINNING.exec(sample)?.[0] ?? ''} ${reference}。${ENDING.exec(sample)?.[0] ?? ''}`;
  };

  return {
    table,
    helpers: {
      given(this: Tokens, reference: unknown, block: Handlebars.HelperOptions): string {
        return entryOf(reference)?.value === undefined ? block.inverse(this) : block.fn(this);
      },
      zero(this: Tokens, reference: unknown, block: Handlebars.HelperOptions): string {
        const value = entryOf(reference)?.value;
        if (value?.kind !== 'text' || value.inline !== '0') return block.inverse(this);
        const fact = factOf(reference);
        const none: Ready = { kind: 'text', inline: NONE, standing: NONE };
        return block.fn({ ...this, [fact]: add({ fact }, false, none) });
      },
      vary(this: Tokens, name: string, block: Handlebars.HelperOptions): string {
        const phrasings = block.fn(this).split(OR);
        return phrasings[hash(`${known.seed} ${name}`) % phrasings.length] ?? '';
      },
      or: () => OR,
      rows(this: Tokens, reference: string, block: Handlebars.HelperOptions): string {
        return rows(this, reference, block);
      },
      since(this: Tokens, day: string, block: Handlebars.HelperOptions): string {
        return known.day >= day ? block.fn(this) : block.inverse(this);
      },
      pack(this: Tokens, id: string, options: Partial<Handlebars.HelperOptions>): string {
        const text = sayable(packs, id, known.year, known.day)?.text;
        const value: Ready | undefined =
          text === undefined ? undefined : { kind: 'text', inline: text, standing: text };
        if (options.fn === undefined) return add({ pack: id }, true, value);
        return (value === undefined ? options.inverse?.(this) : options.fn(this)) ?? '';
      },
      open(label: string, ...references: readonly unknown[]): string {
        const fact = references.map(factOf).find((name) => name !== '' && known.isOpen(name));
        if (fact === undefined) return '';
        return `${MISSING}${add({ fact }, false, { kind: 'gap', text: blank(label) })}。`;
      },
    },
  };
}

/** How 0 is said in a sentence of its own. */
const NONE = '没有';

/** The front of a line, up to its mark. */
const BEGINNING = /^\s*(?:\u0005[^\u0006]*\u0006)?\s*(?:##|-)?/;

/** The empty lines that part it from what follows. */
const ENDING = /\s*$/;

/**
 * FNV-1a, 32 bits, and the last steps of MurmurHash3: without them the parity of the hash is the parity of the bytes, and
 * all choices between two would turn together. The same choice on every machine and in every version.
 */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
