import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

describe.skipIf(skipped('real'))(named('where everything in a report comes from', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('is shown page by page after a draft, and sent as a file of its own', async () => {
    const zhang = office.secretary('张敏');
    await zhang.opens();
    await zhang.says('我叫：张敏');
    await zhang.says('支委会开了十一次');
    await zhang.says('生成');
    await zhang.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    await zhang.click('每个数从哪来');
    expect(readable(zhang.card())).toContain('出处 1/');
    await zhang.click('下一页');
    expect(readable(zhang.card())).toMatch(/支委会 11 次.*您说的：「支委会开了十一次」/);
    await zhang.click('要一份出处清单');
    const annex = await zhang.file(2);
    expect(annex.name).toMatch(/_张敏_出处清单\.docx$/);
    expect(annex.text).toContain('您说的：「支委会开了十一次」');
    expect((await zhang.file(1)).text).not.toContain('出处清单');
  });

  it('a draft with a gap has a comment in the file that says how to fill it', async () => {
    const li = office.secretary('李静');
    await li.opens();
    await li.says('我叫：李静');
    await li.says('修改 支委会');
    await li.says('稍后补');
    await li.says('生成');
    await li.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    const { bytes } = await li.file(1);
    const comments = strFromU8(unzipSync(bytes)['word/comments.xml'] ?? new Uint8Array());
    expect(comments).toContain('还缺：支委会。在聊天里回“支委会 12”这样的话就补上了。');
    await li.says('支委会 12');
    expect(readable(li.card())).toContain('支委会 12 次');
  });
});
