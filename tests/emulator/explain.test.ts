import { afterEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.ts';

let feishu: Emulator | undefined;
afterEach(() => feishu?.close());

test('what the program makes of a typed message stands beside it, and of nothing else', async () => {
  feishu = await startEmulator({ explain: (text) => ({ understood: [text] }) });
  const typed = feishu.side.say({ person: '张敏', text: '支委会12' }).messageId;
  const picture = feishu.side.say({
    person: '张敏',
    messageType: 'image',
    file: { name: 'a.png', base64: 'AAAA' },
  }).messageId;
  expect(feishu.side.explain(typed)).toEqual({ explained: { understood: ['支委会12'] } });
  expect(feishu.side.explain(picture)).toEqual({});
  const answer = await fetch(`${feishu.url}/__emu/explain?messageId=${typed}`);
  expect(await answer.json()).toEqual({ explained: { understood: ['支委会12'] } });
});
