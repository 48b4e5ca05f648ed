/** @module The lines that answer what was said about reminders. */

import { spoken } from '../days.ts';
import type { Note } from '../note.ts';
import { workdaysLeft } from '../reminders/workdays.ts';
import type { Line } from '../screen.ts';
import { quoted } from '../words.ts';
import { aboutDay } from './remind.ts';

export type ReminderNote = Extract<
  Note,
  {
    note: 'deadline' | 'deadline-unread' | 'snoozed' | 'reminders';
  }
>;

const SAMPLE = '可以这样说：「交稿时间 12月20日」';

export function reminderLines(note: ReminderNote): readonly Line[] {
  switch (note.note) {
    case 'deadline':
      return deadline(note);
    case 'deadline-unread': {
      const what = note.words === '' ? '还没有选日子' : `${quoted(note.words, 30)}没看出是哪一天`;
      return [[{ text: `${what}。${SAMPLE}，或者回「提醒」在日历上选。`, style: 'warn' }]];
    }
    case 'snoozed':
      return note.until === undefined
        ? [[{ text: '交稿前没有别的工作日了，就不再提醒您。随时回「继续」接着写。' }]]
        : [[{ text: `好，${spoken(note.until, note.today)}再提醒您。`, style: 'good' }]];
    case 'reminders':
      return [ABOUT[note.about]];
  }
}

const ABOUT: Readonly<Record<'ask' | 'off' | 'on' | 'back', Line>> = {
  ask: [
    {
      text: '顺便问一句：什么时候交稿？回一句「交稿时间 12月20日」，到日子前我会提醒您；不说也不影响往下答。',
      style: 'quiet',
    },
  ],
  off: [{ text: '好，不再提醒了。想恢复就回「恢复提醒」。', style: 'good' }],
  on: [{ text: '好，接着提醒。', style: 'good' }],
  back: [{ text: '前些天发给您的消息没能送到，提醒就停了；从现在起照常。', style: 'quiet' }],
};

function deadline({ day, today, problem }: Extract<ReminderNote, { note: 'deadline' }>): readonly Line[] {
  const name = spoken(day, today);
  if (problem === 'past') {
    return [[{ text: `${name}已经过了，没有记。${SAMPLE}，换成以后的日子就行。`, style: 'warn' }]];
  }
  if (problem === 'far') {
    return [[{ text: `${name}还早得很，没有记。${SAMPLE}。`, style: 'warn' }]];
  }
  const left = workdaysLeft(today, day);
  const rest =
    day === today
      ? '就是今天，我就不再另外提醒了。'
      : left <= 1
        ? '眼看就到，我就不再另外提醒了。'
        : `还有 ${left} 个工作日，到日子前我会提醒您。`;
  return [
    [{ text: '✓ ', style: 'good' }, { text: `${name}交稿，${rest}` }],
    ...aboutDay(day).map((line): Line => [{ text: line, style: 'quiet' }]),
  ];
}
