/** Whom a message is for: the five kinds of receive_id, and what each unknown one is answered with. */
import { type Chat, findPerson, type Person, p2pChat, type World } from '../world.ts';
import { type Reply, refuse } from './reply.ts';

const OPEN_ID = /^ou_[0-9a-f]{32}$/;
const CHAT_ID = /^oc_[0-9a-f]{32}$/;

interface Lookup {
  readonly chat?: Chat;
  readonly refusal?: Reply;
}

function chatOf(world: World, person: Person | undefined, otherwise: Reply): Lookup {
  return person ? { chat: p2pChat(world, person) } : { refusal: otherwise };
}

const LOOKUPS: Readonly<Record<string, (world: World, id: string) => Lookup>> = {
  open_id: (world, id) => {
    if (!OPEN_ID.test(id)) return { refusal: refuse(230034, 'The receive_id is invalid.') };
    return chatOf(
      world,
      world.people.get(id),
      refuse(99992351, `The request contains invalid open_id: ${id}`),
    );
  },
  chat_id: (world, id) => {
    const chat = world.chats.get(id);
    if (chat) return { chat };
    if (!CHAT_ID.test(id)) return { refusal: refuse(230034, 'The receive_id is invalid.') };
    return { refusal: refuse(99992356, `The request contains invalid chat_id: ${id}`) };
  },
  union_id: (world, id) => chatOf(world, findPerson(world, id), refuse(230034, 'The receive_id is invalid.')),
  user_id: (world, id) => chatOf(world, findPerson(world, id), refuse(230034, 'The receive_id is invalid.')),
  email: () => ({ refusal: refuse(230034, 'The receive_id is invalid.') }),
};

/** Finds the chat, making the one-to-one chat on first contact, and asks whether its people can be reached at all. */
export function findReceiver(world: World, idType: string, id: string | undefined): Lookup {
  const lookup = LOOKUPS[idType];
  if (!lookup)
    return { refusal: refuse(230001, 'Your request contains an invalid request parameter, receive_id_type') };
  if (!id)
    return { refusal: refuse(230001, 'Your request contains an invalid request parameter, receive_id') };
  const found = lookup(world, id);
  const refusal = found.chat && unreachable(world, found.chat);
  return refusal ? { refusal } : found;
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  230013: 'Bot has NO availability to this user.',
  230029: 'The user has resigned.',
  230053: 'The user has stopped the bot from sending messages.',
};

export function unreachable(world: World, chat: Chat): Reply | undefined {
  const code = chat.type === 'p2p' ? world.people.get(chat.members[0] ?? '')?.refuseWith : undefined;
  return code === undefined ? undefined : refuse(code, UNREACHABLE[code] ?? 'The message cannot be sent.');
}
