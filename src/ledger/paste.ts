/** @module A table pasted into the chat: lines of cells between tabs or bars. */
import { cellText, type Table } from './table.ts';

const LEAST_LINES = 2;

/** Undefined when the message is none: two lines and more, most of them with the same dividing sign. */
export function pastedTable(text: string): Table | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < LEAST_LINES) return undefined;
  const sign = ['\t', '|', '｜'].find(
    (one) => lines.filter((line) => line.includes(one)).length >= lines.length * 0.8,
  );
  if (sign === undefined) return undefined;
  const rows = lines
    .filter((line) => !/^[\s|:｜-]+$/.test(line))
    .map((line) => {
      const cells = sign === '\t' ? line : line.trim().replace(/^[|｜]|[|｜]$/g, '');
      return cells.split(sign).map(cellText);
    });
  return rows.some((row) => row.length > 1) ? { name: '', rows } : undefined;
}
