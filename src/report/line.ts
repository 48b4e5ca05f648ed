/** @module A rendered line read: constants, references, and lists in `[[…]]` whose items may vanish. */
import { TOKEN } from './token.ts';

export type Node =
  | { readonly text: string }
  | { readonly ref: number }
  /** `[[A|B]]` or `[[，::A|B]]`: what is left of the items, joined. */
  | { readonly joiner: string; readonly items: readonly (readonly Node[])[] };

/** 。 and its like end a sentence, ； a clause of it. `end` is empty when the line breaks off without a mark. */
export interface Sentence {
  readonly clauses: readonly (readonly Node[])[];
  readonly end: string;
}

const JOINER = '、';
const PARTS = new RegExp(`${TOKEN.source}|\\[\\[(?:([^|[\\]\\u0001:]{1,2})::)?|\\]\\]|\\|`, 'g');

interface Open {
  readonly joiner: string;
  readonly items: Node[][];
}

/** Undefined when brackets do not match. */
export function parseLine(line: string): readonly Node[] | undefined {
  const stack: Open[] = [{ joiner: '', items: [[]] }];
  const add = (node: Node): void => {
    stack.at(-1)?.items.at(-1)?.push(node);
  };
  let at = 0;
  for (const match of line.matchAll(PARTS)) {
    if (match.index > at) add({ text: line.slice(at, match.index) });
    at = match.index + match[0].length;
    if (match[1] !== undefined) add({ ref: Number(match[1]) });
    else if (match[0].startsWith('[[')) stack.push({ joiner: match[2] ?? JOINER, items: [[]] });
    else if (match[0] === '|') {
      if (stack.length === 1) add({ text: '|' });
      else stack.at(-1)?.items.push([]);
    } else {
      const group = stack.length > 1 ? stack.pop() : undefined;
      if (group === undefined) return undefined;
      add(group);
    }
  }
  if (at < line.length) add({ text: line.slice(at) });
  return stack.length === 1 ? stack[0]?.items[0] : undefined;
}

/** Each item of each list names a fact, or is a list that does. */
export const refersEverywhere = (nodes: readonly Node[]): boolean =>
  nodes.every(
    (node) => !('items' in node) || node.items.every((item) => refers(item) && refersEverywhere(item)),
  );

const refers = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => 'ref' in node || ('items' in node && node.items.some(refers)));

const OPENING = '“‘（《';
const CLOSING = '”’）》';

/** Cuts at 。！？ and ； outside quotes and brackets; what closes after the mark goes with it. */
export function sentencesOf(nodes: readonly Node[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let clauses: (readonly Node[])[] = [];
  let clause: Node[] = [];
  let text = '';
  let depth = 0;
  const flush = (): void => {
    if (text !== '') clause.push({ text });
    text = '';
  };
  const endClause = (): void => {
    flush();
    if (clause.length > 0) clauses.push(clause);
    clause = [];
  };
  const endSentence = (end: string): void => {
    endClause();
    if (clauses.length > 0) sentences.push({ clauses, end });
    clauses = [];
  };
  for (const node of nodes) {
    if (!('text' in node)) {
      flush();
      clause.push(node);
      continue;
    }
    for (const sign of node.text) {
      if (OPENING.includes(sign)) depth += 1;
      if (CLOSING.includes(sign)) depth = Math.max(0, depth - 1);
      if (depth === 0 && '。！？'.includes(sign)) endSentence(sign);
      else if (depth === 0 && sign === '；') endClause();
      else text += sign;
    }
  }
  endSentence('');
  return sentences;
}
