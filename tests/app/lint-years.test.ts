/** Rows of records in templates, parts never answered, and year packs: each rule by a library that breaks it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadLibrary } from '../../src/app/library.ts';
import { SAMPLE } from './lint-sample.ts';

const RECORDS = 'flows/facts/records.yaml';
const KIND = 'flows/sample.yaml';
const MAIN = 'templates/sample.hbs';
const YEAR = 'flows/years/2022.yaml';

const FILES: Readonly<Record<string, string>> = {
  ...SAMPLE,
  [RECORDS]: `facts:
  - id: awards
    type: records
    label: 荣誉
    aliases: [获奖]
    fields:
      - { id: title, type: text, label: 名称 }
      - { id: giver, type: text, label: 授予单位 }
      - { id: times, type: count, label: 次数, unit: 次 }
`,
  [KIND]: SAMPLE[KIND].replace('facts: [vow]', 'facts: [vow, awards]'),
  [MAIN]: `${SAMPLE[MAIN]}
# 荣誉
{{open "等次" grade}}

{{#rows awards}}
- {{#given giver}}获{{giver}}授予的{{/given}}{{title}}。
共{{times}}次。

{{/rows}}

# 年度
{{#pack "plenum"}}学了{{pack "plenum"}}，{{/pack}}{{#since "2021-11-11"}}等次是{{grade}}。{{/since}}
`,
  [YEAR]: `year: 2022
entries:
  - id: plenum
    text: 党的二十大精神
    from: 2022-10-22
    source: 大会文件，2022年10月22日
  - id: campaign
    text: 学习教育
    from: 2022-03-01
    to: 2022-12-31
    source: 通知，2022年3月1日
`,
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'library-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The problems of the sample with some texts replaced, as `file:line code`. */
function found(
  ...changes: readonly (readonly [file: string, from: string, to: string])[]
): readonly string[] {
  const files = { ...FILES };
  for (const [file, from, to] of changes) {
    const source = files[file] ?? '';
    if (!source.includes(from)) throw new Error(`no ${from} in ${file}`);
    files[file] = source.replace(from, () => to);
  }
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
  const result = loadLibrary(root);
  return 'problems' in result ? result.problems.map((one) => `${one.file}:${one.line} ${one.code}`) : [];
}

test('the sample itself is in order', () => expect(found()).toEqual([]));

test.each<readonly [string, readonly [string, string, string], string]>([
  ['rows of a fact that has none', [MAIN, '#rows awards', '#rows grade'], `${MAIN}:9 not-records`],
  ['a field that the rows do not have', [MAIN, '{{title}}', '{{name}}'], `${MAIN}:10 unknown-fact`],
  ['a field outside its rows', [MAIN, '# 年度', '{{title}}。\n\n# 年度'], `${MAIN}:15 unknown-fact`],
  ['a field nobody writes', [MAIN, '共{{times}}次。\n', ''], `${RECORDS}:6 never-written`],
  ['a count of a row without its unit', [MAIN, '{{times}}次', '{{times}}回'], `${MAIN}:11 unit-missing`],
  [
    'a part that hangs on what need not be asked',
    [MAIN, '"等次" grade', '"等次" vow'],
    `${MAIN}:7 open-not-needed`,
  ],
  ['a part that hangs on an unknown fact', [MAIN, '"等次" grade', '"等次" grades'], `${MAIN}:7 unknown-fact`],
  ['a part that hangs on nothing', [MAIN, '"等次" grade', '"等次"'], `${MAIN}:7 not-allowed`],
  ['a figure in the name of a part', [MAIN, '"等次"', '"3个等次"'], `${MAIN}:7 digits`],
  ['an entry that no year has', [MAIN, '{{pack "plenum"}}', '{{pack "plenums"}}'], `${MAIN}:16 unknown-pack`],
  ['a day that is none', [MAIN, '2021-11-11', '2021-13'], `${MAIN}:16 not-a-day`],
  ['a day in another year', [YEAR, 'from: 2022-10-22', 'from: 2021-10-22'], `${YEAR}:5 pack-day`],
  ['a last day in another year', [YEAR, 'to: 2022-12-31', 'to: 2023-01-31'], `${YEAR}:10 pack-day`],
  ['a last day before the first', [YEAR, 'to: 2022-12-31', 'to: 2022-02-01'], `${YEAR}:10 pack-order`],
  ['a day that the calendar has not', [YEAR, 'from: 2022-10-22', 'from: 2022-02-30'], `${YEAR}:5 schema`],
  ['an entry twice', [YEAR, 'id: campaign', 'id: plenum'], `${YEAR}:7 pack-twice`],
  ['an entry without source', [YEAR, '    source: 通知，2022年3月1日\n', ''], `${YEAR}:7 schema`],
  ['a file of another year', [YEAR, 'year: 2022', 'year: 2021'], `${YEAR}:1 year-file`],
])('%s', (_, change, problem) => {
  expect(found(change)).toContain(problem);
});
