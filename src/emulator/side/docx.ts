/** A readable preview of a Word file: its paragraphs with just enough of their look for a sheet on the page. */
import { strFromU8, unzipSync } from 'fflate';
import {
  attribute,
  type Look,
  paragraphLook,
  readStyles,
  runLook,
  type Styles,
  section,
} from './docx-look.ts';

export interface Run extends Look {
  readonly text: string;
}

export interface Paragraph extends Look {
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

const MARKS: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n' };

function runText(xml: string): string {
  const pieces = xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)\b[^>]*\/>/g);
  return [...pieces]
    .map(([, text, mark]) => (text === undefined ? MARKS[mark ?? ''] : decode(text)))
    .join('');
}

function readRun(xml: string, styles: Styles): Run {
  const properties = section(xml, 'rPr');
  const style = attribute(properties, 'rStyle', 'val');
  return { text: runText(xml), ...(style ? styles(style) : {}), ...runLook(properties) };
}

function readParagraph(xml: string, styles: Styles): Paragraph {
  const properties = section(xml, 'pPr');
  const look = { ...styles(attribute(properties, 'pStyle', 'val')), ...paragraphLook(properties) };
  const runs = [...xml.matchAll(/<w:r[ >].*?<\/w:r>/gs)].map(([run]) => readRun(run, styles));
  return { ...look, runs: runs.filter(({ text }) => text !== '') };
}

function readRow(xml: string): Paragraph {
  return { runs: [], cells: [...xml.matchAll(/<w:tc[ >].*?<\/w:tc>/gs)].map(([cell]) => runText(cell)) };
}

/** Empty when the bytes are not a Word file. */
export function previewDocx(bytes: Buffer): Paragraph[] {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name }) => name === 'word/document.xml' || name === 'word/styles.xml',
    });
  } catch {
    return [];
  }
  const xml = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const styles = readStyles(xml('word/styles.xml'));
  const parts = xml('word/document.xml').matchAll(/<w:tr[ >].*?<\/w:tr>|<w:p\/>|<w:p[ >].*?<\/w:p>/gs);
  return [...parts].map(([part]) => (part.startsWith('<w:tr') ? readRow(part) : readParagraph(part, styles)));
}
