/** Templates that are refused: each with the file and the line. */
import { describe, expect, test } from 'vitest';
import { compileTemplate } from '../../src/report/template.ts';
import { TemplateError } from '../../src/report/template-error.ts';

describe('refused, with file and line', () => {
  const refusal = (main: string, partials: Record<string, string> = {}) => {
    try {
      compileTemplate({ file: 't.hbs', main, partials }, ['aa', 'bb']);
    } catch (error) {
      if (error instanceof TemplateError)
        return error.problems.map(({ file, line, code }) => `${file}:${line} ${code}`);
      throw error;
    }
    return [];
  };

  test.each([
    ['一\n{{zz}}。', 't.hbs:2 unknown-fact'],
    ['一\n二\n{{#given zz}}三{{/given}}', 't.hbs:3 unknown-fact'],
    ['{{constructor}}', 't.hbs:1 unknown-fact'],
    ['一\n{{#given aa}}二', 't.hbs:2 syntax'],
    ['一\n{{aa}', 't.hbs:2 syntax'],
    ['{{#given aa}}一{{/vary}}', 't.hbs:1 syntax'],
    ['一\n{{#if aa}}二{{/if}}', 't.hbs:2 if-on-fact'],
    ['{{#unless aa}}二{{/unless}}', 't.hbs:1 if-on-fact'],
    ['{{#each aa}}{{this}}{{/each}}', 't.hbs:1 loop'],
    ['一\n{{#rows aa}}二{{/rows}}', 't.hbs:2 not-records'],
    ['一\n{{> gone}}', 't.hbs:2 unknown-partial'],
    ['一\n2026年{{aa}}', 't.hbs:2 digits'],
    ['一\n二{{aa}}\n第３名', 't.hbs:3 digits'],
    ['一[[{{aa}}|{{bb}}。', 't.hbs:1 brackets'],
    ['一\n\n[[{{aa}}|二]]。', 't.hbs:3 brackets'],
    ['{{aa.length}}', 't.hbs:1 not-allowed'],
    ['{{../aa}}', 't.hbs:1 not-allowed'],
    ['{{@root.aa}}', 't.hbs:1 not-allowed'],
    ['{{aa bb}}', 't.hbs:1 not-allowed'],
    ['{{#given aa bb}}一{{/given}}', 't.hbs:1 not-allowed'],
    ['{{#vary aa}}一{{or}}二{{/vary}}', 't.hbs:1 not-allowed'],
    ['{{#log aa}}一{{/log}}', 't.hbs:1 unknown-helper'],
    ['{{or}}', 't.hbs:1 unknown-fact'],
  ])('%j', (source, problem) => {
    expect(refusal(source)).toContain(problem);
  });

  test('in partials, too, and a circle of them', () => {
    expect(refusal('{{> one}}', { one: '一\n{{zz}}' })).toEqual(['partials/one.hbs:2 unknown-fact']);
    expect(refusal('{{> one}}', { one: '一\n{{> two}}', two: '{{> one}}' })).toEqual([
      'partials/two.hbs:1 circular',
    ]);
  });

  test('everything at once, not only the first', () => {
    expect(refusal('{{zz}}9\n{{yy}}')).toEqual([
      't.hbs:1 unknown-fact',
      't.hbs:1 digits',
      't.hbs:2 unknown-fact',
    ]);
  });

  test('a declared constant may hold a figure', () => {
    expect(refusal('{{! constant: G20峰会 }}\n服务G20峰会{{aa}}。')).toEqual([]);
    expect(refusal('{{! constant: G20峰会 }}\n服务G21峰会{{aa}}。')).toEqual(['t.hbs:2 digits']);
  });
});
