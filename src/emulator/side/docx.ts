/** A readable preview of a Word file: its paragraphs with just enough style for a sheet on the page. */
import { strFromU8, unzipSync } from 'fflate';

export interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly highlight?: true;
}

export interface Paragraph {
  readonly style: string;
  readonly align?: 'center' | 'right';
  readonly indent?: true;
  /** Font size in half-points, when the paragraph's runs name one. */
  readonly size?: number;
  readonly runs: readonly Run[];
  /** Cells of a table row, in place of runs. */
  readonly cells?: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}

const attribute = (xml: string, tag: string, name: string): string | undefined =>
  new RegExp(`<w:${tag}\\b[^>]*\\bw:${name}="([^"]*)"`).exec(xml)?.[1];

function isOn(xml: string, tag: string): boolean {
  const found = new RegExp(`<w:${tag}(?:\\s[^>]*?)?/?>`).exec(xml)?.[0];
  return found !== undefined && !/w:val="(0|false|none)"/.test(found);
}

function runText(xml: string): string {
  const pieces = xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)\b[^>]*\/>/g);
  return [...pieces]
    .map(([, text, mark]) => (text === undefined ? (mark === 'tab' ? '\t' : '\n') : decode(text)))
    .join('');
}

function readRun(xml: string): Run {
  const properties = /<w:rPr>(.*?)<\/w:rPr>/s.exec(xml)?.[1] ?? '';
  return {
    text: runText(xml),
    ...(isOn(properties, 'b') ? { bold: true as const } : {}),
    ...(isOn(properties, 'highlight') || isOn(properties, 'shd') ? { highlight: true as const } : {}),
  };
}

function readParagraph(xml: string): Paragraph {
  const properties = /<w:pPr>(.*?)<\/w:pPr>/s.exec(xml)?.[1] ?? '';
  const align = attribute(properties, 'jc', 'val');
  const size = Number(attribute(xml.replace(properties, ''), 'sz', 'val'));
  const indented = /w:firstLine(?:Chars)?="[1-9]/.test(properties);
  const runs = [...xml.matchAll(/<w:r[ >].*?<\/w:r>/gs)]
    .map(([run]) => readRun(run))
    .filter(({ text }) => text !== '');
  return {
    style: attribute(properties, 'pStyle', 'val') ?? '',
    ...(align === 'center' ? { align } : {}),
    ...(align === 'right' || align === 'end' ? { align: 'right' as const } : {}),
    ...(indented ? { indent: true as const } : {}),
    ...(size > 0 ? { size } : {}),
    runs,
  };
}

function readRow(xml: string): Paragraph {
  const cells = [...xml.matchAll(/<w:tc[ >].*?<\/w:tc>/gs)].map(([cell]) => runText(cell));
  return { style: 'table-row', runs: [], cells };
}

/** Empty when the bytes are not a Word file. */
export function previewDocx(bytes: Buffer): Paragraph[] {
  let xml: string;
  try {
    const wanted = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' });
    xml = strFromU8(wanted['word/document.xml'] ?? new Uint8Array());
  } catch {
    return [];
  }
  const parts = xml.matchAll(/<w:tr[ >].*?<\/w:tr>|<w:p\/>|<w:p[ >].*?<\/w:p>/gs);
  return [...parts].map(([part]) => (part.startsWith('<w:tr') ? readRow(part) : readParagraph(part)));
}
