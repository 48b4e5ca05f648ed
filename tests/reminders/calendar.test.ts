import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, spoken, startOf } from '../../src/flow/days.ts';
import {
  DEFAULT_PLAN,
  hasSlots,
  isOpenHour,
  ladder,
  openUntil,
  seasonOpens,
  slotOf,
} from '../../src/flow/reminders/plan.ts';
import {
  holidayName,
  isAnnounced,
  isWorkday,
  workdayFrom,
  workdaysLeft,
  workdayUpTo,
} from '../../src/flow/reminders/workdays.ts';

/** A time of day in Shanghai. */
const at = (day: string, time: string): number => Date.parse(`${day}T${time}+08:00`);

describe('workdays', () => {
  it.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-10-10', true, 'a Saturday made up for by 国庆节'],
    ['2026-10-07', false, 'the last day of 国庆节'],
    ['2026-10-08', true, 'the day after'],
    ['2026-02-17', false, '春节'],
    ['2026-02-14', true, 'a Saturday made up for by 春节'],
    ['2026-01-02', false, 'a Friday of 元旦'],
    ['2026-01-04', true, 'a Sunday made up for by 元旦'],
    ['2025-10-06', false, '中秋 within 国庆节'],
    ['2027-01-01', false, '元旦, by law every year'],
    ['2027-01-04', true, 'a Monday of a year not announced'],
    ['2027-02-14', false, 'a Sunday of a year not announced, a workday or not'],
  ])('%s: %s (%s)', (day, work) => {
    expect(isWorkday(day)).toBe(work);
  });

  it('are known for the years that the library has, and said to be unknown for the others', () => {
    expect(isAnnounced(2003)).toBe(false);
    for (let year = 2004; year <= 2026; year += 1) expect(isAnnounced(year)).toBe(true);
    // When this fails, the library has learned 2027: raise the years in this file.
    expect(isAnnounced(2027)).toBe(false);
  });

  it('have names where they are holidays', () => {
    expect(holidayName('2026-10-01')).toBe('国庆节');
    expect(holidayName('2026-10-10')).toBeUndefined();
    expect(holidayName('2026-11-21')).toBeUndefined();
    expect(holidayName('2027-01-01')).toBe('元旦');
  });

  it('are found before, after and between days', () => {
    expect(workdayUpTo('2026-10-04')).toBe('2026-09-30');
    expect(workdayFrom('2026-10-01')).toBe('2026-10-08');
    expect(workdayFrom('2026-11-20')).toBe('2026-11-20');
    expect(workdaysLeft('2026-11-19', '2026-11-23')).toBe(2);
    expect(workdaysLeft('2026-09-30', '2026-10-10')).toBe(3);
    expect(workdaysLeft('2026-11-20', '2026-11-20')).toBe(0);
    expect(workdaysLeft('2026-11-23', '2026-11-20')).toBe(0);
  });

  it('are the same in every time zone of the machine', () => {
    const before = process.env['TZ'];
    try {
      for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Shanghai']) {
        process.env['TZ'] = zone;
        expect(isWorkday('2026-10-01')).toBe(false);
        expect(isWorkday('2026-09-30')).toBe(true);
        expect(isWorkday('2026-10-10')).toBe(true);
        expect(holidayName('2026-10-07')).toBe('国庆节');
      }
    } finally {
      process.env['TZ'] = before;
    }
  });
});

describe('days', () => {
  it('begin at midnight in Shanghai', () => {
    expect(dayOf(at('2026-12-20', '00:00:00'))).toBe('2026-12-20');
    expect(dayOf(at('2026-12-20', '00:00:00') - 1)).toBe('2026-12-19');
    expect(startOf('2026-12-20')).toBe(at('2026-12-20', '00:00:00'));
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2026-12-20', '2026-11-20')).toBe(-30);
  });

  it('are said with the weekday, and with the year where it is another', () => {
    expect(spoken('2026-12-20', '2026-11-20')).toBe('12月20日（周日）');
    expect(spoken('2027-01-04', '2026-12-20')).toBe('2027年1月4日（周一）');
  });
});

describe('the ladder', () => {
  it('falls on the nearest workday before, each day once', () => {
    expect(ladder(DEFAULT_PLAN, '2026-12-20')).toEqual([
      '2026-11-20', // 30 days before
      '2026-12-04', // 14: the 6th is a Sunday
      '2026-12-11', // 7: the 13th is a Sunday
      '2026-12-17', // 3
      '2026-12-18', // 1: the 19th is a Saturday
    ]);
  });

  it('jumps over a long holiday', () => {
    expect(ladder({ ...DEFAULT_PLAN, daysBefore: [7, 3, 1] }, '2026-10-08')).toEqual(['2026-09-30']);
  });

  it('lets the season begin on a workday', () => {
    expect(seasonOpens(DEFAULT_PLAN, 2026)).toBe('2026-11-16');
    expect(seasonOpens({ ...DEFAULT_PLAN, seasonStart: '10-01' }, 2026)).toBe('2026-10-08');
  });
});

describe('the hours', () => {
  it.each([
    ['08:59:59', false],
    ['09:00:00', false],
    ['09:02:00', false],
    ['09:02:01', true],
    ['09:27:59', true],
    ['09:28:00', false],
    ['09:30:00', false],
    ['09:33:00', true],
    ['11:27:00', true],
    ['11:29:00', false],
    ['12:10:00', false],
    ['14:05:00', true],
    ['17:27:59', true],
    ['17:33:00', false],
    ['23:10:00', false],
  ])('%s: %s', (time, open) => {
    expect(isOpenHour(DEFAULT_PLAN, at('2026-11-20', time))).toBe(open);
  });

  it('end before the next half hour', () => {
    expect(openUntil(DEFAULT_PLAN, at('2026-11-20', '09:05:00'))).toBe(at('2026-11-20', '09:28:00'));
    const odd = { ...DEFAULT_PLAN, hours: [{ from: 540, to: 560 }] };
    expect(openUntil(odd, at('2026-11-20', '09:05:00'))).toBe(at('2026-11-20', '09:20:00'));
  });

  it('have a minute for each report and day, always the same, spread, with room for a tick after it', () => {
    const slots = Array.from({ length: 2000 }, (_, index) => slotOf(DEFAULT_PLAN, `r${index}`, '2026-11-20'));
    for (const slot of slots) {
      expect(isOpenHour(DEFAULT_PLAN, slot)).toBe(true);
      expect(isOpenHour(DEFAULT_PLAN, slot + 10 * 60_000)).toBe(true);
    }
    const used = new Map<number, number>();
    for (const slot of slots) used.set(slot, (used.get(slot) ?? 0) + 1);
    expect(used.size).toBeGreaterThan(170);
    expect(Math.max(...used.values())).toBeLessThan(30);
    expect(slotOf(DEFAULT_PLAN, 'r7', '2026-11-20')).toBe(slots[7]);
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'];
    const times = days.map((day) => slotOf(DEFAULT_PLAN, 'r7', day) - startOf(day));
    expect(new Set(times).size).toBeGreaterThan(1);
  });

  it('too short for a minute are told apart', () => {
    expect(hasSlots(DEFAULT_PLAN)).toBe(true);
    expect(hasSlots({ ...DEFAULT_PLAN, hours: [{ from: 540, to: 545 }] })).toBe(false);
  });
});
