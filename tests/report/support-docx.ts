/** @module Blocks to write and a reader of what was written: only the zip and the markup, none of the builders. */

import { strFromU8, unzipSync } from 'fflate';
import type { Block, DocumentProperties, Span } from '../../src/report/blocks.ts';
import { writeDocx } from '../../src/report/docx/index.ts';

export const constant = (text: string): Span => ({ kind: 'constant', text });
export const fact = (text: string): Span => ({ kind: 'fact', fact: 'f', text });
export const gap = (text: string): Span => ({ kind: 'gap', fact: 'g', text: `【待补充：${text}】` });

export const paragraph = (...spans: readonly Span[]): Block => ({ type: 'paragraph', spans });
export const text = (words: string): Block => paragraph(constant(words));
export const title = (words: string): Block => ({ type: 'title', spans: [constant(words)] });
export const signed = (name: string, date: string): Block => ({
  type: 'signature',
  name: [fact(name)],
  date: [fact(date)],
});

export const properties: DocumentProperties = {
  title: '2026年度抓基层党建工作述职报告',
  creator: '中共石桥镇柳湾村支部委员会',
  created: Date.UTC(2026, 11, 18, 9, 30, 5),
};

/** Every kind of block but the table, as a report has them. */
export const report: readonly Block[] = [
  title('2026年度抓基层党建工作述职报告'),
  { type: 'byline', spans: [constant('（支部书记　'), fact('林知远'), constant('）')] },
  text('各位领导、同志们：'),
  text('2026年，我认真履行职责，现报告如下。'),
  { type: 'heading', level: 1, spans: [constant('一、履职情况')] },
  { type: 'heading', level: 2, spans: [constant('（一）抓学习')] },
  { type: 'heading', level: 3, spans: [constant('1.集中学习')] },
  {
    type: 'paragraph',
    lead: { as: 'strong', spans: [constant('一是抓学习。')] },
    spans: [constant('学得深。')],
  },
  { type: 'paragraph', lead: { as: 2, spans: [constant('（二）抓班子。')] }, spans: [gap('次数')] },
  text('请批评指正。'),
  signed('中共石桥镇柳湾村支部委员会', '2026年12月18日'),
];

/** An element of a parsed part. Text lies in children named `#text`. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  readonly text: string;
}

const TOKEN = /<([?!/]?)([^\s<>/?]+)((?:\s+[^\s=<>]+="[^"<>]*")*)\s*([/?]?)>|([^<]+)/gy;
const ENTITY = /&(amp|lt|gt|quot);/g;
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** A strict reader: anything that is not well formed is an error, and so is an entity it does not know. */
export function parse(xml: string): Node {
  const root: Node = { name: '#root', attributes: {}, children: [], text: '' };
  const open: Node[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(xml);
    const parent = open.at(-1);
    if (match === null || parent === undefined) throw new Error(`not well formed: ${xml.slice(at, at + 60)}`);
    const [, mark, name = '', attributes = '', end, words] = match;
    if (words !== undefined) parent.children.push(node('#text', '', decode(words)));
    else if (mark === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else if (mark === '') {
      const made = node(name, attributes, '');
      parent.children.push(made);
      if (end !== '/') open.push(made);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return root;
}

function node(name: string, attributes: string, words: string): Node {
  const pairs = [...attributes.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
    key,
    decode(value),
  ]);
  return { name, attributes: Object.fromEntries(pairs), children: [], text: words };
}

function decode(words: string): string {
  if (/&(?!(?:amp|lt|gt|quot);)/.test(words)) throw new Error(`a bare & in ${words}`);
  return words.replace(ENTITY, (_, name: string) => SIGNS[name] ?? '');
}

/** Every element of that name, in document order. */
export const all = (from: Node, name: string): Node[] =>
  from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

export function one(from: Node, name: string): Node {
  const [found, ...more] = all(from, name);
  if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} or no <${name}>`);
  return found;
}

export const textOf = (from: Node): string =>
  from.children.map((child) => (child.name === 'w:br' ? '\n' : child.text + textOf(child))).join('');

/** The parts of a file by name, as text. */
export const open = (bytes: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]));

export function readPart(bytes: Uint8Array, name: string): Node {
  const xml = open(bytes)[name];
  if (xml === undefined) throw new Error(`no ${name} in the file`);
  return parse(xml);
}

/** The body's paragraphs and tables of a written document. */
export const bodyOf = (...blocks: readonly Block[]): readonly Node[] =>
  one(readPart(writeDocx(blocks, properties), 'word/document.xml'), 'w:body').children.filter(
    (child) => child.name !== 'w:sectPr',
  );

export const styleOf = (paragraphNode: Node): string =>
  all(paragraphNode, 'w:pStyle')[0]?.attributes['w:val'] ?? 'Normal';

/** What a style comes to once everything it is based on is counted in: attributes of each property, the nearest first. */
export function effective(
  bytes: Uint8Array,
  style: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const root = readPart(bytes, 'word/styles.xml');
  const byId = new Map(all(root, 'w:style').map((each) => [each.attributes['w:styleId'], each]));
  const found: Record<string, Record<string, string>> = {};
  for (let id: string | undefined = style; id !== undefined; ) {
    const each = byId.get(id);
    if (each === undefined) throw new Error(`no style ${id}`);
    gather(found, each);
    id = all(each, 'w:basedOn')[0]?.attributes['w:val'];
  }
  gather(found, one(root, 'w:docDefaults'));
  return found;
}

/** `w:spacing` means pitch in a paragraph and tracking in a run, so a run's properties are kept under `run:`. */
function gather(found: Record<string, Record<string, string>>, from: Node): void {
  for (const [holder, prefix] of [
    ['w:pPr', ''],
    ['w:rPr', 'run:'],
  ] as const) {
    for (const property of all(from, holder).flatMap((each) => each.children)) {
      const key = prefix + property.name;
      found[key] = { ...property.attributes, ...found[key] };
    }
  }
}
