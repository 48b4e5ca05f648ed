import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedTexts, formFor, value } from '../support/answers.ts';
import { kinds, type Office, openOffice, readable } from '../support/office.ts';
import { type Kind, named, skipped } from '../support/redis.ts';

const kind = kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const { flow } = kind;
const needed = flow.cards.filter((card) => card.needed);

describe.each<Kind>(['real', 'embedded'])('an interview', (redis) => {
  describe.skipIf(skipped(redis))(named('through the SDK and BullMQ', redis), () => {
    let office: Office;
    beforeAll(async () => {
      office = await openOffice(redis);
    });
    afterAll(async () => {
      await office?.close();
    });

    it('by forms ends with a Word file that holds every value given, after at most six calls', async () => {
      const zhang = office.secretary('张敏');
      await zhang.opens();
      office.feishu.side.resetCalls();
      await zhang.click('开始');
      let taps = 1;
      for (const card of needed) {
        expect(zhang.card().text).toContain(card.title);
        const claims = card.facts.every((id) => flow.facts.get(id)?.type === 'claim');
        await zhang.click(claims ? '都属实，写上' : '提交', claims ? {} : formFor(card.facts));
        // A fact that another one of the card decides is asked for on the same card again.
        const again = zhang.card().text.includes(card.ask);
        if (again) await zhang.click('提交', formFor(card.facts));
        taps += again ? 2 : 1;
      }
      expect(zhang.card().text).toContain('要问的都问过了');
      await zhang.click('生成草稿');
      // Start, a tap a card, one more where an answer decides a question, and the draft.
      expect(taps + 1).toBeLessThanOrEqual(needed.length + 3);
      const file = await zhang.file();
      expect(file.name).toMatch(/^\d{4}年度党支部书记述职报告_张敏_第1稿\.docx$/);
      for (const text of expectedTexts(
        flow,
        needed.flatMap((card) => card.facts),
      ))
        expect(file.text).toContain(text);
      expect(file.text).not.toContain('【待补充');
      await zhang.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
      const calls = office.feishu.side.calls().filter(({ path }) => path.startsWith('/open-apis/im/'));
      expect(calls.map(({ method, path }) => `${method} ${path}`)).toHaveLength(3);
    });

    it('by typing ends with a Word file, gaps marked', async () => {
      const wang = office.secretary('王建国');
      await wang.says('你好');
      await wang.says('开始');
      await wang.says('我叫：王建国\n党支部名称：清源河大桥项目党支部\n上级党组织：第三工程公司党委');
      await wang.says('学习重点：党的二十大精神\n学习方式：领导班子集体学、带头学');
      expect(readable(await wang.says('支委会十三次，党员大会5次、党课4，主题党日12次'))).toContain(
        '✓ 支委会 13 次',
      );
      await wang.says('组织生活会 1次，谈心谈话36人次');
      await wang.says('党小组2个，党小组会24次，转正2人，积极分子稍后补');
      await wang.says('三重一大会议15次，研究事项42项');
      await wang.says('生产经营、安全、资金');
      await wang.says('责任书9份，承诺书21份');
      await wang.says('一岗双责：属实\n八项规定：不写');
      await wang.says('亮点一：“七一”重温入党誓词活动');
      await wang.says(String(value('firstHighlightStory')));
      await wang.says(`第一个不足：${String(value('firstProblem'))}`);
      await wang.says('跳过');
      await wang.says('跳过');
      await wang.says('生成');
      const file = await wang.file();
      expect(file.name).toContain('王建国');
      for (const text of ['清源河大桥项目党支部', '支委会13次', '36人次', '【待补充：入党积极分子】']) {
        expect(file.text.replace(/\s/g, '')).toContain(text);
      }
      expect(file.text).not.toContain('八项规定');
      await wang.until((messages) => messages.at(-1)?.text.includes('标黄的 1 处'));
      await wang.click('入党积极分子');
      await wang.click('提交', { activists: '3' });
      await wang.says('生成');
      expect((await wang.file(2)).text).toContain('3');
      expect((await wang.file(2)).name).toContain('第2稿');
    });

    it('keeps two secretaries apart', async () => {
      const li = office.secretary('李芳');
      await li.says('开始');
      await li.says('我叫：李芳');
      const before = li.cards().length;
      const other = office.secretary('赵刚');
      const clicked = await office.feishu.side.click({
        person: '李芳',
        as: other.person,
        messageId: li.card().messageId,
        button: '先跳过',
      });
      expect(clicked.toast?.content).toContain('别人');
      expect(clicked.updated).toBe(false);
      expect(li.cards()).toHaveLength(before);
    });
  });
});

describe.skipIf(skipped('real'))(named('a tenant where cards in callbacks fail', 'real'), () => {
  it('gets every answer to a click as a patch', async () => {
    const office = await openOffice('real', ['bot', 'worker'], { FEISHU_CARD_UPDATE: 'patch' });
    try {
      const zhang = office.secretary('张敏');
      const first = await zhang.opens();
      const clicked = await zhang.click('开始');
      expect(clicked.updated).toBe(false);
      await zhang.until(() => readable(zhang.card()).includes('您怎么称呼'));
      expect(zhang.card()).toMatchObject({ messageId: first.messageId });
      expect(zhang.card().versions.at(-1)).toMatchObject({ by: 'patched' });
    } finally {
      await office.close();
    }
  });
});
