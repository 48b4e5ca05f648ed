import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

describe.skipIf(skipped('real'))(named('a message taken back in the chat', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('is asked about; the draft is without it until she says that it counts', async () => {
    const zhang = office.secretary('张敏');
    const { side } = office.feishu;
    await zhang.opens();
    await zhang.says('我叫：张敏');
    await zhang.says('支委会12 党员大会4');
    const said = zhang.chat().find(({ text }) => text === '支委会12 党员大会4');
    side.recall(said?.messageId ?? '');
    await zhang.until(() => readable(zhang.card()).includes('您撤回了一条消息'));
    const asked = zhang.card().messageId;
    await zhang.says('生成');
    expect((await zhang.file(1)).text).not.toContain('支委会12次');
    await zhang.until((messages) => messages.find(({ text }) => text.includes('第 1 稿好了')));
    const clicked = await side.click({ person: '张敏', messageId: asked, button: '都算数' });
    expect(readable(clicked.message)).toContain('✓ 支委会 12 次');
    await zhang.says('生成');
    expect((await zhang.file(2)).text).toContain('支委会12次');
  });

  it('is known as hers again when she comes back after everything was deleted', async () => {
    const li = office.secretary('李芳');
    const { side } = office.feishu;
    await li.says('支委会 12');
    await li.says('删除我的数据');
    await li.click('全部删除');
    const redis = await office.redis.connect();
    expect(await redis.keys('sz:*:c:*')).toHaveLength(1); // 张敏's
    await li.says('支委会 13');
    const said = li.chat().find(({ text }) => text === '支委会 13');
    side.recall(said?.messageId ?? '');
    await li.until(() => readable(li.card()).includes('您撤回了一条消息'));
  });
});
