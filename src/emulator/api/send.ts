/** Sending: create and reply. A uuid makes a repeat within the hour return the first message instead of making a second one. */
import { newMessageId } from '../ids.ts';
import { textOf } from '../json.ts';
import { type Chat, type Message, storeMessage, type World } from '../world.ts';
import { checkContent } from './content.ts';
import type { Limiter } from './limiter.ts';
import { messageData } from './message-view.ts';
import { findReceiver, unreachable } from './receivers.ts';
import { type ApiRequest, ok, type Reply, type Route, refuse } from './reply.ts';

const UUID_LENGTH = 50;
const UUID_LIFE_MS = 3_600_000;

export function gone(message: Message): Reply | undefined {
  if (message.gone === 'recalled') return refuse(230011, 'The message has been withdrawn.');
  if (message.gone === 'deleted')
    return refuse(230110, 'Action unavailable as the message has been deleted.');
  return undefined;
}

export const unknownMessage = (id: string): Reply =>
  refuse(99992354, `The request contains invalid message_id: ${id}`);

export function sendRoutes(world: World, appId: string, limiter: Limiter): Route[] {
  function firstOf(uuid: string): Message | undefined {
    const known = world.uuids.get(uuid);
    if (!known || world.now() - known.at >= UUID_LIFE_MS) return undefined;
    return world.messages.get(known.messageId);
  }

  function store(request: ApiRequest, chat: Chat, parent: Message | undefined): Reply {
    const type = textOf(request.body, 'msg_type');
    const content = request.body['content'];
    const uuid = textOf(request.body, 'uuid');
    if (uuid !== undefined && uuid.length > UUID_LENGTH) {
      return refuse(230001, 'Your request contains an invalid request parameter, uuid is longer than 50');
    }
    const repeated = uuid ? firstOf(uuid) : undefined;
    if (repeated) return ok(messageData(repeated, appId));
    const checked = checkContent(world, type, content);
    if (checked.refusal) return checked.refusal;
    const limited = limiter.chat(chat.chatId);
    if (limited) return limited;
    const at = world.now();
    const message = storeMessage(world, {
      messageId: newMessageId(),
      chatId: chat.chatId,
      sender: 'bot',
      type: type ?? '',
      createdAt: at,
      versions: [{ content: String(content), at, by: 'sent' }],
      ...(parent ? { rootId: parent.rootId ?? parent.messageId, parentId: parent.messageId } : {}),
      ...(uuid ? { uuid } : {}),
      ...(checked.mentionsEverybody ? { mentionedEverybody: true } : {}),
    });
    if (uuid) world.uuids.set(uuid, { messageId: message.messageId, at });
    return ok(messageData(message, appId));
  }

  function create(request: ApiRequest): Reply {
    const idType = request.query.get('receive_id_type') ?? '';
    const { chat, refusal } = findReceiver(world, idType, textOf(request.body, 'receive_id'));
    if (!chat) return refusal ?? refuse(230034, 'The receive_id is invalid.');
    return store(request, chat, undefined);
  }

  function reply(request: ApiRequest): Reply {
    const parent = world.messages.get(request.param('message_id'));
    if (!parent) return unknownMessage(request.param('message_id'));
    const chat = world.chats.get(parent.chatId);
    if (!chat) return refuse(230002, 'The bot can not be outside the group.');
    return gone(parent) ?? unreachable(world, chat) ?? store(request, chat, parent);
  }

  return [
    { method: 'POST', path: '/open-apis/im/v1/messages', handle: create },
    { method: 'POST', path: '/open-apis/im/v1/messages/:message_id/reply', handle: reply },
  ];
}
