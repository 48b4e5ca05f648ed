import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { browserMissing, inBrowser, openBrowser } from '../support/browser.ts';
import { botFor, closeAll, feishuFor, person, sdkClient, sendCard, sendText } from './helpers.ts';

const plain = (content: string) => ({ tag: 'plain_text', content });
const callback = (op: string) => [{ type: 'callback', value: { op } }];
const card = (...elements: object[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  body: { elements },
});

const FORM = card(
  {
    tag: 'form',
    name: 'counts',
    elements: [
      { tag: 'input', name: 'meetings', required: true, max_length: 4, label: plain('支委会') },
      {
        tag: 'input',
        name: 'story',
        input_type: 'multiline_text',
        label: plain('经过'),
        default_value: '六月',
      },
      {
        tag: 'select_static',
        name: 'host',
        placeholder: plain('主持'),
        options: [{ text: plain('书记'), value: 'a' }],
      },
      {
        tag: 'multi_select_static',
        name: 'forms',
        placeholder: plain('形式'),
        options: [
          { text: plain('学习'), value: 'x' },
          { text: plain('参观'), value: 'y' },
        ],
      },
      { tag: 'date_picker', name: 'day', placeholder: plain('日期') },
      { tag: 'checker', name: 'true', text: plain('属实') },
      {
        tag: 'button',
        name: 'send',
        text: plain('提交'),
        form_action_type: 'submit',
        behaviors: callback('send'),
      },
      { tag: 'button', name: 'off', text: plain('不能点'), disabled: true },
    ],
  },
  {
    tag: 'button',
    text: plain('删除'),
    confirm: { title: plain('真的删除吗'), text: plain('删了就没有了') },
    behaviors: callback('delete'),
  },
);

let browser: Browser;
let page: Page;
let feishu: Emulator;
const trouble: string[] = [];
const clicks: Record<string, unknown>[] = [];
const received: Record<string, unknown>[] = [];

/** A page on a fresh emulator with a bot behind it. */
async function open(answer: (data: Record<string, unknown>) => unknown = () => ({})): Promise<void> {
  feishu = await feishuFor({ menu: [{ key: 'go', label: '继续' }] });
  // A busy machine must not make the platform give up on an answer.
  feishu.side.change({ ackWindowMs: 60_000 });
  clicks.length = 0;
  trouble.length = 0;
  received.length = 0;
  await botFor(feishu, {
    'im.message.receive_v1': (data) => {
      received.push(data);
      return {};
    },
    'card.action.trigger': (data) => {
      clicks.push(data);
      return answer(data);
    },
  });
  page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  await page.goto(feishu.url);
  await page.getByText('机器人已连接').waitFor();
}

const send = (content: object, name = '张敏') =>
  sendCard(sdkClient(feishu), person(feishu, name).openId, content);

describe.skipIf(browserMissing)(inBrowser('the chat page'), () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.close();
    await closeAll();
    expect(trouble).toEqual([]);
  });

  test('an answer that follows at once is in view', async () => {
    await open();
    for (let count = 0; count < 6; count += 1) await send(FORM);
    await page.getByText('提交').nth(5).waitFor();
    await page.getByPlaceholder('发消息').fill('支委会 12');
    await page.keyboard.press('Enter');
    await page.locator('.bubble').getByText('支委会 12').waitFor();
    await send(card({ tag: 'markdown', content: '记下了' }));
    await page.getByText('记下了').waitFor();
    const left = () =>
      page.locator('.messages').evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
    await expect.poll(left).toBeLessThan(2);
  });

  test('opening it opens the chat; Enter sends what was typed, Shift+Enter makes a line', async () => {
    await open();
    await feishu.side.waitFor(() =>
      feishu.side.deliveries().some(({ eventType }) => eventType.includes('chat_entered')),
    );
    await page.getByLabel('消息', { exact: true }).last().fill('支委会12');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('党课4');
    await page.keyboard.press('Enter');
    await feishu.side.waitFor(([message]) => message?.text === '支委会12\n党课4');
    await page.getByRole('button', { name: '继续' }).click();
    await feishu.side.waitFor(() =>
      feishu.side.deliveries().some(({ eventType }) => eventType === 'application.bot.menu_v6'),
    );
  });

  test('a form sends all its fields; toast and new card appear', async () => {
    const done = card({ tag: 'markdown', content: '记下了 **12** 次' });
    await open(() => ({ toast: { type: 'success', content: '好的' }, card: { type: 'raw', data: done } }));
    await send(FORM);
    await page.getByLabel('支委会').fill('12345');
    await page.getByLabel('主持').selectOption('书记');
    await page.getByLabel('参观').check();
    await page.getByLabel('日期').fill('2026-11-20');
    await page.getByLabel('属实').check();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('好的').waitFor();
    await page.locator('strong', { hasText: '12' }).waitFor();
    expect(clicks[0]?.['action']).toMatchObject({
      name: 'send',
      value: { op: 'send' },
      form_value: {
        meetings: '1234',
        story: '六月',
        host: 'a',
        forms: ['y'],
        day: '2026-11-20 +0800',
        true: true,
      },
    });
  });

  test('a required field that is empty is not sent', async () => {
    await open();
    await send(FORM);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('有必填项未填写').waitFor();
    expect(await page.getByLabel('支委会').getAttribute('aria-invalid')).toBe('');
    expect(clicks).toEqual([]);
  });

  test('while the answer is open nothing can be clicked; an answer without a card leaves what was typed', async () => {
    let release: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      release = resolve;
    });
    await open(async () => {
      await answered;
      return { toast: { type: 'info', content: '没有变化' } };
    });
    await send(FORM);
    await page.getByLabel('支委会').fill('12');
    const submit = page.getByRole('button', { name: '提交' });
    await submit.click();
    await page.locator('.busy').waitFor();
    expect(await submit.isDisabled()).toBe(true);
    release();
    await page.getByText('没有变化').waitFor();
    expect(await submit.isEnabled()).toBe(true);
    expect(await page.getByRole('button', { name: '不能点' }).isDisabled()).toBe(true);
    expect(await page.getByLabel('支委会').inputValue()).toBe('12');
  });

  test('a button that asks first', async () => {
    await open();
    await send(FORM);
    await page.getByRole('button', { name: '删除' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '删除' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await feishu.side.waitFor(() => clicks.length === 1);
  });

  test('what people wrote is never markup', async () => {
    await open();
    const html = '<img src=x onerror="document.title=1"> <b>粗</b>';
    await send(
      card(
        { tag: 'markdown', content: `${html}\n&#42;&#42;星&#42;&#42; &#60;at id=all&#62;` },
        { tag: 'div', text: plain(html) },
      ),
    );
    await sendText(sdkClient(feishu), person(feishu, '张敏').openId, html);
    await page.locator('.bubble').waitFor();
    expect(await page.locator('.message img, .message b').count()).toBe(0);
    await page.getByText('**星** <at id=all>').waitFor();
  });

  test('a patch shows at once; messages for others are counted', async () => {
    await open();
    const sent = await send(card({ tag: 'markdown', content: '第 1 稿' }));
    await page.getByText('第 1 稿').waitFor();
    const content = JSON.stringify(card({ tag: 'markdown', content: '第 2 稿' }));
    await sdkClient(feishu).im.v1.message.patch({
      path: { message_id: sent.data?.message_id ?? '' },
      data: { content },
    });
    await page.getByText('第 2 稿').waitFor();
    await send(card({ tag: 'markdown', content: '给王建国' }), '王建国');
    await page.getByLabel('1 条新消息').waitFor();
    await page.getByRole('button', { name: /^王建国/ }).click();
    await page.getByText('给王建国').waitFor();
    expect(await page.getByText('第 2 稿').count()).toBe(0);
  });

  test('somebody else clicks the card; a switch of the debug panel; Escape closes both', async () => {
    await open();
    await send(card({ tag: 'button', text: plain('开始'), behaviors: callback('start') }));
    await page.getByText('试一试').click();
    await page.getByLabel('换个人点').selectOption('李芳');
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('换个人点').isVisible()).toBe(false);
    await page.getByRole('button', { name: '调试' }).click();
    await page.getByText('故障', { exact: true }).click();
    await page.getByLabel('重复推送').check();
    await feishu.side.waitFor(() => feishu.side.settings().duplicateEvents);
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('重复推送').isVisible()).toBe(false);
    await page.getByRole('button', { name: '开始' }).click();
    await feishu.side.waitFor(() => clicks.length === 1);
    expect(clicks[0]).toMatchObject({ operator: { open_id: person(feishu, '李芳').openId } });
  });

  const pushesOf = (text: string) => {
    const [said] = feishu.side.transcript().filter((one) => one.text === text);
    return received.filter((data) => JSON.stringify(data).includes(said?.messageId ?? 'none')).length;
  };

  test('a message comes twice, or again, or late, or is taken back', async () => {
    await open();
    const type = async (text: string) => {
      await page.getByLabel('消息', { exact: true }).last().fill(text);
      await page.keyboard.press('Enter');
      await page.locator('.from-person .bubble', { hasText: text }).waitFor();
    };
    await page.getByText('试一试').click();
    await page.getByLabel('下一句送两遍').check();
    await type('党课4');
    await feishu.side.waitFor(() => pushesOf('党课4') === 2);
    await type('支委会12');
    await feishu.side.waitFor(() => pushesOf('支委会12') === 1);
    const last = page.locator('.from-person').last();
    await last.hover();
    await last.getByRole('button', { name: '再送一遍' }).click();
    await feishu.side.waitFor(() => pushesOf('支委会12') === 2);
    await last.hover();
    await last.getByRole('button', { name: '撤回' }).click();
    await page.getByText('消息已撤回').waitFor();
    await feishu.side.waitFor(() =>
      feishu.side.deliveries().some(({ eventType }) => eventType === 'im.message.recalled_v1'),
    );
    await page.getByText('试一试').click();
    await page.getByLabel('下一句晚').check();
    await type('主题党日9');
    // It stands in the chat, and has not been pushed.
    expect(pushesOf('主题党日9')).toBe(0);
    await feishu.side.waitFor(() => pushesOf('主题党日9') === 1);
  });

  test('several people side by side, each with a chat of her own', async () => {
    await open();
    await page.setViewportSize({ width: 1400, height: 800 });
    await page.getByRole('button', { name: '把王建国放在旁边' }).click();
    await page.getByRole('button', { name: '把李芳放在旁边' }).click();
    const chats = page.locator('section.chat');
    expect(await chats.count()).toBe(3);
    await send(card({ tag: 'markdown', content: '给王建国' }), '王建国');
    await page.getByLabel('王建国和机器人').getByText('给王建国').waitFor();
    expect(await page.getByText('给王建国').count()).toBe(1);
    await page.getByLabel('李芳和机器人').getByLabel('消息', { exact: true }).fill('党课4');
    await page.keyboard.press('Enter');
    await feishu.side.waitFor((all) => all.some(({ sender, text }) => sender === '李芳' && text === '党课4'));
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#张敏,王建国,李芳');
    await page.reload();
    await page.getByLabel('李芳和机器人').getByText('党课4').waitFor();
    await page.getByRole('button', { name: '收起王建国' }).click();
    expect(await chats.count()).toBe(2);
    // On a phone there is room for one.
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await chats.filter({ visible: true }).count()).toBe(1);
  });

  test('everything is reached with the keyboard, and one sees where one is', async () => {
    await open();
    await send(FORM);
    await page.getByLabel('支委会').focus();
    const seen: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      seen.push(
        String(
          await page.evaluate(
            'document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent',
          ),
        ),
      );
      await page.keyboard.press('Tab');
    }
    expect(seen.map((text) => text.replace('*', ''))).toEqual(['支委会', '经过', '主持书记', '学习', '参观']);
    await page.getByRole('button', { name: '删除' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    const outline = String(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'));
    expect(outline).not.toBe('none');
    expect(clicks).toEqual([]);
  });

  test('a file of the bot is downloaded under its Chinese name', async () => {
    await open();
    const data = {
      file_type: 'stream',
      file_name: '述职报告_第2稿.docx',
      file: Buffer.from('内容'),
    } as const;
    const client = sdkClient(feishu);
    const content = JSON.stringify(await client.im.v1.file.create({ data }));
    const receiver = { receive_id: person(feishu, '张敏').openId, msg_type: 'file', content };
    await client.im.v1.message.create({ params: { receive_id_type: 'open_id' }, data: receiver });
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载' }).click();
    expect((await download).suggestedFilename()).toBe('述职报告_第2稿.docx');
  });

  test('on a phone one chooses the person above the chat', async () => {
    await open();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByLabel('以谁的身份聊天').last().selectOption('李芳');
    await page.getByText('还没有消息').waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(wide).toBe(false);
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#李芳');
  });
});
