import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing, inBrowser, openBrowser } from '../support/browser.ts';
import { docxText, kinds, type Office, openOffice } from '../support/office.ts';
import { realRedisAvailable } from '../support/redis.ts';

/**
 * What somebody types who never taps, in a hurry, and what must stand on the card that answers it. From the choice of
 * the report to the final, on a phone.
 */
const TALK: readonly (readonly [says: string, seen: string | RegExp])[] = [
  ['帮我写述职报告', '回它前面的序号'],
  ['项目党支部抓党建', '您怎么称呼'],
  ['党支部 北江大桥项目党支部', '✓ 党支部名称 北江大桥项目党支部'],
  ['姓名 刘海生', '✓ 姓名 刘海生'],
  ['上级 路桥三公司党委', '今年上级要求重点学的是什么'],
  ['年度学习重点：二十届四中全会精神，学习方式：集体学、现场讲', '这些会您那里各开了几次'],
  ['党员大会4次支委会12次党课4次，主题党日每月1次', '请您确认：主题党日'],
  ['对的', '✓ 主题党日'],
  ['组织生活会1次 谈心谈话三十来人次', '30 人次 吗'],
  ['谈心35', '设了几个党小组'],
  ['2个党小组，积极分子3个，转正没有', '党小组会（次）'],
  ['党小组会24', '“三重一大”的会'],
  ['都没有', '责任书、承诺书各签了几份'],
  ['责任书8份承诺书21', '要您本人点头'],
  ['都属实', '最想讲给大家听的'],
  ['特色做法名称：班前五分钟讲党史', '✓ 特色做法名称'],
  ['每天班前会拿五分钟讲一个党史小故事，工友也上台讲', '您自己不满意'],
  ['第一个不足 9月赶工停了两次集中学习，我没有想办法补上', '✓ 第一个不足'],
  ['第二项打算 先锋岗每季度评一次，年底公布结果', '✓ 第二项打算'],
  ['下一步', '明年您打算做哪几件事'],
  ['第一项打算 抢工期间也保证每月学习一次，6月底前定好计划', '✓ 第一项打算'],
  ['没有', '要问的都问过了'],
];

describe.skipIf(browserMissing)(inBrowser('a whole interview typed on the page'), () => {
  let office: Office;
  let browser: Browser;
  beforeAll(async () => {
    office = await openOffice(realRedisAvailable() ? 'real' : 'embedded', ['bot', 'worker'], {
      KINDS: [...kinds.keys()].join(','),
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  const cards = (page: Page) => page.locator('article.card');

  async function says(page: Page, text: string): Promise<void> {
    await page.getByLabel('消息', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
  }

  it('ends with an accepted final, without one tap, on a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(20_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${office.feishu.url}/#${encodeURIComponent('王建国')}`);
    await cards(page).first().waitFor();
    for (const [text, seen] of TALK) {
      const before = await cards(page).count();
      await says(page, text);
      await cards(page).nth(before).getByText(seen).first().waitFor();
      // Nothing on a card is wider than the phone.
      const wide = await cards(page)
        .nth(before)
        .evaluate((card) => card.scrollWidth > card.clientWidth);
      expect(wide, text).toBe(false);
    }
    await says(page, '定稿');
    await page.getByText('定稿好了').waitFor();
    await page.getByText('2026年度党支部书记述职报告_刘海生_定稿.docx').waitFor();
    const file = office.feishu.side
      .transcript({ person: '王建国' })
      .findLast((message) => message.type === 'file');
    const text = docxText(office.feishu.side.file(file?.file?.key ?? '')?.bytes ?? new Uint8Array());
    for (const said of ['北江大桥项目党支部', '支委会12次', '谈心谈话35人次', '抢工期间也保证每月学习一次'])
      expect(text).toContain(said);
    expect(text).not.toContain('三重一大');
    expect(errors).toEqual([]);
  }, 120_000);
});
