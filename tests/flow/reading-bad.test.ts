/** Bad input, by name: what is typed, what is kept of it, and what she is told. In the chat of a real kind of report. */
import { beforeEach, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/app/library.ts';
import { emptyReport, interview, textOf } from './support.ts';

const loaded = loadLibrary(process.cwd());
if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
const flow = loaded.kinds.get('project-duty-integrity')?.flow;
if (flow === undefined) throw new Error('no such kind');

let talk: ReturnType<typeof interview>;
beforeEach(() => {
  talk = interview(flow, emptyReport({ kind: flow.kind.id }));
  talk.says('继续');
});
const given = () =>
  Object.fromEntries(
    Object.entries(talk.report.facts)
      .filter(([, { status }]) => status !== 'unconfirmed')
      .map(([id, { value, status }]) => [id, value ?? status]),
  );
const asked = () =>
  Object.fromEntries(
    Object.entries(talk.report.facts)
      .filter(([, { status }]) => status === 'unconfirmed')
      .map(([id, { value }]) => [id, value]),
  );

describe('is asked back, with what was read', () => {
  it.each([
    ['a hedge', '支委会十二次吧大概，也可能十三次', { committeeMeetings: 12 }, '请您确认：支委会'],
    ['a figure too large for sense', '支委会400次', { committeeMeetings: 400 }, '请您确认：支委会'],
    ['a percentage over 100', '党员占比126%', { memberShare: '126%' }, '请您确认：党员占'],
    ['how often', '主题党日每月一次', { themeDays: 11 }, '请您确认：主题党日「主题党日每月一次」是 11 次'],
    ['an inexact figure', '支委会二十余次', { committeeMeetings: 20 }, '「支委会二十余次」'],
    ['two figures for one name', '支委会24次，后来又说支委会20次', { committeeMeetings: 24 }, '请您确认'],
  ])('%s: %s', (_, words, expected, told) => {
    talk.says(words);
    expect(given()).toEqual({});
    expect(asked()).toEqual(expected);
    expect(textOf(talk.screen)).toContain(told);
  });
});

describe('is refused in words, and nothing is kept', () => {
  it.each([
    ['negative', '支委会-3次', '不能是负数'],
    ['a decimal count', '支委会12.5次', '要一个整数'],
    ['no number at all', '支委会同去年', '没看出是多少'],
    ['ditto', '同上', '「同上」没看明白'],
    ['like last year', '和去年一样', '「和去年一样」没看明白'],
    ['a month that is none', '完成的节点：管网移交|13月', '没有这一天'],
    ['a day that is none', '完成的节点：管网移交|2月30日', '没有这一天'],
    [
      'a list of 300 items',
      `学习书目：${Array.from({ length: 300 }, (_, n) => `《书${n}》`).join('、')}`,
      '太多了',
    ],
    ['300 rows', `荣誉：${Array.from({ length: 300 }, (_, n) => `奖${n}`).join('；')}`, '太多了'],
    ['a name of 4,000 characters', `姓名：${'名'.repeat(4000)}`, '太长了'],
    ['only emoji', '😀😀👍', '没看明白'],
    ['emoji for a name', '姓名：😀', '里面没有文字'],
    ['English', 'We held twelve meetings this year.', '没看明白'],
    ['a placeholder', '项目名称：XX项目', '还留着「XX」'],
  ])('%s', (_, words, told) => {
    talk.says(words);
    expect(given()).toEqual({});
    expect(asked()).toEqual({});
    expect(textOf(talk.screen)).toContain(told);
  });
});

describe('is long, and only offered', () => {
  const PAGE = [
    '首页 > 党建工作 > 基层动态',
    '某单位扎实开展主题党日活动  发布时间：2026-06-30 09:12  来源：本站  字号：大 中 小',
    '近日，该单位组织党员赴红色教育基地参观学习，全年开展主题党日12次，党员干部深受教育。',
    '活动中，大家重温誓词，听讲解员讲述先辈的事迹，并围绕如何做好本职工作谈了体会。',
    '责任编辑：李四  打印本页  关闭窗口  版权所有 © 2026  京ICP备00000000号  http://example.com/a/b?id=1',
  ].join('\n');
  it('a pasted web page', () => {
    talk.says(PAGE);
    expect(given()).toEqual({});
    expect(Object.keys(asked())).toEqual(['themeDays']);
    expect(textOf(talk.screen)).toContain('请您确认：主题党日');
  });

  it("the whole of last year's report", () => {
    const story = '一年来，支部把学习摆在前面，工地上的难处大家一起扛，话不多，事情一件一件做下去。';
    const report = [
      '2025年述职报告',
      `${story.repeat(12)}全年召开支委会24次，班子会18次，开展主题党日12次。`,
      `${story.repeat(12)}现有党员16名，职工52名，党员占职工总数的30.8%。`,
      `${story.repeat(12)}以上是我的述职，请批评指正。`,
    ].join('\n');
    talk.says(report);
    expect(given()).toEqual({});
    expect(asked()).toMatchObject({ committeeMeetings: 24, themeDays: 12 });
    expect(textOf(talk.screen)).toContain('请您确认');
  });
});
