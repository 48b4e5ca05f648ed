/** @module styles.xml: the faces, sizes and indents of every kind of paragraph (GB/T 9704 7.3). */

import type { Fonts } from '../blocks.ts';
import { face } from './fonts.ts';
import { CELL, PITCH, SIZE, TITLE, TRACKING } from './measures.ts';
import { element, part, valued, WORD_NAMESPACES } from './xml.ts';

/** Two characters. The twips are for viewers that do not know `firstLineChars`. */
const FIRST_LINE = element('w:ind', { 'w:firstLineChars': 200, 'w:firstLine': Math.floor(2 * CELL) - 1 });
const FLUSH = element('w:ind', { 'w:firstLineChars': 0, 'w:firstLine': 0 });

const BOLD = element('w:b') + element('w:bCs');
const KEPT = element('w:keepNext') + element('w:keepLines');
const OFF_GRID = element('w:snapToGrid', { 'w:val': 0 });
/** The right edge is where it is said to be, not where a grid would have it. */
const FIXED_RIGHT = element('w:adjustRightInd', { 'w:val': 0 });

const size = (halfPoints: number): string => valued('w:sz', halfPoints) + valued('w:szCs', halfPoints);
const tracking = (twentieths: number): string => valued('w:spacing', twentieths);
const pitch = (twips: number): string =>
  element('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': twips, 'w:lineRule': 'exact' });

export const styles = (fonts: Fonts): string =>
  part(
    element('w:styles', WORD_NAMESPACES, defaults(fonts), ...paragraphStyles(fonts), ...otherStyles(fonts)),
  );

function defaults(fonts: Fonts): string {
  const language = element('w:lang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' });
  const props = [face(fonts.body), tracking(TRACKING), valued('w:kern', 2), size(SIZE.three), language];
  return element(
    'w:docDefaults',
    {},
    element('w:rPrDefault', {}, element('w:rPr', {}, ...props)),
    element('w:pPrDefault'),
  );
}

/** Size and tracking are repeated from the defaults: LibreOffice reckons the grid from this style alone. */
const normal = (): string =>
  element(
    'w:style',
    { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' },
    valued('w:name', 'Normal') + element('w:qFormat'),
    element(
      'w:pPr',
      {},
      // With widow control on, pages of 21 lines come more often.
      element('w:widowControl', { 'w:val': 0 }),
      element('w:kinsoku') + element('w:overflowPunct'),
      // Digits stay on the half-cell grid.
      element('w:autoSpaceDE', { 'w:val': 0 }) + element('w:autoSpaceDN', { 'w:val': 0 }),
      element('w:snapToGrid'),
      pitch(PITCH) + FIRST_LINE + valued('w:jc', 'both'),
    ),
    element('w:rPr', {}, tracking(TRACKING), size(SIZE.three)),
  );

interface Looks {
  readonly id: string;
  /** Word knows its built-in styles by this, lower case where Word has it so; any other name is a style of ours. */
  readonly name: string;
  readonly next?: string;
  readonly link?: string;
  readonly priority: number;
  /** In the schema's order: keep…, adjustRightInd, snapToGrid, spacing, ind, jc, outlineLvl. */
  readonly paragraph?: string;
  readonly run?: string;
}

const based = (on: string, type: 'paragraph' | 'character', looks: Looks, custom = false): string =>
  element(
    'w:style',
    { 'w:type': type, ...(custom ? { 'w:customStyle': 1 } : {}), 'w:styleId': looks.id },
    valued('w:name', looks.name),
    valued('w:basedOn', on),
    looks.next === undefined ? '' : valued('w:next', looks.next),
    looks.link === undefined ? '' : valued('w:link', looks.link),
    valued('w:uiPriority', looks.priority),
    element('w:qFormat'),
    looks.paragraph === undefined ? '' : element('w:pPr', {}, looks.paragraph),
    looks.run === undefined ? '' : element('w:rPr', {}, looks.run),
  );

/** One face for a heading on its own line and, by the linked character style, for one that runs into its text. */
function heading(level: 1 | 2 | 3, run: string): readonly string[] {
  const id = `Heading${level}`;
  const outline = valued('w:outlineLvl', level - 1);
  const own = { id, name: `heading ${level}`, next: 'Normal', link: `${id}Char`, priority: 9 };
  const runIn = { id: `${id}Char`, name: `heading ${level} Char`, link: id, priority: 9, run };
  return [
    based('Normal', 'paragraph', { ...own, paragraph: KEPT + outline, run }),
    based('DefaultParagraphFont', 'character', runIn, true),
  ];
}

function paragraphStyles(fonts: Fonts): readonly string[] {
  const centred = valued('w:jc', 'center');
  const left = valued('w:jc', 'left');
  const normalNext = { next: 'Normal' };
  const looks: readonly Looks[] = [
    {
      ...{ id: 'Title', name: 'Title', ...normalNext, priority: 10 },
      paragraph: KEPT + OFF_GRID + pitch(TITLE.pitch) + FLUSH + centred,
      run: face(fonts.title) + size(SIZE.two),
    },
    {
      ...{ id: 'Subtitle', name: 'Subtitle', ...normalNext, priority: 11 },
      paragraph: FLUSH + centred,
      run: face(fonts.heading2),
    },
    { id: 'Salutation', name: 'Salutation', ...normalNext, priority: 12, paragraph: FLUSH },
    {
      id: 'Signature',
      name: 'Signature',
      priority: 40,
      paragraph: element('w:keepLines') + FIXED_RIGHT + FLUSH + left,
    },
    {
      id: 'Date',
      name: 'Date',
      priority: 41,
      paragraph: element('w:keepLines') + FIXED_RIGHT + FLUSH + left,
    },
    {
      ...{ id: 'Footer', name: 'footer', priority: 99 },
      // The number's own pitch, so that its distance from the text does not hang on the text's.
      paragraph: OFF_GRID + pitch(320) + FLUSH + left,
      run: face(fonts.pageNumber) + tracking(0) + size(SIZE.four),
    },
    {
      ...{ id: 'CommentText', name: 'annotation text', priority: 99 },
      paragraph: OFF_GRID + pitch(320) + FLUSH + left,
      run: face(fonts.pageNumber) + tracking(0) + size(SIZE.comment),
    },
  ];
  return [
    normal(),
    ...looks.map((each) => based('Normal', 'paragraph', each)),
    ...heading(1, face(fonts.heading1)),
    ...heading(2, face(fonts.heading2)),
    // The standard gives the third level the face of the text; bold, as most offices set it, tells the two apart.
    ...heading(3, face(fonts.body) + BOLD),
  ];
}

function otherStyles(fonts: Fonts): readonly string[] {
  const inCell = OFF_GRID + FLUSH + valued('w:jc', 'center');
  const text: Looks = {
    id: 'TableText',
    name: '表格文字',
    priority: 50,
    paragraph: inCell,
    run: size(SIZE.four),
  };
  const head: Looks = {
    ...{ id: 'TableHead', name: '表头', priority: 50 },
    paragraph: inCell,
    run: face(fonts.heading1) + size(SIZE.four),
  };
  return [
    element(
      'w:style',
      { 'w:type': 'character', 'w:default': 1, 'w:styleId': 'DefaultParagraphFont' },
      valued('w:name', 'Default Paragraph Font') + valued('w:uiPriority', 1) + element('w:semiHidden'),
    ),
    based('DefaultParagraphFont', 'character', { id: 'Strong', name: 'Strong', priority: 22, run: BOLD }),
    based('DefaultParagraphFont', 'character', {
      ...{ id: 'CommentReference', name: 'annotation reference', priority: 99 },
      run: size(SIZE.comment),
    }),
    based('Normal', 'paragraph', text, true),
    based('Normal', 'paragraph', head, true),
    tableStyle({ id: 'TableNormal', name: 'Normal Table' }, cellMargins()),
    tableStyle({ id: 'TableGrid', name: 'Table Grid', basedOn: 'TableNormal' }, borders()),
  ];
}

function tableStyle(names: { id: string; name: string; basedOn?: string }, tablePr: string): string {
  const base = names.basedOn;
  return element(
    'w:style',
    { 'w:type': 'table', ...(base === undefined ? { 'w:default': 1 } : {}), 'w:styleId': names.id },
    valued('w:name', names.name),
    base === undefined ? '' : valued('w:basedOn', base),
    valued('w:uiPriority', base === undefined ? 99 : 39),
    base === undefined ? element('w:semiHidden') : '',
    element('w:tblPr', {}, tablePr),
  );
}

function cellMargins(): string {
  const margin = (side: string, width: number): string => element(side, { 'w:w': width, 'w:type': 'dxa' });
  const sides = [margin('w:top', 0), margin('w:left', 108), margin('w:bottom', 0), margin('w:right', 108)];
  return margin('w:tblInd', 0) + element('w:tblCellMar', {}, ...sides);
}

function borders(): string {
  const line = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': 'auto' };
  const sides = ['w:top', 'w:left', 'w:bottom', 'w:right', 'w:insideH', 'w:insideV'];
  return element('w:tblBorders', {}, ...sides.map((side) => element(side, line)));
}
