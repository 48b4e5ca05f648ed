/** Updating a card by the token of a callback: after the answer, within half an hour, twice at most. */
import { newCardToken } from '../ids.ts';
import { isObject, textOf } from '../json.ts';
import { addVersion, type World } from '../world.ts';
import { checkContent } from './content.ts';
import { type ApiRequest, type Reply, type Route, refuse } from './reply.ts';

const TOKEN_LIFE_MS = 30 * 60_000;
const TOKEN_USES = 2;

interface CardToken {
  readonly messageId: string;
  readonly at: number;
  uses: number;
  answered: boolean;
}

export interface CardTokens {
  readonly route: Route;
  issue(messageId: string): string;
  answered(token: string): void;
  /** True while a callback of that message waits for its answer. */
  open(messageId: string): boolean;
}

export function createCardTokens(world: World): CardTokens {
  const tokens = new Map<string, CardToken>();

  function update({ body }: ApiRequest): Reply {
    const token = tokens.get(textOf(body, 'token') ?? '');
    if (!token) return refuse(300020, 'cardUpdateParam token format error');
    if (!token.answered || world.now() - token.at > TOKEN_LIFE_MS) return refuse(300030, 'token is expired');
    if (token.uses >= TOKEN_USES) return refuse(300040, 'token has been used twice');
    const message = world.messages.get(token.messageId);
    if (!message || message.gone) return refuse(200000, 'the message was recalled');
    if (!isObject(body['card'])) return refuse(10002, 'card is missing');
    const content = JSON.stringify(body['card']);
    const checked = checkContent(world, 'interactive', content);
    if (checked.refusal) return refuse(11311, `bad card: ${JSON.stringify(checked.refusal.body)}`);
    token.uses += 1;
    if (checked.mentionsEverybody) message.mentionedEverybody = true;
    addVersion(world, message, { content, at: world.now(), by: 'token' });
    return { status: 200, body: { code: 0, msg: 'ok' } };
  }

  return {
    route: { method: 'POST', path: '/open-apis/interactive/v1/card/update', handle: update },
    issue: (messageId) => {
      const token = newCardToken();
      tokens.set(token, { messageId, at: world.now(), uses: 0, answered: false });
      return token;
    },
    answered: (token) => {
      const known = tokens.get(token);
      if (known) known.answered = true;
    },
    open: (messageId) =>
      [...tokens.values()].some((token) => token.messageId === messageId && !token.answered),
  };
}
