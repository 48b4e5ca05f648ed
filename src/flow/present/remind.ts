/** @module The reminder, the invitation to a new year, and the page where both are set. */
import { cardOf, isOpen, nextCard } from '../agenda.ts';
import { type Day, spoken, yearOf } from '../days.ts';
import type { Flow } from '../definition.ts';
import { lacking } from '../drafts.ts';
import type { Report } from '../model.ts';
import { stepsOf } from '../reminders/due.ts';
import { deadlineOf, planOf, standingOf } from '../reminders/standing.ts';
import { DEADLINE_FIELD } from '../reminders/turn.ts';
import { holidayName, isAnnounced, isWorkday, workdaysLeft } from '../reminders/workdays.ts';
import type { Action, Line, Part } from '../screen.ts';
import { actions, type Body, CONTINUE, DRAFT, minutes, quiet, text } from './page.ts';

const OFF: Action = { label: '不再提醒', op: { op: 'reminders', set: 'off' }, style: 'link' };
const LATER: readonly Action[] = [
  { label: '明天再说', op: { op: 'snooze', days: 1 } },
  { label: '三天后', op: { op: 'snooze', days: 3 } },
];

/** 「张敏书记，离 12月20日（周日）交稿还有 7 个工作日，您的述职报告还差 3 项，约 2 分钟。」 */
export function remindCard(flow: Flow, report: Report, day: Day): Body {
  const left = lacking(flow, report.facts);
  const rest =
    left.length > 0
      ? `您的述职报告还差 ${left.length} 项，约 ${minutes(left.length)} 分钟。`
      : report.draft.made === 0
        ? '要问的都答完了，只差出一份草稿。'
        : '上次出稿之后您又改过内容，可以再出一稿。';
  const sentence = `${greeting(flow, report)}${untilDelivery(flow, report, day)}${rest}`;
  return {
    title: '述职报告提醒',
    summary: sentence,
    parts: [
      text([sentence]),
      actions(left.length > 0 ? mend(flow, report) : { ...DRAFT, style: 'primary' }, ...LATER, OFF),
    ],
  };
}

export function greeting(flow: Flow, report: Report): string {
  const writer = report.facts[flow.kind.writer];
  return writer?.status === 'given' && typeof writer.value === 'string' ? `${writer.value}书记，` : '您好，';
}

function untilDelivery(flow: Flow, report: Report, day: Day): string {
  const deadline = deadlineOf(flow, report);
  if (deadline === undefined || deadline < day) return '';
  return deadline === day
    ? '今天就是交稿的日子，'
    : `离${spoken(deadline, day)}交稿${distance(day, deadline)}，`;
}

function distance(from: Day, to: Day): string {
  const left = workdaysLeft(from, to);
  return left > 0 ? `还有 ${left} 个工作日` : '之前没有工作日了';
}

/** The first open card; when everything was asked, the first thing put off. */
function mend(flow: Flow, report: Report): Action {
  const label = '现在补上';
  const card = nextCard(flow, report.facts);
  if (card !== undefined) return { label, op: { op: 'open', card: card.id }, style: 'primary' };
  const put = lacking(flow, report.facts).find(({ fact }) => !isOpen(report.facts[fact.id]))?.fact;
  const home = put === undefined ? undefined : cardOf(flow, put.id);
  if (put === undefined || home === undefined) return { label, op: { op: 'continue' }, style: 'primary' };
  return { label, op: { op: 'open', card: home.id, facts: [put.id] }, style: 'primary' };
}

export function inviteCard(flow: Flow, report: Report, day: Day): Body {
  const year = yearOf(day);
  return {
    title: `${year} 年度述职`,
    summary: `${year} 年度的述职报告可以开始写了`,
    parts: [
      text([
        `${greeting(flow, report)}又到写述职报告的时候了。${year} 年度的可以开始写，还是我问您答，随时停、随时接着来。`,
        `${report.about.year} 年度的那份还在，不会动它。`,
      ]),
      { part: 'lines', lines: [quiet('今年只问这一次，不想用就不用管它。')] },
      actions({
        label: `开始 ${year} 年度的`,
        op: { op: 'begin', kind: report.about.kind },
        style: 'primary',
      }),
    ],
  };
}

export function remindersBody(flow: Flow, report: Report, day: Day): Body {
  const deadline = deadlineOf(flow, report);
  const off = report.reminders?.off === true;
  const parts: Part[] = [
    { part: 'lines', lines: [...deadlineLines(flow, report, day), ...nextLines(flow, report, day)] },
    {
      part: 'form',
      fields: [
        {
          fact: DEADLINE_FIELD,
          label: '交稿时间',
          control: 'date',
          most: 20,
          ...(deadline === undefined ? {} : { value: deadline }),
        },
      ],
      actions: [{ label: '就定这天', op: { op: 'reminders', set: 'deadline' }, style: 'primary' }],
    },
    actions(off ? { label: '恢复提醒', op: { op: 'reminders', set: 'on' } } : { ...OFF, style: 'danger' }, {
      ...CONTINUE,
      style: 'link',
    }),
  ];
  return { title: '提醒', summary: '交稿时间和提醒', tone: off ? 'quiet' : 'normal', parts };
}

function deadlineLines(flow: Flow, report: Report, day: Day): readonly Line[] {
  const deadline = deadlineOf(flow, report);
  if (deadline === undefined) {
    return [
      [{ text: '还不知道您什么时候交稿。在下面选一天，或者回一句「交稿时间 12月20日」，到时候我来提醒。' }],
    ];
  }
  const whose = report.reminders?.deadline === undefined ? '（单位定的，您可以改成自己的）' : '';
  const line: Line = [
    { text: '交稿时间：' },
    { text: spoken(deadline, day), style: 'strong' },
    { text: deadline < day ? '，已经过了。' : `，${distance(day, deadline)}${whose}。` },
  ];
  return [line, ...aboutDay(deadline).map(quiet)];
}

/** What is to be known of a day of delivery: that nobody works then, that the holidays are not known yet. */
export function aboutDay(deadline: Day): readonly string[] {
  const lines: string[] = [];
  if (!isWorkday(deadline)) {
    const why = holidayName(deadline) ?? '休息日';
    lines.push(`那天是${why}，不上班；提醒会放在它前面的工作日。`);
  }
  if (!isAnnounced(yearOf(deadline))) {
    lines.push(`${yearOf(deadline)} 年的放假安排我这里还没有，工作日先按周一到周五算。`);
  }
  return lines;
}

const DAYS_SHOWN = 6;

function nextLines(flow: Flow, report: Report, day: Day): readonly Line[] {
  if (report.reminders?.off === true) {
    return [[{ text: '现在不提醒。到明年写述职的时候，会再问您一次。' }]];
  }
  const standing = standingOf(flow, report, false);
  const last = standing.deadline ?? '9999';
  const days = stepsOf(standing, planOf(flow)).filter((step) => step > day && step <= last);
  if (standing.finished)
    return [[{ text: '您的报告已经写齐了，不再提醒。改了内容、还没出新稿的话会接着提醒。' }]];
  if (days.length === 0) return standing.deadline === undefined ? [] : [[{ text: '交稿前不再有提醒了。' }]];
  const shown = days.slice(0, DAYS_SHOWN).map((step) => spoken(step, day));
  return [
    [{ text: '没写完的话，提醒的日子：' }, { text: shown.join('、') }],
    [{ text: '只在工作日的上班时间，一天最多一次；写完就不再提醒。', style: 'quiet' }],
  ];
}
