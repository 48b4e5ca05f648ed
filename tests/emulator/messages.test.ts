import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, feishuFor, person, refusalOf, sdkClient, sendCard, sendText } from './helpers.ts';

afterEach(closeAll);

const CARD = {
  schema: '2.0',
  config: { update_multi: true },
  body: { elements: [{ tag: 'markdown', content: '第 1 稿' }] },
};

describe('sending', () => {
  test('a text arrives in the chat of the person', async () => {
    const feishu = await feishuFor();
    const sent = await sendText(sdkClient(feishu), person(feishu, '张敏').openId, '您好');
    expect(sent.code).toBe(0);
    const [message] = feishu.side.transcript({ person: '张敏' });
    expect(message).toMatchObject({
      from: 'bot',
      type: 'text',
      text: '您好',
      messageId: sent.data?.message_id,
    });
    expect(sent.data?.chat_id).toBe(person(feishu, '张敏').chatId);
  });

  test('a uuid makes a repeat return the first message, for an hour', async () => {
    let now = Date.now();
    const feishu = await feishuFor({ now: () => now });
    const client = sdkClient(feishu);
    const { openId } = person(feishu, '张敏');
    const first = await sendText(client, openId, '一', 'u-1');
    const again = await sendText(client, openId, '一', 'u-1');
    expect(again.data?.message_id).toBe(first.data?.message_id);
    now += 3_600_001;
    await sendText(client, openId, '一', 'u-1');
    expect(feishu.side.transcript()).toHaveLength(2);
    expect(feishu.side.calls().at(-1)).toMatchObject({ uuid: 'u-1', code: 0, authorization: 'Bearer ***' });
  });

  test('a patched card keeps its versions', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const sent = await sendCard(client, person(feishu, '张敏').openId, CARD);
    const next = { ...CARD, body: { elements: [{ tag: 'markdown', content: '第 2 稿' }] } };
    const path = { message_id: sent.data?.message_id ?? '' };
    await client.im.v1.message.patch({ path, data: { content: JSON.stringify(next) } });
    const [message] = feishu.side.transcript();
    expect(message?.versions.map(({ by }) => by)).toEqual(['sent', 'patched']);
    expect(message?.text).toBe('第 2 稿');
  });

  test('a refusal is HTTP 400 with a log id', async () => {
    const feishu = await feishuFor();
    const refusal = await refusalOf(sendText(sdkClient(feishu), `ou_${'0'.repeat(32)}`, '您好'));
    expect(refusal).toMatchObject({ status: 400, code: 99992351, logId: refusal.headers['x-tt-logid'] });
    expect(refusal.headers['content-type']).toBe('application/json; charset=utf-8');
  });
});

describe('files', () => {
  test('a Buffer without a file name keeps its Chinese name and its bytes', async () => {
    const feishu = await feishuFor();
    const client = sdkClient(feishu);
    const bytes = Buffer.from('述职报告的全部内容');
    const upload = await client.im.v1.file.create({
      data: { file_type: 'stream', file_name: '2026年度述职报告_张敏.docx', file: bytes },
    });
    const key = upload?.file_key ?? '';
    await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: {
        receive_id: person(feishu, '张敏').openId,
        msg_type: 'file',
        content: JSON.stringify({ file_key: key }),
      },
    });
    expect(feishu.side.transcript()[0]?.file).toEqual({
      key,
      name: '2026年度述职报告_张敏.docx',
      size: bytes.length,
    });
    const download = await client.im.v1.file.get({ path: { file_key: key } });
    const chunks: Buffer[] = [];
    for await (const chunk of download.getReadableStream()) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(bytes);
  });
});
