import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadLettersCommand } from '../../src/cli/dead-letters.ts';
import { createQueues } from '../../src/jobs/queues.ts';
import { connectRedis } from '../../src/store/connect.ts';
import { heldKey } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const SEND = 'POST /open-apis/im/v1/messages';
const UPLOAD = 'POST /open-apis/im/v1/files';

describe.skipIf(skipped('real'))(named('what Feishu refuses', 'real'), () => {
  let office: Office;
  let store: Store;
  let queues: ReturnType<typeof createQueues>;
  beforeAll(async () => {
    office = await openOffice('real');
    const redis = connectRedis(office.redis.url, 'turn');
    store = createStore({ redis });
    queues = createQueues(redis);
  });
  afterAll(async () => {
    await queues?.close();
    await store?.close();
    await office?.close();
  });

  async function command(...args: readonly string[]) {
    const lines: string[] = [];
    const wake = { send: (report: string) => queues.send(report, 'draft'), draft: queues.draft };
    const say = (line: string) => void lines.push(line);
    const code = await deadLettersCommand(args, { store, wake, now: Date.now }, { say, complain: say });
    return { code, text: lines.join('\n') };
  }
  /** Until the list holds one of this kind; its id. */
  async function refused(kind: string): Promise<string> {
    for (;;) {
      const found = (await store.deadLetters()).find((letter) => letter.kind === kind);
      if (found !== undefined) return found.id;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('for good is listed without content; a draft is sent again under its number', async () => {
    const zhang = office.secretary('张敏');
    await zhang.says('我叫：张敏');
    office.feishu.side.fault({ endpoint: UPLOAD, status: 400, code: 234006 });
    office.feishu.side.say({ person: zhang.person, text: '生成' });
    await zhang.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    const id = await refused('file');
    const listed = await command();
    expect(listed.text).toContain('第 1 稿  错误码 234006');
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain('张敏');
    expect(await command('--resend', id)).toMatchObject({ code: 0 });
    expect((await zhang.file()).name).toContain('第1稿');
    const under = (text: string) => text.includes('第 1 稿好了');
    await zhang.until((messages) => messages.filter(({ text }) => under(text)).length === 2);
    expect((await command()).text).toBe('没有被拒收的消息');
    expect(await command('--resend', id)).toMatchObject({ code: 1 });
  });

  it('of a card brings the card as the report stands now', async () => {
    const wang = office.secretary('王建国');
    office.feishu.side.fault({ endpoint: SEND, status: 400, code: 230001 });
    office.feishu.side.say({ person: wang.person, text: '支委会十三次' });
    const id = await refused('slot');
    expect(wang.cards()).toEqual([]);
    expect((await command('--resend', id)).text).toContain('现在的卡片');
    await wang.until(() => wang.cards().length === 1 && readable(wang.card()).includes('支委会 13 次'));
  });

  it('of the whole app stays in the outbox, and goes out when that is over', async () => {
    const li = office.secretary('李芳');
    office.feishu.side.change({ quotaLeft: 0 });
    office.feishu.side.say({ person: li.person, text: '支委会十四次' });
    const redis = await office.redis.connect();
    while ((await redis.pttl(heldKey)) <= 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await store.deadLetters()).toEqual([]);
    office.feishu.side.change({ quotaLeft: -1 });
    await redis.del(heldKey);
    // The next thing she says wakes what waits.
    await li.says('党课4');
    expect(readable(li.card())).toContain('支委会 14 次');
    expect(await store.deadLetters()).toEqual([]);
  });

  it('and other arguments are answered with how it is used', async () => {
    expect(await command('--resend')).toMatchObject({ code: 2, text: expect.stringContaining('用法') });
    expect(await command('--resend', 'nothing')).toMatchObject({ code: 1 });
  });
});
