/** An unchanged draft is posted again by the key of its file: nothing is made, nothing is uploaded. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealer } from '../../src/store/sealed.ts';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const DATA_KEY = '5a'.repeat(32);

describe.skipIf(skipped('real'))(named('a draft asked for again', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { DATA_KEY });
  });
  afterAll(async () => {
    await office?.close();
  });

  const uploads = () =>
    office.feishu.side.calls().filter(({ endpoint }) => endpoint === 'POST /open-apis/im/v1/files').length;
  const files = (who: Secretary) => who.chat().filter(({ type }) => type === 'file');
  /** Drafts made, not those that were posted again. */
  const made = () => office.logged.filter((line) => /"again":false.*draft made/.test(line)).length;

  /** Asks for it and waits for its card, which comes behind the file. */
  async function drafts(who: Secretary, count: number): Promise<void> {
    await who.says('生成');
    await who.until((all) => all.filter(({ text }) => /第 \d+ 稿好了/.test(text)).length === count);
  }

  async function begun(name: string): Promise<Secretary> {
    const who = office.secretary(name);
    await who.opens();
    await who.says(`我叫：${name}`);
    await who.says('支委会开了十一次');
    await drafts(who, 1);
    return who;
  }

  const keyField = async () => {
    const redis = await office.redis.connect();
    const [found = ''] = (await redis.keys('sz:*:h:*')).slice(-1);
    return { redis, drafts: found };
  };

  it('is one message more and its card, with no upload and nothing made', async () => {
    const zhang = await begun('张敏');
    const before = { uploads: uploads(), made: made() };
    const card = readable(zhang.card());
    await drafts(zhang, 2);
    expect(files(zhang)).toHaveLength(2);
    expect({ uploads: uploads(), made: made() }).toEqual(before);
    const [first, second] = files(zhang);
    expect(second?.file?.key).toBe(first?.file?.key);
    expect(second?.file?.name).toBe(first?.file?.name);
    expect(readable(zhang.card())).toBe(card);
    const { redis, drafts: hash } = await keyField();
    const stored = (await redis.hget(hash, 'file:1')) ?? '';
    expect(stored).toMatch(/^~/);
    expect(createSealer([DATA_KEY]).open(stored, hash, 'file:1')).toBe(first?.file?.key);

    await zhang.says('删除我的数据');
    await zhang.click('全部删除');
    await expect.poll(() => redis.keys('sz:*:h:*')).toEqual([]);
  });

  it('is made and uploaded anew when the platform refuses the key, the same to the byte, and goes by the new key then', async () => {
    const li = await begun('李静');
    const before = { uploads: uploads(), made: made() };
    const { redis, drafts: hash } = await keyField();
    // As of another app: the platform knows no such file of this bot.
    await redis.hset(hash, 'file:1', 'file_v3_of_another_app');
    await drafts(li, 2);
    expect(files(li)).toHaveLength(2);
    expect({ uploads: uploads(), made: made() }).toEqual({ uploads: before.uploads + 1, made: before.made });
    expect((await li.file(2)).bytes).toEqual((await li.file(1)).bytes);
    expect((await li.file(2)).name).toBe((await li.file(1)).name);
    await drafts(li, 3);
    expect(files(li)).toHaveLength(3);
    expect(uploads()).toBe(before.uploads + 1);
    expect(files(li)[2]?.file?.key).toBe(files(li)[1]?.file?.key);
    expect(office.logged.filter((line) => line.includes('file not taken by its key'))).toHaveLength(1);
  });

  it('is made anew once anything in it has changed, and again when that is taken back', async () => {
    const wang = await begun('王建国');
    const before = uploads();
    await wang.says('支委会 12');
    await drafts(wang, 2);
    expect(uploads()).toBe(before + 1);
    await wang.says('撤销');
    await drafts(wang, 3);
    expect(uploads()).toBe(before + 2);
    await wang.says('简短一点');
    await drafts(wang, 4);
    expect(uploads()).toBe(before + 3);
    await drafts(wang, 5);
    expect(uploads()).toBe(before + 3);
    expect(files(wang).map(({ file }) => /第(\d)稿/.exec(file?.name ?? '')?.[1])).toEqual([
      ...['1', '2', '3', '4', '4'],
    ]);
  });
});
