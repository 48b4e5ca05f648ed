/**
 * A season from 15 November to 15 January: 240 secretaries of random behaviour, a tick every five minutes by two
 * workers at once, restarts, a worker dead for two days, a clock set back and forward, a platform that now and then
 * refuses or keeps silent.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Day, dayOf, MINUTE, startOf } from '../../src/flow/days.ts';
import { ANSWERING_MS, stepsOf } from '../../src/flow/reminders/due.ts';
import { isOpenHour } from '../../src/flow/reminders/plan.ts';
import { isFinished, lastTurnOf, standingOf } from '../../src/flow/reminders/standing.ts';
import { isWorkday } from '../../src/flow/reminders/workdays.ts';
import type { Store } from '../../src/store/port.ts';
import { createStore } from '../../src/store/store.ts';
import { mulberry32 } from '../support/mulberry.ts';
import { named, skipped, type TestRedis, testRedis } from '../support/redis.ts';
import { PLAN, type Said, simulate } from './office.ts';

const PEOPLE = 240;
const OLD_HANDS = 60;
const FIRST = startOf('2026-11-15');
const LAST = startOf('2027-01-16');
const HOUR = 60 * MINUTE;

/** From when to when (Shanghai) the bot's clock is wrong, and by how much. */
const WRONG: readonly (readonly [from: number, to: number, by: number])[] = [
  [startOf('2026-11-26') + 10 * HOUR, startOf('2026-11-26') + 15 * HOUR, -24 * HOUR],
  [startOf('2026-12-08') + 9 * HOUR, startOf('2026-12-08') + 16 * HOUR, 24 * HOUR],
  [startOf('2026-12-15') + 14 * HOUR, startOf('2026-12-15') + 15 * HOUR, -3 * HOUR],
  [startOf('2026-12-29') + 10 * HOUR, startOf('2026-12-29') + 11 * HOUR, 72 * HOUR],
];
const DEAD: readonly (readonly [from: number, to: number])[] = [
  [startOf('2026-12-03') + 15 * HOUR, startOf('2026-12-05') + 15 * HOUR],
];
const within = (at: number, spans: readonly (readonly [number, number, ...number[]])[]) =>
  spans.find(([from, to]) => at >= from && at < to);

const ANSWERS: readonly Said[] = [
  { text: '我叫：张敏\n党支部名称：清源河支部' },
  { text: '支委会12次，党员大会4次，党课4，谈心谈话36人次' },
  { op: { op: 'submit', card: 'groups' }, form: { groups: '0' } },
  { op: { op: 'submit', card: 'kinds' }, form: { scale: '项目支部', kinds: '党建、安全' } },
  { op: { op: 'skip', card: 'claims' }, form: {} },
  { op: { op: 'submit', card: 'story' }, form: { story: '我们把党员责任区设到了工序上。' } },
];
const DAYS = ['12月10日', '12月31日', '1月8日', '12月25日', '1月3日'];

describe.skipIf(skipped('real'))(named('a season of reminders', 'real'), () => {
  let redis: TestRedis;
  let store: Store;
  beforeAll(async () => {
    redis = await testRedis('real');
    store = createStore({ redis: await redis.connect() });
  });
  afterAll(async () => {
    await redis?.close();
  });

  it('doubles none, loses none, keeps to hours and workdays, and is silent after the work is done', async () => {
    const random = mulberry32(20_261_115);
    const office = simulate(store, random);
    const people = Array.from({ length: PEOPLE }, (_, index) => `ou_${index}`);
    const progress = new Map<string, number>();
    const begun = new Set<string>();
    office.setTime(startOf('2025-12-01'));
    for (const person of people.slice(0, OLD_HANDS)) await office.lastYear(person, startOf('2025-12-01'));

    /** Steps whose day has come, by person, until she has heard of it or something speaks against it. */
    const owed = new Map<string, Day>();
    const lost: string[] = [];
    const refused = new Set<string>();
    let steps = 0;
    const wrongs: string[] = [];
    let looked = 0;

    const acts = async (person: string, at: number) => {
      const luck = random();
      if (!begun.has(person)) {
        const invited = office.got.some((one) => one.person === person);
        if (people.indexOf(person) < OLD_HANDS && !invited) return;
        await office.says(person, invited ? { op: { op: 'begin', kind: 'small' } } : { text: '开始' });
        begun.add(person);
        return;
      }
      if (office.refusing.has(person) && luck < 0.5) office.refusing.delete(person);
      const said = progress.get(person) ?? 0;
      const next = ANSWERS[said];
      if (luck < 0.05) await office.says(person, { text: '明天再说' });
      else if (luck < 0.08) await office.says(person, { op: { op: 'snooze', days: 3 } });
      else if (luck < 0.1) await office.says(person, { text: '不再提醒' });
      else if (luck < 0.13) await office.says(person, { text: '恢复提醒' });
      else if (luck < 0.2) await office.says(person, { text: `交稿时间${DAYS[Math.floor(random() * 5)]}` });
      else if (luck < 0.22) await office.says(person, { text: '支委会 13' });
      else if (luck < 0.24)
        office.refusing.set(person, ['230053', '230029', '230013'][Math.floor(at) % 3] ?? '');
      else if (next !== undefined) {
        await office.says(person, next);
        progress.set(person, said + 1);
      } else {
        await office.says(person, { op: { op: 'draft' } });
        await office.drafts(person);
      }
    };

    /** Everything that a reminder must not be, seen at the moment it arrives. */
    const judge = async (from: number) => {
      for (const one of office.got.slice(from)) {
        const where = `${one.person} ${new Date(one.bot + 8 * HOUR).toISOString()}`;
        if (!isWorkday(dayOf(one.bot))) wrongs.push(`no workday: ${where}`);
        if (!isOpenHour(PLAN, one.bot)) wrongs.push(`outside the hours: ${where}`);
        const report = await store.load(one.report);
        if (report === undefined) continue;
        if (one.title === '述职报告提醒') {
          if (isFinished(office.flow, report)) wrongs.push(`after it was done: ${where}`);
          if (report.reminders?.off === true) wrongs.push(`unwanted: ${where}`);
          const day = dayOf(one.bot);
          const said = Object.keys(report.reminded ?? {}).filter((other) => other < day);
          const last = said.sort().at(-1) ?? '';
          const steps = stepsOf(standingOf(office.flow, report, false), PLAN);
          if (!steps.some((step) => step <= day && step > last)) wrongs.push(`for no reason: ${where}`);
        }
        const at = within(one.at, WRONG) === undefined;
        if (at && one.at - lastTurnOf(report) < ANSWERING_MS) wrongs.push(`while she answered: ${where}`);
      }
    };

    /** At the end of a workday: whose step has come, who has heard of it, and who should have. */
    const account = async (day: Day) => {
      const disturbed = [...WRONG, ...DEAD].some(
        ([from, to]) => from < startOf(day) + 24 * HOUR && to > startOf(day),
      );
      for (const person of people) {
        const report = await store.load((await office.reportOf(person)) ?? '');
        if (report === undefined) continue;
        const state = standingOf(office.flow, report, false);
        const over = state.deadline === undefined || day > state.deadline;
        const silent = over || state.finished || state.off || state.unreachable || refused.has(person);
        if (!silent && stepsOf(state, PLAN).includes(day)) {
          steps += 1;
          if (!owed.has(person)) owed.set(person, day);
        }
        const step = owed.get(person);
        if (step === undefined) continue;
        const heard = office.got.some((one) => one.person === person && dayOf(one.bot) >= step);
        const putOff = state.again !== undefined && state.again > day;
        // What she did today may have made it due after her minute: tomorrow will do.
        const busy = dayOf(state.lastTurn) === day;
        if (heard || silent || putOff || state.since >= step) owed.delete(person);
        else if (!disturbed && !busy) {
          lost.push(`${person}: ${step}, by the end of ${day}`);
          owed.delete(person);
        }
      }
      refused.clear();
    };

    for (let at = FIRST; at < LAST; at += 5 * MINUTE) {
      office.setTime(at);
      office.setWrong(within(at, WRONG)?.[2] ?? 0);
      if (random() < 0.002) office.restart();
      const hour = (at - startOf(dayOf(at))) / HOUR;
      if (hour >= 7 && hour < 23) {
        for (const person of people) if (random() < 0.0016) await acts(person, at);
      }
      if (within(at, DEAD) === undefined) {
        const from = office.got.length;
        await office.tick();
        // The network takes its time, and what could not be sent is tried again until the next tick.
        for (let tried = 0; tried < 3; tried += 1) {
          office.setTime(at + tried * 20_000);
          await office.send();
        }
        await judge(from);
        looked += 1;
      }
      for (const person of office.refusing.keys()) refused.add(person);
      if (hour >= 18 && hour < 18 + 5 / 60 && isWorkday(dayOf(at))) await account(dayOf(at));
    }

    const days = office.got.map((one) => `${one.person} ${dayOf(one.bot)}`);
    const doubled = days.filter((one, index) => days.indexOf(one) !== index);
    const invited = office.got.filter(({ title }) => title === '2026 年度述职');
    expect(wrongs).toEqual([]);
    expect(doubled).toEqual([]);
    expect(lost).toEqual([]);
    expect(invited.map(({ person }) => person).sort()).toEqual(people.slice(0, OLD_HANDS).sort());
    expect(new Set(invited.map(({ bot }) => dayOf(bot)))).toEqual(new Set(['2026-11-16']));
    // That all of this was about something.
    expect(office.got.length).toBeGreaterThan(500);
    expect(steps).toBeGreaterThan(400);
    expect(looked).toBeGreaterThan(15_000);
  }, 240_000);
});
