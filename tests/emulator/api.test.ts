import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { closeAll, feishuFor, person } from './helpers.ts';

const DAY = 24 * 3_600_000;
const MEGABYTE = 1024 * 1024;

let now = 0;
let feishu: Emulator;
let bearer = '';

interface Answer {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly data: Record<string, unknown>;
  readonly headers: Headers;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = body instanceof FormData;
  const type = form ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${feishu.url}/open-apis/${path}`, {
    method,
    headers: { authorization: bearer, ...type, ...headers },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Answer) : { code: -1, msg: text, data: {} };
  return { ...json, status: response.status, headers: response.headers };
}

const MESSAGES = 'im/v1/messages';
const ME = () => person(feishu, '张敏').openId;

const card = (content: string, config: object = { update_multi: true }) =>
  JSON.stringify({ schema: '2.0', config, body: { elements: [{ tag: 'markdown', content }] } });

const send = (body: object, idType = 'open_id') =>
  call('POST', `${MESSAGES}?receive_id_type=${idType}`, {
    receive_id: ME(),
    msg_type: 'text',
    content: '{"text":"好"}',
    ...body,
  });

async function sent(body: object = {}): Promise<string> {
  const { data } = await send(body);
  return String(data['message_id']);
}

const cardSent = () => sent({ msg_type: 'interactive', content: card('一') });
const words = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
const cardOf = (bytes: number) => card('x'.repeat(bytes - card('').length));

function upload(fields: Record<string, string>, part: string, bytes: Buffer, name = 'a.bin') {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append(part, new Blob([new Uint8Array(bytes)]), name);
  return form;
}

const fileForm = (type: string, size: number) =>
  upload({ file_type: type, file_name: '稿.docx' }, 'file', Buffer.alloc(size));
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const imageForm = (bytes: Buffer) => upload({ image_type: 'message' }, 'image', bytes, 'a.png');

async function uploaded(type = 'stream'): Promise<string> {
  const { data } = await call('POST', 'im/v1/files', fileForm(type, 3));
  return JSON.stringify({ file_key: data['file_key'] });
}

function personal(messageType: string): string {
  const { messageId } = feishu.side.say({
    person: '张敏',
    messageType,
    file: { name: '她的.docx', base64: 'QQ==' },
  });
  return messageId;
}

const keyOf = (messageId: string) => JSON.stringify(feishu.side.message(messageId)?.content);

beforeEach(async () => {
  now = 1_790_000_000_000;
  feishu = await feishuFor({ now: () => now });
  const body = { app_id: feishu.appId, app_secret: feishu.appSecret };
  const token = await call('POST', 'auth/v3/tenant_access_token/internal', body);
  bearer = `Bearer ${(token as unknown as { tenant_access_token: string }).tenant_access_token}`;
});
afterEach(closeAll);

type Sample = () => Promise<Answer>;

const patch = (id: string, content: string) => call('PATCH', `${MESSAGES}/${id}`, { content });
const put = (id: string, text: string) =>
  call('PUT', `${MESSAGES}/${id}`, { msg_type: 'text', content: JSON.stringify({ text }) });
const reply = (id: string) =>
  call('POST', `${MESSAGES}/${id}/reply`, { msg_type: 'text', content: '{"text":"好"}' });

/** One row per rule: what is taken, its nearest relative that is not, and the code of the refusal. */
const RULES: [rule: string, accepted: Sample, refused: Sample, code: number][] = [
  ['a token is needed', () => send({}), () => call('POST', MESSAGES, {}, { authorization: '' }), 99991661],
  [
    'the token is known',
    () => send({}),
    () => call('POST', MESSAGES, {}, { authorization: 'Bearer t-x' }),
    99991663,
  ],
  ['receive_id_type is known', () => send({}), () => send({}, 'phone'), 230001],
  ['open_ids are of people', () => send({}), () => send({ receive_id: `ou_${'0'.repeat(32)}` }), 99992351],
  ['open_ids look like open_ids', () => send({}), () => send({ receive_id: 'zhang' }), 230034],
  [
    'chats exist',
    () => send({ receive_id: person(feishu, '张敏').chatId }, 'chat_id'),
    () => send({ receive_id: `oc_${'0'.repeat(32)}` }, 'chat_id'),
    99992356,
  ],
  [
    'the person can be reached',
    () => send({}),
    async () => {
      feishu.side.setPerson('张敏', 230053);
      return send({});
    },
    230053,
  ],
  ['msg_type is known', () => send({}), () => send({ msg_type: 'markdown' }), 230001],
  ['content is a string', () => send({}), () => send({ content: { text: '好' } }), 230001],
  ['content is JSON', () => send({}), () => send({ content: '好' }), 230001],
  [
    'texts to 150 KB',
    () => send({ content: words(150 * 1024) }),
    () => send({ content: words(150 * 1024 + 1) }),
    230025,
  ],
  [
    'cards to 30 KB',
    () => send({ msg_type: 'interactive', content: cardOf(30 * 1024) }),
    () => send({ msg_type: 'interactive', content: cardOf(30 * 1024 + 1) }),
    230025,
  ],
  [
    'cards are valid',
    () => send({ msg_type: 'interactive', content: card('一') }),
    () => send({ msg_type: 'interactive', content: '{"elements":[]}' }),
    230099,
  ],
  [
    'uuids to 50 characters',
    () => send({ uuid: 'u'.repeat(50) }),
    () => send({ uuid: 'u'.repeat(51) }),
    230001,
  ],
  [
    'files are the bot’s own',
    async () => send({ msg_type: 'file', content: await uploaded() }),
    () => send({ msg_type: 'file', content: keyOf(personal('file')) }),
    230017,
  ],
  [
    'audio is opus',
    async () => send({ msg_type: 'audio', content: await uploaded('opus') }),
    async () => send({ msg_type: 'audio', content: await uploaded() }),
    230055,
  ],
  ['replies are to messages', async () => reply(await sent()), () => reply('om_unknown'), 99992354],
  [
    'no reply to what was taken back',
    async () => reply(await sent()),
    async () => {
      const id = personal('text');
      feishu.side.recall(id);
      return reply(id);
    },
    230011,
  ],
  [
    'only cards are patched',
    async () => patch(await cardSent(), card('二')),
    async () => patch(await sent(), card('二')),
    230001,
  ],
  [
    'only own cards are patched',
    async () => patch(await cardSent(), card('二')),
    async () => patch(personal('interactive'), card('二')),
    230001,
  ],
  [
    'update_multi stays',
    async () => patch(await cardSent(), card('二')),
    async () => patch(await cardSent(), card('二', {})),
    230001,
  ],
  [
    'update_multi was there',
    async () => patch(await cardSent(), card('二')),
    async () => patch(await sent({ msg_type: 'interactive', content: card('一', {}) }), card('二')),
    230001,
  ],
  ['patches within 14 days', () => later(14 * DAY), () => later(14 * DAY + 1), 230031],
  [
    'no patch after a recall',
    async () => patch(await cardSent(), card('二')),
    async () => {
      const id = await cardSent();
      await call('DELETE', `${MESSAGES}/${id}`);
      return patch(id, card('二'));
    },
    230011,
  ],
  [
    'no patch after a deletion',
    async () => patch(await cardSent(), card('二')),
    async () => {
      const id = await cardSent();
      feishu.side.remove(id);
      return patch(id, card('二'));
    },
    230110,
  ],
  [
    'patched cards are valid',
    async () => patch(await cardSent(), card('二')),
    async () => patch(await cardSent(), '{}'),
    230099,
  ],
  ['no edit of a card', async () => put(await sent(), '改'), async () => put(await cardSent(), '改'), 230001],
  ['20 edits', () => edits(20), () => edits(21), 230072],
  [
    'reading what exists',
    async () => call('GET', `${MESSAGES}/${await sent()}`),
    () => call('GET', `${MESSAGES}/om_unknown`),
    99992354,
  ],
  [
    'file types',
    () => call('POST', 'im/v1/files', fileForm('doc', 3)),
    () => call('POST', 'im/v1/files', fileForm('docx', 3)),
    234001,
  ],
  [
    'files are not empty',
    () => call('POST', 'im/v1/files', fileForm('doc', 1)),
    () => call('POST', 'im/v1/files', fileForm('doc', 0)),
    234010,
  ],
  [
    'files to 30 MB',
    () => call('POST', 'im/v1/files', fileForm('doc', 30 * MEGABYTE)),
    () => call('POST', 'im/v1/files', fileForm('doc', 30 * MEGABYTE + 1)),
    234006,
  ],
  [
    'images are images',
    () => call('POST', 'im/v1/images', imageForm(PNG)),
    () => call('POST', 'im/v1/images', imageForm(Buffer.from('text'))),
    234011,
  ],
  ['a resource is of its message', () => resource('file'), () => resource('image'), 234003],
  [
    'reactions have a type',
    async () => react(await sent(), 'OnIt'),
    async () => react(await sent(), '!'),
    231001,
  ],
  ['urgent to 200 people', async () => urge(await sent(), 200), async () => urge(await sent(), 201), 230001],
  ['urgent for own messages', async () => urge(await sent(), 1), () => urge(personal('text'), 1), 230012],
  ['3 follow-ups', async () => follow(await sent(), 3), async () => follow(await sent(), 4), 230001],
  ['follow-ups within 10 minutes', () => followLater(600_000), () => followLater(600_001), 230002],
  [
    'follow-ups on the latest message',
    async () => follow(await sent(), 1),
    async () => {
      const id = await sent();
      await sent();
      return follow(id, 1);
    },
    230006,
  ],
  ['pinning for people', () => pin([ME()]), () => pin([]), 230001],
  [
    'users exist',
    () => call('GET', `contact/v3/users/${ME()}`),
    () => call('GET', 'contact/v3/users/ou_x'),
    41012,
  ],
  [
    'departments need a scope',
    department,
    async () => {
      feishu.side.change({ scopes: { name: true, departments: false } });
      return department();
    },
    99991672,
  ],
  [
    'card tokens are tokens',
    async () => send({}),
    () => call('POST', 'interactive/v1/card/update', { token: 'c-x', card: {} }),
    300020,
  ],
];

async function later(pause: number): Promise<Answer> {
  feishu.side.change({ tokenSeconds: 30 * 24 * 3600 });
  const id = await cardSent();
  now += pause;
  const body = { app_id: feishu.appId, app_secret: feishu.appSecret };
  const token = await call('POST', 'auth/v3/tenant_access_token/internal', body);
  bearer = `Bearer ${(token as unknown as { tenant_access_token: string }).tenant_access_token}`;
  return patch(id, card('二'));
}

async function edits(count: number): Promise<Answer> {
  const id = await sent();
  for (let turn = 1; turn < count; turn += 1) await put(id, String(turn));
  return put(id, '最后');
}

async function resource(type: string): Promise<Answer> {
  const id = personal('file');
  const key = String(feishu.side.message(id)?.content['file_key']);
  const answer = await call('GET', `${MESSAGES}/${id}/resources/${key}?type=${type}`);
  return answer.status === 200 ? { ...answer, code: 0 } : answer;
}

const react = (id: string, emoji: string) =>
  call('POST', `${MESSAGES}/${id}/reactions`, { reaction_type: { emoji_type: emoji } });
const urge = (id: string, count: number) =>
  call('PATCH', `${MESSAGES}/${id}/urgent_app?user_id_type=open_id`, {
    user_id_list: Array.from({ length: count }, ME),
  });
const follow = (id: string, count: number) =>
  call('POST', `${MESSAGES}/${id}/push_follow_up`, {
    follow_ups: Array.from({ length: count }, () => ({ content: '继续' })),
  });
const pin = (people: string[]) =>
  call('PATCH', 'im/v2/feed_cards/bot_time_sentive', { time_sensitive: true, user_ids: people });

async function followLater(pause: number): Promise<Answer> {
  const id = await sent();
  now += pause;
  return follow(id, 1);
}

async function department(): Promise<Answer> {
  const { data } = await call('GET', `contact/v3/users/${ME()}`);
  const user = data['user'] as { department_ids?: string[] };
  return call('GET', `contact/v3/departments/${user.department_ids?.[0]}`);
}

describe('rules of the open API', () => {
  test.each(RULES)('%s', async (_rule, accepted, refused, code) => {
    expect(await accepted()).toMatchObject({ status: 200, code: 0 });
    const refusal = await refused();
    expect(refusal).toMatchObject({ status: 400, code });
    expect(refusal.headers.get('x-tt-logid')).toMatch(/^\d+/);
  });

  test('the reason for refusing a card is in msg', async () => {
    const { msg } = await send({
      msg_type: 'interactive',
      content: JSON.stringify({ schema: '2.0', body: { elements: [{ tag: 'note' }] } }),
    });
    expect(msg).toContain('ext=ErrCode: 200861; ErrMsg: ');
  });

  test('what is not there is 404', async () => {
    expect(await call('GET', 'im/v1/nothing')).toMatchObject({ status: 404, msg: '404 page not found' });
  });

  test('an @ of everybody is noted, in texts and in cards', async () => {
    await send({ content: JSON.stringify({ text: '<at user_id="all">所有人</at>' }) });
    await send({ msg_type: 'interactive', content: card('<at id=all></at>') });
    await send({ content: JSON.stringify({ text: '所有人 &#60;at' }) });
    expect(feishu.side.transcript().map(({ mentionedEverybody }) => mentionedEverybody)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('tokens', () => {
  const token = async (body: object) =>
    (await call('POST', 'auth/v3/tenant_access_token/internal', body)) as unknown as Record<string, unknown>;
  const good = () => ({ app_id: feishu.appId, app_secret: feishu.appSecret });

  test('refusals come with HTTP 200', async () => {
    expect(await token({})).toMatchObject({ status: 200, code: 10003 });
    expect(await token({ ...good(), app_secret: 'wrong' })).toMatchObject({ status: 200, code: 10014 });
    feishu.side.change({ appDisabled: true });
    expect(await token(good())).toMatchObject({ status: 200, code: 10015 });
  });

  test('the same token while half an hour is left, then a new one, both valid', async () => {
    const first = await token(good());
    now += 5_400_000;
    const same = await token(good());
    expect(same['tenant_access_token']).toBe(first['tenant_access_token']);
    expect(same['expire']).toBe(1800);
    now += 1000;
    const next = await token(good());
    expect(next['tenant_access_token']).not.toBe(first['tenant_access_token']);
    for (const { tenant_access_token: one } of [first, next]) {
      expect(
        (await call('GET', 'bot/v3/info', undefined, { authorization: `Bearer ${String(one)}` })).code,
      ).toBe(0);
    }
  });

  test('revoked tokens are refused', async () => {
    feishu.side.revokeTokens();
    expect((await send({})).code).toBe(99991663);
  });
});
