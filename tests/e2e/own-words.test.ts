import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const MINE = '今年支委会开了12次，每次都在工地会议室开，先看问题清单再议事。';

describe.skipIf(skipped('real'))(named('her own words', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  /** The card that says so, whatever was posted after it; what it reads after each click on it. */
  async function cardWith(who: Secretary, words: string) {
    const { messageId } = await who.until((messages) => messages.find(({ text }) => text.includes(words)));
    const { side } = office.feishu;
    const reads = () => {
      const message = who.chat().find((one) => one.messageId === messageId);
      return message === undefined ? '' : readable(message);
    };
    const click = async (button: string, values?: Record<string, unknown>) => {
      const form = values === undefined ? {} : { values };
      expect(await side.click({ person: who.person, messageId, button, ...form })).toMatchObject({ code: 0 });
      return reads();
    };
    return { reads, click };
  }

  it('a paragraph changed on the preview is in the next draft; a figure changed under it is asked about', async () => {
    const zhang = office.secretary('张敏');
    await zhang.opens();
    await zhang.says('我叫：张敏');
    await zhang.says('支委会12 党员大会4 党课3');
    await zhang.says('生成');
    const first = await cardWith(zhang, '第 1 稿好了');
    let seen = await first.click('改某一段');
    while (!seen.includes('支委会12次')) seen = await first.click('下一部分');
    const place = /(\d+)　[^\n]*?支委会12次/.exec(seen)?.[1] ?? '';
    expect(await first.click(`改第 ${place} 段`)).toContain('改这一段');
    expect(await first.click('提交', { ownWords: MINE })).toContain(`${MINE}（您自己写的）`);
    await zhang.says('生成');
    expect((await zhang.file(2)).text).toContain(MINE);
    const second = await cardWith(zhang, '第 2 稿好了');
    expect(second.reads()).toContain('用了您写的一段：今年支委会开了12次');
    await zhang.says('支委会 13');
    await zhang.says('生成');
    const third = await cardWith(zhang, '第 3 稿好了');
    expect(third.reads()).toContain('您改写过的这一段，里面的〔支委会 12 次→13 次〕变了');
    expect(await third.click('我来改')).toContain('变了');
    const settled = await third.click('提交', { ownWords: MINE.replace('12', '13') });
    expect(settled).toContain('这一段换成您写的了');
    expect(settled).not.toContain('变了');
    await zhang.says('生成');
    expect((await zhang.file(4)).text).toContain(MINE.replace('12', '13'));
  });

  it('a draft that was changed in Word and sent back', async () => {
    const li = office.secretary('李静');
    await li.opens();
    await li.says('我叫：李静');
    await li.says('支委会12 党员大会4 党课3');
    await li.says('生成');
    const { bytes, name } = await li.file(1);
    await cardWith(li, '第 1 稿好了');
    const sends = async (file: Uint8Array, answer: string, called = name) => {
      const base64 = Buffer.from(file).toString('base64');
      office.feishu.side.say({ person: '李静', file: { name: called, base64 } });
      return (await cardWith(li, answer)).reads();
    };
    await sends(bytes, '没有看到改动');
    await sends(bytes.slice(0, 400), '可能坏了');
    const files = unzipSync(bytes);
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array()).replace('支委会12次', '支委会13次');
    await sends(zipSync({ ...files, 'word/document.xml': strToU8(xml) }), '文件里的改动', '改过的.docx');
    const changed = await cardWith(li, '文件里的改动');
    expect(changed.reads()).toContain('支委会 12→13 次：改这个数吗？');
    expect(await changed.click('用上')).toContain('文件里改的 1 处已经用上了');
    await li.says('生成');
    // The second of the bot: three were hers.
    const second = await li.file(5);
    expect(second.text).toContain('支委会13次');
    const made = await cardWith(li, '第 2 稿好了');
    expect(made.reads()).toMatch(/改了 支委会：12 次 → 13 次/);
    expect(await sends(bytes, '是以前的稿子')).toContain('没有动。现在是第 2 稿了');
  });
});
