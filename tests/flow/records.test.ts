import { describe, expect, it } from 'vitest';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { changedSince } from '../../src/flow/drafts.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import { actionsOf, emptyReport, fieldsOf, interview, NOW, textOf } from './support.ts';

const AWARDS = factSchema.parse({
  id: 'awards',
  type: 'records',
  label: '获奖情况',
  aliases: ['荣誉'],
  fields: [
    { id: 'title', type: 'name', label: '奖项', example: '优质工程奖' },
    { id: 'giver', type: 'name', label: '授予单位' },
    { id: 'day', type: 'date', label: '时间' },
    { id: 'level', type: 'oneOf', label: '级别', options: ['国家级', '省部级', '公司级'] },
  ],
});
const PROBLEMS = factSchema.parse({
  id: 'problems',
  type: 'records',
  label: '存在的问题',
  fields: [
    { id: 'what', type: 'longText', label: '问题' },
    { id: 'cause', type: 'text', label: '原因' },
  ],
});
const PLACE = factSchema.parse({ id: 'place', type: 'text', label: '地点' });
const flow = buildFlow(
  kindSchema.parse({
    id: 'rows',
    title: '小样',
    report: '述职报告',
    writer: 'place',
    template: 'small.hbs',
    sections: [
      {
        id: 'all',
        title: '全部',
        cards: [
          { id: 'awards', title: '获奖', ask: '今年得过什么奖？', facts: ['awards'] },
          { id: 'problems', title: '不足', ask: '有哪些不足？', facts: ['place', 'problems'] },
        ],
      },
    ],
  }),
  new Map([AWARDS, PROBLEMS, PLACE].map((fact) => [fact.id, fact])),
);
const talkOfRows = () => interview(flow, emptyReport({ kind: 'rows' }));
const context = { year: 2026, now: NOW };
const read = (words: string, fact = AWARDS) => typeOf(fact).parse(words, fact, context);

describe('rows by their own forms', () => {
  it('come behind the form of their card, and both stand there when it is opened again', () => {
    const talk = talkOfRows();
    const labels = () => actionsOf(talk.screen).map(({ label }) => label);
    talk.clicks({ op: 'none', card: 'awards' });
    expect(fieldsOf(talk.screen).map(({ fact }) => fact)).toEqual(['place']);
    expect(labels()).not.toContain('添加一条');
    expect(textOf(talk.screen)).toContain('「存在的问题」交了这几项再问。');
    talk.taps('提交', { place: '工地' });
    expect(fieldsOf(talk.screen).map(({ fact }) => fact)).toEqual(['what', 'cause']);
    expect(labels()).toEqual([
      ...['保存', '保存，再添一条', '没有', '稍后补', '先跳过', '上一步'],
      '改：地点',
    ]);
    talk.taps('没有');
    expect(textOf(talk.screen)).toContain('✓ 存在的问题 没有');
    talk.clicks({ op: 'open', card: 'problems' });
    expect(fieldsOf(talk.screen).map(({ fact }) => fact)).toEqual(['place']);
    expect(labels()).toContain('添加一条');
  });

  it('are added, changed, moved and taken out', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'open', card: 'awards' });
    expect(fieldsOf(talk.screen).map(({ fact, control }) => [fact, control])).toEqual([
      ['title', 'line'],
      ['giver', 'line'],
      ['day', 'date'],
      ['level', 'select'],
    ]);
    talk.taps('保存，再添一条', {
      title: '优质工程奖',
      giver: '省住建厅',
      day: '2026-03-08',
      level: '省部级',
    });
    talk.taps('保存', { title: '先进集体', giver: '公司党委' });
    expect(textOf(talk.screen)).toContain('✓ 获奖情况');
    expect(textOf(talk.screen)).toContain('有哪些不足？');
    expect(talk.values()['awards']).toEqual([
      { title: '优质工程奖', giver: '省住建厅', day: '2026-03-08', level: '省部级' },
      { title: '先进集体', giver: '公司党委' },
    ]);
    talk.taps('上一步');
    expect(textOf(talk.screen)).toContain('1. 优质工程奖，省住建厅，2026年3月8日，省部级');
    talk.clicks({ op: 'row', fact: 'awards', row: 1, does: 'up' });
    talk.clicks({ op: 'row', fact: 'awards', row: 0, does: 'edit' });
    expect(fieldsOf(talk.screen)[0]?.value).toBe('先进集体');
    talk.taps('保存', { title: '先进党支部', giver: '公司党委', day: '', level: '' });
    talk.clicks({ op: 'row', fact: 'awards', row: 1, does: 'delete' });
    expect(talk.values()['awards']).toEqual([{ title: '先进党支部', giver: '公司党委' }]);
    talk.clicks({ op: 'row', fact: 'awards', row: 0, does: 'delete' });
    expect(talk.values()).toEqual({});
    talk.taps('没有');
    expect(talk.values()).toEqual({ awards: 'none' });
  });

  it('the last one taken out leaves the last draft behind', () => {
    const talk = talkOfRows();
    talk.says('获奖情况：优质工程奖');
    const { version } = talk.report;
    const drafted = { ...talk.report, draft: { made: 1, upTo: version } };
    expect(changedSince(drafted)).toBe(false);
    const [tapped, told] = [interview(flow, drafted), interview(flow, drafted)];
    tapped.clicks({ op: 'row', fact: 'awards', row: 0, does: 'delete' });
    told.says('删掉获奖情况第1条');
    for (const { report, values } of [tapped, told]) {
      expect(values()).toEqual({});
      expect(changedSince(report)).toBe(true);
    }
  });

  it('shows a problem at its field and keeps what was typed in all of them', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'row', fact: 'awards', row: 0, does: 'edit' });
    talk.taps('保存', { title: '', giver: '公司党委', day: '2月30日', level: '' });
    expect(talk.values()).toEqual({});
    const [title, giver, day] = fieldsOf(talk.screen);
    expect(giver).toMatchObject({ value: '公司党委' });
    expect(day).toMatchObject({ control: 'line', value: '2月30日' });
    expect(JSON.stringify(title?.below)).toContain('这里是空的');
    expect(JSON.stringify(day?.below)).toContain('没有这一天');
  });

  it('takes a second click on the same form once, and does not move rows that changed meanwhile', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'row', fact: 'awards', row: 0, does: 'edit' });
    const shown = talk.report.version;
    const save = { op: 'row', fact: 'awards', row: 0, does: 'save' } as const;
    talk.clicks(save, { title: '先进集体' }, shown);
    talk.clicks(save, { title: '先进集体' }, shown);
    expect(talk.values()['awards']).toEqual([{ title: '先进集体' }]);
    talk.clicks({ op: 'row', fact: 'awards', row: 0, does: 'delete' }, undefined, shown);
    expect(talk.values()['awards']).toHaveLength(1);
    expect(textOf(talk.screen)).toContain('卡片上的内容刚才变了');
    talk.clicks(save, { title: '另一个奖' }, shown);
    expect(fieldsOf(talk.screen)[0]?.value).toBe('另一个奖');
  });

  it('that are typed while they stand before her are added, behind a form as well', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'none', card: 'awards' });
    talk.taps('提交', { place: '工地' });
    talk.taps('保存', { what: '学习不深' });
    talk.clicks({ op: 'open', card: 'problems' });
    talk.says('联系群众少');
    talk.says('没有举一反三');
    expect(talk.values()['problems']).toEqual([
      { what: '学习不深' },
      { what: '联系群众少' },
      { what: '没有举一反三' },
    ]);
    expect(talk.values()['place']).toBe('工地');
    const blue = actionsOf(talk.screen).filter(({ style }) => style === 'primary');
    expect(blue.map(({ label }) => label)).toEqual(['写好了']);
  });

  it('stand on a card with other facts, each with buttons of its own', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'open', card: 'problems' });
    talk.taps('提交', { place: '清源河' });
    expect(talk.values()).toEqual({ place: '清源河' });
    talk.clicks({ op: 'skip', card: 'awards' });
    expect(fieldsOf(talk.screen).map(({ fact }) => fact)).toEqual(['what', 'cause']);
  });

  it.each(['没有', '稍后补', '先跳过', '上一步'])(
    'a row that was begun is kept, though 「%s」 was tapped',
    (button) => {
      const talk = talkOfRows();
      talk.clicks({ op: 'skip', card: 'awards' });
      talk.taps('提交', { place: '清源河' });
      talk.taps(button, { what: '学习不够', cause: '' });
      expect(talk.values()).toMatchObject({ problems: [{ what: '学习不够' }] });
    },
  );

  it('a row that was begun and cannot be taken stays in its form', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'open', card: 'awards' });
    talk.taps('没有', { title: '', giver: '公司党委', day: '', level: '' });
    expect(talk.values()).toEqual({});
    expect(fieldsOf(talk.screen)[1]).toMatchObject({ value: '公司党委' });
  });

  it('on from a further row that is not wanted, back to the list from one that was there', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'open', card: 'awards' });
    talk.taps('保存，再添一条', { title: '先进集体' });
    talk.taps('不添了');
    expect(textOf(talk.screen)).toContain('有哪些不足？');
    talk.taps('上一步');
    talk.clicks({ op: 'row', fact: 'awards', row: 0, does: 'edit' });
    talk.taps('不改了');
    expect(textOf(talk.screen)).toContain('1. 先进集体');
  });
});

describe('rows in words', () => {
  it.each([
    [
      '一是学习不深，有时只读文件；二是联系群众少。三是制度执行不严',
      ['学习不深，有时只读文件', '联系群众少', '制度执行不严'],
    ],
    ['主要有两个问题：\n1. 学习不深\n2. 调研少', ['学习不深', '调研少']],
    ['（一）学习不深。\n整改不快。\n（二）调研少', ['学习不深。\n整改不快', '调研少']],
    ['第一，学习不深；第二，调研少', ['学习不深', '调研少']],
    ['①学习不深②调研少', ['学习不深', '调研少']],
    ['学习不够深入', ['学习不够深入']],
    ['学习不深\n调研少', ['学习不深', '调研少']],
  ])('%s', (words, what) => {
    expect(read(words, PROBLEMS)).toEqual({ read: 'value', value: what.map((one) => ({ what: one })) });
  });

  it('come from a pasted table, with or without its head, by tabs or bars', () => {
    const rows = [
      { title: '优质工程奖', giver: '省住建厅', day: '2026-03-08' },
      { title: '先进集体', giver: '公司党委' },
    ];
    for (const words of [
      '奖项\t授予单位\t时间\n优质工程奖\t省住建厅\t2026年3月8日\n先进集体\t公司党委\t',
      '序号\t时间\t奖项\t授予单位\n1\t3月8日\t优质工程奖\t省住建厅\n2\t\t先进集体\t公司党委',
      '| 奖项 | 授予单位 | 时间 |\n|---|---|---|\n| 优质工程奖 | 省住建厅 | 3.8 |\n| 先进集体 | 公司党委 |  |',
      '优质工程奖 | 省住建厅 | 2026-03-08\n先进集体 | 公司党委',
      '奖项：优质工程奖；授予单位：省住建厅；时间：3月8日\n奖项：先进集体，授予单位：公司党委',
    ]) {
      expect(read(words), words).toEqual({ read: 'value', value: rows });
    }
  });

  it.each([
    ['奖项：优质工程奖，授予单位：省住建厅，时间：3月8日；奖项：先进集体，授予单位：公司党委', 2],
    ['一是奖项：优质工程奖，授予单位：省住建厅，时间：3月8日；二是先进集体；授予单位：公司党委', 2],
    ['1.优质工程奖 2.先进集体', 2],
    ['优质工程奖|省住建厅|3.8；先进集体|公司党委', 2],
  ])('stand on one line, a row each: %s', (words, rows) => {
    const reading = read(words);
    expect(reading).toMatchObject({ read: 'value' });
    expect(reading.read === 'value' && !('doubt' in reading) && reading.value).toHaveLength(rows);
  });

  it.each([
    ['优质工程奖；先进集体', [{ title: '优质工程奖' }, { title: '先进集体' }]],
    [
      '优质工程奖（3月8日）、先进集体（公司级）',
      [
        { title: '优质工程奖', day: '2026-03-08' },
        { title: '先进集体', level: '公司级' },
      ],
    ],
    [
      '一是优质工程奖，省部级；二是先进集体，授予公司级，3月8日',
      [
        { title: '优质工程奖', level: '省部级' },
        { title: '先进集体', level: '公司级', day: '2026-03-08' },
      ],
    ],
    ['优质工程奖，由省住建厅颁发', [{ title: '优质工程奖，由省住建厅颁发' }]],
  ])('are told apart by what they are, and asked back: %s', (words, value) => {
    expect(read(words)).toEqual({ read: 'value', value, doubt: 'columns' });
  });

  it('cut by commas are asked back', () => {
    expect(read('优质工程奖，省住建厅，3月8日，省部级')).toEqual({
      read: 'value',
      value: [{ title: '优质工程奖', giver: '省住建厅', day: '2026-03-08', level: '省部级' }],
      doubt: 'columns',
    });
    expect(read('优质工程奖、先进集体')).toEqual({
      read: 'value',
      value: [{ title: '优质工程奖' }, { title: '先进集体' }],
      doubt: 'columns',
    });
  });

  it('say which row and which field is wrong', () => {
    expect(read('优质工程奖 | 省住建厅 | 13月1日')).toEqual({
      read: 'problem',
      problem: { code: 'row', row: 1, field: '时间', problem: { code: 'no-such-date' } },
    });
    expect(read(Array.from({ length: 300 }, (_, n) => `奖 ${n}`).join('\n'))).toMatchObject({
      problem: { code: 'too-many' },
    });
  });

  it('read back what stands in the form field', () => {
    const value = [
      { title: '优质工程奖', giver: '省住建厅', day: '2026-03-08', level: '省部级' },
      { title: '先进集体' },
    ];
    expect(read(typeOf(AWARDS).edit(value, AWARDS))).toEqual({ read: 'value', value });
    expect(typeOf(AWARDS).write(value, AWARDS)).toEqual({
      kind: 'rows',
      rows: [
        { title: '优质工程奖', giver: '省住建厅', day: '2026年3月8日', level: '省部级' },
        { title: '先进集体' },
      ],
    });
  });

  it('that were cut by commas are confirmed with one tap', () => {
    const talk = talkOfRows();
    talk.clicks({ op: 'open', card: 'awards' });
    talk.says('优质工程奖，省住建厅，3月8日，省部级');
    expect(talk.report.facts['awards']?.status).toBe('unconfirmed');
    talk.taps('对');
    expect(talk.report.facts['awards']?.status).toBe('given');
  });

  it('told later are added to those that are there', () => {
    const talk = talkOfRows();
    talk.says('获奖情况：优质工程奖');
    talk.says('荣誉：先进集体');
    expect(talk.values()['awards']).toEqual([{ title: '优质工程奖' }, { title: '先进集体' }]);
  });

  it('from a file are checked by the same rules', () => {
    const check = (value: unknown) => typeOf(AWARDS).check(value, AWARDS);
    expect(check([{ title: '奖', day: '2026-03-08' }])).toEqual([{ title: '奖', day: '2026-03-08' }]);
    expect(check([{ giver: '公司' }])).toMatchObject({
      code: 'row',
      row: 1,
      field: '奖项',
      problem: { code: 'empty' },
    });
    for (const wrong of [[], 'x', [1], [{ title: '奖', other: 1 }], [{ __proto__: null, title: 3 }]]) {
      expect(check(wrong)).toMatchObject({ code: expect.stringMatching(/wrong-type|row/) });
    }
  });
});
