import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formFor } from '../support/answers.ts';
import { kinds, type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const flow = kinds.get('project-branch')?.flow;
if (flow === undefined) throw new Error('no project-branch');
const needed = flow.cards.filter((card) => card.needed);

describe.skipIf(skipped('real'))(named('what a secretary asks for', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  async function answerAll(who: Secretary): Promise<void> {
    await who.opens();
    await who.click('开始');
    for (const card of needed) {
      const claims = card.facts.every((id) => flow?.facts.get(id)?.type === 'claim');
      await who.click(claims ? '都属实，写上' : '提交', claims ? {} : formFor(card.facts));
      if (who.card().text.includes(card.ask)) await who.click('提交', formFor(card.facts));
    }
  }

  it('a preview reads as the draft will', async () => {
    const zhang = office.secretary('张敏');
    await answerAll(zhang);
    await zhang.click('预览');
    const seen: string[] = [];
    for (;;) {
      seen.push(readable(zhang.card()));
      if (!zhang.card().text.includes('下一部分')) break;
      await zhang.click('下一部分');
    }
    await zhang.click('生成草稿');
    const file = await zhang.file();
    const bare = (text: string) => text.replace(/\s/g, '');
    const lines = file.text.split('\n').filter((line) => line.length > 20);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(bare(seen.join(''))).toContain(bare(line));
  });

  it('an unchanged draft comes again under its number, a changed one says what changed, then the final', async () => {
    const zhang = office.secretary('张敏');
    await zhang.says('生成');
    expect((await zhang.file(2)).bytes).toEqual((await zhang.file(1)).bytes);
    await zhang.says('支委会 14');
    await zhang.says('生成');
    expect((await zhang.file(3)).name).toContain('第2稿');
    await zhang.until((messages) => messages.at(-1)?.text.includes('第 2 稿好了'));
    expect(readable(zhang.card())).toMatch(/改了 支委会：13 次 → 14 次/);
    // The card that said 正在生成 may come behind the draft, where an answer is waited for.
    const sees = (words: string) => zhang.until(() => readable(zhang.card()).includes(words));
    await zhang.says('修改 支委会');
    await sees('支委会（次）');
    await zhang.says('稍后补');
    await sees('支委会 稍后补');
    await zhang.says('定稿');
    await sees('支委会：还空着');
    await zhang.says('支委会 14');
    await zhang.says('定稿');
    const final = await zhang.file(4);
    expect(final.name).toMatch(/_张敏_定稿\.docx$/);
    expect(final.text).not.toContain('待补充');
  });

  it('her data as a file, and all of it deleted, while a draft is being made', async () => {
    const zhang = office.secretary('张敏');
    await zhang.says('导出我的数据');
    const exported = await zhang.file(5);
    expect(exported.name).toMatch(/\.json$/);
    const data: unknown = JSON.parse(exported.text);
    expect(data).toMatchObject({ facts: { committeeMeetings: { value: 14, label: '支委会' } } });
    await zhang.says('生成');
    await zhang.says('删除我的数据');
    // The draft's own card may come after it.
    const sure = await zhang.until((messages) => messages.find(({ text }) => text.includes('确定要删除吗')));
    const { person } = zhang;
    const click = { person, messageId: sure.messageId, button: '全部删除' };
    expect(readable((await office.feishu.side.click(click)).message)).toContain('已经全部删除');
    const redis = await office.redis.connect();
    await office.feishu.side.waitFor(() => office.feishu.side.deliveries().every((one) => one.acknowledged));
    const keys = await redis.keys('sz:{p*');
    const left = keys.filter((key) => /:(?:r|o|h|t|u|m|n|w):/.test(key));
    expect(left).toEqual([]);
    // Everything the bot had said goes, files and cards, but the card that says so; then nothing is left of it.
    const ours = () => zhang.chat().filter((message) => message.from === 'bot' && message.gone === undefined);
    await zhang.until(() => ours().every(({ messageId }) => messageId === sure.messageId));
    expect(ours()).toHaveLength(1);
    expect(zhang.chat().filter(({ from, gone }) => from !== 'bot' && gone !== undefined)).toEqual([]);
    await expect.poll(async () => (await redis.keys('sz:{p*:x:*')).length).toBe(0);
    await expect
      .poll(async () =>
        (await Promise.all((await redis.keys('sz:{p*:pending')).map((key) => redis.zcard(key)))).filter(
          (n) => n > 0,
        ),
      )
      .toEqual([]);
    expect(readable(await zhang.says('开始'))).toContain('述职助手');
  });

  it('the bot menu says the same as words', async () => {
    const wang = office.secretary('王建国');
    await wang.opens();
    office.feishu.side.menu('王建国', 'outline');
    await wang.until(() => readable(wang.card()).includes('目录'));
    office.feishu.side.menu('王建国', 'nobody-knows');
    await wang.until(() => readable(wang.card()).includes('怎么用'));
  });
});
