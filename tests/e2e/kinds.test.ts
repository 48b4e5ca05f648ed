import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds, type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const titles = [...kinds.values()].map(({ flow }) => flow.kind.title);
const title = (id: string) => kinds.get(id)?.flow.kind.title ?? id;
/** On the first card each stands with its number. */
const first = (id: string) => `${[...kinds.keys()].indexOf(id) + 1} ${title(id)}`;
const other = [...kinds.keys()].find((id) => id !== 'project-branch') ?? '';

describe.skipIf(skipped('real'))(named('several kinds of report', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { KINDS: '' });
  });
  afterAll(async () => {
    await office?.close();
  });

  it('are offered at the start, and nothing is asked before one is chosen', async () => {
    const zhang = office.secretary('张敏');
    await zhang.opens();
    for (const one of titles) expect(zhang.card().text).toContain(one);
    expect(readable(await zhang.says('开始'))).toContain('您要写的是哪一种');
    await zhang.click(first('project-branch'));
    expect(readable(zhang.card())).toContain('您怎么称呼');
    await zhang.click('提交', {
      writerName: '张敏',
      branchName: '清源河大桥项目党支部',
      superior: '第三工程公司党委',
    });
    await zhang.says('支委会 13');
  });

  it('can be written side by side: what both ask is carried over, nothing is mixed', async () => {
    const zhang = office.secretary('张敏');
    await zhang.says('我的报告');
    await zhang.click(title(other));
    expect(readable(zhang.card())).not.toContain('您要写的是哪一种');
    await zhang.says('目录');
    expect(readable(zhang.card())).toContain(kinds.get(other)?.flow.kind.report);
    await zhang.says('我叫：张大敏');
    await zhang.says('我的报告');
    await zhang.click(`${new Date().getFullYear()} ${title('project-branch')}`);
    await zhang.says('生成');
    const first = await zhang.file(1);
    expect(first.name).toContain('_张敏_');
    await zhang.until((messages) => messages.at(-1)?.text.includes('稿好了'));
    await zhang.says('我的报告');
    await zhang.click(`${new Date().getFullYear()} ${title(other)}`);
    await zhang.says('生成');
    const second = await zhang.file(2);
    expect(second.name).toContain('_张大敏_');
    await zhang.until((messages) => messages.at(-1)?.text.includes('稿好了'));
  });

  it('are chosen and switched by a word, and what is said stays where it was said', async () => {
    const li = office.secretary('李芳');
    await li.opens();
    await li.says('姓名：李芳');
    expect(readable(await li.says('项目党支部'))).toContain('回它前面的序号');
    expect(readable(await li.says('项目党支部抓党建'))).toContain('在哪个党支部');
    await li.says('支委会 12');
    expect(readable(await li.says('换到述职述廉'))).toContain('在哪个项目');
    await li.says('支委会 24');
    expect(readable(await li.says('目录'))).toContain('述职述廉报告');
    await li.says('换到抓党建');
    await li.says('目录');
    await li.click('组织生活');
    expect(readable(li.card())).toContain('支委会：12 次');
    await li.click('回到目录');
    await li.click('基本情况');
    expect(readable(li.card())).toContain('姓名：李芳');
  });

  it("opens nobody else's report", async () => {
    const zhang = office.secretary('张敏');
    const wang = office.secretary('王建国');
    await wang.opens();
    await wang.click(first('project-branch'));
    await zhang.says('我的报告');
    const [value] = JSON.stringify(zhang.card().content).match(/"op":"switch","report":"[0-9a-v]+"/) ?? [];
    expect(value).toBeDefined();
    const report = /"report":"([^"]+)"/.exec(value ?? '')?.[1];
    const message = wang.card();
    const clicked = await office.feishu.side.click({
      person: '王建国',
      messageId: message.messageId,
      button: '先跳过',
      action: { value: { r: report, v: 1, op: 'switch', report }, name: null },
    });
    expect(clicked.updated).toBe(false);
    expect(clicked.toast?.content).toContain('别人');
    await wang.says('进度');
    expect(wang.card().text).not.toContain('张');
  });
});
