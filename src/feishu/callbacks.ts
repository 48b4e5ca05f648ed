/** @module What the handlers of events and callbacks give back to the platform, in time, whatever happens inside. */
import { buildCard, type Card } from './card.ts';
import type { Ignored, Parsed } from './inbound.ts';
import { parseClick, parseEnter, parseMenu, parseMessage, parseRecall } from './inbound.ts';
import type { Log } from './log.ts';
import type { Answer, Recall, Receive } from './port.ts';

/** The response to a click; `{}` changes nothing. */
export interface Response {
  toast?: { type: 'info' | 'success' | 'warning' | 'error'; content: string };
  card?: { type: 'raw'; data: Card };
}

const NOT_SAVED = '刚才没有存上，请再点一次；您填的内容还在卡片上';
const OLD_BUTTON = '这个按钮已经不能用了，发一句「继续」就能接着填';

const TOO_LARGE = '内容太长，一张卡片放不下，发一句「继续」我用文字发给您';

/** Events that are subscribed to and need nothing done; unregistered ones would be answered with a warning. */
export const ACKNOWLEDGED = [
  'im.message.message_read_v1',
  'im.message.reaction.created_v1',
  'im.message.reaction.deleted_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
];

export interface CallbackOptions {
  readonly receive: Receive;
  readonly recalled: (recall: Recall) => Promise<void>;
  readonly log: Log;
  /** ms in which a click is answered. */
  readonly patience: number;
}

export interface Callbacks {
  /** By event type, for the SDK's dispatcher. */
  readonly handlers: Readonly<Record<string, (data: unknown) => Promise<unknown>>>;
  /** From now on nothing is taken any more; resolves when all that was taken is done. */
  drain(): Promise<void>;
}

export function createCallbacks(options: CallbackOptions): Callbacks {
  const { receive, recalled, log, patience } = options;
  const running = new Set<Promise<unknown>>();
  let closed = false;

  const track = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    const forget = () => running.delete(work);
    work.then(forget, forget);
    return work;
  };

  /** A rejection is answered with 500, and the platform repeats the event. */
  const kept = async (event: string, take: () => Promise<unknown>): Promise<object> => {
    await track(Promise.resolve().then(take)).catch((error: unknown) => {
      log.error({ err: error, event }, 'event could not be kept, the platform will repeat it');
      throw error;
    });
    return {};
  };
  const event =
    <T extends object>(parse: (data: unknown) => T | Ignored, take: (parsed: T) => Promise<object>) =>
    async (data: unknown): Promise<object> => {
      if (closed) throw new Error('closing, the platform will repeat this event');
      const parsed = parse(data);
      if (!('ignored' in parsed)) return take(parsed);
      log.warn({ reason: parsed.ignored }, 'event ignored');
      return {};
    };
  const said = (parse: (data: unknown) => Parsed) =>
    event(parse, ({ envelope }) => kept(envelope.inbound.id, () => receive(envelope)));

  const click = async (data: unknown): Promise<Response> => {
    if (closed) return toast('error', NOT_SAVED);
    const parsed = parseClick(data);
    if ('ignored' in parsed) {
      log.warn({ reason: parsed.ignored }, 'click ignored');
      return toast('warning', OLD_BUTTON);
    }
    const { envelope } = parsed;
    const work = track(Promise.resolve(envelope).then(receive));
    const answer = await settled(work, patience).catch((error: unknown) => {
      log.error({ err: error, event: envelope.inbound.id }, 'click could not be handled');
      return 'failed' as const;
    });
    if (answer === 'failed') return toast('error', NOT_SAVED);
    if (answer === 'late') {
      log.warn({ event: envelope.inbound.id, patience }, 'click not handled in time');
      work.catch((error: unknown) =>
        log.error({ err: error, event: envelope.inbound.id }, 'late click failed'),
      );
      return toast('error', NOT_SAVED);
    }
    return respond(answer);
  };

  const respond = ({ screen, toast: said }: Answer): Response => {
    const response = said ? toast(said.kind, said.text) : {};
    if (!screen) return response;
    const card = buildCard(screen);
    if (card) return { ...response, card: { type: 'raw', data: card } };
    // It is committed already: the next message brings it, through the outbox, as text.
    log.error({ report: screen.report }, 'screen does not fit a card');
    return toast('warning', TOO_LARGE);
  };

  return {
    handlers: {
      'im.message.receive_v1': said(parseMessage),
      'im.chat.access_event.bot_p2p_chat_entered_v1': said(parseEnter),
      'application.bot.menu_v6': said(parseMenu),
      'im.message.recalled_v1': event(parseRecall, ({ recall }) => kept(recall.id, () => recalled(recall))),
      'card.action.trigger': click,
      ...Object.fromEntries(
        ACKNOWLEDGED.map((type) => [
          type,
          async () => {
            log.debug({ type }, 'event acknowledged');
            return {};
          },
        ]),
      ),
    },
    drain: async () => {
      closed = true;
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
}

const toast = (type: 'info' | 'success' | 'warning' | 'error', content: string): Response => ({
  toast: { type, content },
});

async function settled<T>(work: Promise<T>, patience: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
