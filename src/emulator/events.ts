/** The events in the shapes the platform sends them. Times are strings of ms, except where the platform says otherwise. */
import { newEventId, tenantKeyOf } from './ids.ts';
import type { JsonObject } from './json.ts';
import type { EventPayload } from './link/deliveries.ts';
import { type Chat, currentContent, type Message, type Person } from './world.ts';

export interface EventMaker {
  message(message: Message, chat: Chat, sender: Person, eventId?: string): EventPayload;
  chatEntered(person: Person, chat: Chat, last: Message | undefined): EventPayload;
  menu(person: Person, key: string): EventPayload;
  recalled(message: Message): EventPayload;
  cardAction(click: CardClick): EventPayload;
}

export interface CardClick {
  readonly operator: Person;
  readonly token: string;
  readonly action: JsonObject;
  readonly message: Message;
}

/** No user_id: apps have it only with a scope of its own. */
const idsOf = (person: Person): JsonObject => ({ open_id: person.openId, union_id: person.unionId });

export function createEventMaker(appId: string, now: () => number): EventMaker {
  const tenantKey = tenantKeyOf(appId);

  function envelope(
    type: string,
    event: JsonObject,
    more: { eventId?: string; createTime?: string } = {},
  ): EventPayload {
    const header = {
      event_id: more.eventId ?? newEventId(),
      event_type: type,
      create_time: more.createTime ?? String(now()),
      token: 'vtok',
      app_id: appId,
      tenant_key: tenantKey,
    };
    return { schema: '2.0', header, event };
  }

  return {
    message: (message, chat, sender, eventId) => {
      const body = {
        message_id: message.messageId,
        ...(message.rootId ? { root_id: message.rootId } : {}),
        ...(message.parentId ? { parent_id: message.parentId } : {}),
        create_time: String(message.createdAt),
        update_time: String(message.createdAt),
        chat_id: chat.chatId,
        chat_type: chat.type,
        message_type: message.type,
        content: currentContent(message),
        ...(message.mentions ? { mentions: message.mentions } : {}),
      };
      const from = { sender_id: idsOf(sender), sender_type: 'user', tenant_key: tenantKey };
      return envelope('im.message.receive_v1', { sender: from, message: body }, eventId ? { eventId } : {});
    },
    chatEntered: (person, chat, last) =>
      envelope('im.chat.access_event.bot_p2p_chat_entered_v1', {
        chat_id: chat.chatId,
        operator_id: idsOf(person),
        ...(last
          ? { last_message_id: last.messageId, last_message_create_time: String(last.createdAt) }
          : {}),
      }),
    menu: (person, key) =>
      envelope('application.bot.menu_v6', {
        operator: { operator_name: person.name, operator_id: idsOf(person) },
        event_key: key,
        timestamp: Math.floor(now() / 1000),
      }),
    recalled: (message) =>
      envelope('im.message.recalled_v1', {
        message_id: message.messageId,
        chat_id: message.chatId,
        recall_time: String(now()),
        recall_type: 'message_owner',
      }),
    cardAction: ({ operator, token, action, message }) =>
      envelope(
        'card.action.trigger',
        {
          operator: { tenant_key: tenantKey, ...idsOf(operator) },
          token,
          action,
          host: 'im_message',
          context: { open_message_id: message.messageId, open_chat_id: message.chatId },
        },
        // Callbacks carry microseconds.
        { createTime: `${now()}000` },
      ),
  };
}
