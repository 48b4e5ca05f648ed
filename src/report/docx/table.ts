/** @module A simple table: bordered, as wide as the text, its head repeated on every page. */

import type { Span } from '../blocks.ts';
import { TEXT_WIDTH } from './measures.ts';
import { paragraph } from './paragraph.ts';
import { cellsOf, type Line, linesOf, lineText } from './pieces.ts';
import { runs } from './runs.ts';
import { element, valued } from './xml.ts';

/** Bounds, in cells, of what a column's longest text counts for when the width is shared out. */
const NARROWEST = 3;
const WIDEST = 12;

type Cell = readonly Line[];

/** Rows shorter than the longest are filled with empty cells. `keepNext` binds the last row to what follows. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (readonly Span[])[])[],
  keepNext: boolean,
): string {
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  if (columns === 0) return '';
  const heading: readonly Cell[] = head.map((text) => linesOf([{ kind: 'constant', text }]));
  const body: readonly (readonly Cell[])[] = rows.map((row) => row.map(linesOf));
  const widths = shareOut([heading, ...body], columns);
  const written = [
    ...(head.length === 0 ? [] : [row(heading, widths, 'TableHead', rows.length > 0 || keepNext)]),
    ...body.map((cells, index) => row(cells, widths, 'TableText', keepNext && index === body.length - 1)),
  ];
  return element('w:tbl', {}, tableProperties(), grid(widths), ...written);
}

const tableProperties = (): string =>
  element(
    'w:tblPr',
    {},
    valued('w:tblStyle', 'TableGrid'),
    element('w:tblW', { 'w:w': TEXT_WIDTH, 'w:type': 'dxa' }),
    element('w:tblLayout', { 'w:type': 'fixed' }),
    element('w:tblLook', {
      'w:val': '0420',
      'w:firstRow': 1,
      'w:lastRow': 0,
      'w:firstColumn': 0,
      'w:noVBand': 1,
    }),
  );

/** The grid is written although the cells say their widths: WPS goes by it. */
const grid = (widths: readonly number[]): string =>
  element('w:tblGrid', {}, ...widths.map((width) => element('w:gridCol', { 'w:w': width })));

function row(
  cells: readonly Cell[],
  widths: readonly number[],
  style: 'TableHead' | 'TableText',
  keepNext: boolean,
): string {
  const head = style === 'TableHead' ? element('w:tblHeader') : '';
  const written = widths.map((width, column) => {
    const lines = cells[column] ?? [];
    const content = (lines.length === 0 ? [[]] : lines).map((line) =>
      paragraph({ style, keepNext }, runs(line)),
    );
    const props = element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }) + valued('w:vAlign', 'center');
    return element('w:tc', {}, element('w:tcPr', {}, props), ...content);
  });
  return element('w:tr', {}, element('w:trPr', {}, element('w:cantSplit'), head), ...written);
}

/** Widths in proportion to each column's longest line, within bounds; together exactly the width of the text. */
function shareOut(rows: readonly (readonly Cell[])[], columns: number): readonly number[] {
  const weights = Array.from({ length: columns }, (_, column) => {
    const longest = Math.max(
      0,
      ...rows.flatMap((cells) => (cells[column] ?? []).map((line) => cellsOf(lineText(line)))),
    );
    return Math.min(WIDEST, Math.max(NARROWEST, longest));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  let edge = 0;
  return weights.map((weight) => {
    sum += weight;
    const next = Math.round((TEXT_WIDTH * sum) / total);
    const width = next - edge;
    edge = next;
    return width;
  });
}
