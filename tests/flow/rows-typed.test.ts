/** Rows changed by typing: by their numbers, on the list before her or the one she names. */
import { beforeEach, describe, expect, it } from 'vitest';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import { rowWishOf } from '../../src/flow/row-words.ts';
import { emptyReport, fieldsOf, interview, textOf } from './support.ts';

const FACTS = [
  {
    id: 'awards',
    type: 'records',
    label: '获奖情况',
    aliases: ['荣誉'],
    fields: [
      { id: 'title', type: 'name', label: '奖项' },
      { id: 'day', type: 'date', label: '时间' },
    ],
  },
  { id: 'books', type: 'list', label: '学习书目' },
  { id: 'themes', type: 'list', label: '学习专题' },
  { id: 'story', type: 'longText', label: '亮点一', aliases: ['第一个亮点'] },
].map((fact) => factSchema.parse(fact));
const card = (id: string, facts: string[]) => ({ id, title: id, ask: '？', facts });
const flow = buildFlow(
  kindSchema.parse({
    id: 'rows',
    title: '小样',
    report: '述职报告',
    writer: 'story',
    template: 'small.hbs',
    sections: [
      {
        id: 'all',
        title: '全部',
        cards: [card('awards', ['awards']), card('study', ['books', 'themes']), card('story', ['story'])],
      },
    ],
  }),
  new Map(FACTS.map((fact) => [fact.id, fact])),
);

let talk: ReturnType<typeof interview>;
beforeEach(() => {
  talk = interview(flow, emptyReport({ kind: 'rows' }));
  talk.says('获奖情况：优质工程奖|3月8日；先进集体|；示范工地|');
  talk.clicks({ op: 'open', card: 'awards' });
});
const titles = () => {
  const value = talk.values()['awards'];
  return Array.isArray(value) ? value.map((row) => (typeof row === 'object' ? row['title'] : row)) : value;
};

describe('a row of the list before her', () => {
  it.each([
    ['第2条改成先进党支部', ['优质工程奖', '先进党支部', '示范工地']],
    ['把第二条改为先进党支部。', ['优质工程奖', '先进党支部', '示范工地']],
    ['最后一条换成“平安工地”', ['优质工程奖', '先进集体', '“平安工地”']],
    ['第2条应该是先进党支部', ['优质工程奖', '先进党支部', '示范工地']],
    ['删掉第3条', ['优质工程奖', '先进集体']],
    ['第3条删了吧', ['优质工程奖', '先进集体']],
    ['第三条不要了', ['优质工程奖', '先进集体']],
    ['请把第 2 条去掉', ['优质工程奖', '示范工地']],
    ['删掉最后一条', ['优质工程奖', '先进集体']],
    ['把第2条挪到第1条', ['先进集体', '优质工程奖', '示范工地']],
    ['把第3条放到最前面', ['示范工地', '优质工程奖', '先进集体']],
    ['第一条移到最后', ['先进集体', '示范工地', '优质工程奖']],
    ['第1条放到第2条后面', ['先进集体', '优质工程奖', '示范工地']],
    ['第3条放到第2条前面', ['优质工程奖', '示范工地', '先进集体']],
    ['第3条上移', ['优质工程奖', '示范工地', '先进集体']],
    ['第1条往下挪一条', ['先进集体', '优质工程奖', '示范工地']],
    ['第1条和第3条对调', ['示范工地', '先进集体', '优质工程奖']],
    ['再加一条：文明工地', ['优质工程奖', '先进集体', '示范工地', '文明工地']],
    ['再加一条“平安工地”', ['优质工程奖', '先进集体', '示范工地', '“平安工地”']],
    ['补充一条，文明工地', ['优质工程奖', '先进集体', '示范工地', '文明工地']],
  ])('%s', (words, expected) => {
    talk.says(words);
    expect(titles()).toEqual(expected);
    expect(talk.report.facts['awards']?.status).toBe('given');
    expect(textOf(talk.screen)).toContain(`获奖情况 ${expected.length} 条`);
  });

  it('can be taken back', () => {
    talk.says('删掉第3条');
    talk.says('撤销');
    expect(titles()).toEqual(['优质工程奖', '先进集体', '示范工地']);
  });

  it('is changed in one of its cells', () => {
    talk.says('第2条的时间改成5月4日');
    expect(talk.values()['awards']).toContainEqual({ title: '先进集体', day: '2026-05-04' });
    talk.says('第2条时间改成2月30日');
    expect(textOf(talk.screen)).toContain('没有这一天');
    expect(talk.values()['awards']).toContainEqual({ title: '先进集体', day: '2026-05-04' });
  });

  it('keeps its other cells when only its name is said, and asks whether they still hold', () => {
    talk.says('第1条改成国家优质工程奖');
    expect(talk.values()['awards']).toContainEqual({ title: '国家优质工程奖', day: '2026-03-08' });
    expect(talk.report.facts['awards']?.status).toBe('unconfirmed');
  });

  it('that is not there is told, and nothing is changed', () => {
    for (const words of ['删掉第9条', '第0条改成某奖', '把第2条挪到第7条']) {
      talk.says(words);
      expect(titles()).toHaveLength(3);
      expect(textOf(talk.screen)).toContain('现在一共 3 条');
    }
  });

  it('opens its form for 改第2条 and for one more without words', () => {
    talk.says('改第2条');
    expect(fieldsOf(talk.screen)[0]?.value).toBe('先进集体');
    talk.says('再加一条');
    expect(textOf(talk.screen)).toContain('第 4 条');
  });

  it('is the last to go: then there are none', () => {
    for (const _ of [1, 2, 3]) talk.says('删掉第1条');
    expect(talk.values()).toEqual({});
    expect(textOf(talk.screen)).toContain('现在一条也没有');
  });

  it('was counted on the card that she saw: two at once are not both taken', () => {
    const at = talk.report.screens[0]?.since ?? 0;
    for (const id of ['a', 'b']) {
      talk.apply({ type: 'text', id, by: 'ou_me', at, text: '删掉第1条' });
    }
    expect(titles()).toEqual(['先进集体', '示范工地']);
    expect(textOf(talk.screen)).toContain('刚才变了');
  });
});

describe('which list', () => {
  beforeEach(() => {
    talk.says('学习书目：《党章》、《准则》');
    talk.says('学习专题：廉洁、安全');
  });

  it('is the one she names, wherever she is', () => {
    talk.says('学习书目第2条改成《条例》');
    expect(talk.values()['books']).toEqual(['《党章》', '《条例》']);
    talk.says('删掉荣誉里的第1条');
    expect(titles()).toEqual(['先进集体', '示范工地']);
    talk.says('学习专题再加一条：党史');
    expect(talk.values()['themes']).toEqual(['廉洁', '安全', '党史']);
  });

  it('is asked back where two stand on the card', () => {
    talk.clicks({ op: 'open', card: 'study' });
    const before = talk.values();
    talk.says('删掉第1条');
    expect(talk.values()).toEqual(before);
    expect(textOf(talk.screen)).toMatch(/是说哪一项[\s\S]*学习书目、学习专题/);
  });

  it('is none where another thing is meant', () => {
    talk.says('第一个亮点改成：每班一张工序卡，党员盯着销号。');
    expect(talk.values()['story']).toContain('每班一张工序卡');
    expect(titles()).toHaveLength(3);
  });
});

it.each([
  '第二条战线的同志们今年辛苦了，我们要把这一条经验改成制度',
  '支委会12次',
  '改支委会',
  '第三季度召开支委会3次',
  '我们支部再加一个人就满五十了，是吧',
  '会上第2条意见大家不同意',
])('%s: no row', (words) => {
  expect(rowWishOf(words)).toBeUndefined();
});
