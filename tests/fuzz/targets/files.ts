/** @module Files: facts for the command line, ledgers, a draft or exported data that come back. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { makeDraft } from '../../../src/app/draft.ts';
import { exportOf } from '../../../src/app/export.ts';
import { importFrom } from '../../../src/app/import.ts';
import { ledgerFromFile } from '../../../src/app/ledger.ts';
import { draftMark, returnedFrom } from '../../../src/app/own-words-file.ts';
import { readFactsFile } from '../../../src/cli/facts-file.ts';
import { emptyReport, ME, NOW } from '../../flow/support.ts';
import type { Target } from '../fuzz.ts';
import { mutateBytes, mutateJson, mutateText } from '../mutate.ts';
import type { Random } from '../random.ts';
import { allKinds, cardOf, take } from '../talk.ts';
import { fixtures } from './fixtures.ts';

export const factsTarget = (): Target => ({
  name: 'facts-file',
  share: 4,
  story: 1,
  input: (random) => {
    const { kind, json, value } = random.pick(fixtures);
    const text = random.chance(0.3) ? mutateText(random, json) : JSON.stringify(mutateJson(random, value));
    const read = readFactsFile(text, kind.flow);
    if ('wrong' in read || !random.chance(0.1)) return;
    const report = { ...emptyReport({ kind: kind.flow.kind.id, year: read.year }), facts: read.facts };
    makeDraft(kind, report, read.facts, { number: 1, final: false, at: NOW });
  },
});

/** A package whose parts are changed, so that it still opens; or its bytes, so that perhaps it does not. */
function brokenZip(
  random: Random,
  bytes: Uint8Array,
  parts: Readonly<Record<string, Uint8Array>>,
): Uint8Array {
  if (random.chance(0.3)) return mutateBytes(random, bytes);
  const name = random.pick(Object.keys(parts).filter((one) => one.endsWith('.xml')));
  const whole = strFromU8(parts[name] ?? new Uint8Array());
  // A piece is changed and put back where it stood, so that the rest can still be read.
  const from = random.int(whole.length);
  const to = Math.min(whole.length, from + 200);
  const xml = whole.slice(0, from) + mutateText(random, whole.slice(from, to)) + whole.slice(to);
  return zipSync({ ...parts, [name]: strToU8(xml) }, { level: 0 });
}

const CSV =
  '序号,时间,会议类型,主题\n1,2026年1月8日,支委会,"研究,计划"\n2,2026-02-10,党课,书记讲课\n3,3月5日,支部党员大会,学习';
const SHEET_ROWS = CSV.split('\n').map((row) => row.split(','));

function workbook(): Readonly<Record<string, Uint8Array>> {
  const cell = (text: string, at: number, row: number) =>
    `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text.replaceAll('"', '')}</t></is></c>`;
  const rows = SHEET_ROWS.map(
    (cells, n) => `<row r="${n + 1}">${cells.map((text, at) => cell(text, at, n + 1)).join('')}</row>`,
  );
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const pack = 'http://schemas.openxmlformats.org/package/2006';
  const files = {
    '[Content_Types].xml': `<Types xmlns="${pack}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  };
  return Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]));
}

const inbound = { id: 'om_f', by: ME, at: NOW, type: 'other', what: 'file' } as const;

export function ledgerTarget(): Target {
  const parts = workbook();
  const bytes = zipSync(parts, { level: 0 });
  return {
    name: 'ledger',
    share: 1.2,
    story: 1,
    input: async (random) => {
      const { kind, report } = random.pick(fixtures);
      const csv = random.chance(0.5);
      const file = csv
        ? { name: '台账.csv', bytes: mutateBytes(random, strToU8(mutateText(random, CSV, [CSV]))) }
        : { name: '台账.xlsx', bytes: brokenZip(random, bytes, parts) };
      const came = await ledgerFromFile(kind.flow, 2026, NOW, inbound, file);
      const talk = { kind, report, clock: NOW };
      await take(talk, came, false);
      cardOf(talk);
    },
  };
}

export function returnedTarget(): Target {
  const sent = fixtures.map(({ kind, report: made }) => {
    const report = { ...made, draft: { made: 1, upTo: 3, length: '标准' as const } };
    const mark = draftMark(report.id, 1);
    const { bytes } = makeDraft(kind, report, report.facts, { number: 1, final: false, at: NOW, mark });
    const snapshot = JSON.stringify({ at: NOW, facts: report.facts, length: '标准' });
    return { kind, report, bytes, parts: unzipSync(bytes), store: { snapshot: async () => snapshot } };
  });
  return {
    name: 'returned',
    share: 0.4,
    story: 1,
    input: async (random) => {
      const { kind, report, bytes, parts, store } = random.pick(sent);
      const file = { name: '第1稿.docx', bytes: brokenZip(random, bytes, parts) };
      const came = await returnedFrom(kind, report, store, inbound, file);
      const talk = { kind, report, clock: NOW };
      await take(talk, came, false);
      cardOf(talk);
    },
  };
}

export function importTarget(): Target {
  const kinds = new Map(allKinds.map((kind) => [kind.flow.kind.id, kind]));
  const exported = fixtures.map(({ kind, report }) => {
    const json = exportOf(kind.flow, report);
    return { kind, json, value: JSON.parse(json) as unknown };
  });
  return {
    name: 'import',
    share: 1,
    story: 1,
    input: async (random) => {
      const { kind, json, value } = random.pick(exported);
      const text = random.chance(0.3) ? mutateText(random, json) : JSON.stringify(mutateJson(random, value));
      const report = emptyReport({ kind: kind.flow.kind.id });
      const inbound = { id: 'm', by: ME, at: NOW, type: 'other', what: 'file' } as const;
      const came = importFrom({ kind, kinds, report }, NOW, inbound, {
        name: 'x.json',
        bytes: strToU8(text),
      });
      const talk = { kind, report, clock: NOW };
      await take(talk, came, true);
      const click = { ...inbound, type: 'click', op: { op: 'import', does: 'all', at: 0 } } as const;
      await take(talk, { ...click, shown: talk.report.version, message: 'om_1' }, true);
      cardOf(talk);
    },
  };
}
