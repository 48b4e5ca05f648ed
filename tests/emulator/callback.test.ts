import { afterEach, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { botFor, closeAll, feishuFor, person, sdkClient, sendCard } from './helpers.ts';

afterEach(closeAll);

const plain = (content: string) => ({ tag: 'plain_text', content });
const callback = (value: object) => [{ type: 'callback', value }];

const FORM = {
  schema: '2.0',
  config: { update_multi: true },
  body: {
    elements: [
      {
        tag: 'form',
        name: 'counts',
        elements: [
          { tag: 'input', name: 'meetings', label: plain('支委会'), default_value: '11' },
          { tag: 'input', name: 'lectures', label: plain('党课') },
          { tag: 'date_picker', name: 'day', initial_date: '2026-11-20' },
          {
            tag: 'multi_select_static',
            name: 'tags',
            options: [
              { text: plain('甲'), value: 'a' },
              { text: plain('乙'), value: 'b' },
            ],
          },
          {
            tag: 'button',
            name: 'submit_1',
            text: plain('提交'),
            form_action_type: 'submit',
            behaviors: callback({ op: 'submit' }),
          },
          { tag: 'button', name: 'later', text: plain('稍后'), behaviors: callback({ op: 'later' }) },
        ],
      },
      { tag: 'button', text: plain('进度'), behaviors: callback({ op: 'progress' }) },
      { tag: 'button', text: plain('看不了'), disabled: true, behaviors: callback({}) },
    ],
  },
};

const DONE = {
  schema: '2.0',
  config: { update_multi: true },
  body: { elements: [{ tag: 'markdown', content: '记下了' }] },
};

async function formSent(feishu: Emulator): Promise<string> {
  const sent = await sendCard(sdkClient(feishu), person(feishu, '张敏').openId, FORM);
  return sent.data?.message_id ?? '';
}

type Seen = Record<string, unknown>;

describe('a click', () => {
  test('sends the whole form, and toast and card of the answer are applied', async () => {
    const feishu = await feishuFor({ now: () => 1_790_000_000_000 });
    const seen: Seen[] = [];
    await botFor(feishu, {
      'card.action.trigger': (data) => {
        seen.push(data);
        return { toast: { type: 'success', content: '记下了' }, card: { type: 'raw', data: DONE } };
      },
    });
    const messageId = await formSent(feishu);
    const clicked = await feishu.side.click({
      person: '张敏',
      messageId,
      button: 'submit_1',
      values: { lectures: '4' },
    });
    expect(clicked).toMatchObject({ code: 0, updated: true, toast: { type: 'success', content: '记下了' } });
    expect(clicked.message.text).toBe('记下了');
    expect(clicked.message.versions.map(({ by }) => by)).toEqual(['sent', 'answered']);
    expect(seen[0]).toMatchObject({
      create_time: '1790000000000000',
      token: expect.stringMatching(/^c-/),
      operator: { open_id: person(feishu, '张敏').openId },
      context: { open_message_id: messageId, open_chat_id: person(feishu, '张敏').chatId },
      host: 'im_message',
      action: {
        tag: 'button',
        name: 'submit_1',
        timezone: 'Asia/Shanghai',
        value: { op: 'submit' },
        form_value: { meetings: '11', lectures: '4', day: '2026-11-20 +0800', tags: [] },
      },
    });
  });

  test('by the text on the button, by another person, without a form value outside the form', async () => {
    const feishu = await feishuFor();
    const seen: Seen[] = [];
    await botFor(feishu, {
      'card.action.trigger': (data) => {
        seen.push(data);
        return {};
      },
    });
    const messageId = await formSent(feishu);
    const clicked = await feishu.side.click({ person: '张敏', as: '李芳', messageId, button: '进度' });
    expect(clicked).toMatchObject({ code: 0, updated: false });
    expect(seen[0]).toMatchObject({
      operator: { open_id: person(feishu, '李芳').openId },
      action: { value: { op: 'progress' } },
    });
    expect(seen[0]?.['action']).not.toHaveProperty('form_value');
  });

  test('on a version that is no longer shown', async () => {
    const feishu = await feishuFor();
    await botFor(feishu, { 'card.action.trigger': () => ({ card: { type: 'raw', data: DONE } }) });
    const messageId = await formSent(feishu);
    await feishu.side.click({ person: '张敏', messageId, button: '进度' });
    await expect(feishu.side.click({ person: '张敏', messageId, button: '进度' })).rejects.toThrow(
      'no button',
    );
    const clicked = await feishu.side.click({ person: '张敏', messageId, button: '进度', cardVersion: 0 });
    expect(clicked.code).toBe(0);
  });

  test('that no real client would make', async () => {
    const feishu = await feishuFor();
    const seen: Seen[] = [];
    await botFor(feishu, {
      'card.action.trigger': (data) => {
        seen.push(data);
        return {};
      },
    });
    const messageId = await formSent(feishu);
    await expect(feishu.side.click({ person: '张敏', messageId, button: '看不了' })).rejects.toThrow(
      'disabled',
    );
    const action = { value: 'a string', form_value: null, name: 'unknown' };
    await feishu.side.click({ person: '张敏', messageId, button: 'submit_1', action });
    expect(seen[0]?.['action']).toMatchObject({ value: 'a string', name: 'unknown' });
    expect(seen[0]?.['action']).not.toHaveProperty('form_value');
  });

  test('empty fields are absent when the setting says so', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ emptyFields: 'absent' });
    let value: unknown;
    await botFor(feishu, {
      'card.action.trigger': (data) => {
        value = (data['action'] as Seen)['form_value'];
        return {};
      },
    });
    const messageId = await formSent(feishu);
    await feishu.side.click({ person: '张敏', messageId, button: 'submit_1', values: { meetings: '' } });
    expect(value).toEqual({ day: '2026-11-20 +0800' });
  });
});

const ANSWERS: [what: string, handler: () => unknown, code: number][] = [
  ['nothing', () => undefined, 108002],
  ['an empty object', () => ({}), 0],
  ['an error', () => Promise.reject(new Error('no')), 200671],
  ['a string', () => 'ok', 200672],
  ['a toast without content', () => ({ toast: { type: 'info' } }), 200672],
  ['a toast of unknown type', () => ({ toast: { type: 'loud', content: '好' } }), 200672],
  ['an unknown part', () => ({ header: {} }), 200672],
  ['a card that is not wrapped', () => ({ card: DONE }), 200673],
  ['a 1.0 card', () => ({ card: { type: 'raw', data: { elements: [] } } }), 200830],
  [
    'a card with an unknown element',
    () => ({ card: { type: 'raw', data: { ...DONE, body: { elements: [{ tag: 'note' }] } } } }),
    200673,
  ],
];

describe('answers and what the user sees', () => {
  test.each(ANSWERS)('%s', async (_what, handler, code) => {
    const feishu = await feishuFor();
    await botFor(feishu, { 'card.action.trigger': handler });
    const messageId = await formSent(feishu);
    const clicked = await feishu.side.click({ person: '张敏', messageId, button: '进度' });
    expect(clicked.code).toBe(code);
    expect(clicked.updated).toBe(false);
  });

  test('no client: 200340', async () => {
    const feishu = await feishuFor();
    const messageId = await formSent(feishu);
    expect((await feishu.side.click({ person: '张敏', messageId, button: '进度' })).code).toBe(200340);
  });

  test('no answer in the window: 200341, and no second try', async () => {
    const feishu = await feishuFor({ repushScale: 0 });
    feishu.side.change({ ackWindowMs: 50 });
    let runs = 0;
    await botFor(feishu, {
      'card.action.trigger': () => {
        runs += 1;
        return new Promise(() => undefined);
      },
    });
    const messageId = await formSent(feishu);
    expect((await feishu.side.click({ person: '张敏', messageId, button: '进度' })).code).toBe(200341);
    expect(runs).toBe(1);
  });

  test('a frame of type card is dropped by the SDK: 200341', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ ackWindowMs: 50, callbackFrame: 'card' });
    let runs = 0;
    await botFor(feishu, {
      'card.action.trigger': () => {
        runs += 1;
      },
    });
    const messageId = await formSent(feishu);
    expect((await feishu.side.click({ person: '张敏', messageId, button: '进度' })).code).toBe(200341);
    expect(runs).toBe(0);
  });
});

describe('updating by the token of a callback', () => {
  test('after the answer, twice', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    let token = '';
    await botFor(feishu, {
      'card.action.trigger': async (data) => {
        token = String(data['token']);
        return {};
      },
    });
    const messageId = await formSent(feishu);
    await feishu.side.click({ person: '张敏', messageId, button: '进度' });
    const update = () =>
      client.request({
        method: 'POST',
        url: '/open-apis/interactive/v1/card/update',
        data: { token, card: DONE },
      });
    await update();
    await update();
    await expect(update()).rejects.toMatchObject({ response: { data: { code: 300040 } } });
    expect(feishu.side.message(messageId)?.versions.map(({ by }) => by)).toEqual(['sent', 'token', 'token']);
  });
});
