/** A message in the shape in which the open API returns it. */
import { tenantKeyOf } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { currentContent, type Message } from '../world.ts';

export function messageData(message: Message, appId: string): JsonObject {
  const fromBot = message.sender === 'bot';
  const last = message.versions.at(-1);
  return {
    message_id: message.messageId,
    ...(message.rootId ? { root_id: message.rootId } : {}),
    ...(message.parentId ? { parent_id: message.parentId } : {}),
    msg_type: message.type,
    create_time: String(message.createdAt),
    update_time: String(last?.at ?? message.createdAt),
    deleted: message.gone !== undefined,
    updated: message.versions.length > 1,
    chat_id: message.chatId,
    sender: {
      id: fromBot ? appId : message.sender,
      id_type: fromBot ? 'app_id' : 'open_id',
      sender_type: fromBot ? 'app' : 'user',
      tenant_key: tenantKeyOf(appId),
    },
    body: { content: currentContent(message) },
    ...(message.mentions ? { mentions: message.mentions } : {}),
  };
}
