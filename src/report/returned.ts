/**
 * @module A Word file that comes back, read: its paragraphs as text, whether changes were tracked in it, and whose draft it
 * says it is. Only the parts that are needed are unpacked, within limits; nothing of it is run or looked up.
 */
import { strFromU8 } from 'fflate';
import { containerOf } from '../zip/container.ts';
import { unpack } from '../zip/unpack.ts';
import { MARK_NAME } from './docx/package.ts';

/** Why a file is not read. `old-format`: .doc of before 2007. */
export type Unreadable = 'too-large' | 'password' | 'old-format' | 'damaged' | 'not-word';

export interface ReadFile {
  readonly paragraphs: readonly string[];
  /** Changes were tracked: what was inserted is in the text, what was deleted is not. */
  readonly tracked: boolean;
  /** What we wrote into it to know it again; absent when another program dropped it. */
  readonly mark?: string;
}

/** Bytes. */
const FILE_MOST = 20 * 1024 * 1024;
/** Of the parts that are read, unpacked. There are files made to fill the memory. */
const UNPACKED_MOST = 30 * 1024 * 1024;
const ENTRIES_MOST = 5000;
const PARAGRAPHS_MOST = 2000;
const CHARACTERS_MOST = 200_000;

const DOCUMENT = 'word/document.xml';
const CUSTOM = 'docProps/custom.xml';

export function readReturned(bytes: Uint8Array): ReadFile | { readonly refused: Unreadable } {
  if (bytes.length > FILE_MOST) return { refused: 'too-large' };
  const container = containerOf(bytes);
  if (container === 'encrypted') return { refused: 'password' };
  if (container === 'old-office') return { refused: 'old-format' };
  if (container !== 'zip') return { refused: 'damaged' };
  const unpacked = unpack(bytes, {
    wanted: (name) => name === DOCUMENT || name === CUSTOM,
    bytes: UNPACKED_MOST,
    entries: ENTRIES_MOST,
  });
  if ('refused' in unpacked) return unpacked;
  const files = unpacked.parts;
  const document = files[DOCUMENT];
  if (document === undefined) return { refused: 'not-word' };
  const read = paragraphsOf(strFromU8(document));
  if (read === undefined) return { refused: 'damaged' };
  const long = read.paragraphs.reduce((sum, text) => sum + text.length, 0) > CHARACTERS_MOST;
  if (long || read.paragraphs.length > PARAGRAPHS_MOST) return { refused: 'too-large' };
  const mark = files[CUSTOM] === undefined ? undefined : markIn(strFromU8(files[CUSTOM]));
  return { ...read, ...(mark === undefined ? {} : { mark }) };
}

function markIn(xml: string): string | undefined {
  const [, value] =
    new RegExp(`<property\\b[^>]*\\bname="${MARK_NAME}"[^>]*>\\s*<vt:lpwstr>([^<]{1,100})</vt:lpwstr>`).exec(
      xml,
    ) ?? [];
  return value === undefined ? undefined : decoded(value);
}

const WORD =
  /xmlns:([A-Za-z_][\w.-]*)="http:\/\/(?:schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|purl\.oclc\.org\/ooxml\/wordprocessingml\/main)"/;
/** A tag (1: it closes, 2: its name, 3: it closes itself), or text. Comments and instructions hold nothing of the page. */
const PIECES = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]*)(?:\s[^<>]*?)?(\/?)>|([^<]+)|</g;

/** What was deleted or moved away by a tracked change, and the second version of a drawing's text. */
const SKIPPED = ['del', 'moveFrom', 'Fallback'];
const TRACKED = ['del', 'moveFrom', 'ins', 'moveTo'];

/** The text of each paragraph, line breaks kept; undefined for what is no document. */
function paragraphsOf(xml: string): Pick<ReadFile, 'paragraphs' | 'tracked'> | undefined {
  const prefix = WORD.exec(xml.slice(0, 20_000))?.[1];
  // A document type could define entities that grow without end; Word writes none.
  if (prefix === undefined || xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) return undefined;
  const done: string[] = [];
  const open: string[] = [];
  const path: string[] = [];
  let [skipping, tracked, inText, joins] = [0, false, false, false];
  const add = (text: string): void => {
    const last = open.length - 1;
    if (last >= 0 && skipping === 0) open[last] = (open[last] ?? '') + text;
  };
  for (const [piece, closes, name = '', closed, text] of xml.matchAll(PIECES)) {
    if (piece === '<') return undefined;
    if (text !== undefined) {
      if (inText) add(decoded(text));
      continue;
    }
    if (name === '') continue;
    const [space, local = ''] = name.includes(':') ? name.split(':', 2) : ['', name];
    const word = space === prefix;
    const skips = SKIPPED.includes(local) && (word || local === 'Fallback');
    if (closes === '/') {
      if (path.pop() !== name) return undefined;
      if (skips) skipping -= 1;
      if (word && local === 't') inText = false;
      if (word && local === 'p') {
        const ended = open.pop() ?? '';
        // The end of the paragraph was deleted: it goes on in the next one.
        if (joins) open.push(ended);
        else done.push(ended);
      }
      continue;
    }
    if (word && TRACKED.includes(local)) {
      tracked = true;
      if ((local === 'del' || local === 'moveFrom') && path.at(-1) === `${prefix}:rPr`) {
        joins ||= path.at(-2) === `${prefix}:pPr`;
      }
    }
    if (closed === '/') {
      if (word && local === 'p') done.push('');
      if (word && (local === 'br' || local === 'cr')) add('\n');
      if (word && local === 'tab' && path.at(-1) === `${prefix}:r`) add(' ');
      if (word && local === 'noBreakHyphen') add('-');
      continue;
    }
    path.push(name);
    if (path.length > 300) return undefined;
    if (skips) skipping += 1;
    if (word && local === 't') inText = true;
    if (word && local === 'p') {
      const goesOn = joins ? (open.pop() ?? '') : '';
      open.push(goesOn);
      joins = false;
    }
  }
  if (path.length > 0) return undefined;
  return { paragraphs: [...done, ...open].map((one) => one.trim()).filter((one) => one !== ''), tracked };
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return NAMED[name] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
