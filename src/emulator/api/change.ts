/** What may happen to a message that is already there: patch (cards), edit (text), recall, read. */
import { isObject, parseObject, textOf } from '../json.ts';
import { addVersion, currentContent, type Message, type World } from '../world.ts';
import { checkContent } from './content.ts';
import type { Limiter } from './limiter.ts';
import { messageData } from './message-view.ts';
import { type ApiRequest, ok, type Reply, type Route, refuse } from './reply.ts';
import { gone, unknownMessage } from './send.ts';

const PATCH_LIFE_MS = 14 * 24 * 3_600_000;
const EDIT_LIMIT = 20;

export interface ChangeContext {
  readonly world: World;
  readonly appId: string;
  readonly limiter: Limiter;
  /** True while a callback of that message waits for its answer. */
  readonly callbackOpen: (messageId: string) => boolean;
}

/** A card can be patched only when it declares that its updates are for everybody. */
function isShared(card: string): boolean {
  const config = parseObject(card)?.['config'];
  return isObject(config) && config['update_multi'] === true;
}

function patch(
  { world, limiter, callbackOpen }: ChangeContext,
  message: Message,
  request: ApiRequest,
): Reply {
  const content = request.body['content'];
  if (message.type !== 'interactive') return refuse(230001, 'This message is NOT a card.');
  if (world.now() - message.createdAt > PATCH_LIFE_MS) {
    return refuse(230031, 'The message sent more than 14 days ago is not allowed to be modified.');
  }
  const checked = checkContent(world, 'interactive', content);
  if (checked.refusal) return checked.refusal;
  const next = String(content);
  if (!isShared(currentContent(message)) || !isShared(next)) {
    return refuse(230001, 'Your request contains an invalid request parameter, update_multi must be true');
  }
  const limited = limiter.message(message.messageId);
  if (limited) return limited;
  if (checked.mentionsEverybody) message.mentionedEverybody = true;
  const during = callbackOpen(message.messageId) ? { duringCallback: true as const } : {};
  addVersion(world, message, { content: next, at: world.now(), by: 'patched', ...during });
  return ok();
}

function edit({ world, appId }: ChangeContext, message: Message, request: ApiRequest): Reply {
  const type = textOf(request.body, 'msg_type');
  if ((type !== 'text' && type !== 'post') || message.type !== type) {
    return refuse(
      230001,
      'Your request contains an invalid request parameter, only text and post can be edited',
    );
  }
  if (message.versions.length > EDIT_LIMIT) {
    return refuse(230072, 'The message has reached the number of times it can be edited.');
  }
  const checked = checkContent(world, type, request.body['content']);
  if (checked.refusal) return checked.refusal;
  if (checked.mentionsEverybody) message.mentionedEverybody = true;
  addVersion(world, message, { content: String(request.body['content']), at: world.now(), by: 'edited' });
  return ok(messageData(message, appId));
}

function recall({ world }: ChangeContext, message: Message): Reply {
  message.gone = 'recalled';
  world.announce({ kind: 'message', messageId: message.messageId });
  return ok();
}

export function changeRoutes(context: ChangeContext): Route[] {
  const { world, appId } = context;

  /** For changes: the bot's own message, still there. */
  function own(action: (context: ChangeContext, message: Message, request: ApiRequest) => Reply) {
    return (request: ApiRequest): Reply => {
      const message = world.messages.get(request.param('message_id'));
      if (!message) return unknownMessage(request.param('message_id'));
      if (message.sender !== 'bot') return refuse(230001, 'The operator is not the sender of the message.');
      return gone(message) ?? action(context, message, request);
    };
  }

  function read(request: ApiRequest): Reply {
    const message = world.messages.get(request.param('message_id'));
    if (!message) return unknownMessage(request.param('message_id'));
    if (message.gone === 'deleted') return gone(message) ?? ok();
    return ok({ items: [messageData(message, appId)] });
  }

  const path = '/open-apis/im/v1/messages/:message_id';
  return [
    { method: 'PATCH', path, handle: own(patch) },
    { method: 'PUT', path, handle: own(edit) },
    { method: 'DELETE', path, handle: own(recall) },
    { method: 'GET', path, handle: read },
  ];
}
