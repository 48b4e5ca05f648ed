import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds, type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { type Kind, named, skipped } from '../support/redis.ts';

const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`);
/** Ticks of the test's clock come every TICK_MS; after so many, nothing more is to be expected. */
const TICK_MS = 100;
const QUIET_MS = 8 * TICK_MS;

describe.each<Kind>(['real', 'embedded'])('reminders', (redis) => {
  describe.skipIf(skipped(redis))(named('by an injected clock', redis), () => {
    let office: Office;
    let zhang: Secretary;
    let health = '';
    let clock = at('2026-12-03', '10:05');
    let since = Date.now();
    const now = () => clock + Date.now() - since;
    /** The clock goes on from there. */
    const itIs = (day: string, time = '17:20') => {
      clock = at(day, time);
      since = Date.now();
    };
    const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const reminders = () => zhang.cards().filter((card) => readable(card).includes('述职报告还差'));
    const reminded = (count: number) => zhang.until(() => reminders()[count - 1]);

    beforeAll(async () => {
      office = await openOffice(redis, [], { REMIND_DAYS: '14,7,3,1' }, { now, remindEvery: TICK_MS });
      health = (await office.start()).http;
      await office.start(['worker']);
      zhang = office.secretary('张敏');
    });
    afterAll(async () => {
      await office?.close();
    });

    it('asks for the day of delivery once the first card is answered, and takes it in words', async () => {
      await zhang.opens();
      await zhang.click('开始');
      await zhang.click('提交', {
        writerName: '张敏',
        branchName: '清源河大桥项目党支部',
        superior: '公司党委',
      });
      expect(readable(zhang.card())).toContain('什么时候交稿');
      await zhang.says('交稿时间12月18日');
      expect(readable(zhang.card())).toContain('✓ 12月18日（周五）交稿，还有 11 个工作日');
    });

    it('reminds once on the day, of what is left, by two workers', async () => {
      itIs('2026-12-04', '08:40');
      await quiet();
      expect(reminders()).toHaveLength(0);
      itIs('2026-12-04');
      const card = await reminded(1);
      expect(readable(card)).toMatch(
        /张敏书记，离12月18日（周五）交稿还有 10 个工作日，您的述职报告还差 \d+ 项，约 \d+ 分钟。/,
      );
      await quiet();
      expect(reminders()).toHaveLength(1);
      await zhang.click('明天再说');
      await zhang.until(() => readable(zhang.card()).includes('12月7日（周一）再提醒您'));
    });

    it('comes back on the workday after, and opens the first open card', async () => {
      itIs('2026-12-05');
      await quiet();
      itIs('2026-12-07', '12:10');
      await quiet();
      // The card of the first one has become the page that answers.
      expect(reminders()).toHaveLength(0);
      itIs('2026-12-07');
      await reminded(1);
      await zhang.click('现在补上');
      const flow = kinds.get('project-branch')?.flow;
      const second = flow?.cards.filter(({ needed }) => needed)[1];
      await zhang.until(() => readable(zhang.card()).includes(second?.title ?? ''));
    });

    it('stops when messages are refused, says so when she is back, and goes on', async () => {
      office.feishu.side.setPerson('张敏', 230053);
      itIs('2026-12-11');
      const refused = () => office.logged.filter((line) => line.includes('send refused'));
      while (refused().length === 0) await quiet();
      itIs('2026-12-15');
      await quiet();
      expect(refused()).toHaveLength(1);
      office.feishu.side.setPerson('张敏');
      await zhang.says('继续');
      expect(readable(zhang.card())).toContain('前些天发给您的消息没能送到');
      itIs('2026-12-17');
      expect(readable(await reminded(1))).toContain('交稿还有 1 个工作日');
    });

    it('stops for good on her word', async () => {
      await zhang.says('不要再提醒我了');
      expect(readable(zhang.card())).toContain('好，不再提醒了');
      itIs('2026-12-18');
      await quiet();
      expect(reminders()).toHaveLength(1);
    });

    it('invites to the next year, once, and leaves the old report alone', async () => {
      itIs('2027-11-15');
      const invited = () => zhang.cards().filter((card) => readable(card).includes('又到写述职报告的时候了'));
      await zhang.until(() => invited()[0]);
      itIs('2027-11-16');
      await quiet();
      expect(invited()).toHaveLength(1);
      await zhang.click('开始 2027 年度的');
      await zhang.until(() => readable(zhang.card()).includes('您和党支部'));
      expect(office.logged.some((line) => line.includes('holidays of this year are not known'))).toBe(true);
      const state: unknown = await (await fetch(health)).json();
      expect(state).toMatchObject({ holidays: { 2027: false, 2028: false } });
    });

    it('tells of a report that nobody touches before it is deleted, and keeps it on one tap', async () => {
      itIs('2028-01-10');
      const told = () => zhang.cards().filter((card) => readable(card).includes('天没动过了'));
      const notice = await zhang.until(() => told()[0]);
      expect(readable(notice)).toMatch(
        /张敏书记，您 2026 年度的述职报告有 389 天没动过了。到1月24日（周一），.*全部删掉。/,
      );
      await zhang.click('继续保留');
      await zhang.until(() => readable(zhang.card()).includes('好，什么都没动，都留着'));
      itIs('2028-01-25');
      await quiet();
      expect(told()).toHaveLength(0);
      expect(office.logged.filter((line) => line.includes('as long as reports are kept'))).toEqual([]);
    });
  });
});
