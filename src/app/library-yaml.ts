/** @module A YAML file read and held against its schema, with the line of everything in it. */
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './library-problem.ts';
import { aliasSentence, schemaSentence, yamlSentence } from './library-words.ts';

export type Path = readonly PropertyKey[];

/** A value and where its parts stand. */
export interface Located<T> {
  readonly file: string;
  readonly value: T;
  /** Line of a part, counted from 1; of the nearest part around it when it is not there itself. */
  readonly lineOf: (path: Path) => number;
}

/** Either the value, or what keeps the file from being one. */
export function readYaml<T>(
  file: string,
  source: string,
  schema: z.ZodType<T>,
): { readonly located: Located<T> } | { readonly problems: readonly Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const problems = faults.map((fault) => {
      const { line } = counter.linePos(fault.pos[0]);
      return { file, line, code: 'yaml', message: yamlSentence(fault.code, fault.message) };
    });
    return { problems };
  }
  const alias = firstAlias(document);
  if (alias !== undefined) {
    const { line } = counter.linePos(alias.offset);
    return { problems: [{ file, line, code: 'yaml', message: aliasSentence(alias.name) }] };
  }
  const lineOf = (path: Path): number => counter.linePos(offsetOf(document.contents, path)).line;
  const read = schema.safeParse(document.toJS(), { reportInput: true });
  if (read.success) return { located: { file, value: read.data, lineOf } };
  const problems = read.error.issues.map((issue) => {
    const key = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const line = lineOf([...issue.path, ...key]);
    return { file, line, code: 'schema', message: schemaSentence(issue) };
  });
  return { problems };
}

/** Some lines of names for each other are a text that fills the memory, and one that names itself has no end. */
function firstAlias(document: Document): { readonly name: string; readonly offset: number } | undefined {
  let found: { name: string; offset: number } | undefined;
  visit(document, {
    Alias: (_, { source, range }) => {
      found = { name: source, offset: range?.[0] ?? 0 };
      return visit.BREAK;
    },
  });
  return found;
}

/** A key stands where its name stands, an item where it begins. */
function offsetOf(root: unknown, path: Path): number {
  let node = root;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined =>
  isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
