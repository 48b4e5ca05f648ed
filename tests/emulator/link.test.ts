import { afterEach, describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from '../../src/emulator/link/frame.ts';
import { botFor, closeAll, feishuFor } from './helpers.ts';

afterEach(closeAll);

const ENTERED = 'im.chat.access_event.bot_p2p_chat_entered_v1';

describe('frames', () => {
  test('the first ping, byte for byte', () => {
    const bytes = Buffer.from('0800100018f681801020002a0c0a0474797065120470696e67', 'hex');
    const frame = { seqId: 0, logId: 0, service: 33554678, method: 0, headers: { type: 'ping' } };
    expect(encodeFrame(frame)).toEqual(bytes);
    expect(decodeFrame(bytes)).toEqual(frame);
  });

  test('a cut frame is refused', () => {
    expect(() => decodeFrame(Buffer.from('0800100018', 'hex'))).toThrow(RangeError);
  });
});

describe('events', () => {
  test('a text reaches the handler with its ids and is acknowledged', async () => {
    const feishu = await feishuFor();
    const seen: Record<string, unknown>[] = [];
    await botFor(feishu, { 'im.message.receive_v1': (data) => void seen.push(data) });
    const said = feishu.side.say({ person: '张敏', text: '支委会十二次' });
    await feishu.side.waitFor(() => feishu.side.deliveries()[0]?.acknowledged);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      event_id: said.eventId,
      message: {
        message_id: said.messageId,
        chat_id: said.chatId,
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text: '支委会十二次' }),
      },
    });
  });

  test('opening the chat, the menu, a recall', async () => {
    const feishu = await feishuFor({ now: () => 1_790_000_000_500 });
    const seen: Record<string, unknown>[] = [];
    const note = (data: Record<string, unknown>): void => void seen.push(data);
    await botFor(feishu, {
      [ENTERED]: note,
      'application.bot.menu_v6': note,
      'im.message.recalled_v1': note,
      'im.message.receive_v1': () => undefined,
    });
    const { messageId } = feishu.side.say({ person: '张敏', text: '写错了' });
    feishu.side.enter('张敏');
    feishu.side.menu('张敏', 'start');
    feishu.side.recall(messageId);
    await feishu.side.waitFor(() => seen.length === 3);
    expect(seen.find((data) => data['event_type'] === ENTERED)).toMatchObject({ last_message_id: messageId });
    expect(seen).toContainEqual(expect.objectContaining({ event_key: 'start', timestamp: 1_790_000_000 }));
    expect(seen.find((data) => data['event_type'] === 'im.message.recalled_v1')).toMatchObject({
      message_id: messageId,
    });
  });

  test.each(['file', 'image', 'audio', 'sticker', 'post', 'location'])(
    'a message of type %s',
    async (messageType) => {
      const feishu = await feishuFor();
      const seen: Record<string, unknown>[] = [];
      await botFor(feishu, { 'im.message.receive_v1': (data) => void seen.push(data) });
      const file = { name: '照片.png', base64: Buffer.from('像素').toString('base64') };
      feishu.side.say({ person: '张敏', messageType, text: '看图', file });
      await feishu.side.waitFor(() => seen.length === 1);
      expect(seen[0]).toMatchObject({ message: { message_type: messageType } });
    },
  );

  test('in a group the bot is mentioned by a key', async () => {
    const feishu = await feishuFor();
    const seen: Record<string, unknown>[] = [];
    await botFor(feishu, { 'im.message.receive_v1': (data) => void seen.push(data) });
    feishu.side.say({ person: '王建国', text: '进度', chatType: 'group' });
    await feishu.side.waitFor(() => seen.length === 1);
    expect(seen[0]).toMatchObject({
      message: {
        chat_type: 'group',
        content: '{"text":"@_user_1 进度"}',
        mentions: [{ key: '@_user_1', name: '述职助手' }],
      },
    });
  });
});

describe('delivery, at least once', () => {
  test('an event whose handler throws is pushed again until it is acknowledged', async () => {
    const feishu = await feishuFor({ repushScale: 0.00001 });
    const ids: unknown[] = [];
    await botFor(feishu, {
      'im.message.receive_v1': (data) => {
        ids.push(data['event_id']);
        if (ids.length < 3) throw new Error('storage is down');
      },
    });
    const { eventId } = feishu.side.say({ person: '张敏', text: '一' });
    await feishu.side.waitFor(() => feishu.side.deliveries()[0]?.acknowledged);
    expect(ids).toEqual([eventId, eventId, eventId]);
    expect(feishu.side.deliveries()[0]).toMatchObject({ tries: 3, lost: false });
  });

  test('after five tries the event is lost', async () => {
    const feishu = await feishuFor({ repushScale: 0.000001 });
    feishu.side.say({ person: '张敏', text: '没有人在听' });
    await feishu.side.waitFor(() => feishu.side.deliveries()[0]?.lost);
    expect(feishu.side.deliveries()[0]).toMatchObject({ tries: 5, acknowledged: false });
  });

  test('what nobody heard while offline comes when a client connects', async () => {
    const feishu = await feishuFor({ repushScale: 0.002 });
    const seen: unknown[] = [];
    feishu.side.say({ person: '张敏', text: '在吗' });
    await botFor(feishu, { 'im.message.receive_v1': (data) => void seen.push(data) });
    await feishu.side.waitFor(() => seen.length === 1, 20_000);
  });

  test('a late acknowledgement stops the repeats', async () => {
    const feishu = await feishuFor({ repushScale: 0.1 });
    feishu.side.change({ ackWindowMs: 20 });
    let release: () => void = () => undefined;
    let runs = 0;
    await botFor(feishu, {
      'im.message.receive_v1': () => {
        runs += 1;
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
    });
    const failed = feishu.side.waitFor(() => feishu.side.deliveries()[0]?.failures === 1 && runs === 1);
    feishu.side.say({ person: '张敏', text: '慢' });
    await failed;
    release();
    await feishu.side.waitFor(() => feishu.side.deliveries()[0]?.acknowledged);
    expect(feishu.side.deliveries()[0]?.tries).toBe(1);
  });

  test('a past event comes again, under the same or a new event_id', async () => {
    const feishu = await feishuFor();
    const seen: Record<string, unknown>[] = [];
    await botFor(feishu, { 'im.message.receive_v1': (data) => void seen.push(data) });
    const { messageId, eventId } = feishu.side.say({ person: '张敏', text: '一' });
    expect(feishu.side.repeat(eventId)).toBe(true);
    expect(feishu.side.repeat(messageId, true)).toBe(true);
    await feishu.side.waitFor(() => seen.length === 3);
    expect(new Set(seen.map((data) => data['event_id'])).size).toBe(2);
    expect(feishu.side.repeat('unknown')).toBe(false);
  });

  test('every event twice, when switched on', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ duplicateEvents: true });
    let runs = 0;
    await botFor(feishu, {
      'im.message.receive_v1': () => {
        runs += 1;
      },
    });
    feishu.side.say({ person: '张敏', text: '一' });
    await feishu.side.waitFor(() => runs === 2);
  });

  test('in pieces, last first', async () => {
    const feishu = await feishuFor();
    feishu.side.change({ fragments: 4, fragmentsReversed: true });
    const seen: Record<string, unknown>[] = [];
    await botFor(feishu, { 'im.message.receive_v1': (data) => void seen.push(data) });
    feishu.side.say({ person: '张敏', text: '全年召开支部党员大会四次，支委会十二次' });
    await feishu.side.waitFor(() => feishu.side.deliveries()[0]?.acknowledged);
    expect(seen[0]).toMatchObject({ message: { content: expect.stringContaining('支委会十二次') } });
  });

  test('with two clients each event goes to one of them', async () => {
    const feishu = await feishuFor();
    const seen: string[] = [];
    await botFor(feishu, { 'im.message.receive_v1': () => void seen.push('a') });
    await botFor(feishu, { 'im.message.receive_v1': () => void seen.push('b') });
    for (let turn = 0; turn < 40; turn += 1) feishu.side.say({ person: '张敏', text: String(turn) });
    await feishu.side.waitFor(() => feishu.side.deliveries().every(({ acknowledged }) => acknowledged));
    expect(seen).toHaveLength(40);
    expect(new Set(seen).size).toBe(2);
  });
});
