/** @module Bodies sent to the local Feishu: its side API and the open platform's calls. A mistake gets a 4xx, never a 5xx. */
import { type Emulator, startEmulator } from '../../../src/emulator/index.ts';
import { NOW } from '../../flow/support.ts';
import type { Target } from '../fuzz.ts';
import { mutateJson, mutateText } from '../mutate.ts';
import { randomOf } from '../random.ts';
import { cardOf, newTalk } from '../talk.ts';

interface Sample {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const AUTH = '/open-apis/auth/v3/tenant_access_token/internal';
const SEND = '/open-apis/im/v1/messages?receive_id_type=open_id';

/** `fault`, `settings` and `disturb` would change what later inputs get: they are asked for with what changes nothing. */
const samplesOf = (openId: string, messageId: string): readonly Sample[] => {
  const say = { person: '张敏', text: '支委会 12', messageId: 'om_x', createTime: NOW, chatType: 'p2p' };
  const click = { person: '张敏', messageId, button: 'submit', values: { a: '1' }, cardVersion: 0 };
  const card = cardOf(newTalk(randomOf('card')));
  const message = (type: string, content: unknown) => ({
    ...{ receive_id: openId, msg_type: type, uuid: 'u1' },
    content: JSON.stringify(content),
  });
  const side = (action: string, body: unknown) => ({ method: 'POST', path: `/__emu/${action}`, body });
  return [
    side('say', say),
    side('say', { person: '张敏', messageType: 'file', file: { name: 'a.docx', base64: 'UEsDBA==' } }),
    side('click', click),
    side('enter', { person: '张敏' }),
    side('menu', { person: '张敏', key: 'progress' }),
    side('group', { name: '支委', people: ['张敏', '李芳'] }),
    side('repeat', { id: 'om_x', newEventId: true }),
    side('recall', { messageId }),
    side('remove', { messageId }),
    side('person', { name: '张敏', refuseWith: 0 }),
    { method: 'POST', path: AUTH, body: { app_id: 'cli_0123456789abcdef', app_secret: 'demo-secret' } },
    { method: 'POST', path: SEND, body: message('text', { text: '好 <at user_id="all"></at>' }) },
    { method: 'POST', path: SEND, body: message('interactive', card) },
    { method: 'POST', path: SEND, body: message('file', { file_key: 'file_v3_x' }) },
    {
      method: 'PATCH',
      path: `/open-apis/im/v1/messages/${messageId}`,
      body: { content: JSON.stringify(card) },
    },
    { method: 'POST', path: '/open-apis/contact/v3/users/basic_batch', body: { user_ids: [openId] } },
  ];
};

interface Opened {
  readonly feishu: Emulator;
  readonly token: string;
  readonly samples: readonly Sample[];
}

/** Everything said stays in it, so it is begun anew now and then. */
const LIFE = 2000;

async function open(): Promise<Opened> {
  const feishu = await startEmulator();
  const [person] = feishu.side.people();
  const { messageId } = feishu.side.say({ person: '张敏', text: '开始' });
  const reply = await fetch(feishu.url + AUTH, {
    method: 'POST',
    body: JSON.stringify({ app_id: feishu.appId, app_secret: feishu.appSecret }),
  });
  const { tenant_access_token: token } = (await reply.json()) as { tenant_access_token: string };
  return { feishu, token, samples: samplesOf(person?.openId ?? '', messageId) };
}

export function sideTarget(): Target {
  let opened: Promise<Opened> | undefined;
  const end = async () => (await opened)?.feishu.close();
  return {
    name: 'side-api',
    share: 2,
    story: LIFE,
    input: async (random, number) => {
      if (number % LIFE === 0) await end();
      if (opened === undefined || number % LIFE === 0) opened = open();
      const { feishu, token, samples } = await opened;
      const { method, path, body } = random.pick(samples);
      const whole = JSON.stringify(mutateJson(random, body)) ?? '';
      const response = await fetch(feishu.url + path, {
        method,
        body: random.chance(0.1) ? mutateText(random, whole) : whole,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      const text = await response.text();
      if (response.status >= 500)
        throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
      JSON.parse(text);
    },
    close: async () => void (await end()),
  };
}
