/**
 * Everything the local Feishu remembers, as plain data: people, chats, messages with all their versions, files.
 * What changes is announced to listeners, so that the page and waiting tests need not poll.
 */
import { openIdOf, p2pChatIdOf, unionIdOf, userIdOf } from './ids.ts';

export interface Person {
  readonly name: string;
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  /** When set, every message to this person is refused with that code (230053 stopped the bot, 230013, 230029 …). */
  refuseWith?: number;
}

export interface Chat {
  readonly chatId: string;
  readonly type: 'p2p' | 'group';
  readonly name: string;
  /** open_ids of the people in it; the bot is in every chat. */
  readonly members: readonly string[];
}

export type ChangedBy = 'sent' | 'patched' | 'edited' | 'answered' | 'token';

export interface Version {
  /** The JSON string as it travels: `{"text":"…"}`, a card, `{"file_key":"…"}`. */
  readonly content: string;
  readonly at: number;
  readonly by: ChangedBy;
  /** True when a callback of this message was still unanswered: the platform forbids or races such updates. */
  readonly duringCallback?: true;
}

export interface Reaction {
  readonly reactionId: string;
  readonly emoji: string;
}

export interface Message {
  readonly messageId: string;
  readonly chatId: string;
  /** 'bot' or the open_id of a person. */
  readonly sender: string;
  readonly type: string;
  readonly createdAt: number;
  readonly versions: Version[];
  readonly rootId?: string;
  readonly parentId?: string;
  readonly uuid?: string;
  readonly mentions?: readonly unknown[];
  /** recalled: taken back by its sender; deleted: removed from the chat by a person. */
  gone?: 'recalled' | 'deleted';
  /** An `<at>` to everybody was in at least one version: a bot that quotes people must never cause this. */
  mentionedEverybody?: true;
  reactions?: Reaction[];
  followUps?: string[];
  urgentFor?: string[];
}

export interface StoredFile {
  readonly key: string;
  /** 'bot' or the open_id of the person who sent it. */
  readonly owner: string;
  readonly kind: 'file' | 'image';
  /** Upload type as named by the sender: doc, stream, opus, message … */
  readonly fileType: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export type Change =
  | { readonly kind: 'message'; readonly messageId: string }
  | { readonly kind: 'call' }
  | { readonly kind: 'delivery'; readonly eventId: string; readonly acknowledged: boolean }
  | { readonly kind: 'connection' }
  | { readonly kind: 'settings' };

export interface World {
  readonly people: Map<string, Person>;
  readonly chats: Map<string, Chat>;
  readonly messages: ReadonlyMap<string, Message>;
  /** Keeps a message, in the order of its chat too, and tells nobody. */
  keep(message: Message): void;
  /** Oldest first. */
  inChat(chatId: string): readonly Message[];
  readonly files: Map<string, StoredFile>;
  /** uuid of a send → the message it made, for the hour in which a repeat makes no second one. */
  readonly uuids: Map<string, { readonly messageId: string; readonly at: number }>;
  readonly now: () => number;
  /** Every card is refused. */
  refusesCards: boolean;
  announce(change: Change): void;
  listen(listener: (change: Change) => void): () => void;
}

export function createWorld(now: () => number): World {
  const listeners = new Set<(change: Change) => void>();
  const messages = new Map<string, Message>();
  const byChat = new Map<string, Message[]>();
  return {
    people: new Map(),
    chats: new Map(),
    messages,
    keep: (message) => {
      messages.set(message.messageId, message);
      const others = (byChat.get(message.chatId) ?? []).filter((one) => one.messageId !== message.messageId);
      byChat.set(message.chatId, [...others, message]);
    },
    inChat: (chatId) => byChat.get(chatId) ?? [],
    files: new Map(),
    uuids: new Map(),
    now,
    refusesCards: false,
    announce: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function addPerson(world: World, name: string): Person {
  const openId = openIdOf(name);
  const known = world.people.get(openId);
  if (known) return known;
  const person: Person = { name, openId, unionId: unionIdOf(name), userId: userIdOf(name) };
  world.people.set(openId, person);
  return person;
}

/** By name or by any of the person's ids. */
export function findPerson(world: World, who: string): Person | undefined {
  for (const person of world.people.values()) {
    if ([person.openId, person.name, person.unionId, person.userId].includes(who)) return person;
  }
  return undefined;
}

/** The one-to-one chat of a person with the bot; it comes into being on first contact. */
export function p2pChat(world: World, person: Person): Chat {
  const chatId = p2pChatIdOf(person.openId);
  const known = world.chats.get(chatId);
  if (known) return known;
  const chat: Chat = { chatId, type: 'p2p', name: person.name, members: [person.openId] };
  world.chats.set(chatId, chat);
  return chat;
}

export function currentContent(message: Message): string {
  return message.versions.at(-1)?.content ?? '{}';
}

export function storeMessage(world: World, message: Message): Message {
  world.keep(message);
  world.announce({ kind: 'message', messageId: message.messageId });
  return message;
}

export function addVersion(world: World, message: Message, version: Version): void {
  message.versions.push(version);
  world.announce({ kind: 'message', messageId: message.messageId });
}
