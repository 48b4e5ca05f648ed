/** Each rule by a library that breaks it: which line is named, and what the administrator is told. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadLibrary, type Problem, printed } from '../../src/app/library.ts';
import { type File, SAMPLE } from './lint-sample.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'library-'));
  for (const [file, source] of Object.entries(SAMPLE)) {
    const path = join(root, file);
    cpSync(fileURLToPath(import.meta.url), path);
    writeFileSync(path, source);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

/** Replaces the first occurrence in a file of the sample; what is replaced must be there. */
function change(file: File, from: string, to: string): void {
  const path = join(root, file);
  const source = readFileSync(path, 'utf8');
  if (!source.includes(from)) throw new Error(`no ${from} in ${file}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
}

function problems(): readonly Problem[] {
  const result = loadLibrary(root);
  return 'problems' in result ? result.problems : [];
}
const found = (): readonly string[] => problems().map(({ file, line, code }) => `${file}:${line} ${code}`);

const FACTS = 'flows/facts/all.yaml';
const KIND = 'flows/sample.yaml';
const MAIN = 'templates/sample.hbs';
const PARTIAL = 'templates/partials/counts.hbs';

type Row = [string, [File, string, string][], [File, string, string]];

/** The sample with one more fact, computed so, on its second card and in its text. */
const computed = (name: string, how: string, line: string, code: string, type = 'percentage'): Row => [
  name,
  [
    [FACTS, '  - id: grade', `  - id: share\n    type: ${type}\n    label: 占比\n    ${how}\n  - id: grade`],
    [KIND, '          - groupMeetings', '          - groupMeetings\n          - share'],
    [MAIN, '等次', '占{{share}}。等次'],
  ],
  [line.startsWith('- ') ? KIND : FACTS, line, code],
];
const DERIVED: readonly Row[] = [
  computed('a form of computing that is none', 'derived: { by: product }', 'derived:', 'schema'),
  computed(
    'computed from an unknown fact',
    'derived: { by: share, part: meeting, whole: groups }',
    'derived:',
    'derived',
  ),
  computed(
    'computed from words',
    'derived: { by: share, part: writerName, whole: groups }',
    'derived:',
    'derived',
  ),
  computed(
    'computed from itself',
    'derived: { by: share, part: share, whole: groups }',
    'derived:',
    'derived',
  ),
  computed(
    'twice the same part',
    'derived: { by: share, part: groups, whole: groups }',
    'derived:',
    'derived',
  ),
  computed('a sum that is a share', 'derived: { by: sum, parts: [meetings, groups] }', 'derived:', 'derived'),
  [
    'a rule counted by words',
    [
      [
        FACTS,
        '[支委会议]',
        '[支委会议]\n    rule: { least: 4, text: 每季一次, source: 条例, per: writerName }',
      ],
    ],
    [FACTS, 'rule:', 'rule-fact'],
  ],
  [
    'a rule from a month that nobody knows',
    [
      [
        FACTS,
        '[支委会议]',
        '[支委会议]\n    rule: { least: 4, text: 每季一次, source: 条例, since: nobody }',
      ],
    ],
    [FACTS, 'rule:', 'rule-fact'],
  ],
];

test('the sample itself is in order', () => expect(problems()).toEqual([]));

describe('each rule', () => {
  test.each<readonly [string, readonly (readonly [File, string, string])[], readonly [File, string, string]]>(
    [
      ['YAML', [[FACTS, 'label: 姓名', 'label: 姓名: 名']], [FACTS, 'label: 姓名: 名', 'yaml']],
      ['a key twice', [[FACTS, 'label: 姓名', 'type: text']], [FACTS, 'type: text', 'yaml']],
      [
        'a wrong key',
        [[FACTS, 'aliases: [支委会议]', 'alias: [支委会议]']],
        [FACTS, 'alias: [支委会议]', 'schema'],
      ],
      ['a wrong type', [[FACTS, 'unit: 次', 'unit: 5']], [FACTS, 'unit: 5', 'schema']],
      ['a missing field', [[FACTS, '    label: 党小组\n', '']], [FACTS, '- id: groups', 'schema']],
      ['an unknown fact type', [[FACTS, 'type: text', 'type: number']], [FACTS, 'type: number', 'schema']],
      ['a wrong id', [[FACTS, 'id: writerName', 'id: writer_name']], [FACTS, 'id: writer_name', 'schema']],
      ['a wrong condition', [[FACTS, 'atLeast: 1', 'moreThan: 1']], [FACTS, 'moreThan: 1', 'schema']],
      ['one option', [[FACTS, '[好, 较好]', '[好]']], [FACTS, 'options: [好]', 'schema']],
      ['a fact twice', [[FACTS, 'id: grade', 'id: groups']], [FACTS, 'id: groups', 'fact-twice']],
      [
        'a fact nobody asks',
        [[KIND, 'facts: [writerName, grade]', 'facts: [writerName]']],
        [FACTS, 'id: grade', 'fact-unused'],
      ],
      [
        'oneOf without options',
        [[FACTS, '    options: [好, 较好]\n', '']],
        [FACTS, 'type: oneOf', 'no-options'],
      ],
      [
        'a claim without sentence',
        [[FACTS, '    sentence: 本人遵守各项规定。\n', '']],
        [FACTS, 'type: claim', 'no-sentence'],
      ],
      [
        'a sentence that breaks off',
        [[FACTS, '各项规定。', '各项规定']],
        [FACTS, 'sentence: 本人', 'sentence-end'],
      ],
      ['a count without unit', [[FACTS, '    unit: 个\n', '']], [FACTS, 'type: count', 'no-unit']],
      [
        'a field of another type',
        [[FACTS, '[述职人]', '[述职人]\n    unit: 次']],
        [FACTS, 'unit: 次', 'field-unused'],
      ],
      [
        'a range upside down',
        [[FACTS, '[支委会议]', '[支委会议]\n    usual: { least: 9, most: 3 }']],
        [FACTS, 'usual:', 'usual-range'],
      ],
      ['a reserved id', [[FACTS, 'id: vow', 'id: year']], [FACTS, 'id: year', 'reserved']],
      [
        'a name of two facts',
        [[FACTS, '[支委会议]', '[述职人]']],
        [FACTS, 'aliases: [述职人]', 'alias-shared'],
      ],
      [
        'a label that is another’s alias',
        [[FACTS, '[述职人]', '[党小组会]']],
        [FACTS, 'id: groupMeetings', 'alias-shared'],
      ],
      ['an unknown fact on a card', [[KIND, '- meetings', '- meeting']], [KIND, '- meeting', 'unknown-fact']],
      [
        'a fact on two cards',
        [[KIND, 'facts: [vow]', 'facts: [vow, grade]']],
        [KIND, 'facts: [vow, grade]', 'asked-twice'],
      ],
      ['a card twice', [[KIND, 'id: counts', 'id: who']], [KIND, '- id: who', 'card-twice']],
      [
        'a writer who is no text',
        [[KIND, 'writer: writerName', 'writer: grade']],
        [KIND, 'writer: grade', 'writer'],
      ],
      [
        'a condition on an unknown fact',
        [[KIND, 'fact: grade', 'fact: grades']],
        [KIND, 'fact: grades', 'condition-unknown-fact'],
      ],
      ['a condition that names no option', [[KIND, 'is: 好', 'is: 优秀']], [KIND, 'when:', 'unreachable']],
      ['a condition of another type', [[KIND, 'is: 好', 'atLeast: 1']], [KIND, 'when:', 'unreachable']],
      [
        'a condition against itself',
        [
          [
            KIND,
            '{ fact: grade, is: 好 }',
            '{ all: [{ fact: grade, is: 好 }, { not: { fact: grade, given: true } }] }',
          ],
        ],
        [KIND, 'when:', 'unreachable'],
      ],
      [
        'a condition on itself',
        [[FACTS, 'fact: groups, atLeast', 'fact: groupMeetings, atLeast']],
        [FACTS, 'when: { fact: groupMeetings', 'unreachable'],
      ],
      [
        'a card that waits for its own answer',
        [[KIND, 'fact: grade, is: 好', 'fact: vow, given: true']],
        [KIND, 'when:', 'unreachable'],
      ],
      [
        'two that wait for each other',
        [[FACTS, 'unit: 个', 'unit: 个\n    when: { fact: groupMeetings, given: true }']],
        [FACTS, 'when: { fact: groupMeetings', 'unreachable'],
      ],
      [
        'no template',
        [[KIND, 'template: sample.hbs', 'template: other.hbs']],
        [KIND, 'template:', 'no-template'],
      ],
      [
        'a template that names an unknown fact',
        [[MAIN, '{{grade}}', '{{grades}}']],
        [MAIN, '{{grades}}', 'unknown-fact'],
      ],
      [
        'asked, never written',
        [[MAIN, '我是{{writerName}}。\n', '']],
        [KIND, 'facts: [writerName', 'never-written'],
      ],
      [
        '#if on a fact',
        [[PARTIAL, '{{vow}}', '{{#if vow}}{{vow}}{{/if}}']],
        [PARTIAL, '{{#if', 'if-on-fact'],
      ],
      ['a figure in the text', [[PARTIAL, '召开', '至少4次召开']], [PARTIAL, '至少4次', 'digits']],
      [
        'another unit',
        [[PARTIAL, '{{groups}}个', '{{groups}}项']],
        [PARTIAL, '{{groups}}项', 'unit-missing'],
      ],
      [
        'a loop over a number',
        [[PARTIAL, '召开支委会{{meetings}}次。', '{{#each meetings}}{{this}}{{/each}}。']],
        [PARTIAL, '{{#each', 'loop'],
      ],
      [
        'rows of a number',
        [[PARTIAL, '召开支委会{{meetings}}次。', '{{#rows meetings}}- {{vow}}。{{/rows}}']],
        [PARTIAL, '{{#rows', 'not-records'],
      ],
      ...DERIVED,
      ['an unclosed tag', [[MAIN, '{{grade}}', '{{grade}']], [MAIN, '{{grade}', 'syntax']],
    ],
  )('%s', (_, changes, [file, text, code]) => {
    for (const [changed, from, to] of changes) change(changed, from, to);
    const named = problems().filter((problem) => problem.code === code && problem.file === file);
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    expect(named.map(({ line }) => lines[line - 1])).toContainEqual(expect.stringContaining(text));
  });

  test('a fact that the template names and nobody asks', () => {
    change(KIND, 'facts: [writerName, grade]', 'facts: [writerName]');
    change(KIND, 'when: { fact: grade, is: 好 }', 'when: { fact: groups, atLeast: 1 }');
    expect(found()).toEqual([`${FACTS}:20 fact-unused`, `${MAIN}:3 not-asked`]);
  });

  test('a fact that only decides about others need not be written', () => {
    change(PARTIAL, '设党小组{{groups}}个，', '');
    expect(found()).toEqual([]);
  });

  test('a computed fact is not counted, not asked and decides nothing, and its parts are asked', () => {
    const [, changes] = computed('', 'derived: { by: share, part: meetings, whole: groups }', '', '');
    for (const [changed, from, to] of changes) change(changed, from, to);
    expect(found()).toEqual([]);
    change(KIND, 'when: { fact: grade, is: 好 }', "when: { fact: share, is: '50%' }");
    expect(found()).toEqual([`${KIND}:21 derived`]);
    change(KIND, "when: { fact: share, is: '50%' }", 'when: { fact: grade, is: 好 }');
    change(KIND, '          - groups\n', '');
    expect(found()).toContain(`${KIND}:20 derived`);
  });

  test('two kinds with one id', () => {
    cpSync(join(root, KIND), join(root, 'flows/twin.yaml'));
    expect(found()).toEqual(['flows/twin.yaml:1 kind-twice']);
  });

  test('too much on the needed path', () => {
    const card = (n: number): string => `      - { id: c${n}, title: 名, ask: 问, facts: [f${n}] }\n`;
    const fact = (n: number): string => `  - { id: f${n}, type: text, label: 名${n} }\n`;
    const all = Array.from({ length: 9 }, (_, n) => n);
    change(KIND, '    more:\n', `${all.map(card).join('')}    more:\n`);
    change(FACTS, 'facts:\n', `facts:\n${all.map(fact).join('')}`);
    change(MAIN, '我是', `${all.map((n) => `{{f${n}}}。`).join('')}我是`);
    expect(found()).toEqual([`${KIND}:6 too-long`]);
  });

  test('no files at all', () => {
    rmSync(join(root, 'flows'), { recursive: true });
    expect(found()).toEqual(['flows:1 no-files', 'flows/facts:1 no-files']);
  });
});

test('all problems are told at once, by file and line, each with how to mend it', () => {
  change(FACTS, 'unit: 个\n', 'unit: 次\n');
  change(PARTIAL, '召开', '4次，');
  change(MAIN, '{{grade}}', '{{grades}}');
  expect(problems().map(printed)).toEqual([
    `${PARTIAL}:1  模板里写了数字“4”：数字只能来自填写的人，请换成事实，或改用汉字；确属固定名称的，用 {{! constant: 名称 }} 声明。`,
    `${PARTIAL}:2  “groups”的单位是“次”，模板里它后面应紧跟“次”，请补上或改单位。`,
    `${MAIN}:3  模板用了“grades”，但事实表里没有它，请检查拼写，或先在 flows/facts 里加上。`,
  ]);
});
