/** @module Where the words of one fact end because the next one is named: 「学习书目：《党章》、《准则》，支委会12次」. */
import type { FactDefinition } from './definition.ts';
import type { Names } from './names.ts';
import type { Block } from './read-blocks.ts';
import { readSentence } from './read-sentence.ts';
import type { ReadingContext } from './types/type.ts';

/** What a value of the next fact can stand behind; a story keeps whatever is told in it. */
const ENDS: Partial<Readonly<Record<FactDefinition['type'], RegExp>>> = {
  name: /[，,。；;\n]+/g,
  text: /[，,。；;\n]+/g,
  list: /[，,。；;\n]+/g,
  severalOf: /[，,。；;\n]+/g,
  records: /[。；;\n]+/g,
};
/** 「姓名：张敏 支部：…」: a label that we do not know ends a name all the same. */
const LABEL = /[\s，,。；;]+(?=[\p{L}]{2,10}[:：])/u;
/** 「社区：和平里社区，去了6次」: no name ends with how often or how many. */
const COUNTED =
  /[，,]\s*(?=[^，,。；;“”《》\n]{0,6}?[0-9一二两三四五六七八九十百]{1,4}(?:次|人次|场|趟|件|名|人|家)[。]?\s*(?:$|[，,\n]))/;
const SHORT: ReadonlySet<string> = new Set(['name', 'text']);

/** Nobody says more clauses behind one name. */
const MOST = 40;

/** The block as it is, or cut before the first clause that is nothing but another fact and its value. */
export function withoutTail(block: Block, values: Names, context: ReadingContext): readonly Block[] {
  const ends = ENDS[block.head?.facts[0]?.type ?? 'longText'];
  if (ends === undefined) return [block];
  const label = SHORT.has(block.head?.facts[0]?.type ?? '') ? LABEL.exec(block.words) : null;
  if (label !== null && label.index > 0) return cutAt(block, label.index, label[0].length);
  const counted = block.head?.facts[0]?.type === 'name' ? COUNTED.exec(block.words) : null;
  if (counted !== null && counted.index > 0) return cutAt(block, counted.index, counted[0].length);
  const marks = [...block.words.matchAll(ends)].slice(0, MOST);
  const cut = marks.find((mark, index) => {
    const clause = block.words.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const { findings, left } = readSentence(clause, values, context);
    return findings.length > 0 && left === 0 && findings.every(({ said }) => said.said !== 'problem');
  });
  if (cut === undefined) return [block];
  return cutAt(block, cut.index, cut[0].length);
}

const cutAt = (block: Block, at: number, length: number): readonly Block[] => [
  { ...block, words: block.words.slice(0, at) },
  { words: block.words.slice(at + length) },
];
