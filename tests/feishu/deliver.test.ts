import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content, Delivery } from '../../src/feishu/port.ts';
import { type Edge, startEdge } from './edge.ts';
import { countsScreen, textScreen } from './screens.ts';

const SEND = 'POST /open-apis/im/v1/messages';
const UPLOAD = 'POST /open-apis/im/v1/files';
const PATCH = 'PATCH /open-apis/im/v1/messages/:message_id';
const TOKEN = 'POST /open-apis/auth/v3/tenant_access_token/internal';

let edge: Edge;
let zhang = '';
beforeEach(async () => {
  edge = await startEdge({ timeouts: { http: 300, upload: 300 } });
  zhang = edge.emulator.side.setPerson('张敏').openId;
});
afterEach(() => edge.close());

const side = () => edge.emulator.side;
const to = (content: Content, uuid = 'u1'): Delivery => ({ uuid, to: { person: zhang }, content });
const file = (bytes: number) => ({
  file: { name: '2026年度述职报告_张敏_第2稿.docx', bytes: new Uint8Array(bytes).fill(7) },
});
const calls = (endpoint: string) =>
  side()
    .calls()
    .filter((call) => call.endpoint === endpoint);
const transcript = () => side().transcript({ person: '张敏' });

describe('a delivery', () => {
  it('of text says what was said, and pings nobody', async () => {
    const delivered = await edge.feishu.deliver(to({ text: '记下了：<at user_id="all"></at>' }));
    const [message] = transcript();
    expect(delivered).toEqual({ outcome: 'sent', message: message?.messageId, at: message?.createdAt });
    expect(message).toMatchObject({ text: '记下了：＜at user_id="all">＜/at>', mentionedEverybody: false });
  });

  it('of a screen is a card', async () => {
    expect(await edge.feishu.deliver(to({ screen: countsScreen }))).toMatchObject({ outcome: 'sent' });
    expect(transcript()[0]).toMatchObject({ type: 'interactive' });
    expect(transcript()[0]?.text).toContain('支部党员大会'.slice(2));
  });

  it('of a file keeps its Chinese name and its bytes', async () => {
    expect(await edge.feishu.deliver(to(file(20_000)))).toMatchObject({ outcome: 'sent' });
    const [message] = transcript();
    expect(message?.file).toMatchObject({ name: '2026年度述职报告_张敏_第2稿.docx', size: 20_000 });
    expect(side().file(message?.file?.key ?? '')?.fileType).toBe('stream');
  });

  it('goes to a chat, or as the answer to a message', async () => {
    const chat = side().group('支委会', ['张敏', '李芳']);
    const first = await edge.feishu.deliver({ uuid: 'g1', to: { chat }, content: { text: '大家好' } });
    if (first.outcome !== 'sent') throw new Error(first.code);
    const answer: Delivery = { uuid: 'g2', to: { replyTo: first.message }, content: { text: '请私聊我' } };
    expect(await edge.feishu.deliver(answer)).toMatchObject({ outcome: 'sent' });
    expect(side().transcript({ chatId: chat }).at(-1)).toMatchObject({ parentId: first.message });
  });

  it('twice with the same uuid is one message', async () => {
    const [first, second] = [
      await edge.feishu.deliver(to({ text: '一' })),
      await edge.feishu.deliver(to({ text: '一' })),
    ];
    expect(second).toMatchObject({ outcome: 'sent', message: first.outcome === 'sent' && first.message });
    expect(transcript()).toHaveLength(1);
  });

  it('fetches one token for many, and a new one once when it is refused', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((uuid) => edge.feishu.deliver(to({ text: uuid }, uuid))));
    expect(calls(TOKEN)).toHaveLength(1);
    side().revokeTokens();
    expect(await edge.feishu.deliver(to({ text: '五' }, 'e'))).toMatchObject({ outcome: 'sent' });
    expect(calls(TOKEN)).toHaveLength(2);
    expect(transcript()).toHaveLength(5);
  });

  it('does not go on asking for tokens when they are refused all the same', async () => {
    side().fault({ endpoint: SEND, code: 99991663, status: 400, times: 9 });
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({
      outcome: 'again',
      code: '99991663',
    });
    expect(calls(SEND)).toHaveLength(2);
  });

  it('waits as long as a rate limit says', async () => {
    side().change({ rateLimit: true });
    const all = await Promise.all(
      ['1', '2', '3', '4', '5', '6'].map((uuid) => edge.feishu.deliver(to({ text: uuid }, uuid))),
    );
    const limited = all.filter((delivered) => delivered.outcome === 'again');
    expect(limited).toHaveLength(1);
    expect(limited[0]).toMatchObject({ code: '99991400' });
    expect(limited[0]?.wait).toBeGreaterThanOrEqual(1000);
  });

  it.each([
    ['a reply that is lost', { reset: true, when: 'after' as const }, 1],
    ['a server that never answers', { hang: true }, 0],
    ['an error of the server', { status: 502, when: 'after' as const }, 1],
  ])('with %s may have been sent: repeated, it is there once', async (_, trouble, stored) => {
    side().fault({ endpoint: SEND, ...trouble });
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({ outcome: 'unknown' });
    expect(transcript()).toHaveLength(stored);
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({ outcome: 'sent' });
    expect(transcript()).toHaveLength(1);
  });

  it('has certainly not been sent when not even the token could be had', async () => {
    side().fault({ endpoint: TOKEN, hang: true });
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({ outcome: 'again' });
    side().fault({ endpoint: TOKEN, code: 10014, status: 200 });
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({ outcome: 'refused', scope: 'app' });
  });

  it('reaches a local emulator past any proxy', async () => {
    const { HTTP_PROXY, NO_PROXY } = process.env;
    Object.assign(process.env, { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' });
    try {
      expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({ outcome: 'sent' });
    } finally {
      process.env['NO_PROXY'] = NO_PROXY;
      if (HTTP_PROXY === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = HTTP_PROXY;
    }
  });

  it('has certainly not been sent when nobody listens', async () => {
    await edge.emulator.close();
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({
      outcome: 'again',
      code: 'ECONNREFUSED',
    });
  });

  it('tells whether the person or the message is meant', async () => {
    side().setPerson('张敏', 230053);
    expect(await edge.feishu.deliver(to({ text: '一' }))).toMatchObject({
      outcome: 'refused',
      scope: 'person',
    });
    const nobody: Delivery = { uuid: 'n', to: { person: 'ou_nobody' }, content: { text: '一' } };
    expect(await edge.feishu.deliver(nobody)).toMatchObject({ outcome: 'refused', scope: 'person' });
  });
});

describe('a file', () => {
  it('that is empty or too large is not even uploaded', async () => {
    expect(await edge.feishu.deliver(to(file(0)))).toMatchObject({ outcome: 'refused', code: 'file-empty' });
    const large = await edge.feishu.deliver(to(file(30 * 1024 * 1024 + 1)));
    expect(large).toMatchObject({ outcome: 'refused', code: 'file-too-large' });
    expect(calls(UPLOAD)).toHaveLength(0);
  });

  it('whose upload is refused under HTTP 200 is not sent', async () => {
    side().fault({ endpoint: UPLOAD, status: 200, code: 234010 });
    expect(await edge.feishu.deliver(to(file(9)))).toMatchObject({ outcome: 'refused', code: '234010' });
    side().fault({ endpoint: UPLOAD, hang: true });
    expect(await edge.feishu.deliver(to(file(9)))).toMatchObject({ outcome: 'again' });
    expect(transcript()).toHaveLength(0);
  });

  it('is in the chat once when sending it was repeated', async () => {
    side().fault({ endpoint: SEND, reset: true, when: 'after' });
    expect(await edge.feishu.deliver(to(file(9)))).toMatchObject({ outcome: 'unknown' });
    expect(await edge.feishu.deliver(to(file(9)))).toMatchObject({ outcome: 'sent' });
    expect(transcript().filter((message) => message.type === 'file')).toHaveLength(1);
  });
});

describe('a card', () => {
  it('that is refused becomes a text with the same questions', async () => {
    side().fault({ endpoint: SEND, code: 230099, status: 400 });
    expect(await edge.feishu.deliver(to({ screen: countsScreen }))).toMatchObject({ outcome: 'sent' });
    const [message] = transcript();
    expect(message?.type).toBe('text');
    expect(message?.text).toContain('· 支委会（次）');
    expect(
      edge.logged.some(({ level, message: said }) => level === 'error' && said.includes('card refused')),
    ).toBe(true);
  });

  it('that the content check refuses becomes a text without anything a person wrote', async () => {
    side().fault({ endpoint: SEND, code: 230028, status: 400 });
    await edge.feishu.deliver(to({ screen: textScreen('13800000000') }));
    expect(transcript()[0]?.text).not.toContain('138');
  });

  it('that the content check refuses in a patch is told of in a message of its own, without what was written', async () => {
    const sent = await edge.feishu.deliver(to({ screen: countsScreen }));
    if (sent.outcome !== 'sent') throw new Error(sent.code);
    side().fault({ endpoint: PATCH, code: 230028, status: 400 });
    const instead = { uuid: 'u2', to: { person: zhang } };
    const patch = { patch: sent.message, screen: textScreen('13800000000'), instead };
    expect(await edge.feishu.deliver(patch)).toMatchObject({ outcome: 'sent' });
    expect(transcript().map(({ type }) => type)).toEqual(['interactive', 'text']);
    expect(transcript()[1]?.text).toContain('没有通过单位的内容检查');
    expect(transcript()[1]?.text).not.toContain('138');
  });

  it('that is refused in a patch becomes a text of its own, once', async () => {
    const sent = await edge.feishu.deliver(to({ screen: countsScreen }));
    if (sent.outcome !== 'sent') throw new Error(sent.code);
    side().change({ refuseCards: true });
    const patch = {
      ...{ patch: sent.message, screen: textScreen('改过了') },
      instead: { uuid: 'u2', to: { person: zhang } },
    };
    expect(await edge.feishu.deliver(patch)).toMatchObject({ outcome: 'sent' });
    expect(await edge.feishu.deliver(patch)).toMatchObject({ outcome: 'sent' });
    expect(transcript().map(({ type }) => type)).toEqual(['interactive', 'text']);
    expect(transcript()[1]?.text).toContain('改过了');
  });

  it('is patched, and sent anew when it is gone', async () => {
    const sent = await edge.feishu.deliver(to({ screen: countsScreen }));
    if (sent.outcome !== 'sent') throw new Error(sent.code);
    const instead = { uuid: 'u2', to: { person: zhang } };
    const patch = { patch: sent.message, screen: textScreen('改过了'), instead };
    expect(await edge.feishu.deliver(patch)).toMatchObject({ outcome: 'sent', message: sent.message });
    expect(transcript()[0]?.text).toContain('改过了');
    side().fault({ endpoint: PATCH, reset: true });
    expect(await edge.feishu.deliver(patch)).toMatchObject({ outcome: 'again' });
    side().remove(sent.message);
    const anew = await edge.feishu.deliver(patch);
    expect(anew).toMatchObject({ outcome: 'sent' });
    expect(anew).not.toMatchObject({ message: sent.message });
  });

  it.each([230011, 230110, 230031])(
    'that can no longer be patched (%i) goes out anew, once',
    async (code) => {
      const sent = await edge.feishu.deliver(to({ screen: countsScreen }));
      if (sent.outcome !== 'sent') throw new Error(sent.code);
      const patch = {
        ...{ patch: sent.message, screen: textScreen('改过了') },
        instead: { uuid: 'u-fresh', to: { person: zhang } },
      };
      for (let tried = 0; tried < 2; tried += 1) {
        side().fault({ endpoint: PATCH, code, status: 400 });
        expect(await edge.feishu.deliver(patch)).toMatchObject({ outcome: 'sent' });
      }
      const cards = transcript().filter(({ type }) => type === 'interactive');
      expect(cards).toHaveLength(2);
      expect(cards[1]?.text).toContain('改过了');
    },
  );

  it('still goes out when only the scope for files is missing', async () => {
    side().fault({ endpoint: UPLOAD, code: 99991672, status: 400 });
    const refused = await edge.feishu.deliver(to(file(9)));
    expect(refused).toMatchObject({ outcome: 'refused', scope: 'message', code: '99991672' });
    expect(await edge.feishu.deliver(to({ screen: countsScreen }))).toMatchObject({ outcome: 'sent' });
  });
});

it('nothing of what was said, and no token or secret, is in the log', async () => {
  for (const trouble of [{ code: 230001, status: 400 }, { status: 500 }, { reset: true }, { hang: true }]) {
    side().fault({ endpoint: SEND, ...trouble });
    await edge.feishu.deliver(to({ text: '不可告人的话' }));
  }
  side().fault({ endpoint: TOKEN, code: 10014, status: 400 });
  side().revokeTokens();
  await edge.feishu.deliver(to({ text: '不可告人的话' }));
  const log = JSON.stringify(edge.logged);
  expect(edge.logged.length).toBeGreaterThan(4);
  expect(log).not.toMatch(/不可告人|Bearer|demo-secret|t-[0-9a-f]/);
  expect(log).toContain('230001');
});
