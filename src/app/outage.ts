/**
 * @module While nothing can be stored, a message is refused so that the platform repeats it, and its writer would see
 * nothing at all. She is told once in each outage; beside the refusal at the door (notice.ts) this is the one thing that
 * is said without having been committed.
 */
import { createHash } from 'node:crypto';
import type { Answer, Delivery, Envelope } from '../feishu/port.ts';
import type { Log } from './log.ts';

export interface OutageParts {
  readonly receive: (envelope: Envelope) => Promise<Answer>;
  /** Rejects while nothing can be stored. */
  readonly ping: () => Promise<void>;
  readonly deliver: (delivery: Delivery) => Promise<unknown>;
  readonly now: () => number;
  readonly log: Log;
}

export const NOT_STORED =
  '系统正在恢复，您刚才发的还没有存上。恢复以后会自动补记，不用再发；卡片上的按钮请过几分钟再点。';

/** Several processes may say it: the same uuid makes one message of it within the platform's hour. */
const HOUR_MS = 3_600_000;

export function withOutageNotice(parts: OutageParts): (envelope: Envelope) => Promise<Answer> {
  const told = new Set<string>();
  return async (envelope) => {
    const { inbound, tenant, group } = envelope;
    try {
      const answer = await parts.receive(envelope);
      told.clear();
      return answer;
    } catch (cause) {
      // A click is answered itself, and opening the chat asks for nothing.
      const said = inbound.type !== 'click' && inbound.type !== 'enter' && !group;
      const person = `${tenant}:${inbound.by}`;
      if (said && !told.has(person) && (await isDown(parts))) {
        told.add(person);
        const hour = Math.floor(parts.now() / HOUR_MS).toString(36);
        const who = createHash('sha256').update(person).digest('hex').slice(0, 16);
        void parts
          .deliver({
            uuid: `outage-${who}-${hour}`,
            to: { person: inbound.by },
            content: { text: NOT_STORED },
          })
          .catch((err: unknown) => parts.log.warn({ err }, 'outage could not be told'));
      }
      throw cause;
    }
  };
}

const isDown = ({ ping }: OutageParts): Promise<boolean> =>
  ping().then(
    () => false,
    () => true,
  );
