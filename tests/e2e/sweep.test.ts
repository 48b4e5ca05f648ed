/** What was committed and then forgotten by everybody but the store is found by the sweep alone. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

describe.skipIf(skipped('real'))(named('the sweep', 'real'), () => {
  let office: Office | undefined;
  afterEach(async () => {
    await office?.close();
    office = undefined;
  });

  it('every SWEEP_SECONDS sends the card and makes the draft whose wakes were lost with the queue', async () => {
    office = await openOffice('real', ['bot'], { SWEEP_SECONDS: '5' });
    const { side } = office.feishu;
    const zhang = office.secretary('张敏');
    side.say({ person: zhang.person, text: '我叫：张敏' });
    side.say({ person: zhang.person, text: '生成' });
    await side.waitFor(() => side.deliveries().every(({ acknowledged }) => acknowledged));
    const redis = await office.redis.connect();
    // No worker has run, so nothing is out yet; the wake follows the acknowledgement.
    await expect.poll(async () => (await redis.keys('{sz}:draft:*')).length).toBeGreaterThan(0);
    await redis.unlink(...(await redis.keys('{sz}:*')));
    expect(zhang.cards()).toEqual([]);
    await office.start(['worker']);
    expect((await zhang.file()).text).toContain('张敏');
    await zhang.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    expect(readable(zhang.card())).toContain('第 1 稿');
    expect(zhang.chat().filter(({ type }) => type === 'file')).toHaveLength(1);
  });
});
