import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const COUNTS = { committeeMeetings: '12', memberMeetings: '4' };

describe.skipIf(skipped('real'))(named('input that no careful person would give', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  /** A secretary with the card of counts before her. */
  async function atCounts(name: string): Promise<{ who: Secretary; messageId: string }> {
    const who = office.secretary(name);
    await who.opens();
    await who.says('支委会 3');
    await who.says('修改 支部党员大会');
    await who.click('先跳过');
    await who.says('目录');
    await who.click('组织生活');
    await who.click('改：会议和党课');
    return { who, messageId: who.card().messageId };
  }
  const submit = (who: Secretary, messageId: string, more: object) =>
    office.feishu.side.click({ person: who.person, messageId, button: '提交', ...more });
  const section = async (who: Secretary, name = '组织生活') => {
    await who.says('目录');
    await who.click(name);
    return readable(who.card());
  };

  it('a stale form: the other facts are taken, the changed one is asked with both values', async () => {
    const { who, messageId } = await atCounts('张敏');
    const shown = who.card().versions.length - 1;
    await who.says('支委会 13');
    const stale = await submit(who, messageId, { cardVersion: shown, values: COUNTS });
    const both = readable(stale.message);
    expect(both).toMatch(/支委会有两个说法[\s\S]*用刚交的：12[\s\S]*用已记的：13/);
    expect(both).toContain('✓ 支部党员大会 4 次');
    const chosen = await office.feishu.side.click({
      ...{ person: '张敏', messageId },
      button: '用刚交的：12 次',
    });
    expect(readable(chosen.message)).toContain('✓ 支委会 12 次');
    expect(await section(who)).toMatch(/支委会：12 次\n[\s\S]*支部党员大会：4 次/);
  });

  it('a form with fields missing, of no fact, too long and of the wrong type: what can be taken is', async () => {
    const { who, messageId } = await atCounts('王建国');
    const form_value = {
      memberMeetings: '4',
      lectures: ['3'],
      themeDays: 12,
      lifeMeetings: { many: 1 },
      talks: '很'.repeat(5000),
      eightRules: 'yes',
      nobodyKnows: 'x',
    };
    const clicked = await submit(who, messageId, { action: { form_value } });
    expect(clicked.code).toBe(0);
    const said = readable(clicked.message);
    expect(said).toContain('✓ 支部党员大会 4 次');
    expect(said).toContain('没看出是多少');
    const all = await section(who);
    expect(all).toMatch(/支部党员大会：4 次[\s\S]*党课：3 次/);
    // A number is no string: it counts as blank, like an object.
    expect(all).toMatch(/主题党日：先跳过[\s\S]*组织生活会：先跳过[\s\S]*谈心谈话：还没填/);
    expect(await section(who, '作风和纪律')).toMatch(/中央八项规定[^\n]*：还没填/);
  });

  it('a form without its values changes nothing and says so', async () => {
    const { who, messageId } = await atCounts('李芳');
    const clicked = await submit(who, messageId, { action: { form_value: null } });
    expect(readable(clicked.message)).toContain('没有收到您填的内容');
    expect(await section(who)).toMatch(/支委会：3 次\n[\s\S]*党课：还没填/);
  });

  it('a value for a fact that is no longer asked is kept aside, and said', async () => {
    const who = office.secretary('赵刚');
    await who.opens();
    await who.says('党小组 2');
    await who.says('修改 党小组会');
    const { messageId, versions } = who.card();
    await who.says('党小组 0');
    const clicked = await submit(who, messageId, {
      cardVersion: versions.length - 1,
      values: { groupMeetings: '24' },
    });
    expect(readable(clicked.message)).toContain('「党小组会」按现在的情况用不上，先替您记着');
    await who.says('党小组 2');
    expect(await section(who)).toContain('党小组会：24 次');
  });

  it('a reply to an old card is an answer to that card, not to the newest', async () => {
    const who = office.secretary('周静');
    await who.opens();
    await who.says('修改 党课');
    const old = who.card().messageId;
    await who.says('修改 谈心谈话');
    office.feishu.side.say({ person: '周静', text: '4', parentId: old });
    await who.until(() => readable(who.card()).includes('✓ 党课 4 次'));
    // To a message that was no question: nothing is filed anywhere.
    const mine = who.chat().find(({ from }) => from === 'person');
    await who.says('修改 谈心谈话');
    office.feishu.side.say({ person: '周静', text: '36', parentId: mine?.messageId ?? '' });
    await who.until(() => readable(who.card()).includes('「36」没看明白'));
    expect(await section(who)).toMatch(/党课：4 次[\s\S]*谈心谈话：还没填/);
  });

  it('an answer in a group is shown the way to her own chat, and kept nowhere', async () => {
    const who = office.secretary('孙丽');
    await who.opens();
    const group = office.feishu.side.group('支委群', ['孙丽']);
    office.feishu.side.say({ person: '孙丽', text: '支委会 12', chatId: group });
    const answer = await office.feishu.side.waitFor(() =>
      office.feishu.side.transcript({ chatId: group }).find(({ from }) => from === 'bot'),
    );
    expect(answer.text).toContain('请点我的头像打开单聊');
    await who.says('支委会 3');
    expect(await section(who)).toContain('支委会：3 次');
  });

  it('a Word file of more than 20 MB', async () => {
    const who = office.secretary('吴强');
    await who.opens();
    const base64 = Buffer.alloc(21 * 1024 * 1024, 7).toString('base64');
    office.feishu.side.say({ person: '吴强', file: { name: '很大.docx', base64 } });
    await who.until(() => readable(who.card()).includes('可能超过 20 MB'));
  });
});
