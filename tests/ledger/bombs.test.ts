/** Workbooks made to fill the memory, or to keep everybody waiting: each is refused before anything of that size exists. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/ledger/read-file.ts';
import { bomb } from '../support/bombs.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET = 'xl/worksheets/sheet1.xml';

interface Book {
  /** Inside `sheetData`. */
  readonly rows?: string;
  readonly strings?: string;
  readonly sheets?: readonly string[];
  readonly relations?: string;
  readonly parts?: Readonly<Record<string, string>>;
}

function parts({ rows = '', strings = '', sheets = ['r1'], relations = '', parts: more = {} }: Book) {
  const list = sheets.map((id, n) => `<sheet name="s${n}" sheetId="${n + 1}" r:id="${id}"/>`).join('');
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELS}"><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/>${relations}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings}</sst>`,
    [SHEET]: `<worksheet ${MAIN} xmlns:r="${RELS}"><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  };
  return Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]));
}
const book = (of: Book): Uint8Array => zipSync(parts(of), { level: 1 });
const cell = (at: string, text = '支委会') => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: string, cells: string) => `<row r="${number}">${cells}</row>`;
const FIRST = row('1', cell('A1', '日期') + cell('B1', '类型'));

describe('a workbook beyond what a ledger can be', () => {
  it.each<readonly [string, string, Book]>([
    ['a row as far down as there is', 'too-many-rows', { rows: FIRST + row('1048576', cell('A1048576')) }],
    ['a row that no sheet has', 'damaged', { rows: FIRST + row('99999999', cell('A99999999')) }],
    ['a row without end', 'damaged', { rows: row('1e99', cell('A1')) }],
    ['a row without number, a cell far down', 'too-many-rows', { rows: `<row>${cell('A9999999')}</row>` }],
    ['a column that no sheet has', 'damaged', { rows: row('1', cell('ZZZZZZ1')) }],
    [
      'as wide as there is, on every row',
      'too-large',
      { rows: row('1', cell('XFD1')) + row('99', cell('A99')) },
    ],
    ['a reference in the words of XML', 'damaged', { rows: row('1', cell('&#65;99999999')) }],
    ['a reference under a prefix', 'too-many-rows', { rows: `<x:row x:r='1000000'>${cell('A1')}</x:row>` }],
    [
      'a reference behind a sign that ends no tag',
      'too-many-rows',
      { rows: row('1', `<c z=">" r="A1000000"/>`) },
    ],
    [
      'a row in every place of a long sheet',
      'too-many-rows',
      { rows: Array.from({ length: 20_000 }, (_, n) => row(String(n + 1), cell(`A${n + 1}`, '1'))).join('') },
    ],
    ['rows without numbers', 'too-many-rows', { rows: '<row><x/></row>'.repeat(200_000) }],
    ['2,000 sheets', 'too-large', { sheets: Array.from({ length: 2000 }, () => 'r1') }],
    [
      '2,000 relations',
      'too-large',
      {
        relations: `<Relationship Id="r" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/>`.repeat(
          2000,
        ),
      },
    ],
    [
      '2,000 parts',
      'too-large',
      { parts: Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`a${n}`, ''])) },
    ],
    [
      'one large sheet under many names',
      'too-large',
      {
        sheets: Array.from({ length: 300 }, () => 'r1'),
        rows: Array.from({ length: 3000 }, (_, n) => row(String(n + 1), cell(`A${n + 1}`))).join(''),
      },
    ],
    ['a million shared strings', 'too-large', { strings: '<si><t>支委会</t></si>'.repeat(1_000_000) }],
    [
      'what is called a sheet and lies elsewhere',
      'too-many-rows',
      {
        relations: `<Relationship Id="r2" Type="${RELS}/worksheet" Target="other.xml"/>`,
        sheets: ['r2'],
        parts: {
          'xl/other.xml': `<worksheet><sheetData>${row('1000000', cell('A1000000'))}</sheetData></worksheet>`,
        },
      },
    ],
  ])('%s is %s', async (_, why, of) => {
    expect(await readFile(book(of), 'a.xlsx')).toEqual({ refused: why });
  });

  it('a gigabyte of zeros as a sheet, said or not', async () => {
    const { [SHEET]: _, ...others } = parts({});
    expect(await readFile(bomb(SHEET, others), 'a.xlsx')).toEqual({ refused: 'too-large' });
    expect(await readFile(bomb(SHEET, others, 1000), 'a.xlsx')).toEqual({ refused: 'too-large' });
  });

  it('a part that is less than its directory says', async () => {
    const { [SHEET]: _, ...others } = parts({});
    const file = zipSync({ [SHEET]: strToU8('<worksheet/>'), ...others }, { level: 0 });
    const size = Buffer.from(file).indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24;
    file[size] = (file[size] ?? 0) + 1;
    expect(await readFile(file, 'a.xlsx')).toEqual({ refused: 'damaged' });
  });
});

describe('a workbook that only looks large', () => {
  const read = { tables: [{ name: 's0', rows: [['日期', '类型']] }] };
  it.each<readonly [string, Book]>([
    [
      'rows coloured to the end',
      { rows: `${FIRST}<row r="1048575" s="1"/><row r="1048576"><c r="A1048576" s="1"/></row>` },
    ],
    ['cells coloured to the end', { rows: FIRST.replace('</row>', '<c r="XFD1" s="1"/></row>') }],
    ['a picture of a gigabyte', { rows: FIRST }],
  ])('%s is read', async (what, of) => {
    const file = what.startsWith('a picture') ? bomb('xl/media/image1.png', parts(of)) : book(of);
    expect(await readFile(file, 'a.xlsx')).toEqual(read);
  });

  it('with one long text in many cells is read', async () => {
    const shared = (at: string) => `<c r="${at}" t="s"><v>0</v></c>`;
    const rows = Array.from({ length: 5000 }, (_, n) => row(String(n + 1), shared(`A${n + 1}`))).join('');
    const tables = await readFile(
      book({ rows, strings: `<si><t>支委会${' '.repeat(1_000_000)}</t></si>` }),
      'a.xlsx',
    );
    expect('tables' in tables && tables.tables[0]?.rows).toHaveLength(5000);
  });
});
