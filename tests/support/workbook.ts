/** @module Workbooks for tests, byte by byte. */
import { strToU8, zipSync } from 'fflate';

/** A workbook as small as there can be, with text, a number and a day. `merged`: places, 「A2:A4」. */
export function workbook(
  rows: readonly (readonly (string | number)[])[],
  name = '台账',
  merged: readonly string[] = [],
): Uint8Array {
  const cell = (value: string | number, column: number, row: number): string => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    return typeof value === 'number'
      ? `<c r="${at}" s="1"><v>${value}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  const sheet = rows
    .map((row, n) => `<row r="${n + 1}">${row.map((value, column) => cell(value, column, n)).join('')}</row>`)
    .join('');
  const merges =
    merged.length === 0
      ? ''
      : `<mergeCells>${merged.map((place) => `<mergeCell ref="${place}"/>`).join('')}</mergeCells>`;
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return zipSync({
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${rels}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': xml(
      `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData>${merges}</worksheet>`,
    ),
  });
}
