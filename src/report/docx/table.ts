/** @module A simple table: bordered, as wide as the text, its head repeated on every page. */

import type { Span } from '../blocks.ts';
import { SIZE, TEXT_WIDTH } from './measures.ts';
import { paragraph } from './paragraph.ts';
import { cellsOf, type Line, linesOf, lineText } from './pieces.ts';
import { runs } from './runs.ts';
import { element, valued } from './xml.ts';

/** Bounds, in cells, of what a column's longest text counts for when the width is shared out. */
const NARROWEST = 3;
const WIDEST = 12;

/** Twips that a 4号 character and the two margins of a cell take. */
const CHARACTER = SIZE.four * 10;
const MARGINS = 216;

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
  const longest = Array.from({ length: columns }, (_, column) => longestOf([heading, ...body], column));
  const widths = shareOut(longest);
  const layout = widths.map((width, column) => ({
    width,
    // What runs over several lines reads badly when it is centred.
    align: (longest[column] ?? 0) * CHARACTER > width - MARGINS ? ('left' as const) : ('center' as const),
  }));
  const written = [
    ...(head.length === 0 ? [] : [row(heading, layout, 'TableHead', rows.length > 0 || keepNext)]),
    ...body.map((cells, index) => row(cells, layout, 'TableText', keepNext && index === body.length - 1)),
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

interface Column {
  readonly width: number;
  readonly align: 'left' | 'center';
}

function row(
  cells: readonly Cell[],
  layout: readonly Column[],
  style: 'TableHead' | 'TableText',
  keepNext: boolean,
): string {
  const head = style === 'TableHead';
  const written = layout.map(({ width, align }, column) => {
    const lines = cells[column] ?? [];
    const props = { style, keepNext, align: head ? ('center' as const) : align };
    const content = (lines.length === 0 ? [[]] : lines).map((line) => paragraph(props, runs(line)));
    const cell = element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }) + valued('w:vAlign', 'center');
    return element('w:tc', {}, element('w:tcPr', {}, cell), ...content);
  });
  const props = element('w:cantSplit') + (head ? element('w:tblHeader') : '');
  return element('w:tr', {}, element('w:trPr', {}, props), ...written);
}

const longestOf = (rows: readonly (readonly Cell[])[], column: number): number =>
  Math.max(0, ...rows.flatMap((cells) => (cells[column] ?? []).map((line) => cellsOf(lineText(line)))));

/** Widths in proportion to each column's longest line, within bounds; together exactly the width of the text. */
function shareOut(longest: readonly number[]): readonly number[] {
  const weights = longest.map((cells) => Math.min(WIDEST, Math.max(NARROWEST, cells)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  let edge = 0;
  return weights.map((weight) => {
    sum += weight;
    const width = Math.round((TEXT_WIDTH * sum) / total) - edge;
    edge += width;
    return width;
  });
}
