/**
 * @module Messages that were taken back. The platform names the message and the chat, not the person: whose chat it is
 * is kept from what she says in it, and the report is found by the facts that came in that message.
 */
import type { Answer, Envelope, Recall } from '../feishu/port.ts';
import { cameIn } from '../flow/recalled.ts';
import type { Store } from '../store/port.ts';
import type { Door } from './door.ts';
import type { Log } from './log.ts';

export interface RecallParts {
  readonly store: Pick<Store, 'load' | 'person' | 'personIn' | 'keepChat'>;
  readonly door: Door;
  readonly log: Log;
  readonly now: () => number;
}

const DAY_MS = 86_400_000;
/** Chats whose person this process has written down today; forgetting them costs a write. */
const CHATS_REMEMBERED = 10_000;

/** `receive` as before, with each person's chat kept beside the turn. */
export function withRecalls(
  parts: RecallParts,
  converse: (envelope: Envelope) => Promise<Answer>,
): {
  readonly receive: (envelope: Envelope) => Promise<Answer>;
  readonly recalled: (recall: Recall) => Promise<void>;
} {
  const keep = createKeeper(parts);
  return {
    async receive(envelope) {
      const [answer] = await Promise.all([converse(envelope), keep(envelope)]);
      return answer;
    },
    async recalled(recall) {
      const envelope = await envelopeOf(parts.store, recall);
      if (envelope === undefined) {
        parts.log.info({ message: recall.message }, 'a message was taken back that belongs to no report');
        return;
      }
      await converse(envelope);
    },
  };
}

function createKeeper({ store, door, log, now }: RecallParts): (envelope: Envelope) => Promise<void> {
  const kept = new Map<string, number>();
  return async (envelope) => {
    const { tenant, group, chat, inbound } = envelope;
    // A card can be clicked elsewhere than in her own chat.
    if (group || chat === undefined || inbound.type === 'click') return;
    const name = `${tenant}:${chat}`;
    const today = Math.floor(now() / DAY_MS);
    if (kept.get(name) === today) return;
    if (kept.size >= CHATS_REMEMBERED) kept.clear();
    kept.set(name, today);
    const admission = await door(envelope).catch(() => undefined);
    if (admission?.in !== true) return void kept.delete(name);
    await store.keepChat(tenant, chat, inbound.by).catch((cause: unknown) => {
      kept.delete(name);
      log.warn({ err: cause }, 'whose chat this is could not be kept');
    });
  };
}

/** To the report that took it; when none did, to the open one, so that it is not taken when it still comes. */
async function envelopeOf(store: RecallParts['store'], recall: Recall): Promise<Envelope | undefined> {
  const { tenant, chat, id, at, message } = recall;
  const by = await store.personIn(tenant, chat);
  const person = by === undefined ? undefined : await store.person(tenant, by);
  if (by === undefined || person === undefined) return undefined;
  const took = await Promise.all(
    person.reports.map(async (one) => cameIn((await store.load(one.id))?.facts ?? {}, message).length > 0),
  );
  const report = person.reports[took.indexOf(true)]?.id ?? person.open;
  if (report === undefined) return undefined;
  return { tenant, group: false, chat, report, inbound: { type: 'recalled', id, by, at, message } };
}
