/**
 * @module Messages that were taken back. The platform names the message and the chat, not the person: whose chat it is
 * is kept from what she says in it, and the report is found by the facts that came in that message.
 */
import type { Answer, Envelope, Recall } from '../feishu/port.ts';
import { cameIn } from '../flow/recalled.ts';
import type { Store } from '../store/port.ts';
import type { Door } from './door.ts';
import type { Log } from './log.ts';
import { type PlaceParts, unlisted } from './place.ts';

export interface RecallParts extends Pick<PlaceParts, 'kinds' | 'now'> {
  readonly store: Pick<Store, 'load' | 'person' | 'personIn' | 'keepChat'>;
  readonly door: Door;
  readonly log: Log;
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
      const envelopes = await envelopesOf(parts, recall);
      if (envelopes.length === 0)
        parts.log.info({ message: recall.message }, 'a message was taken back that belongs to no report');
      for (const envelope of envelopes) await converse(envelope);
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

/** To the reports that took it, or know it from one that did; when none did, to the open one, so that it is not taken when it still comes. */
async function envelopesOf(parts: RecallParts, recall: Recall): Promise<readonly Envelope[]> {
  const { tenant, chat, id, at, message } = recall;
  const { store } = parts;
  const by = await store.personIn(tenant, chat);
  if (by === undefined) return [];
  const person = await store.person(tenant, by);
  const ids = [...new Set([...(person?.reports ?? []).map((one) => one.id), ...unlisted(parts, tenant, by)])];
  const stored = (await Promise.all(ids.map((one) => store.load(one)))).filter((one) => one !== undefined);
  const took = stored.filter(({ facts }) => cameIn(facts, message).length > 0).map((one) => one.id);
  const open = person?.open ?? stored[0]?.id;
  const reports = took.length > 0 || open === undefined ? took : [open];
  // One event is one turn of each report; two of hers may share a partition, and with it the mark of what was taken.
  return reports.map((report) => ({
    ...{ tenant, group: false, chat, report },
    inbound: { type: 'recalled', id: `${id}-${report}`, by, at, message },
  }));
}
