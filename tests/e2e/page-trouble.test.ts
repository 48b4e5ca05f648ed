import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.ts';
import { browserMissing, inBrowser, openBrowser } from '../support/browser.ts';
import { type Office, openOffice } from '../support/office.ts';

const SEND = 'POST /open-apis/im/v1/messages';

describe.skipIf(browserMissing)(inBrowser('trouble made on the page'), () => {
  let browser: Browser;
  let page: Page;
  let feishu: Emulator;
  let office: Office | undefined;
  let errors: string[];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(10_000);
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    feishu = await startEmulator();
  });
  afterEach(async () => {
    await page.close();
    await feishu.close();
    await office?.close();
    office = undefined;
  });

  async function openPanel(url = feishu.url): Promise<void> {
    await page.goto(url);
    await page.getByRole('button', { name: '调试' }).click();
    await page.getByText('故障', { exact: true }).click();
  }

  const armed = () => page.getByRole('list', { name: '已经加上的故障' }).getByRole('listitem');
  const add = () => page.getByRole('button', { name: '加上', exact: true }).click();

  it('the next send is refused with 429 once, then sent once, and one sees both', async () => {
    office = await openOffice('embedded');
    const { side, url } = office.feishu;
    await openPanel(url);
    await page.locator('article.card').first().waitFor();
    await page.getByLabel('接口', { exact: true }).selectOption('发消息');
    await page.getByLabel('出什么事').selectOption('限速（429）');
    await page.getByLabel('几秒', { exact: true }).fill('１');
    await add();
    await armed().getByText('发消息 · 第 1 次 · 限速（429），让它过 1 秒再来').waitFor();
    const sends = () => side.calls().filter(({ endpoint }) => endpoint === SEND);
    const before = sends().length;
    const { cards } = office.secretary('张敏');
    const shown = cards().length;
    await page.getByLabel('消息', { exact: true }).fill('支部名称 北江大桥项目党支部');
    await page.keyboard.press('Enter');
    await page.locator('article.card').nth(shown).waitFor();
    const made = sends().slice(before);
    expect(made.map(({ status, code, fault }) => [status, code, fault])).toEqual([
      [429, 99991400, true],
      [200, 0, undefined],
    ]);
    expect(made[0]?.uuid).toMatch(/\S/);
    expect(made[1]?.uuid).toBe(made[0]?.uuid);
    expect(cards()).toHaveLength(shown + 1);
    await armed().getByText('还没有加').waitFor();
    await page.locator('.calls tr.failed', { hasText: '99991400' }).waitFor();
    expect(side.info().connected).toBe(1);
    await page.getByRole('button', { name: '掐断长连接' }).click();
    await side.waitFor(() => side.info().connected === 0);
    expect(side.troubles()).toEqual({ 99991400: 1, terminate: 1 });
    expect(errors).toEqual([]);
  });

  it('what is armed is cancelled, one or all; a wrong number is told in a sentence', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openPanel();
    await page.getByLabel('出什么事').selectOption('返回错误码');
    await page.getByLabel('错误码').fill('不知道');
    await add();
    await page.getByText('「错误码」请填 1 到 9999999999 的整数').waitFor();
    expect(await page.evaluate('document.activeElement.labels[0].textContent')).toBe('错误码');
    await page.getByLabel('错误码').fill('230053');
    await page.getByLabel('从第几次调用起').fill('3');
    await page.getByLabel('连着几次').fill('2');
    await add();
    await armed().getByText('第 3 到 4 次 · 错误码 230053（对方停用了机器人）').waitFor();
    await page.getByLabel('接口', { exact: true }).selectOption('上传文件');
    await page.getByLabel('出什么事').selectOption('连接断掉');
    await page.getByLabel('什么时候').selectOption('办成以后');
    await add();
    await page.getByRole('button', { name: '下次连接说系统忙' }).click();
    await expect.poll(() => armed().count()).toBe(3);
    expect(feishu.side.faults()).toEqual([
      { endpoint: SEND, nth: 3, times: 2, code: 230053 },
      { endpoint: 'POST /open-apis/im/v1/files', nth: 3, times: 2, reset: true, when: 'after' },
      { endpoint: 'POST /callback/ws/endpoint', status: 200, code: 1000040345 },
    ]);
    await page.getByRole('button', { name: /^取消：上传文件/ }).click();
    await expect.poll(() => feishu.side.faults().length).toBe(2);
    await page.getByRole('button', { name: '全部取消' }).click();
    await armed().getByText('还没有加').waitFor();
    expect(feishu.side.faults()).toEqual([]);
    const wide = 'document.documentElement.scrollWidth > innerWidth';
    expect(await page.evaluate(wide)).toBe(false);
    const panel = page.locator('#debug');
    expect(await panel.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(false);
    expect(errors).toEqual([]);
  });

  it('limits, unrest and what the connection does are switched', async () => {
    await openPanel();
    const { side } = feishu;
    await page.getByLabel('本月还能调用几次').fill('40');
    await page.getByLabel('确认过的再推一遍').fill('20');
    await page.getByLabel('限速：每个会话').check();
    await page.getByLabel('只许客户端重连一次').check();
    await side.waitFor(() => side.settings().clientConfig.ReconnectCount === 1);
    expect(side.settings()).toMatchObject({
      rateLimit: true,
      unrest: { duplicate: 0.2, late: 0, lostAck: 0 },
    });
    await page.getByLabel('本月还能调用几次').fill('');
    await page.getByLabel('确认过的再推一遍').fill('120');
    await page.getByLabel('限速：每个会话').uncheck();
    await page.getByText('请填 0 到 100 的整数').waitFor();
    await side.waitFor(() => !side.settings().rateLimit);
    expect(side.settings()).toMatchObject({ quotaLeft: -1, unrest: { duplicate: 0.2 } });
    expect(errors).toEqual([]);
  });

  it('every endpoint on offer exists, and every code that the bot knows is on offer', async () => {
    await openPanel();
    const values = await page
      .getByLabel('接口', { exact: true })
      .locator('option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
    const endpoints = values.filter((value) => value !== '*');
    expect(endpoints.length).toBeGreaterThan(15);
    for (const endpoint of endpoints) {
      const [method = '', path = ''] = endpoint.split(' ');
      await fetch(feishu.url + path.replace(/:\w+/g, 'x'), { method });
      expect(feishu.side.calls().findLast((call) => call.endpoint === endpoint)?.method).toBe(method);
    }
    const codes = await page
      .locator('datalist option')
      .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
    const known = readFileSync('src/feishu/errors.ts', 'utf8').match(/(?<=')\d{3,10}(?=')/g) ?? [];
    expect(known.length).toBeGreaterThan(40);
    expect(known.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('without a server the page says so in one line at the top until it is back, then shows what is there', async () => {
    const port = Number(new URL(feishu.url).port);
    await page.goto(feishu.url);
    await page.getByText('还没有消息').waitFor();
    const line = page.getByText('本地飞书没有运行，正在重连…');
    expect(await line.count()).toBe(0);
    await feishu.close();
    await line.waitFor();
    expect((await line.boundingBox())?.y).toBe(0);
    const field = page.getByLabel('消息', { exact: true });
    await field.fill('支委会12');
    await page.keyboard.press('Enter');
    await page.getByText('本地飞书没有回答').waitFor();
    expect(await field.inputValue()).toBe('支委会12');
    // For a while something else has the port: its answers are no stream.
    const other = createServer((_, response) => response.writeHead(502).end()).listen(port, '127.0.0.1');
    await new Promise((resolve) => other.once('request', resolve));
    await new Promise((resolve) => other.close(resolve).closeAllConnections());
    feishu = await startEmulator({ port });
    feishu.side.say({ person: '张敏', text: '又来了' });
    await line.waitFor({ state: 'detached' });
    await page.getByText('又来了').waitFor();
    await field.press('Enter');
    await page.locator('.bubble', { hasText: '支委会12' }).waitFor();
  });
});
