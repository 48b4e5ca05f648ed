/** The month's calls: every call to the platform is counted, looking somebody up included, and 80 % are told. */
import { afterEach, describe, expect, it } from 'vitest';
import { refusalAlarm } from '../../src/app/refused.ts';
import { departmentIdOf, openIdOf } from '../../src/emulator/ids.ts';
import { troubles } from '../../src/ops/watch.ts';
import { createStore } from '../../src/store/store.ts';
import { type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

describe('a budget of calls', () => {
  const told = (made: number, budget = 1000) =>
    troubles({ now: 0, calls: { made, budget } }, {}).troubles.map(({ kind, text }) => [kind, text]);

  it('is told of from 80 %, with both numbers and what to do', () => {
    expect(told(0)).toEqual([]);
    expect(told(799)).toEqual([]);
    expect(told(800)).toEqual([['call-budget', expect.stringMatching(/800 次.*1000 次的 80%.*购买额度/)]]);
    expect(told(1500)).toEqual([['call-budget', expect.stringContaining('150%')]]);
    expect(troubles({ now: 0 }, {}).troubles).toEqual([]);
  });

  it('is another kind of alarm than a quota that is used up: each is told once a day', () => {
    const { kind, text } = refusalAlarm({ outcome: 'refused', scope: 'app', code: '99991403' });
    expect(text).toContain('次数用完了');
    expect(told(1000).map(([one]) => one)).not.toContain(kind);
  });
});

describe.skipIf(skipped('real'))(named('calls', 'real'), () => {
  let office: Office | undefined;
  afterEach(async () => {
    await office?.close();
    office = undefined;
  });

  it('at 80 % of CALL_BUDGET bring an administrator one message', async () => {
    const environment = { FEISHU_ADMINS: openIdOf('管理员'), CALL_BUDGET: '10' };
    office = await openOffice('real', ['bot', 'worker'], environment, { watchEvery: 50 });
    const admin = office.secretary('管理员');
    const zhang = office.secretary('张敏');
    for (let n = 0; n < 8; n += 1) await zhang.says(`支委会 ${n}`);
    await admin.until((all) => all.some((one) => one.from === 'bot' && readable(one).includes('预算 10 次')));
    expect(admin.chat().filter((one) => readable(one).includes('预算'))).toHaveLength(1);
  });

  it('to look up her departments and to fetch her file are counted as any other', async () => {
    office = await openOffice('real', [], { ALLOW_DEPARTMENTS: departmentIdOf('综合管理部') });
    const { http } = await office.start();
    const store = createStore({ redis: await office.redis.connect() });
    const zhang = office.secretary('张敏');
    await zhang.says('支委会 12');
    const { side } = office.feishu;
    const made = (part: string) =>
      Object.entries(side.counters()).reduce((sum, [name, n]) => sum + (name.includes(part) ? n : 0), 0);
    // A call is in the record of the local Feishu once it is answered.
    const counted = await store.callsThisMonth(Date.now());
    await side.waitFor(() => made('/contact/v3/') + made('/im/v1/messages') === counted);
    expect(made('/contact/v3/')).toBeGreaterThan(0);
    expect(await store.callsThisMonth(Date.now())).toBe(counted);
    const file = { name: '台账.csv', base64: Buffer.from('日期,类型\n2026-01-12,支委会').toString('base64') };
    side.say({ person: '张敏', messageType: 'file', file });
    await zhang.until(() => readable(zhang.card()).includes('台账'));
    const fetched = await store.callsThisMonth(Date.now());
    await side.waitFor(() => made('/contact/v3/') + made('/im/v1/messages') === fetched);
    expect(made('/resources/')).toBe(1);
    const metrics = await (await fetch(http.replace('/healthz', '/metrics'))).text();
    expect(metrics).toContain('endpoint="GET contact/v3/users/:id",code="0"');
    expect(metrics).toContain('endpoint="GET contact/v3/departments/:id",code="0"');
  });
});
