/** @module What the platform pushes, as its samples have it. */
import { ME, NOW } from '../flow/support.ts';

const HEAD = {
  ...{ schema: '2.0', event_id: '5e3702a84e847582be8db7fb73283c02', create_time: String(NOW), token: 'vtok' },
  ...{ app_id: 'cli_0123456789abcdef', tenant_key: 't' },
};
const PERSON = { union_id: 'on_1', open_id: ME };

export const messageEvent = (type: string, content: unknown) => ({
  ...HEAD,
  event_type: 'im.message.receive_v1',
  sender: { sender_id: PERSON, sender_type: 'user', tenant_key: 't' },
  message: {
    ...{ message_id: 'om_9', create_time: String(NOW), chat_id: 'oc_1', chat_type: 'p2p' },
    message_type: type,
    content: JSON.stringify(content),
    mentions: [{ key: '@_user_1', id: PERSON, name: '张敏' }],
  },
});

export const clickEvent = (action: object) => ({
  ...HEAD,
  event_type: 'card.action.trigger',
  operator: { ...PERSON, tenant_key: 't' },
  action: { tag: 'button', timezone: 'Asia/Shanghai', ...action },
  host: 'im_message',
  context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
});

export const enterEvent = () => ({ ...HEAD, chat_id: 'oc_1', operator_id: PERSON });

export const menuEvent = (key: string) => ({
  ...HEAD,
  operator: { operator_id: PERSON },
  event_key: key,
  timestamp: Math.floor(NOW / 1000),
});
