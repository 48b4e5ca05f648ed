/** Bad input, by name, in the chat: what she is told each time, and that nothing of what was given before is touched. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const WEB = [
  '首页 > 党建工作 > 基层动态',
  '某单位扎实开展主题党日活动  发布时间：2026-06-30 09:12  来源：本站  字号：大 中 小',
  '近日，该单位组织党员赴红色教育基地参观学习，全年开展主题党日12次，党员干部深受教育。',
  '责任编辑：李四  打印本页  关闭窗口  版权所有  http://example.com/a/b?id=1',
].join('\n');
const story = '一年来，支部把学习摆在前面，工地上的难处大家一起扛，话不多，事情一件一件做下去。';
const LAST_YEAR = [
  '2025年述职报告',
  `${story.repeat(14)}全年召开支委会24次，班子会18次，开展主题党日12次。`,
  `${story.repeat(14)}现有党员16名，职工52名，党员占职工总数的30.8%。`,
  `${story.repeat(14)}以上是我的述职，请批评指正。`,
].join('\n');
const many = (sign: string) => Array.from({ length: 300 }, (_, n) => `${sign}${n + 1}`);

describe.skipIf(skipped('real'))(named('bad input in the chat', 'real'), () => {
  let office: Office;
  let who: Secretary;
  let people = 0;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { KINDS: 'project-duty-integrity' });
  });
  afterAll(async () => {
    await office?.close();
  });
  const meet = async () => {
    people += 1;
    who = office.secretary(`书记${people}`);
    await who.says('班子会 3');
  };
  const section = async () => {
    await who.says('目录');
    await who.click('党建工作');
    return readable(who.card());
  };

  it.each<[string, string, RegExp]>([
    ['a hedge', '支委会十二次吧大概，也可能十三次', /请您确认：支委会「.*」是 12 次 吗/],
    ['ditto', '支委会同上', /没看出是多少，请给一个数（次），比如「12」/],
    ['ditto alone', '同上', /「同上」.*(?:是说哪一项|没看明白|看不到)/],
    ['like last year', '支委会和去年一样', /没看出是多少，请给一个数（次），比如「12」/],
    ['a number too large for sense', '党课 400', /请您确认：党课「党课 400」是 400 次 吗/],
    ['a number past all sense', '党课99999999次', /这个数太大了（最多 1000000）/],
    ['negative', '支委会-3次', /不能是负数；一次都没有就填「0」/],
    ['a decimal count', '支委会3.5次', /要一个整数，不带小数，比如「12」/],
    ['the thirteenth month', '支部成立时间13月', /没有这一天，请核对一下日期/],
    ['30 February', '完成的节点：管网移交|2月30日', /没有这一天，请核对一下日期/],
    ['a percentage over 100', '党员占比126%', /请您确认：党员占比写「126%」，对吗/],
    ['a list with 300 items', `学习书目：${many('《书').join('》、')}》`, /太多了，最多 20 条，请挑主要的/],
    ['300 rows', `荣誉：${many('奖').join('；')}`, /太多了，最多 20 条，请挑主要的/],
    ['a name of 4,000 characters', `姓名：${'名'.repeat(4000)}`, /太长了，最多 \d+ 字，请精简一些/],
    ['only emoji', '😀😀👍', /下面这几项还等着您，打字就行，比如「.+」/],
    ['emoji for a name', '姓名：😀', /里面没有文字，请用文字写一下/],
    [
      'English',
      'We held twelve meetings this year.',
      /「We held twelve meetings this year\.」.*(?:是说哪一项|没看明白)/,
    ],
    ['a blank left in', '项目名称：XX项目', /还留着「XX」没有填，请换成实际内容/],
    ['a pasted web page', WEB, /请您确认：主题党日「.*」是 12 次 吗/],
    ["last year's whole report", LAST_YEAR, /请您确认：支委会「.*」是 24 次 吗/],
  ])('%s: a sentence that says what to write', async (_, words, told) => {
    await meet();
    const card = readable(await who.says(words));
    if (process.env['SHOW']) console.log('>>', words.slice(0, 40), '\n', card);
    expect(card).toMatch(told);
    expect(card).not.toMatch(/undefined|NaN|\[object|error/i);
    if (words !== LAST_YEAR) expect(await section()).toContain('班子会：3 次');
  });
});
