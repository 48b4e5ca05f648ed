/** One person whose program writes for her: she is slowed down and told so once, everybody else notices nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '../../src/store/store.ts';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

/** More than a full bucket of 300 and what is added to it meanwhile. */
const MESSAGES = 900;

describe.skipIf(skipped('real'))(named('a flood', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('of messages and clicks is told to its writer once, loses nothing that was taken, and holds up nobody', {
    timeout: 180_000,
  }, async () => {
    const { side } = office.feishu;
    const flood = office.secretary('赵刚');
    const other = office.secretary('李芳');
    await flood.says('开始');
    await other.says('开始');
    const card = flood.card().messageId;
    const begun = Date.now();
    // Each a moment after the other, so that one of them is the newest.
    for (let n = 1; n <= MESSAGES; n += 1)
      side.say({ person: '赵刚', text: `支委会 ${n}`, createTime: begun + n });
    const clicks = Array.from({ length: 60 }, () =>
      side.click({ person: '赵刚', messageId: card, button: '开始' }),
    );
    // In the middle of it somebody else goes on as always.
    expect(readable(await other.says('支委会 12 党课 4'))).toContain('✓ 支委会 12 次');
    for (const clicked of await Promise.all(clicks))
      expect(clicked.toast?.content ?? '').toMatch(/^$|没有处理|再点一次/);
    const said = flood.chat().filter(({ from, text }) => from === 'person' && text.startsWith('支委会'));
    expect(said).toHaveLength(MESSAGES);
    await side.waitFor(() => side.deliveries().every(({ acknowledged }) => acknowledged), 120_000);

    // Told once, whatever was refused.
    await flood.until((all) => all.some(({ text }) => text.includes('消息太多')));
    expect(flood.chat().filter(({ text }) => text.includes('消息太多'))).toHaveLength(1);

    // All that was taken has its mark, and the newest of it is what is stored.
    const redis = await office.redis.connect();
    const marks = new Set((await redis.keys('sz:{p*:e:om_*')).map((key) => key.replace(/^.*:e:/, '')));
    const taken = said.filter(({ messageId }) => marks.has(messageId));
    expect(taken.length).toBeGreaterThanOrEqual(300);
    expect(taken.length).toBeLessThan(MESSAGES);
    const store = createStore({ redis });
    const ids = await store.all();
    const stored = await Promise.all(ids.map((id) => store.load(id)));
    const hers = stored.find((report) =>
      Object.values(report?.facts ?? {}).some(({ value }) => value !== 12 && value !== 4),
    );
    expect(`支委会 ${hers?.facts['committeeMeetings']?.value}`).toBe(taken.at(-1)?.text);

    // What waits is bounded by the people, not by the messages: a slot for the card, a job for the report.
    await side.waitFor(() => flood.card().text.includes('支委会'), 60_000);
    expect(flood.cards().length).toBeLessThan(taken.length / 2);
    const waiting = await Promise.all(
      ['wait', 'active', 'prioritized'].map((state) => redis.llen(`{sz}:send:${state}`).catch(() => 0)),
    );
    expect(waiting.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(2 * ids.length);
    expect(await Promise.all((await redis.keys('sz:{p*:o:*')).map((key) => redis.llen(key)))).toEqual([]);
  });
});
