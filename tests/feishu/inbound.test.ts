import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClick, parseEnter, parseMenu, parseMessage } from '../../src/feishu/inbound.ts';

const HEAD = {
  schema: '2.0',
  event_id: '5e3702a84e847582be8db7fb73283c02',
  create_time: '1608725989000',
  token: 'vtok',
  app_id: 'cli_0123456789abcdef',
  tenant_key: '2ca1d211f64f6438',
};
const PERSON = { union_id: 'on_1', open_id: 'ou_1' };

const message = (type: string, content: unknown, more: object = {}, sender = 'user') => ({
  ...HEAD,
  event_type: 'im.message.receive_v1',
  sender: { sender_id: PERSON, sender_type: sender, tenant_key: HEAD.tenant_key },
  message: {
    message_id: 'om_1',
    create_time: '1609073151345',
    update_time: '1609073151345',
    chat_id: 'oc_1',
    chat_type: 'p2p',
    message_type: type,
    content: typeof content === 'string' ? content : JSON.stringify(content),
    ...more,
  },
});

const inboundOf = (parsed: ReturnType<typeof parseMessage>) =>
  'envelope' in parsed ? parsed.envelope.inbound : parsed;

describe('a message', () => {
  it('is known by its own id and dated by its own time', () => {
    expect(parseMessage(message('text', { text: '全年召开党员大会12次\n支委会11次' }))).toEqual({
      envelope: {
        tenant: '2ca1d211f64f6438',
        group: false,
        chat: 'oc_1',
        inbound: {
          id: 'om_1',
          by: 'ou_1',
          at: 1609073151345,
          type: 'text',
          text: '全年召开党员大会12次\n支委会11次',
        },
      },
    });
  });

  it('names the people it mentions, and in a group only calls the bot', () => {
    const mentions = [
      { key: '@_user_1', id: PERSON, name: '述职助手', tenant_key: 'x' },
      { key: '@_user_10', id: PERSON, name: '张敏', tenant_key: 'x' },
    ];
    const content = { text: '@_user_1 联系人是@_user_10' };
    expect(inboundOf(parseMessage(message('text', content, { mentions })))).toMatchObject({
      text: '述职助手 联系人是张敏',
    });
    const grouped = parseMessage(message('text', content, { mentions, chat_type: 'group' }));
    expect(grouped).toMatchObject({ envelope: { group: true, inbound: { text: '联系人是' } } });
  });

  it('of type post is read line by line', () => {
    const content = {
      title: '今年的情况',
      content: [
        [
          { tag: 'text', text: '支委会' },
          { tag: 'a', href: 'https://x', text: '12次' },
        ],
        [{ tag: 'img', image_key: 'img_1' }],
        [
          { tag: 'at', user_id: '@_user_1', user_name: '张敏' },
          { tag: 'text', text: ' 记录' },
        ],
      ],
    };
    const text = '今年的情况\n支委会12次\n张敏 记录';
    expect(inboundOf(parseMessage(message('post', content)))).toMatchObject({ type: 'text', text });
    expect(inboundOf(parseMessage(message('post', { zh_cn: content })))).toMatchObject({
      type: 'text',
      text,
    });
    const picture = { title: '', content: [[{ tag: 'img', image_key: 'img_1' }]] };
    expect(inboundOf(parseMessage(message('post', picture)))).toMatchObject({ type: 'other', what: 'post' });
  });

  it.each([
    'image',
    'audio',
    'file',
    'sticker',
    'merge_forward',
    'location',
    'media',
    'share_chat',
    'nobody_knows',
  ])('of type %s has no words, and is told by its type', (type) => {
    expect(inboundOf(parseMessage(message(type, { image_key: 'img_1' })))).toMatchObject({
      type: 'other',
      what: type,
    });
  });

  it('from a bot is left alone', () => {
    expect(parseMessage(message('text', { text: '继续' }, {}, 'bot'))).toEqual({ ignored: 'sender-bot' });
    expect(parseMessage(message('text', { text: '继续' }, {}, 'app'))).toEqual({ ignored: 'sender-app' });
  });

  it('that is not what anybody expects is told by its fields only', () => {
    const strange = { ...message('text', '{'), sender: { secret: '机密' } };
    expect(JSON.stringify(parseMessage(strange))).not.toContain('机密');
    expect(inboundOf(parseMessage(message('text', '{')))).toMatchObject({ type: 'other', what: 'text' });
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        for (const parse of [parseMessage, parseClick, parseEnter, parseMenu]) {
          expect(() => parse(anything)).not.toThrow();
        }
      }),
    );
  });
});

const click = (action: object, more: object = {}) => ({
  ...HEAD,
  event_type: 'card.action.trigger',
  create_time: '1603977298000000',
  operator: { tenant_key: HEAD.tenant_key, open_id: 'ou_1', union_id: 'on_1' },
  token: 'c-1',
  action,
  host: 'im_message',
  context: { open_message_id: 'om_9', open_chat_id: 'oc_1' },
  ...more,
});
const VALUE = { r: 'r1', v: 7, op: 'submit', card: 'meetings' };

it('tells the tenant of whoever comes from another one', () => {
  const event = message('text', { text: '支委会12' });
  const visitor = { ...event, sender: { ...event.sender, tenant_key: 'partner' } };
  expect(parseMessage(visitor)).toMatchObject({ envelope: { tenant: HEAD.tenant_key, from: 'partner' } });
});

describe('a click', () => {
  it('carries the report, the version it was shown at, and the form', () => {
    const parsed = parseClick(
      click({ value: VALUE, tag: 'button', form_value: { meetings: '12', tags: ['a', 'b'] } }),
    );
    expect(parsed).toEqual({
      envelope: {
        tenant: '2ca1d211f64f6438',
        group: false,
        chat: 'oc_1',
        report: 'r1',
        inbound: {
          id: HEAD.event_id,
          by: 'ou_1',
          at: 1603977298000,
          type: 'click',
          op: { op: 'submit', card: 'meetings' },
          shown: 7,
          message: 'om_9',
          form: { meetings: '12', tags: ['a', 'b'] },
        },
      },
    });
  });

  it('is understood by its name alone, and without a form', () => {
    const parsed = parseClick(click({ tag: 'button', name: 's.7.r1.meetings' }));
    expect(parsed).toMatchObject({
      envelope: { report: 'r1', inbound: { op: { op: 'submit', card: 'meetings' } } },
    });
    expect(parsed).not.toHaveProperty('envelope.inbound.form');
  });

  it('leaves a kept text alone when nothing new was typed, and takes what was', () => {
    const value = { ...VALUE, facts: ['meetings'] };
    const typed = (kept: string) =>
      parseClick(click({ value, form_value: { meetings: '12', 'highlights.kept': kept } }));
    expect(typed(' ')).toMatchObject({
      envelope: { inbound: { op: { facts: ['meetings'] }, form: { meetings: '12' } } },
    });
    expect(typed('新写的')).toMatchObject({
      envelope: {
        inbound: {
          op: { facts: ['meetings', 'highlights'] },
          form: { meetings: '12', highlights: '新写的' },
        },
      },
    });
    const only = parseClick(click({ value: { ...VALUE, facts: [] }, form_value: { 'highlights.kept': '' } }));
    expect(only).toMatchObject({ envelope: { inbound: { op: { op: 'continue' } } } });
  });

  it('has its words cleaned, too', () => {
    const parsed = parseClick(
      click({ value: VALUE, form_value: { a: '一\u0001二', b: ['三\u0000'], c: true } }),
    );
    expect(parsed).toMatchObject({ envelope: { inbound: { form: { a: '一二', b: ['三'], c: true } } } });
  });

  it('has the day that a picker gives without the zone it was picked in', () => {
    const parsed = parseClick(
      click({ value: VALUE, form_value: { day: '2026-03-08 +0800', note: '到 2026-03-08 +0800' } }),
    );
    expect(parsed).toMatchObject({
      envelope: { inbound: { form: { day: '2026-03-08', note: '到 2026-03-08 +0800' } } },
    });
  });

  it('on a button nobody knows is ignored', () => {
    expect(parseClick(click({ value: 'x', name: 'submit_q3' }))).toEqual({
      ignored: 'button-of-no-known-meaning',
    });
  });
});

it('an opened chat and a tapped menu item are events of their own', () => {
  const enter = { ...HEAD, chat_id: 'oc_1', operator_id: PERSON, last_message_id: 'om_0' };
  expect(parseEnter(enter)).toMatchObject({
    envelope: { chat: 'oc_1', inbound: { id: HEAD.event_id, by: 'ou_1', at: 1608725989000, type: 'enter' } },
  });
  const menu = { ...HEAD, operator: { operator_id: PERSON }, event_key: 'progress', timestamp: 1669364458 };
  expect(parseMenu(menu)).toMatchObject({
    envelope: { inbound: { by: 'ou_1', at: 1669364458000, type: 'menu', key: 'progress' } },
  });
});
