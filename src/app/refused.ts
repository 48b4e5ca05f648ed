/** @module What an administrator is told when the platform refuses a message for good. */
import type { Delivered } from '../feishu/port.ts';
import type { AlarmKind } from './alarm.ts';

type Refused = Extract<Delivered, { outcome: 'refused' }>;

const GUIDE = '管理员指南第 6 节按错误码写了怎么办。';

/** Codes that one thing in the console mends, for everybody at once. */
const KNOWN: Readonly<Record<string, { readonly kind: AlarmKind; readonly text: string }>> = {
  '99991672': { kind: 'scope', text: '应用缺少权限' },
  '230027': { kind: 'scope', text: '应用缺少权限' },
  // Not the budget's kind: that one is told every day from 80 % on, and would hide this.
  '99991403': { kind: 'calls-used-up', text: '飞书本月的调用次数用完了，下月之前发不出消息' },
};

const SCOPES: Readonly<Record<Refused['scope'], string>> = {
  app: '这是整个应用的问题，别的人也会收不到；要发的都留着，改好以后会自己发出去。',
  person: '只是这一个人的问题，比如不在可用范围、离职或停用了机器人。',
  message: '只是这一条的问题。',
};

export function refusalAlarm({ code, scope }: Refused): { readonly kind: AlarmKind; readonly text: string } {
  const known = KNOWN[code];
  if (known !== undefined) return { ...known, text: `${known.text}（错误码 ${code}）。${GUIDE}` };
  return {
    kind: 'dead-letters',
    text: `有消息被飞书拒绝，没有送到（错误码 ${code}）。${SCOPES[scope]}${GUIDE}`,
  };
}
