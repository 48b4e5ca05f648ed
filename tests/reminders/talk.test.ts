import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/flow/definition.ts';
import type { Report } from '../../src/flow/model.ts';
import { present } from '../../src/flow/present/index.ts';
import { DEFAULT_PLAN } from '../../src/flow/reminders/plan.ts';
import { actionsOf, emptyReport, interview, smallFlow, textOf } from '../flow/support.ts';

/** The clock of these talks stands at 20 November 2026, a Friday. */
const officeFlow: Flow = { ...smallFlow, plan: { ...DEFAULT_PLAN, deadline: '2026-12-20' } };
const reminder = (flow: Flow, report: Report, day = '2026-12-10') =>
  present(flow, report, { record: { version: report.version, view: { at: 'remind', day }, notes: [] } });

describe('the day of delivery', () => {
  it('is asked for once, beside a question, when the first card has been answered', () => {
    const talk = interview();
    talk.opens();
    talk.taps('开始');
    expect(textOf(talk.screen)).not.toContain('交稿');
    talk.taps('提交', { name: '张敏', branch: '清源河支部' });
    expect(textOf(talk.screen)).toContain('什么时候交稿');
    expect(talk.screen.title).toBe('会议');
    talk.taps('提交', { committee: '12', members: '4', lectures: '4', talks: '36' });
    expect(textOf(talk.screen)).not.toContain('什么时候交稿');
  });

  it('is not asked for where the office has set it, or she wants no reminders', () => {
    const office = interview(officeFlow);
    office.taps('开始');
    office.taps('提交', { name: '张敏', branch: '清源河支部' });
    expect(textOf(office.screen)).not.toContain('什么时候交稿');
    const quiet = interview();
    quiet.says('别提醒我');
    quiet.says('继续');
    quiet.says('我叫：张敏\n党支部名称：清源河支部');
    expect(textOf(quiet.screen)).not.toContain('什么时候交稿');
  });

  it('said in the middle of a question leaves the question where it is', () => {
    const talk = interview();
    talk.taps('开始');
    talk.says('截止 12.18');
    expect(talk.screen.title).toBe('您是谁');
    expect(textOf(talk.screen)).toContain('✓ 12月18日（周五）交稿，还有 20 个工作日，到日子前我会提醒您。');
    expect(talk.report.reminders).toEqual({ deadline: '2026-12-18', since: '2026-11-20', asked: true });
    expect(talk.values()).toEqual({});
  });

  it.each([
    ['交稿时间11月1日', '11月1日（周日）已经过了，没有记', undefined],
    ['交稿时间2029年1月1日', '2029年1月1日（周一）还早得很，没有记', undefined],
    ['交稿时间13月45日', '「13月45日」没看出是哪一天', undefined],
    ['交稿时间今天', '就是今天，我就不再另外提醒了', '2026-11-20'],
    ['交稿时间明天', '眼看就到，我就不再另外提醒了', '2026-11-21'],
    ['交稿时间12月20日', '那天是休息日，不上班；提醒会放在它前面的工作日', '2026-12-20'],
    ['交稿时间1月1日', '那天是元旦，不上班', '2027-01-01'],
    ['交稿时间1月8日', '2027 年的放假安排我这里还没有，工作日先按周一到周五算', '2027-01-08'],
  ])('%s', (words, answer, day) => {
    const talk = interview();
    talk.says(words);
    expect(textOf(talk.screen)).toContain(answer);
    expect(talk.report.reminders?.deadline).toBe(day);
  });

  it('can be picked on the page, and a blank picker is no answer', () => {
    const talk = interview();
    talk.says('提醒');
    expect(textOf(talk.screen)).toContain('还不知道您什么时候交稿');
    talk.taps('就定这天', {});
    expect(textOf(talk.screen)).toContain('还没有选日子');
    talk.taps('就定这天', { deadline: '2026-12-18' });
    expect(talk.report.reminders?.deadline).toBe('2026-12-18');
    expect(textOf(talk.screen)).toContain(
      '提醒的日子：12月4日（周五）、12月11日（周五）、12月15日（周二）、12月17日（周四）',
    );
  });

  it('of the office can be replaced by her own', () => {
    const talk = interview(officeFlow);
    talk.says('提醒');
    expect(textOf(talk.screen)).toContain('12月20日（周日），还有 20 个工作日（单位定的');
    talk.says('交稿时间12月10日');
    expect(textOf(talk.screen)).not.toContain('单位定的');
  });
});

describe('a reminder', () => {
  const halfway = (flow = officeFlow) => {
    const talk = interview(flow);
    talk.taps('开始');
    talk.taps('提交', { name: '张敏', branch: '清源河支部' });
    return talk;
  };

  it('knows what is left, the day, and opens the first open card', () => {
    const talk = halfway();
    const screen = reminder(officeFlow, talk.report);
    expect(textOf(screen)).toContain(
      '张敏书记，离12月20日（周日）交稿还有 6 个工作日，您的述职报告还差 10 项，约 5 分钟。',
    );
    expect(actionsOf(screen).map(({ label }) => label)).toEqual([
      '现在补上',
      '明天再说',
      '三天后',
      '不再提醒',
    ]);
    expect(actionsOf(screen)[0]?.op).toEqual({ op: 'open', card: 'counts' });
  });

  it('leads to what was put off when everything was asked, and to a draft when nothing is left', () => {
    const talk = halfway();
    talk.taps('空着的稍后补', { committee: '12', members: '4', lectures: '4' });
    for (const card of ['groups', 'kinds', 'claims', 'story']) talk.clicks({ op: 'skip', card }, {});
    const later = reminder(officeFlow, talk.report);
    expect(textOf(later)).toContain('还差 1 项');
    expect(actionsOf(later)[0]?.op).toEqual({ op: 'open', card: 'counts', facts: ['talks'] });
    talk.says('谈心谈话 36');
    const done = reminder(officeFlow, talk.report);
    expect(textOf(done)).toContain('要问的都答完了，只差出一份草稿');
    expect(actionsOf(done)[0]?.op).toEqual({ op: 'draft' });
  });

  it.each([
    [1, '好，11月23日（周一）再提醒您', '2026-11-23'],
    [3, '好，11月23日（周一）再提醒您', '2026-11-23'],
  ])('put off by %i days comes back on a workday', (days, answer, again) => {
    const talk = halfway();
    talk.clicks({ op: 'snooze', days });
    expect(textOf(talk.screen)).toContain(answer);
    expect(talk.report.reminders?.again).toBe(again);
  });

  it('is never put off past the delivery', () => {
    const talk = halfway();
    talk.says('交稿时间11月24日');
    talk.says('三天后');
    expect(talk.report.reminders?.again).toBe('2026-11-23');
    talk.says('交稿时间11月22日');
    talk.says('明天再说');
    expect(talk.report.reminders?.again).toBeUndefined();
    expect(textOf(talk.screen)).toContain('交稿前没有别的工作日了');
  });

  it('stops when she says so, and comes back when she says so', () => {
    const talk = halfway();
    talk.clicks({ op: 'reminders', set: 'off' });
    expect(textOf(talk.screen)).toContain('好，不再提醒了');
    expect(textOf(talk.screen)).toContain('到明年写述职的时候，会再问您一次');
    expect(talk.report.reminders?.off).toBe(true);
    talk.taps('恢复提醒');
    expect(talk.report.reminders?.off).toBeUndefined();
    expect(textOf(talk.screen)).toContain('好，接着提醒');
  });
});

describe('the invitation', () => {
  it('leaves the old report alone and begins a new one', () => {
    const talk = interview(officeFlow, emptyReport({ year: 2025 }));
    const screen = present(officeFlow, talk.report, {
      record: { version: 1, view: { at: 'invite', day: '2026-11-16' }, notes: [] },
    });
    expect(textOf(screen)).toContain('2026 年度的可以开始写');
    expect(textOf(screen)).toContain('2025 年度的那份还在');
    expect(actionsOf(screen).map(({ op }) => op)).toEqual([{ op: 'begin', kind: 'small' }]);
  });
});

it('who could not be reached learns it when she comes back, once', () => {
  const talk = interview(smallFlow, { ...emptyReport(), unreachable: { code: '230053', at: 1 } });
  talk.opens();
  expect(textOf(talk.screen)).toContain('前些天发给您的消息没能送到');
  expect(talk.report.unreachable).toBeUndefined();
  talk.says('继续');
  expect(textOf(talk.screen)).not.toContain('没能送到');
});
