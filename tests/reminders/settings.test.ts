import { describe, expect, it } from 'vitest';
import { DEFAULT_PLAN } from '../../src/flow/reminders/plan.ts';
import { planOf, readSettings } from '../../src/settings.ts';

const read = (more: Record<string, string>) =>
  readSettings({
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'x',
    REDIS_URL: 'redis://127.0.0.1',
    ...more,
  });

describe('settings of reminders', () => {
  it('are what is usual when nothing is set', () => {
    const settled = read({});
    expect('settings' in settled && planOf(settled.settings)).toEqual({
      ...DEFAULT_PLAN,
      retention: { days: 400, noticeDays: 14 },
    });
  });

  it('are taken', () => {
    const settled = read({
      DEADLINE: '2026-12-20',
      REMIND_DAYS: '10，5,1',
      REMIND_HOURS: '8:30-11:00，14：30-17:00',
      SEASON_START: '11-01',
      RETENTION_DAYS: '500',
      RETENTION_NOTICE_DAYS: '30',
    });
    expect('settings' in settled && planOf(settled.settings)).toEqual({
      deadline: '2026-12-20',
      daysBefore: [10, 5, 1],
      hours: [
        { from: 510, to: 660 },
        { from: 870, to: 1020 },
      ],
      seasonStart: '11-01',
      retention: { days: 500, noticeDays: 30 },
    });
  });

  it.each([
    ['DEADLINE', '2026-02-30'],
    ['DEADLINE', '12月20日'],
    ['REMIND_DAYS', '30;14'],
    ['REMIND_DAYS', '-1'],
    ['REMIND_HOURS', '9点到11点'],
    ['REMIND_HOURS', '11:00-9:00'],
    ['REMIND_HOURS', '9:00-9:10'],
    ['REMIND_HOURS', '9:00-25:00'],
    ['SEASON_START', '13-01'],
  ])('%s=%s is refused with a sentence', (name, value) => {
    const settled = read({ [name]: value });
    expect('problems' in settled && settled.problems.join()).toContain(`${name}：应是`);
  });
});
