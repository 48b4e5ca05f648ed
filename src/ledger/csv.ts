/** @module Text files of cells: UTF-8, UTF-16 or GB18030 (which GBK is part of), divided by commas, tabs or semicolons. */
import { cellText, type Table } from './table.ts';

/** Undefined: no text in any encoding that these files come in. */
export function decoded(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const start = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start));
      if (!CONTROL.test(text)) return text;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/** No text file holds these; a file that is not text nearly always does. */
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** Quoted cells may hold separators, line ends and doubled quotes. */
export function csvTable(text: string): Table {
  const separator = separatorOf(text);
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cellText(cell));
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += sign;
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (sign === separator) endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  endCell();
  return { name: '', rows };
}

/** The one that the first lines hold most of. */
function separatorOf(text: string): string {
  const head = text.split('\n', 5).join('\n');
  const counted = ['\t', ',', ';', '，'].map((sign) => [sign, head.split(sign).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
