/** What tests and the page see of messages: parsed content, all versions, names for ids. */
import { isObject, type JsonObject, parseObject, textOf } from '../json.ts';
import type { Message, Reaction, Version, World } from '../world.ts';

export interface FileView {
  readonly key: string;
  readonly name: string;
  readonly size: number;
}

export interface VersionView extends Omit<Version, 'content'> {
  readonly content: JsonObject;
}

export interface MessageView {
  readonly messageId: string;
  readonly chatId: string;
  readonly chatType: 'p2p' | 'group';
  readonly from: 'bot' | 'person';
  /** Name of the sender. */
  readonly sender: string;
  readonly type: string;
  /** The newest content, parsed: `{text}`, `{file_key}`, the card. */
  readonly content: JsonObject;
  /** Text of a text message, every visible word of a card, name of a file. */
  readonly text: string;
  readonly versions: readonly VersionView[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly gone?: 'recalled' | 'deleted';
  readonly file?: FileView;
  readonly parentId?: string;
  readonly uuid?: string;
  readonly mentionedEverybody: boolean;
  readonly reactions: readonly Reaction[];
  readonly followUps: readonly string[];
  readonly urgentFor: readonly string[];
}

const WORDS = ['content', 'default_value', 'display_name'];

/** Every text a person would read on a card, in order. */
function* words(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* words(item);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string' && WORDS.includes(key)) yield item;
      else if (key === 'rows') yield* tableWords(item);
      else if (key !== 'behaviors' && key !== 'config') yield* words(item);
    }
  }
}

function* tableWords(rows: unknown): Generator<string> {
  if (!Array.isArray(rows)) return;
  for (const row of rows) if (isObject(row)) yield Object.values(row).map(String).join(' ');
}

/** Versions never change, and views are made of all messages at every change. */
const parsedVersions = new WeakMap<Version, JsonObject>();
const cardTexts = new WeakMap<JsonObject, string>();

function contentOf(version: Version): JsonObject {
  const known = parsedVersions.get(version);
  if (known) return known;
  const content = parseObject(version.content) ?? {};
  parsedVersions.set(version, content);
  return content;
}

function cardText(card: JsonObject): string {
  const known = cardTexts.get(card);
  if (known !== undefined) return known;
  const text = [...words(card)].join('\n');
  cardTexts.set(card, text);
  return text;
}

function fileOf(world: World, content: JsonObject): FileView | undefined {
  const file = world.files.get(textOf(content, 'file_key') ?? textOf(content, 'image_key') ?? '');
  return file && { key: file.key, name: file.name, size: file.bytes.length };
}

function textView(message: Message, content: JsonObject, file: FileView | undefined): string {
  if (message.type === 'interactive') return cardText(content);
  return textOf(content, 'text') ?? file?.name ?? '';
}

export function viewMessage(world: World, message: Message): MessageView {
  const newest = message.versions.at(-1);
  const content = newest ? contentOf(newest) : {};
  const file = fileOf(world, content);
  const { gone, parentId, uuid } = message;
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    chatType: world.chats.get(message.chatId)?.type ?? 'p2p',
    from: message.sender === 'bot' ? 'bot' : 'person',
    sender: world.people.get(message.sender)?.name ?? message.sender,
    type: message.type,
    content,
    text: textView(message, content, file),
    versions: message.versions.map((version) => ({ ...version, content: contentOf(version) })),
    createdAt: message.createdAt,
    updatedAt: newest?.at ?? message.createdAt,
    ...(gone ? { gone } : {}),
    ...(file ? { file } : {}),
    ...(parentId ? { parentId } : {}),
    ...(uuid ? { uuid } : {}),
    mentionedEverybody: message.mentionedEverybody === true,
    reactions: message.reactions ?? [],
    followUps: message.followUps ?? [],
    urgentFor: message.urgentFor ?? [],
  };
}
