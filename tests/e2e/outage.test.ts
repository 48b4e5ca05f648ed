import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOT_STORED } from '../../src/app/outage.ts';
import { heldKey } from '../../src/store/keys.ts';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

describe.skipIf(skipped('real'))(named('an outage', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('of Redis in the middle of a turn is said in a toast, and nothing is half-written', async () => {
    const zhang = office.secretary('张敏');
    await zhang.opens();
    await zhang.click('开始');
    const before = zhang.card().text;
    await office.redis.kill();
    const form = { writerName: '张敏', branchName: '清源河大桥项目党支部', superior: '第三工程公司党委' };
    const clicked = await zhang.click('提交', form, true);
    expect(clicked.toast).toMatchObject({ content: expect.stringContaining('再点一次') });
    expect(clicked.updated).toBe(false);
    expect(zhang.card().text).toBe(before);
    // Refused, so that Feishu repeats it; kept as soon as Redis is back.
    office.feishu.side.say({ person: '张敏', text: '支委会十三次' });
    await office.redis.restart();
    await zhang.until(() => readable(zhang.card()).includes('✓ 支委会 13 次'));
    expect(readable(zhang.card())).not.toContain('✓ 姓名');
    await zhang.click('提交', form);
    await zhang.says('目录');
    await zhang.click('基本情况');
    expect(readable(zhang.card())).toContain('姓名：张敏');
    await zhang.click('回到目录');
    await zhang.click('组织生活');
    expect(readable(zhang.card())).toContain('支委会：13 次');
  });

  it('in the middle of many interviews is said once to each, and all of them go on with everything kept', async () => {
    const people = ['赵一', '钱二', '孙三', '李四', '周五', '吴六'].map(office.secretary);
    const [typists, clickers] = [people.slice(0, 3), people.slice(3)];
    for (const one of people) {
      await one.opens();
      await one.click('开始');
    }
    await office.redis.kill();
    const told = (one: (typeof people)[number]) =>
      one.chat().filter(({ text }) => text === NOT_STORED).length;
    for (const one of typists)
      office.feishu.side.say({ person: one.person, text: `支委会十三次，我叫：${one.person}` });
    for (const one of typists) await one.until(() => told(one) === 1);
    const form = (name: string) => ({ writerName: name, branchName: `${name}党支部`, superior: '公司党委' });
    for (const one of clickers) {
      const { toast } = await one.click('提交', form(one.person), true);
      expect(toast?.content).toContain('再点一次');
    }
    await office.redis.restart();
    for (const one of typists) await one.until(() => readable(one.card()).includes('✓ 支委会 13 次'));
    for (const one of clickers) await one.click('提交', form(one.person));
    for (const one of people) {
      await one.says('目录');
      await one.click('基本情况');
      expect(readable(one.card())).toContain(`姓名：${one.person}`);
      expect(told(one)).toBe(typists.includes(one) ? 1 : 0);
    }
  });

  it('of Redis at the start is said with its address, and waited for', async () => {
    await office.redis.kill();
    const starting = office.start(['worker']);
    await office.feishu.side.waitFor(() => true);
    await waitUntil(() =>
      office.logged.some((line) => line.includes('Redis does not answer') && line.includes('127.0.0.1')),
    );
    await office.redis.restart();
    await starting;
    expect(office.logged.some((line) => line.includes('Redis answers'))).toBe(true);
  });
});

describe.skipIf(skipped('real'))(named('what people may send', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('is stored or refused, never executed, never a crash', async () => {
    const li = office.secretary('李芳');
    await li.says('开始');
    const hostile = [
      '<at id=all></at>',
      '{{constructor}}',
      ']]>',
      '</w:t>',
      '\u0000\u0001\u0002',
      '\ud800',
      '𪚥',
      '**粗体**[链接](http://x)',
    ];
    for (const text of hostile) await li.says(text);
    for (const text of hostile) await li.says(`第一个不足：问题是${text}这样`);
    await li.says(`第二个不足：${'很长的一段话。'.repeat(7000)}`);
    office.feishu.side.say({ person: '李芳', messageType: 'image', file: { name: 'a.png', base64: 'AAAA' } });
    await li.until(() => readable(li.card()).includes('我只看得懂文字'));
    await li.says('生成');
    const { text } = await li.file();
    expect(text).not.toContain('\u0001');
    for (const message of li.chat()) expect(message.mentionedEverybody).toBe(false);
    expect(office.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('a hundred messages at once leave every answer and one card', async () => {
    const wang = office.secretary('王建国');
    await wang.says('开始');
    const cards = wang.cards().length;
    // Nothing goes out meanwhile.
    const redis = await office.redis.connect();
    await redis.set(heldKey, '1', 'PX', 600_000);
    for (let n = 1; n <= 100; n += 1)
      office.feishu.side.say({ person: '王建国', text: n % 2 ? `支委会 ${n}` : `党课 ${n}` });
    await office.feishu.side.waitFor(
      () => office.feishu.side.deliveries().every((one) => one.acknowledged),
      20_000,
    );
    await redis.del(heldKey);
    office.feishu.side.say({ person: '王建国', text: '党课 101' });
    await wang.until(() => /党课 101/.test(readable(wang.card())));
    // One more, when a wake of before has come to it between the two.
    expect(wang.cards().length - cards).toBeLessThanOrEqual(2);
  });
});

/** Asked again whenever the event loop is free; the test's own time limit ends it. */
async function waitUntil(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 10));
}
