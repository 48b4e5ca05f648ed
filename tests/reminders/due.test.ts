import { describe, expect, it } from 'vitest';
import { due, nextLook, type Standing, stepsOf } from '../../src/flow/reminders/due.ts';
import { DEFAULT_PLAN, slotOf } from '../../src/flow/reminders/plan.ts';

const at = (day: string, time = '17:22:00'): number => Date.parse(`${day}T${time}+08:00`);
const member = { report: 'r1', tenant: 't', person: 'ou_a' };

/** A secretary in the middle of it, who hands in on 20 December: her ladder is 20.11., 4., 11., 17. and 18.12. */
const standing = (more: Partial<Standing> = {}): Standing => ({
  year: 2026,
  deadline: '2026-12-20',
  since: '2026-11-02',
  off: false,
  reminded: {},
  lastTurn: at('2026-11-10'),
  finished: false,
  used: true,
  renewed: false,
  unreachable: false,
  ...more,
});

const asked = (now: number, state: Standing): string =>
  due(now, [member], new Map([['r1', state]]), DEFAULT_PLAN)
    .map(({ occasion, day }) => `${occasion} ${day}`)
    .join();

describe('who is reminded', () => {
  const until20 = { reminded: { '2026-11-20': 'remind' } } as const;
  it.each<[string, string, Partial<Standing>, boolean]>([
    ['on a day of the ladder', '2026-12-04', {}, true],
    ['before the first', '2026-11-19', {}, false],
    ['between two, when the last was said', '2026-12-03', until20, false],
    ['on the nearest workday before a Sunday', '2026-12-11', until20, true],
    ['not on the Sunday itself', '2026-12-13', {}, false],
    ['a day later, when one was missed', '2026-12-07', until20, true],
    ['not when one was said since', '2026-12-07', { reminded: { '2026-12-07': 'remind' } }, false],
    [
      'not when it was said on the day after, and the clock was set back',
      '2026-12-17',
      { reminded: { '2026-12-18': 'remind' } },
      false,
    ],
    ['though a clock far ahead said one', '2026-12-04', { reminded: { '2027-12-04': 'remind' } }, true],
    ['not for steps from before she said the day', '2026-12-03', { since: '2026-11-25' }, false],
    ['for steps after it', '2026-12-04', { since: '2026-11-25' }, true],
    ['not after the delivery', '2026-12-21', {}, false],
    ['not without a delivery', '2026-12-04', { deadline: undefined as never }, false],
    ['not when she is done', '2026-12-04', { finished: true }, false],
    ['not when she wants none', '2026-12-04', { off: true }, false],
    ['not when she cannot be reached', '2026-12-04', { unreachable: true }, false],
    ['not while she answers', '2026-12-04', { lastTurn: at('2026-12-04', '16:53:00') }, false],
    ['half an hour after', '2026-12-04', { lastTurn: at('2026-12-04', '16:52:00') }, true],
    [
      'not when her last turn is ahead of a clock set back',
      '2026-12-04',
      { lastTurn: at('2026-12-05') },
      false,
    ],
    ['not before the day she chose', '2026-12-04', { again: '2026-12-07' }, false],
    ['on the day she chose', '2026-12-07', { again: '2026-12-07' }, true],
    ['after it, when it was missed', '2026-12-08', { again: '2026-12-07' }, true],
    [
      'not again after it, but on the next step',
      '2026-12-08',
      { again: '2026-12-07', reminded: { '2026-12-07': 'remind' } },
      false,
    ],
    [
      'by the ladder after it',
      '2026-12-11',
      { again: '2026-12-07', reminded: { '2026-12-07': 'remind' } },
      true,
    ],
    [
      'on the day she chose, without a delivery',
      '2026-12-07',
      { deadline: undefined as never, again: '2026-12-07' },
      true,
    ],
  ])('%s (%s)', (_, day, more, yes) => {
    const { deadline, ...rest } = standing(more);
    const state = deadline === undefined ? rest : { ...rest, deadline };
    expect(asked(at(day), state)).toBe(yes ? `remind ${day}` : '');
  });

  it('only from her minute of the day on, on workdays and in the hours', () => {
    const slot = slotOf(DEFAULT_PLAN, 'r1', '2026-12-04');
    expect(asked(slot - 1, standing())).toBe('');
    expect(asked(slot, standing())).toBe('remind 2026-12-04');
    expect(asked(at('2026-12-04', '17:30:00'), standing())).toBe('');
    expect(asked(at('2026-12-04', '17:45:00'), standing())).toBe('');
    expect(asked(at('2026-12-05'), standing())).toBe('');
  });

  it('once a day, of the report that is due first', () => {
    const roster = ['r1', 'r2', 'r3'].map((report) => ({ ...member, report }));
    const states = new Map([
      ['r1', standing({ deadline: '2026-12-18' })],
      ['r2', standing({ deadline: '2026-12-11' })],
      ['r3', standing({ year: 2025, deadline: '2025-12-20' })],
    ]);
    const found = due(at('2026-12-04'), roster, states, DEFAULT_PLAN);
    expect(found.map(({ report }) => report)).toEqual(['r2']);
  });
});

describe('who is invited', () => {
  const last = (more: Partial<Standing> = {}) =>
    standing({ year: 2025, deadline: '2025-12-20', since: '2025-11-10', finished: true, ...more });
  it.each<[string, string, Partial<Standing>, boolean]>([
    ['nobody before the season', '2026-11-13', {}, false],
    ['on its first workday', '2026-11-16', {}, true],
    ['later, when that was missed', '2026-11-18', {}, true],
    ['once', '2026-11-18', { reminded: { '2026-11-16': 'invite' } }, false],
    ['again in another year', '2026-11-16', { reminded: { '2025-11-17': 'invite' } }, true],
    ['though she wanted no reminders of the last one', '2026-11-16', { off: true }, true],
    ['not when she has begun', '2026-11-16', { renewed: true }, false],
    ['not when she never gave an answer', '2026-11-16', { used: false }, false],
    ['not when she cannot be reached', '2026-11-16', { unreachable: true }, false],
    ['not of a report of the year before last', '2026-11-16', { year: 2024 }, false],
    ['not of this year', '2026-11-16', { year: 2026, deadline: '2027-01-20' }, false],
    ['not in the new year', '2027-01-05', {}, false],
  ])('%s (%s)', (_, day, more, yes) => {
    expect(asked(at(day), last(more))).toBe(yes ? `invite ${day}` : '');
  });
});

describe('the next look', () => {
  const next = (now: number, more: Partial<Standing> = {}) =>
    nextLook(now, 'r1', standing(more), DEFAULT_PLAN);

  it('is at the minute of this day, else of the next workday', () => {
    const friday = slotOf(DEFAULT_PLAN, 'r1', '2026-11-27');
    expect(next(friday - 1)).toBe(friday);
    const told = { reminded: { '2026-11-20': 'remind' } } as const;
    expect(next(friday, told)).toBe(slotOf(DEFAULT_PLAN, 'r1', '2026-11-30'));
    expect(next(at('2026-11-28'), told)).toBe(slotOf(DEFAULT_PLAN, 'r1', '2026-11-30'));
  });

  it('is soon when a reminder waits for her to pause', () => {
    const now = at('2026-12-04', '17:05:00');
    expect(next(now, { lastTurn: now - 10 * 60_000 })).toBe(now + 20 * 60_000);
    expect(next(now, { lastTurn: now + 86_400_000 })).toBe(now + 30 * 60_000);
  });
});

it('the steps begin anew on the day she chose', () => {
  expect(stepsOf(standing({ again: '2026-12-07' }), DEFAULT_PLAN)).toEqual([
    '2026-12-07',
    '2026-12-11',
    '2026-12-17',
    '2026-12-18',
  ]);
});
