import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Recall } from '../../src/feishu/port.ts';
import type { Screen } from '../../src/flow/screen.ts';
import { type Edge, startEdge, until } from './edge.ts';
import { countsScreen } from './screens.ts';

let edge: Edge;
afterEach(() => edge.close());

const side = () => edge.emulator.side;
const NOT_SAVED = '刚才没有存上，请再点一次；您填的内容还在卡片上';
const next: Screen = { ...countsScreen, version: 8, title: '第 3 段 · 队伍建设' };

/** Her card is in the chat; returns its message. */
async function shown(): Promise<string> {
  const to = { person: side().setPerson('张敏').openId };
  const delivered = await edge.feishu.deliver({ uuid: 'u1', to, content: { screen: countsScreen } });
  if (delivered.outcome !== 'sent') throw new Error(delivered.code);
  return delivered.message;
}

const submit = (messageId: string, values: Record<string, unknown> = {}, more = {}) =>
  side().click({ person: '张敏', messageId, button: '提交', values, ...more });

const acknowledged = (id: string) => side().waitFor(() => delivery(id)?.acknowledged);
const delivery = (id: string) =>
  side()
    .deliveries()
    .find((one) => one.eventId === id || one.messageId === id);

describe('a message taken back', () => {
  it('is handed in with its chat and message, and repeated when it could not be kept', async () => {
    edge = await startEdge({ emulator: { repushScale: 0.001 } });
    const recalls: Recall[] = [];
    await edge.feishu.connect(
      async () => ({}),
      async (recall) => {
        recalls.push(recall);
        if (recalls.length === 1) throw new Error('the store is down');
      },
    );
    await side().waitFor(() => side().info().connected > 0);
    const said = side().say({ person: '张敏', text: '支委会十二次' });
    const id = side().recall(said.messageId);
    await acknowledged(id);
    const { messageId: message, chatId: chat } = said;
    expect(recalls).toMatchObject([
      { id, message, chat },
      { id, message, chat },
    ]);
  });
});

describe('an event', () => {
  it('is handed in and acknowledged: a text, a picture, an opened chat, a menu item', async () => {
    edge = await startEdge();
    await edge.connect();
    const said = side().say({ person: '张敏', text: '支委会十二次' });
    await acknowledged(said.messageId);
    await acknowledged(side().enter('张敏'));
    await acknowledged(side().menu('张敏', 'progress'));
    await acknowledged(side().recall(said.messageId));
    expect(edge.received.map(({ inbound }) => inbound)).toMatchObject([
      { type: 'text', text: '支委会十二次', id: said.messageId },
      { type: 'enter' },
      { type: 'menu', key: 'progress' },
    ]);
    const at = edge.received.map(({ inbound }) => Math.abs(inbound.at - Date.now()));
    expect(Math.max(...at)).toBeLessThan(60_000);
  });

  it('that could not be kept is repeated by the platform, under the same id', async () => {
    edge = await startEdge({ emulator: { repushScale: 0.001 } });
    let broken = true;
    await edge.connect(() => {
      if (!broken) return {};
      broken = false;
      throw new Error('the store is down');
    });
    const { messageId } = side().say({ person: '张敏', text: '支委会十二次' });
    await acknowledged(messageId);
    expect(edge.received.map(({ inbound }) => inbound.id)).toEqual([messageId, messageId]);
    expect(JSON.stringify(edge.logged)).not.toContain('支委会');
  });

  it('from hours ago is taken like any other', async () => {
    edge = await startEdge();
    await edge.connect();
    const createTime = Date.now() - 7.5 * 3_600_000;
    await acknowledged(side().say({ person: '张敏', text: '党课四次', createTime }).messageId);
    expect(edge.received[0]?.inbound.at).toBe(createTime);
  });

  it('in pieces, last piece first, is put together', async () => {
    edge = await startEdge();
    await edge.connect();
    side().change({ fragments: 5, fragmentsReversed: true });
    const text = '党'.repeat(40_000);
    await acknowledged(side().say({ person: '张敏', text }).messageId);
    expect(edge.received[0]?.inbound).toMatchObject({ text });
  });
});

describe('a click', () => {
  it('is answered with the next card, by the answer itself', async () => {
    edge = await startEdge();
    await edge.connect(() => ({ screen: next, toast: { kind: 'success', text: '记下了' } }));
    const clicked = await submit(await shown(), { branchCommitteeMeetings: '12' });
    expect(clicked).toMatchObject({ code: 0, updated: true, toast: { type: 'success', content: '记下了' } });
    expect(clicked.message.text).toContain('第 3 段');
    expect(edge.received[0]).toMatchObject({
      report: countsScreen.report,
      inbound: { op: { op: 'submit', card: 'meetings' }, shown: 7, form: { branchCommitteeMeetings: '12' } },
    });
    expect(side().counters()['PATCH /open-apis/im/v1/messages/:message_id']).toBeUndefined();
  });

  it('brings what was typed along whichever button was clicked', async () => {
    edge = await startEdge();
    await edge.connect();
    const clicked = {
      person: '张敏',
      messageId: await shown(),
      button: '稍后补',
      values: { themeDays: '11' },
    };
    expect(await side().click(clicked)).toMatchObject({ code: 0, updated: false });
    expect(edge.received[0]?.inbound).toMatchObject({ op: { op: 'later' }, form: { themeDays: '11' } });
  });

  it('means the same when its value is lost, and whatever empty fields look like', async () => {
    edge = await startEdge();
    await edge.connect();
    side().change({ emptyFields: 'absent' });
    await submit(await shown(), {}, { action: { value: null } });
    expect(edge.received[0]).toMatchObject({ inbound: { op: { op: 'submit', card: 'meetings' }, shown: 7 } });
  });

  it('on a button of another time is answered with a way on', async () => {
    edge = await startEdge();
    await edge.connect();
    const clicked = await submit(await shown(), {}, { action: { value: 'x', name: 'submit_q3' } });
    expect(clicked).toMatchObject({ code: 0, toast: { type: 'warning' }, updated: false });
    expect(edge.received).toEqual([]);
  });

  it('whose handler fails leaves the card and says so', async () => {
    edge = await startEdge();
    await edge.connect(() => Promise.reject(new Error('the store is down')));
    const clicked = await submit(await shown());
    expect(clicked).toMatchObject({ code: 0, updated: false, toast: { type: 'error', content: NOT_SAVED } });
  });

  it('whose handler is slow is answered all the same, in time', async () => {
    edge = await startEdge();
    let finish: (answer: Answer) => void = () => undefined;
    await edge.connect(() => new Promise((resolve) => (finish = resolve)));
    const clicked = await submit(await shown());
    expect(clicked).toMatchObject({ code: 0, updated: false, toast: { content: NOT_SAVED } });
    finish({});
  });

  it('whose next screen fits no card is told how to get it', async () => {
    edge = await startEdge();
    const vouched: Screen = {
      ...next,
      parts: [
        { part: 'lines', lines: [[{ text: '廉'.repeat(10_000) }]] },
        { part: 'actions', actions: [{ label: '属实', op: { op: 'confirm', card: 'c', seal: 's' } }] },
      ],
    };
    await edge.connect(() => ({ screen: vouched }));
    expect(await submit(await shown())).toMatchObject({
      code: 0,
      updated: false,
      toast: { content: expect.stringContaining('继续') },
    });
  });

  it('in a frame of type card is handled, counted, and told to the operator once', async () => {
    edge = await startEdge();
    await edge.connect(() => ({ screen: next }));
    const messageId = await shown();
    side().change({ callbackFrame: 'card' });
    expect(await submit(messageId)).toMatchObject({ code: 0, updated: true });
    expect(await submit(messageId)).toMatchObject({ code: 0, updated: true });
    expect(edge.feishu.connection().cardFrames).toBe(2);
    expect(edge.logged.filter(({ message }) => message.startsWith('card frame'))).toHaveLength(1);
  });
});

describe('closing', () => {
  it('lets a running handler acknowledge, and takes nothing new', async () => {
    edge = await startEdge({ emulator: { repushScale: 1 } });
    let finish: (answer: Answer) => void = () => undefined;
    await edge.connect(() => new Promise((resolve) => (finish = resolve)));
    const first = side().say({ person: '张敏', text: '一' }).messageId;
    await until(() => edge.received.length === 1);
    const closed = edge.feishu.close();
    const second = side().say({ person: '张敏', text: '二' }).messageId;
    await until(() => edge.logged.some(({ message }) => message.includes('invoke event failed')));
    finish({});
    await closed;
    await acknowledged(first);
    expect(delivery(second)?.acknowledged).toBe(false);
    expect(edge.received).toHaveLength(1);
    await side().waitFor(() => side().info().connected === 0);
  });

  it('does not wait for ever', async () => {
    edge = await startEdge({ timeouts: { drain: 50 } });
    await edge.connect(() => new Promise(() => undefined));
    side().say({ person: '张敏', text: '一' });
    await until(() => edge.received.length === 1);
    await edge.feishu.close();
    expect(edge.feishu.connection().state).toBe('idle');
  });
});
