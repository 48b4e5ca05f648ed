import { describe, expect, it } from 'vitest';
import { relationsSchema } from '../../src/checks/data.ts';
import { filledCheck } from '../../src/checks/filled.ts';
import { checksOf } from '../../src/checks/index.ts';
import { peopleCheck } from '../../src/checks/people.ts';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { lacking } from '../../src/flow/drafts.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import { emptyReport, fieldsOf, interview, textOf } from '../flow/support.ts';
import { checkedOf, codes, type Given, mends } from './support.ts';

const FIELDS = [
  { id: 'name', type: 'name', label: '队伍名称' },
  { id: 'result', type: 'longText', label: '结果' },
];
const teams = (...value: Given['value'] & object[]): Given => ({ type: 'records', fields: FIELDS, value });

describe('rows that leave out what was done', () => {
  const check = filledCheck({ holds: 'filled', rows: 'teams', field: 'result', severity: 'note' });
  it.each([
    [[{ name: '攻坚队', result: '提前封顶' }], []],
    [[{ name: '攻坚队' }], [1]],
    [[{ name: '攻坚队', result: '' }], [1]],
    [
      [{ name: '甲', result: '好' }, { name: '乙' }, { name: '丙' }],
      [2, 3],
    ],
  ])('%j', (rows, at) => {
    const found = check(checkedOf({ teams: teams(...rows) }));
    expect(found.map(({ what, row }) => [what.code === 'unfilled' && what.at, row])).toEqual(
      at.length === 0 ? [] : [[at, at[0]]],
    );
  });

  it('says nothing of facts that have no such field, or no rows', () => {
    expect(check(checkedOf({ teams: ['攻坚队'] }))).toEqual([]);
    expect(check(checkedOf({}))).toEqual([]);
  });
});

describe('in the chat', () => {
  const fact = factSchema.parse({ id: 'teams', type: 'records', label: '攻坚队', fields: FIELDS });
  const kind = kindSchema.parse({
    ...{ id: 'rows', title: '小样', report: '述职报告', writer: 'teams', template: 'small.hbs' },
    sections: [
      {
        id: 'all',
        title: '全部',
        cards: [{ id: 'teams', title: '攻坚队', ask: '有哪些？', facts: ['teams'] }],
      },
    ],
  });
  const filled = { holds: 'filled', rows: 'teams', field: 'result' };
  const checks = checksOf({
    ...{ relations: relationsSchema.parse({ relations: [filled] }), formulations: [], years: [] },
  });
  const flow = { ...buildFlow(kind, new Map([['teams', fact]])), checks };

  it('a tap opens the form of the row, and what is missing settles it', () => {
    const talk = interview(flow, emptyReport({ kind: 'rows' }));
    talk.clicks({ op: 'row', fact: 'teams', row: 0, does: 'edit' });
    talk.taps('保存，再添一条', { name: '甲队', result: '提前封顶' });
    talk.taps('保存', { name: '乙队', result: '' });
    expect(textOf(talk.screen)).toContain('! 「攻坚队」第 2 条没有写「结果」');
    talk.taps('补上第 2 条');
    expect(fieldsOf(talk.screen).map(({ value }) => value)).toEqual(['乙队', undefined]);
    talk.taps('保存', { name: '乙队', result: '还在做' });
    expect(textOf(talk.screen)).not.toContain('! ');
    expect(lacking(flow, talk.report.facts)).toEqual([]);
  });

  it('is waved off with a reason that is kept', () => {
    const talk = interview(flow, emptyReport({ kind: 'rows' }));
    talk.clicks({ op: 'row', fact: 'teams', row: 0, does: 'edit' });
    talk.taps('保存', { name: '乙队', result: '' });
    talk.taps('没问题，就这样…');
    talk.taps('没问题，就这样', { reason: '任务跨年' });
    expect(Object.values(talk.report.waived ?? {}).map(({ reason }) => reason)).toEqual(['任务跨年']);
    talk.says('目录');
    expect(textOf(talk.screen)).not.toContain('没有写');
  });
});

describe('one person, two spellings', () => {
  const check = peopleCheck(['writer']);
  const writer = (value: string): Given => ({ type: 'name', value });
  it.each([
    ['陈晓东', '今年陈小东同志带队', ['person']],
    ['陈晓东', '今年陈晓东同志带队', []],
    ['陈晓东', '由党员陈晓冬、李明负责', ['person']],
    ['欧阳小明', '欧阳晓明同志主讲', ['person']],
    // Two people: nothing but the surname is the same, or the names are of other lengths.
    ['陈晓东', '陈小光同志带队', []],
    ['陈东', '陈明同志带队', []],
    ['张敏', '王敏同志带队', []],
    ['肖红', '萧红同志带队', ['person']],
    ['闫建国', '阎建国同志带队', ['person']],
    // No names.
    ['张书记', '王书记、党员同志带队', []],
    ['张敏', '党员高水准、高标准完成，工程部经理、高级工程师带头', []],
    ['陈 晓东', '陈小东同志带队', ['person']],
  ])('%s: %s', (name, story, expected) => {
    expect(codes(check, checkedOf({ writer: writer(name), story }))).toEqual(expected);
    expect(codes(check, checkedOf({ story }))).toEqual([]);
  });

  it('is found between two texts, too, and the second is offered as the first has it', () => {
    const found = check(checkedOf({ story: '王建国师傅带徒。', more: ['王建囯同志讲课', '义务植树'] }));
    expect(found.map(({ facts }) => facts)).toEqual([['more', 'story']]);
    expect(mends(found)).toEqual([['王建国同志讲课', '义务植树']]);
    expect(check(checkedOf({ story: '王建国师傅带徒。', more: ['王建国同志讲课'] }))).toEqual([]);
  });

  it('takes time that grows with the text, not more', () => {
    const long = `${'党员张'.repeat(20_000)}和${'王建国同志、'.repeat(10_000)}`;
    expect(check(checkedOf({ story: long, more: '王建军同志' })).length).toBe(1);
  });
});
