/**
 * Takes the pictures of docs/images again: a demo of its own, the page in a browser, real clicks and typed answers.
 *
 *   npm run pictures [-- --to FOLDER]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1180, height: 860 };
const { values } = parseArgs({ options: { to: { type: 'string', default: 'docs/images' } } });

async function address(demo: ChildProcess): Promise<string> {
  if (demo.stdout === null) throw new Error('the demo says nothing');
  for await (const line of createInterface(demo.stdout)) {
    const found = /http:\/\/127\.0\.0\.1:[0-9]+\//.exec(line);
    if (found !== null) return found[0];
  }
  throw new Error('the demo ended before it named its page');
}

const newest = (page: Page) => page.locator('article.card').last();
const tap = (page: Page, label: string) =>
  newest(page).getByRole('button', { name: label, exact: true }).click();
const asked = (page: Page, title: string) => newest(page).getByText(title, { exact: true }).waitFor();

async function say(page: Page, words: string): Promise<void> {
  await page.getByPlaceholder('发消息，Enter 发送').fill(words);
  await page.keyboard.press('Enter');
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await newest(page).getByLabel(label).fill(value);
  await tap(page, '提交');
}

/** With what is to be seen in view: the end of the newest card, or `from` and what follows it. */
async function shoot(page: Page, name: string, from?: Locator): Promise<void> {
  await page.mouse.move(0, 0);
  if (from === undefined)
    await newest(page).evaluate((card) => card.scrollIntoView({ block: 'end', behavior: 'instant' }));
  else await from.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  const path = join(values.to, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  process.stdout.write(`${path}\n`);
}

async function take(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: PHONE });
  page.setDefaultTimeout(20_000);
  await page.goto(`${url}#${encodeURIComponent('张敏')}`);
  await newest(page).getByRole('button').first().waitFor();
  await shoot(page, 'phone-welcome');

  await tap(page, '4 项目党支部书记抓党建述职');
  await asked(page, '您和党支部');
  await fill(page, { 姓名: '张敏', 党支部名称: '东湖隧道项目党支部', 上级党组织: '第三工程公司党委' });
  await asked(page, '今年的学习');
  await fill(page, { 年度学习重点: '党的二十届四中全会精神', 学习方式: '班子集体学、书记带头讲' });
  await asked(page, '会议和党课');
  await say(page, '支委会开了十一次，党员大会4次，党课嘛每季度一次，谈心谈话三十多人次');
  await newest(page).getByRole('button', { name: '都对', exact: true }).waitFor();
  await shoot(page, 'phone-typed');
  await page.setViewportSize(DESK);
  await shoot(page, 'interview');

  await page.setViewportSize(PHONE);
  await tap(page, '都对');
  await tap(page, '空着的稍后补');
  await asked(page, '党小组和队伍');
  await say(page, '进度');
  await asked(page, '进度');
  await shoot(page, 'phone-progress');

  await say(page, '生成草稿');
  await asked(page, '第 1 稿');
  await shoot(page, 'phone-draft', page.locator('article.card').filter({ hasText: '生成第 1 稿' }));
}

const data = mkdtempSync(join(tmpdir(), 'pictures-'));
const demo = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'demo'], {
  env: { ...process.env, DEMO_DATA: data, DEMO_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const gone = once(demo, 'exit');
const browser = await openBrowser();
try {
  await take(browser, await address(demo));
} finally {
  await browser.close();
  demo.kill('SIGINT');
  await gone;
  rmSync(data, { recursive: true, force: true });
}
