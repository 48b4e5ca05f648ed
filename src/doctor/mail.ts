/** @module Messages to the person who helps with a check, and taking them back afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Probe, Reply } from '../feishu/probe.ts';
import { asRecord } from './platform.ts';

export interface Mail {
  /** `id` of the message, when it was sent. */
  send(
    type: 'text' | 'interactive' | 'file',
    content: object | string,
    uuid?: string,
  ): Promise<Reply & { id?: string }>;
  patch(message: string, card: object): Promise<Reply>;
  /** Takes back everything sent; how many of how many could not be. */
  recall(): Promise<{ readonly left: number; readonly sent: number }>;
}

/** The platform allows five calls a second for one person. */
const PACE_MS = 250;

export function createMail(probe: Probe, person: string): Mail {
  const sent = new Set<string>();
  let last = 0;
  const pace = async () => {
    await sleep(Math.max(0, last + PACE_MS - performance.now()));
    last = performance.now();
  };
  const path = (message: string) => `/open-apis/im/v1/messages/${encodeURIComponent(message)}`;
  return {
    send: async (type, content, uuid) => {
      await pace();
      const reply = await probe.call('POST', '/open-apis/im/v1/messages', {
        params: { receive_id_type: 'open_id' },
        body: {
          receive_id: person,
          msg_type: type,
          content: typeof content === 'string' ? content : JSON.stringify(content),
          ...(uuid === undefined ? {} : { uuid }),
        },
      });
      const id = asRecord(asRecord(reply.body)['data'])['message_id'];
      if (reply.code !== '0' || typeof id !== 'string') return reply;
      sent.add(id);
      return { ...reply, id };
    },
    patch: async (message, card) => {
      await pace();
      return probe.call('PATCH', path(message), { body: { content: JSON.stringify(card) } });
    },
    recall: async () => {
      let failed = 0;
      for (const message of sent) {
        await pace();
        const { code } = await probe.call('DELETE', path(message));
        if (code !== '0') failed += 1;
      }
      return { left: failed, sent: sent.size };
    },
  };
}
