import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable } from '../support/office.ts';
import { type Processes, processesOf } from '../support/processes.ts';
import { named, skipped } from '../support/redis.ts';

describe.skipIf(skipped('real'))(named('a program that dies', 'real'), () => {
  let office: Office;
  let processes: Processes;
  beforeAll(async () => {
    office = await openOffice('real', []);
    processes = processesOf(office);
  });
  afterAll(async () => {
    processes?.close();
    await office?.close();
  });

  it('killed in the middle of an interview, goes on where it was with the last answer given', async () => {
    const zhang = office.secretary('张敏');
    let bot = await processes.start();
    await zhang.opens();
    await zhang.click('开始');
    await zhang.click('提交', {
      writerName: '张敏',
      branchName: '清源河大桥项目党支部',
      superior: '第三工程公司党委',
    });
    const shown = zhang.card().text;
    await processes.kill(bot);
    const unheard = await office.feishu.side.click({
      person: '张敏',
      messageId: zhang.card().messageId,
      button: '先跳过',
    });
    expect(unheard.code).not.toBe(0);
    // Said to nobody: Feishu repeats it until somebody is there.
    office.feishu.side.say({ person: '张敏', text: '支委会十三次' });
    bot = await processes.start();
    await zhang.until(() => readable(zhang.card()).includes('✓ 支委会 13 次'));
    expect(zhang.card().text).toContain(shown.split('\n')[0]);
    await zhang.click('先跳过');
    await zhang.says('目录');
    await zhang.click('基本情况');
    expect(readable(zhang.card())).toContain('姓名：张敏');
    await zhang.click('回到目录');
    await zhang.click('组织生活');
    expect(readable(zhang.card())).toContain('支委会：13 次');
    await processes.kill(bot);
  });

  it('killed after a draft was asked for, still posts it, once', async () => {
    const wang = office.secretary('王建国');
    const bot = await processes.start(['bot']);
    // No worker runs: what is to be said waits in the outbox, and the draft that is wanted is not made.
    office.feishu.side.say({ person: wang.person, text: '我叫：王建国' });
    office.feishu.side.say({ person: wang.person, text: '生成' });
    await office.feishu.side.waitFor(() => office.feishu.side.deliveries().every((one) => one.acknowledged));
    await processes.kill(bot);
    const again = await processes.start();
    expect((await wang.file()).text).toContain('王建国');
    await wang.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    expect(wang.chat().filter((message) => message.type === 'file')).toHaveLength(1);
    await processes.kill(again);
  });
});
