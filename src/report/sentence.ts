/** @module One sentence of the template with its facts put in, or nothing where they are absent. */
import type { Span } from './blocks.ts';
import type { Node, Sentence } from './line.ts';
import { mendSeams } from './seams.ts';
import type { Ready } from './written.ts';

/** Where the words that a token stands for come from: a fact, a cell of records, or the year pack. */
export type Origin =
  | { readonly fact: string; readonly row?: number; readonly field?: string }
  | { readonly pack: string };

/** What a token stands for. */
export interface Entry {
  readonly origin: Origin;
  /** The year and the like: not given by a person, they keep no sentence alive. */
  readonly builtIn: boolean;
  /** Absent: nothing may be said of it. */
  readonly value?: Ready;
}

export interface Spoken {
  readonly spans: readonly Span[];
  /** Says something that a person gave, or marks where it will stand. */
  readonly speaks: boolean;
  /** The whole sentence is one text of a person, which may hold several sentences. */
  readonly own: boolean;
}

interface Part {
  readonly spans: readonly Span[];
  readonly speaks: boolean;
}

/** Undefined when it hangs on a fact that is absent. */
export function speak(sentence: Sentence, table: readonly Entry[]): Spoken | undefined {
  const only = sentence.clauses.length === 1 ? sentence.clauses[0] : undefined;
  const own = only?.length === 1 && only[0] !== undefined && 'ref' in only[0];
  const clauses = sentence.clauses.flatMap((clause) => partOf(clause, table, own) ?? []);
  if (clauses.length === 0) return undefined;
  const spans = [...joined(clauses, '；'), constant(sentence.end)];
  return { spans: mendSeams(spans), speaks: clauses.some((clause) => clause.speaks), own };
}

function partOf(nodes: readonly Node[], table: readonly Entry[], own: boolean): Part | undefined {
  const spans: Span[] = [];
  let speaks = false;
  for (const node of nodes) {
    if ('text' in node) {
      spans.push(constant(node.text));
      continue;
    }
    const part = 'ref' in node ? factOf(node.ref, table, own) : groupOf(node, table);
    if (part === undefined) return undefined;
    spans.push(...part.spans);
    speaks ||= part.speaks;
  }
  return { spans, speaks };
}

/** One item is a part that may be left out; of several, one must stay. An item of which `zero` left nothing is not there. */
function groupOf(group: Extract<Node, { items: unknown }>, table: readonly Entry[]): Part | undefined {
  const parts = group.items.flatMap((item) => (item.length === 0 ? [] : (partOf(item, table, false) ?? [])));
  if (parts.length === 0 && group.items.length > 1) return undefined;
  return { spans: joined(parts, group.joiner), speaks: parts.some((part) => part.speaks) };
}

function factOf(ref: number, table: readonly Entry[], own: boolean): Part | undefined {
  const entry = table[ref];
  const value = entry?.value;
  if (entry === undefined || value === undefined) return undefined;
  const speaks = !entry.builtIn;
  const span = (text: string): Span => spanOf(entry.origin, text, value.kind === 'gap');
  switch (value.kind) {
    case 'gap':
      return { spans: [span(value.text)], speaks };
    case 'text':
      return { spans: [span(own ? value.standing : value.inline)], speaks };
    case 'list':
    case 'rows': {
      const items = value.items.map((text): Part => ({ spans: [span(text)], speaks }));
      return { spans: joined(items, joinerOf(value.items)), speaks };
    }
  }
}

function spanOf(origin: Origin, text: string, gap: boolean): Span {
  if ('pack' in origin) return { kind: 'pack', pack: origin.pack, text };
  return gap ? { kind: 'gap', fact: origin.fact, text } : { kind: 'fact', ...origin, text };
}

/** Items that hold a mark need a stronger one between them. */
function joinerOf(items: readonly string[]): string {
  const bare = items.map((item) => item.replace(/《[^《》]*》|“[^“”]*”|（[^（）]*）/gu, ''));
  if (bare.some((item) => /[，,；;。]/u.test(item))) return '；';
  return bare.some((item) => item.includes('、')) ? '，' : '、';
}

function joined(parts: readonly Part[], joiner: string): readonly Span[] {
  return parts.flatMap((part, index) => {
    const before = parts[index - 1]?.spans.at(-1)?.text ?? '';
    const after = part.spans[0]?.text ?? '';
    const mark = index === 0 || (joiner === '、' && needsNoMark(before, after)) ? '' : joiner;
    return [constant(mark), ...part.spans];
  });
}

/** No 、 between quoted items or book titles side by side (GB/T 15834-2011 4.5.3.5). */
const needsNoMark = (before: string, after: string): boolean =>
  (before.endsWith('》') && after.startsWith('《')) || (before.endsWith('”') && after.startsWith('“'));

const constant = (text: string): Span => ({ kind: 'constant', text });
