import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formFor } from '../support/answers.ts';
import { kinds, type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const flow = kinds.get('project-branch')?.flow;
if (flow === undefined) throw new Error('no project-branch');
const needed = flow.cards.filter((card) => card.needed);
const MINE = '今年支委会开了12次，每次都在工地会议室开，先看问题清单再议事。';

describe.skipIf(skipped('real'))(named('her data, exported and sent back', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { KINDS: 'project-branch,office-branch' });
  });
  afterAll(async () => {
    await office?.close();
  });

  const send = (who: Secretary, name: string, text: string) =>
    office.feishu.side.say({
      person: who.person,
      messageType: 'file',
      file: { name, base64: Buffer.from(text).toString('base64') },
    });
  const sees = (who: Secretary, words: string) => who.until(() => readable(who.card()).includes(words));
  const begins = async (who: Secretary) => {
    await who.opens();
    await who.click('1 项目党支部书记抓党建述职');
  };
  /** What she gets for 「导出我的数据」. */
  const exported = async (who: Secretary, nth: number) => {
    await who.says('导出我的数据');
    return who.file(nth);
  };

  it('after everything was deleted, the draft reads as it did, her own paragraph with it', async () => {
    const zhang = office.secretary('张敏');
    await begins(zhang);
    for (const card of needed) {
      const claims = card.facts.every((id) => flow.facts.get(id)?.type === 'claim');
      await zhang.click(claims ? '都属实，写上' : '提交', claims ? {} : formFor(card.facts));
      if (zhang.card().text.includes(card.ask)) await zhang.click('提交', formFor(card.facts));
    }
    await zhang.says('支委会 12');
    await zhang.says('预览');
    while (!readable(zhang.card()).includes('支委会12次')) await zhang.click('下一部分');
    const place = /(\d+)　[^\n]*?支委会12次/.exec(readable(zhang.card()))?.[1] ?? '';
    await zhang.click(`改第 ${place} 段`);
    await zhang.click('提交', { ownWords: MINE });
    await zhang.says('生成');
    const before = await zhang.file(1);
    expect(before.text).toContain(MINE);
    const file = await exported(zhang, 2);
    expect(file.name).toBe('述职助手_我的数据_2026_项目党支部书记抓党建述职.json');
    await zhang.says('删除我的数据');
    const sure = await zhang.until((messages) => messages.find(({ text }) => text.includes('确定要删除吗')));
    await office.feishu.side.click({ person: '张敏', messageId: sure.messageId, button: '全部删除' });
    await zhang.says('开始');
    await zhang.click('1 项目党支部书记抓党建述职');
    send(zhang, file.name, file.text);
    await sees(zhang, '用上就是您确认属实');
    const page = readable(zhang.card());
    expect(page).toContain('和现在不一样的 0 项');
    // Every sentence that vouches for somebody, in full, before she says yes.
    const { facts } = JSON.parse(file.text) as { facts: Record<string, { status: string; value: string }> };
    const vouched = Object.entries(facts).filter(
      ([id, { status }]) => flow.facts.get(id)?.type === 'claim' && status === 'given',
    );
    expect(vouched.length).toBeGreaterThan(1);
    for (const [, { value }] of vouched) expect(page).toContain(value);
    const files = zhang.chat().filter(({ type, from }) => type === 'file' && from === 'bot').length;
    await zhang.click('只补空着的');
    expect(readable(zhang.card())).toMatch(/文件里的 \d+ 项已经用上了/);
    await zhang.says('生成');
    const after = await zhang.until((messages) =>
      messages.filter(({ type, from }) => type === 'file' && from === 'bot').at(files),
    );
    const all = zhang.chat().filter(({ type }) => type === 'file');
    const { text } = await zhang.file(all.findIndex((one) => one.messageId === after.messageId) + 1);
    expect(text).toBe(before.text);
  });

  it('what differs is shown with both values, and nothing is put in its place without a word', async () => {
    const wang = office.secretary('王建国');
    await begins(wang);
    await wang.says('支委会12 党员大会4 党课3');
    const file = await exported(wang, 1);
    await wang.says('支委会 15');
    await wang.says('党课 稍后补');
    send(wang, file.name, file.text);
    await sees(wang, '能补上空着的 1 项');
    const page = readable(wang.card());
    expect(page).toMatch(/支委会：现在是 15 次，文件里是 12 次/);
    expect(page).toMatch(/党课：补上 3 次/);
    await wang.click('只补空着的');
    await wang.says('目录');
    await wang.click('组织生活');
    expect(readable(wang.card())).toMatch(/支委会：15 次[\s\S]*党课：3 次/);
    send(wang, file.name, file.text);
    await sees(wang, '和现在不一样的 1 项');
    const { messageId } = wang.card();
    // Said after the card was made: not overwritten, shown again.
    await wang.says('支委会 16');
    const late = await office.feishu.side.click({ person: '王建国', messageId, button: '都用文件里的' });
    expect(readable(late.message)).toMatch(/刚才变了[\s\S]*现在是 16 次，文件里是 12 次/);
    const taken = await office.feishu.side.click({ person: '王建国', messageId, button: '都用文件里的' });
    expect(readable(taken.message)).toContain('文件里的 1 项已经用上了');
    const again = JSON.parse((await exported(wang, 4)).text) as {
      facts: Record<string, { value: unknown; source: { by: string; words: string } }>;
    };
    // She gave it, just now: whatever the file said of its source is not believed.
    expect(again.facts['committeeMeetings']).toMatchObject({ value: 12, source: { words: '12 次' } });
  });

  it('each file that cannot be taken gets a sentence, and changes nothing', async () => {
    const li = office.secretary('李芳');
    await begins(li);
    await li.says('支委会 12');
    const file = await exported(li, 1);
    const data = JSON.parse(file.text) as Record<string, unknown>;
    const rejected: readonly (readonly [string, string])[] = [
      [file.text, '和现在记的一样'],
      [file.text.slice(0, 100), '可能没有传完整'],
      ['{"a":1}', '不像是「导出我的数据」'],
      [JSON.stringify({ ...data, format: 99 }), '更新的版本'],
      [JSON.stringify({ ...data, facts: { committeeMeetings: 12 } }), '被改坏了'],
      [JSON.stringify({ ...data, kind: 'office-branch' }), '是「机关处室党支部书记述职」的数据'],
      [JSON.stringify({ ...data, kind: 'nosuch' }), '不像是'],
      [JSON.stringify({ ...data, year: 2025 }), '是 2025 年度的数据'],
      [' '.repeat(3_000_000), '太大了'],
    ];
    for (const [text, says] of rejected) {
      send(li, '数据.json', text);
      await sees(li, says);
    }
    const { facts } = data as { facts: Record<string, object> };
    const source = { by: 'someone', at: 1, via: 'x' };
    const edited = {
      ...data,
      report: 'another',
      facts: {
        ...facts,
        lectures: { status: 'given', value: -3, source },
        memberMeetings: { status: 'given', value: 4, source },
        firstHighlight: { status: 'given', value: '<at id=all></at>\u0001亮点', source },
        'own:nosuch/1': { status: 'given', value: '编出来的一段话，没有这个地方。', source },
        constructor: { status: 'given', value: 'x', source },
      },
    };
    send(li, '数据.json', JSON.stringify(edited).replace('"constructor"', '"__proto__":{},"constructor"'));
    await sees(li, '不是从眼前这份报告导出的');
    const page = readable(li.card());
    expect(page).toMatch(/党课用不上：[^\n]*不能是负数/);
    expect(page).toContain('还有 2 项现在的报告里用不上');
    await li.click('只补空着的');
    const now = JSON.parse((await exported(li, 12)).text) as { facts: Record<string, { value?: unknown }> };
    expect(Object.keys(now.facts).sort()).toEqual(['committeeMeetings', 'firstHighlight', 'memberMeetings']);
    expect(now.facts['firstHighlight']?.value).toBe('<at id=all></at>亮点');
    expect(office.feishu.side.transcript({ person: '李芳' }).every(({ text }) => !text.includes('<at'))).toBe(
      true,
    );
  });
});
