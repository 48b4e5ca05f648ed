/** Around a message: reactions, urgent notices, follow-up bubbles, the pinned chat. */
import { newReactionId } from '../ids.ts';
import { isObject, listOf, textOf } from '../json.ts';
import type { Message, World } from '../world.ts';
import { type ApiRequest, ok, type Reply, type Route, refuse } from './reply.ts';
import { unknownMessage } from './send.ts';

const EMOJI = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const URGENT_PEOPLE = 200;
const FOLLOW_UPS = 3;
const FOLLOW_UP_LENGTH = 200;
const FOLLOW_UP_LIFE_MS = 600_000;
const PINNED_PEOPLE = 50;

function ids(value: readonly unknown[]): string[] {
  return value.filter((id): id is string => typeof id === 'string');
}

function react(world: World, message: Message, request: ApiRequest): Reply {
  const type = request.body['reaction_type'];
  const emoji = isObject(type) ? textOf(type, 'emoji_type') : undefined;
  if (!emoji || !EMOJI.test(emoji)) return refuse(231001, 'The emoji type is invalid.');
  if (message.gone) return refuse(231003, 'The message is not found.');
  const reaction = { reactionId: newReactionId(), emoji };
  message.reactions = [...(message.reactions ?? []), reaction];
  return ok({
    reaction_id: reaction.reactionId,
    reaction_type: { emoji_type: emoji },
    action_time: String(world.now()),
  });
}

function unreact(message: Message, request: ApiRequest): Reply {
  const kept = (message.reactions ?? []).filter(
    ({ reactionId }) => reactionId !== request.param('reaction_id'),
  );
  if (kept.length === (message.reactions ?? []).length) return refuse(231007, 'The reaction is not found.');
  message.reactions = kept;
  return ok();
}

function urge(world: World, message: Message, request: ApiRequest): Reply {
  const people = ids(listOf(request.body, 'user_id_list'));
  if (people.length === 0 || people.length > URGENT_PEOPLE)
    return refuse(230001, 'user_id_list must hold 1 to 200 ids');
  if (message.sender !== 'bot') return refuse(230012, 'Bot is NOT the sender of the message.');
  message.urgentFor = people.filter((id) => world.people.has(id));
  return ok({ invalid_user_id_list: people.filter((id) => !world.people.has(id)) });
}

function followUp(world: World, message: Message, request: ApiRequest): Reply {
  const items = listOf(request.body, 'follow_ups').map((item) =>
    isObject(item) ? textOf(item, 'content') : undefined,
  );
  const fits = items.every(
    (text) => text !== undefined && text.length >= 1 && text.length <= FOLLOW_UP_LENGTH,
  );
  if (items.length < 1 || items.length > FOLLOW_UPS || !fits) {
    return refuse(230001, 'follow_ups must hold 1 to 3 items of 1 to 200 characters');
  }
  const newest = world.inChat(message.chatId).at(-1);
  if (world.chats.get(message.chatId)?.type !== 'p2p') return refuse(230003, 'Only available in p2p chats.');
  if (newest !== message || message.sender !== 'bot')
    return refuse(230006, 'Not the latest message of the bot.');
  if (world.now() - message.createdAt > FOLLOW_UP_LIFE_MS) return refuse(230002, 'The message has expired.');
  message.followUps = ids(items);
  return ok();
}

function pin(world: World, request: ApiRequest): Reply {
  const people = ids(listOf(request.body, 'user_ids'));
  if (
    typeof request.body['time_sensitive'] !== 'boolean' ||
    people.length < 1 ||
    people.length > PINNED_PEOPLE
  ) {
    return refuse(230001, 'time_sensitive and 1 to 50 user_ids are needed');
  }
  const failed = people.filter((id) => !world.people.has(id));
  return ok({
    failed_user_reasons: failed.map((id) => ({
      error_code: 1,
      error_message: 'invalid user id',
      user_id: id,
    })),
  });
}

export function extraRoutes(world: World): Route[] {
  /** Finds the message, and tells the page about it when something was done. */
  function about(action: (message: Message, request: ApiRequest) => Reply) {
    return (request: ApiRequest): Reply => {
      const message = world.messages.get(request.param('message_id'));
      if (!message) return unknownMessage(request.param('message_id'));
      const reply = action(message, request);
      if (reply.status === 200) world.announce({ kind: 'message', messageId: message.messageId });
      return reply;
    };
  }
  const message = '/open-apis/im/v1/messages/:message_id';
  return [
    {
      method: 'POST',
      path: `${message}/reactions`,
      handle: about((found, request) => react(world, found, request)),
    },
    { method: 'DELETE', path: `${message}/reactions/:reaction_id`, handle: about(unreact) },
    {
      method: 'PATCH',
      path: `${message}/urgent_app`,
      handle: about((found, request) => urge(world, found, request)),
    },
    {
      method: 'POST',
      path: `${message}/push_follow_up`,
      handle: about((found, request) => followUp(world, found, request)),
    },
    {
      method: 'PATCH',
      path: '/open-apis/im/v2/feed_cards/bot_time_sentive',
      handle: (request) => pin(world, request),
    },
  ];
}
