/** A person writes: the message is stored as the client would, and its event goes out. */
import type { EventMaker } from '../events.ts';
import { newFileKey, newGroupChatId, newImageKey, newMessageId, openIdOf } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Deliveries } from '../link/deliveries.ts';
import { type Chat, type Message, type Person, p2pChat, storeMessage, type World } from '../world.ts';
import type { Say } from './inputs.ts';

export interface SayContext {
  readonly world: World;
  readonly events: EventMaker;
  readonly deliveries: Deliveries;
  readonly botName: string;
}

const MENTION_KEY = '@_user_1';

function keepFile(
  world: World,
  sender: Person,
  type: string,
  file: { name: string; base64: string },
): string {
  const key = type === 'image' ? newImageKey() : newFileKey();
  world.files.set(key, {
    key,
    owner: sender.openId,
    kind: type === 'image' ? 'image' : 'file',
    fileType: type === 'audio' ? 'opus' : 'stream',
    name: file.name,
    bytes: Buffer.from(file.base64, 'base64'),
  });
  return key;
}

function contentOf(world: World, sender: Person, type: string, said: Say, inGroup: boolean): JsonObject {
  if (said.content) return said.content;
  const file = said.file ?? { name: type === 'image' ? '图片.png' : '文件', base64: '' };
  switch (type) {
    case 'text':
      return { text: inGroup ? `${MENTION_KEY} ${said.text ?? ''}` : (said.text ?? '') };
    case 'post':
      return { title: '', content: [[{ tag: 'text', text: said.text ?? '', style: [] }]] };
    case 'image':
      return { image_key: keepFile(world, sender, type, file) };
    case 'file':
      return { file_key: keepFile(world, sender, type, file), file_name: file.name };
    case 'audio':
      return { file_key: keepFile(world, sender, type, file), duration: 2000 };
    case 'sticker':
      return { file_key: newFileKey() };
    default:
      return {};
  }
}

export function makeGroup(world: World, name: string, members: readonly Person[]): Chat {
  const chat: Chat = {
    chatId: newGroupChatId(),
    type: 'group',
    name,
    members: members.map(({ openId }) => openId),
  };
  world.chats.set(chat.chatId, chat);
  return chat;
}

function chatFor(world: World, person: Person, said: Say): Chat {
  if (said.chatId) {
    const chat = world.chats.get(said.chatId);
    if (!chat) throw new Error(`no chat ${said.chatId}`);
    return chat;
  }
  if (said.chatType !== 'group') return p2pChat(world, person);
  const group = [...world.chats.values()].find(
    ({ type, members }) => type === 'group' && members.includes(person.openId),
  );
  return group ?? makeGroup(world, '党支部群', [...world.people.values()]);
}

export interface Said {
  readonly messageId: string;
  readonly eventId: string;
  readonly chatId: string;
}

export function sayAs({ world, events, deliveries, botName }: SayContext, person: Person, said: Say): Said {
  const chat = chatFor(world, person, said);
  const inGroup = chat.type === 'group';
  const type = said.messageType ?? (said.file ? 'file' : 'text');
  const at = said.createTime ?? world.now();
  const mention = { key: MENTION_KEY, id: { open_id: openIdOf(botName) }, name: botName };
  const parent = said.parentId ? world.messages.get(said.parentId) : undefined;
  const message: Message = {
    messageId: said.messageId ?? newMessageId(),
    chatId: chat.chatId,
    sender: person.openId,
    type,
    createdAt: at,
    versions: [{ content: JSON.stringify(contentOf(world, person, type, said, inGroup)), at, by: 'sent' }],
    ...(inGroup ? { mentions: [mention] } : {}),
    ...(parent ? { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId } : {}),
  };
  storeMessage(world, message);
  const event = events.message(message, chat, person, said.eventId);
  deliveries.event(event, {
    ...(said.times === undefined ? {} : { times: said.times }),
    ...(said.delayMs === undefined ? {} : { delayMs: said.delayMs }),
  });
  return { messageId: message.messageId, eventId: event.header.event_id, chatId: chat.chatId };
}
