import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALARMS, createAlarms } from '../../src/app/alarm.ts';
import { openIdOf } from '../../src/emulator/ids.ts';
import type { Delivered, Delivery } from '../../src/feishu/port.ts';
import { DOWN_MS, troubles } from '../../src/ops/watch.ts';
import { createAlarmBox } from '../../src/store/alarms.ts';
import { reportKeys } from '../../src/store/keys.ts';
import { type Office, openOffice, readable } from '../support/office.ts';
import { type Kind, named, skipped, type TestRedis, testRedis } from '../support/redis.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const up = { state: 'connected', restarts: 0, cardFrames: 0 } as const;
const down = { ...up, state: 'reconnecting' } as const;

describe('what counts as trouble', () => {
  it('is a connection that stays away, told once, and told again when it is back', () => {
    const first = troubles({ now: 0, connection: down }, {});
    expect(first.troubles).toEqual([]);
    const early = troubles({ now: DOWN_MS - 1, connection: down }, first.memory);
    expect(early.troubles).toEqual([]);
    const late = troubles({ now: DOWN_MS, connection: down }, early.memory);
    expect(late.troubles.map(({ kind }) => kind)).toEqual(['connection-lost']);
    const later = troubles({ now: 2 * DOWN_MS, connection: down }, late.memory);
    expect(later.troubles).toEqual([]);
    const back = troubles({ now: 2 * DOWN_MS, connection: up }, later.memory);
    expect(back.troubles.map(({ kind, text }) => [kind, text])).toEqual([
      ['connection-back', '和飞书的连接恢复了，断了约 10 分钟。'],
    ]);
    expect(troubles({ now: 2 * DOWN_MS, connection: up }, back.memory).troubles).toEqual([]);
  });

  it('is no connection that was away for a moment', () => {
    const short = troubles({ now: 1000, connection: down }, {});
    expect(troubles({ now: 2 * DOWN_MS, connection: up }, short.memory).troubles).toEqual([]);
  });

  it('is each new frame of type card, memory near its end, a disk that refuses', () => {
    const kinds = (look: Parameters<typeof troubles>[0], before = {}) =>
      troubles(look, before).troubles.map(({ kind }) => kind);
    const frames = { ...up, cardFrames: 2 };
    expect(kinds({ now: 0, connection: frames })).toEqual(['card-frames']);
    expect(kinds({ now: 0, connection: frames }, { cardFrames: 2 })).toEqual([]);
    expect(kinds({ now: 0, server: { memory: 0.79, diskError: false } })).toEqual([]);
    expect(kinds({ now: 0, server: { memory: 0.8, diskError: true } })).toEqual([
      'redis-memory',
      'redis-disk',
    ]);
    expect(kinds({ now: 0 })).toEqual([]);
  });
});

describe.each<Kind>(['real', 'cluster', 'embedded'])('alarms', (kind) => {
  describe.skipIf(skipped(kind))(named('written down', kind), () => {
    let server: TestRedis;
    beforeAll(async () => {
      server = await testRedis(kind);
    });
    afterAll(() => server.close());

    it('reach each administrator once a kind and day, whoever sees the trouble and however sending goes', async () => {
      const redis = await server.connect();
      let now = Date.parse('2026-12-01T10:00:00+08:00');
      const sent: string[] = [];
      const answers: Delivered[] = [];
      const deliver = async (delivery: Delivery): Promise<Delivered> => {
        const answer = answers.shift() ?? { outcome: 'sent', message: 'om_1', at: now };
        if (answer.outcome === 'sent' && 'uuid' in delivery) sent.push(delivery.uuid);
        return answer;
      };
      let woken = 0;
      const process = () =>
        createAlarms({
          box: createAlarmBox({ redis }),
          admins: ['ou_a', 'ou_b'],
          take: async () => 0,
          deliver,
          wake: async () => {
            woken += 1;
          },
          now: () => now,
          log: quiet,
        });
      const [one, two] = [process(), process()];
      await Promise.all([
        one.alarm('redis-disk', '一'),
        two.alarm('redis-disk', '二'),
        one.alarm('redis-disk', '三'),
      ]);
      expect(woken).toBe(1);
      answers.push({ outcome: 'unknown', wait: 5, code: 'ECONNRESET' });
      expect(await one.drain()).toEqual({ again: 5 });
      expect(await two.waiting()).toBe(true);
      expect(await two.drain()).toBeUndefined();
      expect(new Set(sent).size).toBe(2);
      for (const uuid of sent) expect(uuid.length).toBeLessThanOrEqual(50);
      expect(await one.waiting()).toBe(false);
      await process().alarm('redis-disk', '四');
      expect(await one.waiting()).toBe(false);

      now += 24 * 3_600_000;
      await two.alarm('redis-disk', '五');
      answers.push({ outcome: 'refused', scope: 'person', code: '230013' });
      expect(await two.drain()).toBeUndefined();
      expect(sent).toHaveLength(3);

      // Of unknown outcome beyond the platform's memory: not repeated. Certainly not sent: tried on.
      await two.alarm('scope', '六');
      answers.push({ outcome: 'again', wait: 7, code: 'ECONNREFUSED' });
      expect(await two.drain()).toEqual({ again: 7 });
      now += 3_600_000;
      answers.push({ outcome: 'unknown', wait: 9, code: 'ECONNRESET' });
      expect(await two.drain()).toEqual({ again: 9 });
      now += 3_600_000;
      expect(await two.drain()).toBeUndefined();
      expect(sent).toHaveLength(4);
      expect(await one.waiting()).toBe(false);
    });

    it('that cannot be written down do not disturb, and are raised again', async () => {
      let broken = true;
      const raised: string[] = [];
      const box = {
        ...createAlarmBox({ redis: await server.connect() }),
        raise: async (raising: string) => {
          if (broken) throw new Error('away');
          raised.push(raising);
          return true;
        },
      };
      const parts = { take: async () => 0, wake: async () => undefined, now: Date.now, log: quiet };
      const deliver = async (): Promise<Delivered> => ({ outcome: 'sent', message: '', at: 0 });
      const { alarm } = createAlarms({ ...parts, box, deliver, admins: ['ou_a'] });
      await alarm('scope', '一');
      broken = false;
      await alarm('scope', '一');
      await alarm('scope', '一');
      expect(raised).toEqual(['scope']);
    });
  });
});

describe.skipIf(skipped('real'))(named('an administrator', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real', [], { FEISHU_ADMINS: openIdOf('管理员') });
    await office.start();
    await office.start(['worker']);
  }, 60_000);
  afterAll(async () => {
    await office?.close();
  });

  it('hears once of refused messages and once of data that cannot be read', async () => {
    const admin = office.secretary('管理员');
    for (const name of ['张敏', '李芳']) {
      const person = office.secretary(name);
      await person.opens();
      office.feishu.side.setPerson(name, 230053);
      office.feishu.side.say({ person: name, text: '继续' });
    }
    const heard = () => admin.chat().filter((message) => message.from === 'bot');
    await admin.until(() => heard().some((one) => readable(one).includes('230053')));

    const redis = await office.redis.connect();
    const report = /"report":"([0-9a-v]{16})"/.exec(
      office.logged.find((line) => line.includes('send refused')) ?? '',
    );
    await redis.hset(reportKeys(report?.[1] ?? '').report, 'fmt', '99');
    office.feishu.side.setPerson('张敏');
    office.feishu.side.setPerson('李芳');
    for (const person of ['张敏', '李芳']) office.feishu.side.say({ person, text: '继续' });
    await admin.until(() => heard().some((one) => readable(one).includes('读不出来')));
    expect(heard()).toHaveLength(2);
    expect(heard().map(readable).join()).not.toMatch(/张敏|李芳|ou_/);
    expect(office.logged.some((line) => line.includes('send refused'))).toBe(true);
    expect(ALARMS).toBe('alarms');
  }, 60_000);

  it('sees and changes nobody else’s report, and has no button that others have not', async () => {
    const [admin, zhao] = [office.secretary('管理员'), office.secretary('赵洁')];
    await zhao.opens();
    await zhao.click('开始');
    await zhao.says('支委会 12');
    const { messageId } = zhao.card();
    const clicked = await office.feishu.side.click({ person: '管理员', messageId, button: '提交' });
    expect(clicked.toast?.content).toContain('别人的述职访谈');
    expect(clicked.updated).toBe(false);
    await admin.says('我是谁');
    await admin.says('我的报告');
    await admin.says('目录');
    await admin.says('导出我的数据');
    const { text } = await admin.file();
    const said = [text, ...admin.chat().map(readable)].join('\n');
    expect(said).not.toMatch(/赵洁|支委会：?\s?12/);
    expect(said).not.toContain(openIdOf('赵洁'));
    expect(JSON.parse(text)).toMatchObject({ people: { [openIdOf('管理员')]: 'secretary' }, facts: {} });
    await admin.says('删除我的数据');
    await admin.click('全部删除');
    expect(readable(zhao.card())).toContain('支委会');
  }, 60_000);
});
