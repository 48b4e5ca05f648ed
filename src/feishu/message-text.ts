/** @module The text of a message, out of the platform's content formats. */
import { z } from 'zod';
import { cleanText } from './clean.ts';

export interface Mention {
  readonly key: string;
  readonly name?: string | undefined;
}

const textSchema = z.object({ text: z.string() });

const pieceSchema = z.looseObject({
  tag: z.string(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  user_name: z.string().optional(),
});
const postSchema = z.object({
  title: z.string().optional(),
  content: z.array(z.array(pieceSchema)),
});
/** As received it is one post; as sent it is one for each language. */
const anyPostSchema = z.union([postSchema, z.record(z.string(), postSchema)]);

/**
 * The words of a `text` or `post` message, or undefined when it has none. `group`: mentions there are how the bot is
 * called, and go; elsewhere a mentioned person's name may be the answer, and stays.
 */
export function messageText(
  type: string,
  content: string,
  mentions: readonly Mention[],
  group: boolean,
): string | undefined {
  const parsed = fromJson(content);
  const named = (text: string): string => resolve(text, mentions, group);
  if (type === 'text') {
    const text = textSchema.safeParse(parsed);
    return text.success ? cleanText(named(text.data.text)).trim() : undefined;
  }
  if (type !== 'post') return undefined;
  const post = anyPostSchema.safeParse(parsed);
  if (!post.success) return undefined;
  const only = isPost(post.data) ? post.data : Object.values(post.data)[0];
  if (!only) return undefined;
  const lines = only.content.map((line) => line.map((piece) => pieceText(piece, mentions, group)).join(''));
  const text = cleanText(
    named([only.title ?? '', ...lines].filter((line) => line.trim() !== '').join('\n')),
  ).trim();
  return text === '' ? undefined : text;
}

const isPost = (post: z.infer<typeof anyPostSchema>): post is z.infer<typeof postSchema> =>
  Array.isArray(post.content);

function pieceText(piece: z.infer<typeof pieceSchema>, mentions: readonly Mention[], group: boolean): string {
  if (piece.tag !== 'at') return piece.text ?? '';
  if (group) return '';
  const key = piece.user_id ?? '';
  return piece.user_name ?? mentions.find((mention) => mention.key === key)?.name ?? '';
}

/** `@_user_1` → the name. Longer keys first: `@_user_1` is also the start of `@_user_10`. */
function resolve(text: string, mentions: readonly Mention[], group: boolean): string {
  const keys = mentions.filter(({ key }) => key !== '').sort((a, b) => b.key.length - a.key.length);
  const named = keys.reduce((now, { key, name }) => now.replaceAll(key, group ? '' : (name ?? '')), text);
  return named.replaceAll('@_all', group ? '' : '所有人');
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
