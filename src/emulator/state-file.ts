/** Keeping the world in a file, so that closing the emulator and starting it again shows the same chat. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isObject } from './json.ts';
import type { Message, World } from './world.ts';

const SAVE_AFTER_MS = 300;

const KEPT = z.object({
  format: z.literal(1),
  people: z.array(
    z.object({
      name: z.string(),
      openId: z.string(),
      unionId: z.string(),
      userId: z.string(),
      refuseWith: z.number().exactOptional(),
    }),
  ),
  chats: z.array(
    z.object({
      chatId: z.string(),
      type: z.enum(['p2p', 'group']),
      name: z.string(),
      members: z.array(z.string()),
    }),
  ),
  /** Written by this module only; checked as far as is needed to notice a foreign file. */
  messages: z.array(
    z.custom<Message>((value) => isObject(value) && 'messageId' in value && Array.isArray(value['versions'])),
  ),
  files: z.array(
    z.object({
      key: z.string(),
      owner: z.string(),
      kind: z.enum(['file', 'image']),
      fileType: z.string(),
      name: z.string(),
      base64: z.string(),
    }),
  ),
  uuids: z.array(z.tuple([z.string(), z.object({ messageId: z.string(), at: z.number() })])),
  tokens: z.array(z.tuple([z.string(), z.number()])),
});

function read(path: string): z.infer<typeof KEPT> | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  return KEPT.parse(JSON.parse(text));
}

/** Fills the world from the file, when there is one; returns the tokens that were living. Throws when the file is something else. */
export function loadState(path: string, world: World): [string, number][] {
  const kept = read(path);
  if (!kept) return [];
  for (const person of kept.people) world.people.set(person.openId, person);
  for (const chat of kept.chats) world.chats.set(chat.chatId, chat);
  for (const message of kept.messages) world.keep(message);
  for (const { base64, ...file } of kept.files) {
    world.files.set(file.key, { ...file, bytes: Buffer.from(base64, 'base64') });
  }
  for (const [uuid, sent] of kept.uuids) world.uuids.set(uuid, sent);
  return kept.tokens;
}

function write(path: string, world: World, tokens: readonly [string, number][]): void {
  const kept: z.infer<typeof KEPT> = {
    format: 1,
    people: [...world.people.values()],
    chats: [...world.chats.values()].map((chat) => ({ ...chat, members: [...chat.members] })),
    messages: [...world.messages.values()],
    files: [...world.files.values()].map(({ bytes, ...file }) => ({
      ...file,
      base64: bytes.toString('base64'),
    })),
    uuids: [...world.uuids],
    tokens: [...tokens],
  };
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify(kept));
  renameSync(draft, path);
}

/** Saves shortly after changes of messages and people; the returned function saves what is open and stops. */
export function keepState(path: string, world: World, tokens: () => readonly [string, number][]): () => void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    timer = undefined;
    write(path, world, tokens());
  };
  const stop = world.listen(({ kind }) => {
    if (kind === 'message' || kind === 'settings') timer ??= setTimeout(save, SAVE_AFTER_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
    save();
  };
}
