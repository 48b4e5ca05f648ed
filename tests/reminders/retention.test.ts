import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type Day, dayOf, daysBetween, MINUTE, startOf } from '../../src/flow/days.ts';
import { due, type Standing } from '../../src/flow/reminders/due.ts';
import { DEFAULT_PLAN, isOpenHour } from '../../src/flow/reminders/plan.ts';
import { retention } from '../../src/flow/reminders/retention.ts';
import { isWorkday } from '../../src/flow/reminders/workdays.ts';
import { planOf, readSettings } from '../../src/settings.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { simulate } from './office.ts';

const PLAN = { ...DEFAULT_PLAN, retention: { days: 400, noticeDays: 14 } };
const at = (day: string, time = '17:22:00'): number => Date.parse(`${day}T${time}+08:00`);
const LAST = '2025-11-10';
const standing = (more: Partial<Standing> = {}): Standing => ({
  year: 2025,
  since: '2025-11-02',
  off: false,
  reminded: {},
  lastTurn: at(LAST),
  finished: true,
  used: true,
  renewed: true,
  unreachable: false,
  ...more,
});
const on = (days: number): Day => addDays(LAST, days);

describe('what becomes of a report that nobody touches', () => {
  const told = (day: Day): Partial<Standing> => ({ reminded: { [day]: 'retire' } });
  it.each<[string, Day, Partial<Standing>, string]>([
    ['nothing on the day before the notice', on(385), {}, 'keep'],
    ['the notice, 14 days before', on(386), {}, 'notice'],
    ['the notice first, however late it is', on(900), {}, 'notice'],
    ['nothing once it is told', on(387), told(on(386)), 'keep'],
    ['nothing on the last day', on(399), told(on(386)), 'keep'],
    ['the deletion on its day', on(400), told(on(386)), 'erase'],
    ['not before the days of the notice are over, when that was late', on(430), told(on(420)), 'keep'],
    ['the deletion after them', on(434), told(on(420)), 'erase'],
    [
      'the days counted from the first notice',
      on(400),
      { reminded: { [on(386)]: 'retire', [on(395)]: 'retire' } },
      'erase',
    ],
    [
      'the time begun anew by a turn after the notice',
      on(401),
      { ...told(on(386)), lastTurn: at(on(390)) },
      'keep',
    ],
    ['a notice of its own for that', on(390 + 386), { ...told(on(386)), lastTurn: at(on(390)) }, 'notice'],
    ['no notice by a clock that was far ahead', on(386), told(on(700)), 'notice'],
    ['no reminder taken for a notice', on(400), { reminded: { [on(386)]: 'remind' } }, 'notice'],
    ['nothing told of what holds nothing', on(399), { used: false }, 'keep'],
    ['its deletion in time', on(400), { used: false }, 'erase'],
    [
      'the day on which it was begun counted, before anything was said',
      on(395),
      { used: false, lastTurn: 0, since: on(0) },
      'keep',
    ],
  ])('%s', (_, day, more, what) => {
    expect(retention(day, standing(more), PLAN)).toBe(what);
  });

  it('is nothing at all without the setting', () => {
    for (const day of [on(400), on(4000)])
      expect(retention(day, standing(told(on(386))), DEFAULT_PLAN)).toBe('keep');
  });

  it('is told on workdays in the hours only, after what is more urgent, also to who wants no reminders', () => {
    const member = { report: 'r1', tenant: 't', person: 'ou_a' };
    const said = (now: number, more: Partial<Standing> = {}) =>
      due(now, [member], new Map([['r1', standing(more)]]), PLAN).map(({ occasion }) => occasion);
    const workday = Array.from({ length: 10 }, (_, index) => on(386 + index)).find(isWorkday) ?? '';
    expect(said(at(workday))).toEqual(['retire']);
    expect(said(at(workday), { off: true })).toEqual(['retire']);
    expect(said(at(workday, '20:00:00'))).toEqual([]);
    expect(said(at('2026-12-05'))).toEqual([]);
    expect(said(at(workday), { year: Number(workday.slice(0, 4)) - 1, renewed: false })).toEqual(['invite']);
  });
});

describe('the settings of retention', () => {
  const base = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 's', REDIS_URL: 'redis://h' };
  const planned = (more: Record<string, string>) => {
    const read = readSettings({ ...base, ...more });
    return 'problems' in read ? read.problems : planOf(read.settings).retention;
  };
  it('are 400 and 14 days, none with 0, and refused when they make no sense', () => {
    expect(planned({})).toEqual({ days: 400, noticeDays: 14 });
    expect(planned({ RETENTION_DAYS: '0' })).toBeUndefined();
    expect(planned({ RETENTION_DAYS: '90', RETENTION_NOTICE_DAYS: '120' })).toEqual({
      days: 90,
      noticeDays: 90,
    });
    for (const days of ['7', '-1', 'ever', '99999', '3651']) {
      expect(planned({ RETENTION_DAYS: days }), days).toEqual([
        expect.stringMatching(/^RETENTION_DAYS：应是/),
      ]);
    }
    expect(planned({ RETENTION_NOTICE_DAYS: '0' })).toEqual([
      expect.stringMatching(/^RETENTION_NOTICE_DAYS/),
    ]);
  });
});

describe.skipIf(skipped('real'))(named('two years', 'real'), () => {
  let server: TestRedis;
  let store: Store;
  beforeAll(async () => {
    server = await testRedis('real');
    store = createStore({ redis: await server.connect() });
  });
  afterAll(() => server.close());

  it('delete what nobody touches after one notice, keep what is wanted, and are followed by two workers', async () => {
    const office = simulate(store, () => 0.5, PLAN);
    const people = ['keeps', 'ignores', 'left', 'exports'];
    const begun = startOf('2025-11-10') + 10 * 60 * MINUTE;
    office.setTime(begun);
    const reports = new Map<string, string>();
    for (const person of people) {
      await office.says(person, { text: '我叫：张敏' });
      await office.says(person, { text: '不要再提醒我了' });
      reports.set(person, (await office.reportOf(person)) ?? '');
    }
    const there = async (person: string) => (await store.load(reports.get(person) ?? '')) !== undefined;
    office.refusing.set('left', '230013');
    const gone = new Map<string, Day>();
    const notices = () => office.got.filter(({ title }) => title === '报告快到期了');
    let answered = 0;
    for (let day = '2025-11-11'; day < '2027-09-01'; day = addDays(day, 1)) {
      for (const time of ['08:00', '10:10', '14:50', '17:22', '21:00']) {
        office.setTime(Date.parse(`${day}T${time}:00+08:00`));
        await office.tick();
        for (let tried = 0; tried < 3; tried += 1) await office.send();
      }
      for (const { person } of notices().slice(answered)) {
        answered += 1;
        office.setTime(Date.parse(`${day}T22:00:00+08:00`));
        if (person === 'keeps') await office.says(person, { op: { op: 'keep' } });
        if (person === 'exports') await office.says(person, { op: { op: 'export' } });
      }
      for (const person of people) if (!gone.has(person) && !(await there(person))) gone.set(person, day);
    }
    const toldOf = (person: string) => notices().filter((one) => one.person === person);
    expect([...gone.keys()].sort()).toEqual(['ignores', 'left']);
    expect(toldOf('left')).toEqual([]);
    expect(toldOf('ignores')).toHaveLength(1);
    expect(toldOf('keeps')).toHaveLength(1);
    expect(toldOf('exports')).toHaveLength(1);
    for (const { bot } of notices()) {
      expect(isWorkday(dayOf(bot))).toBe(true);
      expect(isOpenHour(PLAN, bot)).toBe(true);
    }
    const [notice] = toldOf('ignores');
    const told = dayOf(notice?.bot ?? 0);
    expect(daysBetween('2025-11-10', told)).toBeGreaterThanOrEqual(386);
    expect(daysBetween(told, gone.get('ignores') ?? told)).toBeGreaterThanOrEqual(14);
    expect(daysBetween('2025-11-10', gone.get('left') ?? '')).toBeGreaterThanOrEqual(400);
    expect(await office.reportOf('ignores')).toBeUndefined();
  }, 240_000);
});
