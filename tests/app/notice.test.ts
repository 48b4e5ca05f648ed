import { expect, it } from 'vitest';
import { createNotice } from '../../src/app/notice.ts';
import type { Delivered, Delivery } from '../../src/feishu/port.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const SENT: Delivered = { outcome: 'sent', message: 'om', at: NOW };

function noticed(waits: number[], answers: Delivered[]) {
  const sent: string[] = [];
  const notice = createNotice({
    store: { take: async () => waits.shift() ?? 0 },
    deliver: async (delivery: Delivery) => {
      sent.push('uuid' in delivery ? delivery.uuid : '');
      return answers.shift() ?? SENT;
    },
    now: () => NOW,
  });
  return { notice, sent };
}

it('a notice waits for a place in a chat that is full, and is tried again under its uuid: it is said once', async () => {
  const again = { wait: 2, code: 'x' };
  const { notice, sent } = noticed(
    [2, 2, 0, 2],
    [
      { outcome: 'again', ...again },
      { outcome: 'unknown', ...again },
    ],
  );
  await notice('ou_a', '消息太多');
  expect(sent).toHaveLength(3);
  expect(new Set(sent).size).toBe(1);
  await notice('ou_a', '消息太多');
  expect(sent).toHaveLength(3);
});

it('a notice that is refused is not tried again, and one that never got a place may be said later', async () => {
  const refused = noticed([], [{ outcome: 'refused', scope: 'person', code: 'x' }]);
  await refused.notice('ou_a', '消息太多');
  expect(refused.sent).toHaveLength(1);
  const crowded = noticed(
    Array.from({ length: 30 }, () => 1),
    [],
  );
  await crowded.notice('ou_a', '消息太多');
  expect(crowded.sent).toEqual([]);
  await crowded.notice('ou_a', '消息太多');
  expect(crowded.sent).toHaveLength(1);
});
