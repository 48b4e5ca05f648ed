import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const SEND = 'POST /open-apis/im/v1/messages';

describe.skipIf(skipped('real'))(named('a card that the platform refuses', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('the current one comes as text, and the interview goes on by typing', async () => {
    const zhang = office.secretary('张敏');
    await zhang.opens();
    await zhang.click('开始');
    office.feishu.side.change({ refuseCards: true });
    office.feishu.side.say({ person: '张敏', text: '我叫：张敏' });
    const text = await zhang.until((all) => all.find((one) => one.type === 'text' && one.from === 'bot'));
    expect(text.text).toMatch(/✓ 姓名 张敏[\s\S]*党支部名称[\s\S]*直接打字回答就行/);
    office.feishu.side.say({ person: '张敏', text: '党支部名称：一支部\n上级党组织：公司党委' });
    await zhang.until((all) =>
      all.find((one) => one.type === 'text' && one.text.includes('✓ 党支部名称 一支部')),
    );
    office.feishu.side.change({ refuseCards: false });
    expect(readable(await zhang.says('支委会 12'))).toContain('✓ 支委会 12 次');
  });

  it('the one that comes behind a draft is text as well', async () => {
    const wang = office.secretary('王建国');
    await wang.opens();
    await wang.says('我叫：王建国');
    office.feishu.side.change({ refuseCards: true });
    office.feishu.side.say({ person: '王建国', text: '生成' });
    await wang.file();
    await wang.until((all) => all.find((one) => one.type === 'text' && one.text.includes('第 1 稿好了')));
    office.feishu.side.change({ refuseCards: false });
  });

  it('in the answer to a click: what was handed in is kept, and the second click brings the words', async () => {
    const li = office.secretary('李芳');
    await li.opens();
    await li.click('开始');
    const { messageId } = li.card();
    const submit = () =>
      office.feishu.side.click({
        ...{ person: '李芳', messageId, button: '提交' },
        values: { writerName: '李芳', branchName: '二支部', superior: '公司党委' },
      });
    office.feishu.side.change({ refuseCards: true });
    expect(await submit()).toMatchObject({ code: 200673, updated: false });
    expect(await submit()).toMatchObject({ code: 200673 });
    const text = await li.until((all) => all.find((one) => one.type === 'text' && one.from === 'bot'));
    expect(text.text).toContain('今年的学习');
    office.feishu.side.change({ refuseCards: false });
    await li.says('目录');
    await li.click('基本情况');
    expect(readable(li.card())).toMatch(/姓名：李芳[\s\S]*党支部名称：二支部/);
    expect(
      office.feishu.side.calls().some(({ endpoint, code }) => endpoint === SEND && code === 230099),
    ).toBe(true);
  });
});
