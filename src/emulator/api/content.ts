/** What the content of a message must be, by msg_type: one row per rule. */
import { CARD_BYTES, inspectCard } from '../card/inspect.ts';
import { byteLength, isObject, type JsonObject, parseObject, textOf } from '../json.ts';
import type { World } from '../world.ts';
import { type Reply, refuse } from './reply.ts';

const TEXT_BYTES = 150 * 1024;

export interface Content {
  readonly refusal?: Reply;
  /** An `<at>` to everybody is in it. */
  readonly mentionsEverybody?: boolean;
}

type Rule = (content: JsonObject, text: string, world: World) => Content;

const ACCEPTED: Content = {};
const invalid = (what: string): Content => ({
  refusal: refuse(230001, `Your request contains an invalid request parameter, ${what}`),
});
const tooLong = (): Content => ({
  refusal: refuse(230025, 'The length of the message content reaches its limit.'),
});

const MENTION_ALL = /<at\s[^>]*["'=\s]all["'\s>]/i;

function text(content: JsonObject, raw: string): Content {
  const words = textOf(content, 'text');
  if (words === undefined) return invalid('content: text is missing');
  if (byteLength(raw) > TEXT_BYTES) return tooLong();
  return MENTION_ALL.test(words) ? { mentionsEverybody: true } : ACCEPTED;
}

function post(content: JsonObject, raw: string): Content {
  if (byteLength(raw) > CARD_BYTES) return tooLong();
  const languages = Object.values(content);
  const shaped =
    languages.length > 0 && languages.every((part) => isObject(part) && Array.isArray(part['content']));
  if (!shaped) return invalid('content: post needs a language with content[][]');
  return /"user_id":"all"/.test(raw) ? { mentionsEverybody: true } : ACCEPTED;
}

/** `kind` is the upload the key must come from; audio and video also fix the upload's file_type. */
function attachment(keyName: string, kind: 'file' | 'image', fileType?: string): Rule {
  return (content, _raw, world) => {
    const key = textOf(content, keyName);
    if (!key) return invalid(`content: ${keyName} is missing`);
    const file = world.files.get(key);
    if (file?.owner !== 'bot') {
      return { refusal: refuse(230017, 'Bot is NOT the owner of the resource.') };
    }
    if (file.kind !== kind || (fileType !== undefined && file.fileType !== fileType)) {
      return {
        refusal: refuse(230055, 'The type of file upload does not match the type of message being sent.'),
      };
    }
    return ACCEPTED;
  };
}

function card(content: JsonObject, raw: string, world: World): Content {
  if (byteLength(raw) > CARD_BYTES) return tooLong();
  const found = inspectCard(content, world);
  const [problem] = found.problems;
  if (!problem) return found.mentionsEverybody ? { mentionsEverybody: true } : ACCEPTED;
  const where = problem.path ? `; ErrorValue: ${problem.path}` : '';
  const reason = `Failed to create card content, ext=ErrCode: ${problem.code}; ErrMsg: ${problem.message}${where}; `;
  return { refusal: refuse(230099, reason) };
}

const RULES: Readonly<Record<string, Rule>> = {
  text,
  post,
  interactive: card,
  image: attachment('image_key', 'image'),
  file: attachment('file_key', 'file'),
  audio: attachment('file_key', 'file', 'opus'),
  media: attachment('file_key', 'file', 'mp4'),
  sticker: (content) => (textOf(content, 'file_key') ? ACCEPTED : invalid('content: file_key is missing')),
  share_chat: (content) => (textOf(content, 'chat_id') ? ACCEPTED : invalid('content: chat_id is missing')),
  share_user: (content) => (textOf(content, 'user_id') ? ACCEPTED : invalid('content: user_id is missing')),
};

export function checkContent(world: World, type: string | undefined, content: unknown): Content {
  const rule = type === undefined ? undefined : RULES[type];
  if (!rule) return invalid('msg_type');
  if (typeof content !== 'string') return invalid('content is not a string');
  const parsed = parseObject(content);
  return parsed ? rule(parsed, content, world) : invalid('content is not a string in json format');
}
