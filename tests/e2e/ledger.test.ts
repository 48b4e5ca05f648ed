import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const CSV = [
  '日期,会议类型,主题,人数',
  '2026-01-12,支委会,年度计划,5',
  '2026-02-10,支委会,开工动员,5',
  '2026-03-05,支部党员大会,学习传达,22',
  '2026-03-20,党课,廉洁,22',
].join('\r\n');

describe.skipIf(skipped('real'))(named('a ledger instead of typing', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  const send = (person: string, name: string, bytes: Buffer) =>
    office.feishu.side.say({ person, messageType: 'file', file: { name, base64: bytes.toString('base64') } });

  it('is counted from a file, shown first, and taken on a yes', async () => {
    const zhang = office.secretary('张敏');
    await zhang.says('开始');
    send('张敏', '三会一课台账.csv', Buffer.from(CSV));
    await zhang.until(
      () => /支委会[\s\S]*2/.test(readable(zhang.card())) && readable(zhang.card()).includes('台账'),
    );
    await zhang.click('确认，填上');
    await zhang.says('目录');
    await zhang.click('组织生活');
    expect(readable(zhang.card())).toMatch(/支委会：2 次[\s\S]*支部党员大会：1 次[\s\S]*党课：1 次/);
  });

  it('is counted when it is pasted', async () => {
    const wang = office.secretary('王建国');
    await wang.says('开始');
    const shown = await wang.says(CSV.replaceAll(',', '\t').replaceAll('\r', ''));
    expect(readable(shown)).toContain('支委会');
    await wang.click('确认，填上');
    await wang.says('目录');
    await wang.click('组织生活');
    expect(readable(wang.card())).toContain('支委会：2 次');
  });

  it('that is damaged gets a clear answer, and changes nothing', async () => {
    const li = office.secretary('李芳');
    await li.says('开始');
    const before = li.cards().length;
    const name = '坏了.xlsx';
    send('李芳', name, Buffer.from('no workbook'));
    await li.until(
      (messages) => messages.filter((message) => message.type === 'interactive').length > before,
    );
    expect(readable(li.card())).toContain(name);
  });

  it('of another kind is answered in words', async () => {
    const zhao = office.secretary('赵刚');
    await zhao.says('开始');
    send('赵刚', '照片.zip', Buffer.from('PK'));
    await zhao.until(() => readable(zhao.card()).includes('我只看得懂文字'));
  });
});
