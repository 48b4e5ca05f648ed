import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedTexts, formFor } from '../support/answers.ts';
import { browserMissing, inBrowser, openBrowser } from '../support/browser.ts';
import { docxText, kinds, type Office, openOffice } from '../support/office.ts';
import { realRedisAvailable } from '../support/redis.ts';

const flow = kinds.get('project-branch')?.flow;
if (flow === undefined) throw new Error('no project-branch');
const needed = flow.cards.filter((card) => card.needed);

describe.skipIf(browserMissing)(inBrowser('a whole interview on the page'), () => {
  let office: Office;
  let browser: Browser;
  beforeAll(async () => {
    office = await openOffice(realRedisAvailable() ? 'real' : 'embedded');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  async function visit(
    person: string,
    width: number,
    height: number,
  ): Promise<{ page: Page; errors: string[] }> {
    const page = await browser.newPage({ viewport: { width, height }, acceptDownloads: true });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${office.feishu.url}/#${encodeURIComponent(person)}`);
    return { page, errors };
  }

  /** The newest card that asks something. */
  const lastCard = (page: Page) => page.locator('article.card').last();

  const labelOf = (id: string) => {
    const fact = flow?.facts.get(id);
    return fact?.unit === undefined ? (fact?.label ?? id) : `${fact.label}（${fact.unit}）`;
  };

  async function answer(page: Page, facts: readonly string[]): Promise<void> {
    const card = lastCard(page);
    if (facts.every((id) => flow?.facts.get(id)?.type === 'claim')) {
      await card.getByRole('button', { name: '都属实，写上' }).click();
      return;
    }
    for (const [id, value] of Object.entries(formFor(facts))) {
      const field = card.getByLabel(labelOf(id), { exact: true });
      if ((await field.count()) > 0) await field.fill(value);
    }
    await card.getByRole('button', { name: '提交', exact: true }).click();
  }

  it.each([
    ['张敏', 1200, 860],
    ['王建国', 390, 844],
  ])('%s at %d px ends with a Word file to download', async (person, width, height) => {
    const { page, errors } = await visit(person, width, height);
    page.setDefaultTimeout(20_000);
    await page.getByRole('button', { name: '开始', exact: true }).last().click();
    for (const card of needed) {
      await lastCard(page).getByText(card.ask).waitFor();
      await answer(page, card.facts);
      const decided = card.facts.find((id) => flow.facts.get(id)?.when !== undefined);
      if (decided !== undefined) {
        await lastCard(page).getByLabel(labelOf(decided), { exact: true }).waitFor();
        await answer(page, card.facts);
      }
    }
    await lastCard(page).getByRole('button', { name: '生成草稿', exact: true }).click();
    const link = page.getByRole('link', { name: '下载' }).last();
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/第1稿\.docx$/);
    const text = docxText(readFileSync(await download.path()));
    for (const expected of expectedTexts(
      flow,
      needed.flatMap((card) => card.facts),
    ))
      expect(text).toContain(expected);
    expect(errors).toEqual([]);
    await page.close();
  });
});
