/** @module 删除我的数据: every report of hers, and what the bot keeps about herself. */
import type { Envelope } from '../feishu/port.ts';
import type { Report } from '../flow/model.ts';
import type { Store } from '../store/port.ts';
import type { Log } from './log.ts';
import { type PlaceParts, unlisted } from './place.ts';

export interface EraseParts extends Pick<PlaceParts, 'kinds' | 'now'> {
  readonly store: Store;
  readonly log: Log;
  readonly wake: { send(report: string, priority: 'answer'): Promise<void> };
}

/** Every report of hers; the card that says so stays in the chat, what else was sent is taken back afterwards. */
export async function eraseAll(
  parts: EraseParts,
  { tenant, chat, inbound }: Envelope,
  report: Report,
): Promise<void> {
  const { by } = inbound;
  const keep = inbound.type === 'click' ? inbound.message : undefined;
  const known = (await parts.store.person(tenant, by))?.reports.map(({ id }) => id) ?? [];
  const hers = new Set([report.id, ...known]);
  for (const id of new Set([...hers, ...unlisted(parts, tenant, by)])) {
    const one = id === report.id ? report : await parts.store.load(id);
    if (one === undefined ? !hers.has(id) : one.about.people[by] !== 'secretary') continue;
    await parts.store.erase(id, tenant, by, keep === undefined ? {} : { keep });
    parts.log.info({ report: id }, 'erased at the request of its owner');
    parts.wake.send(id, 'answer').catch((err: unknown) => {
      parts.log.warn({ report: id, err }, 'queue not woken; the sweep will');
    });
  }
  await parts.store.forgetPerson(tenant, by, parts.now(), chat);
}
