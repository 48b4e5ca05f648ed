/** @module Asked back: who she is, which fact is meant, whether she is sure. */
import type { Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import { actions, type Body, CONTINUE, jumps, OUTLINE, text } from './page.ts';

export function whoami(report: Report): Body {
  const people = Object.entries(report.about.people);
  return {
    title: '我是谁',
    summary: '您在本应用里的编号',
    parts: [
      text(people.map(([id, role]) => `${role === 'secretary' ? '书记' : '代笔人'}：${id}`)),
      text([`报告编号：${report.id}`, '请把这些发给管理员，他要用它们来配置。']),
      actions(CONTINUE),
    ],
  };
}

export function pick(flow: Flow, ids: readonly string[]): Body {
  const facts = ids.flatMap((id) => flow.facts.get(id) ?? []);
  return {
    title: '您要改哪一项',
    summary: '有几项都叫这个名字',
    parts: [
      text(['有几项都对得上，点一下要改的：']),
      actions(...jumps(flow, facts)),
      actions({ ...OUTLINE, label: '看目录' }),
    ],
  };
}

export function sure(about: 'restart' | 'erase'): Body {
  const restart = about === 'restart';
  const what = restart
    ? ['您填的内容会全部清空，从头再问。已经发到聊天里的稿子还在。']
    : [
        '会删掉本服务里存的您的全部报告：回答、草稿记录和聊天状态，删了找不回来；我发的卡片和文件，飞书还让撤回的都撤回。',
        '删不到的：您自己发的消息、已经下载或交上去的文件、管理员的旧备份（到期自动清除）。',
      ];
  return {
    title: restart ? '确定要重来吗' : '确定要删除吗',
    summary: restart ? '重来之前请确认' : '删除之前请确认',
    tone: 'warn',
    parts: [
      text(what),
      actions(
        { label: restart ? '清空，重来' : '全部删除', op: { op: about, sure: true }, style: 'danger' },
        { label: '不，留着', op: { op: 'keep' }, style: 'primary' },
        ...(restart ? [] : [{ label: '先导出一份', op: { op: 'export' as const } }]),
      ),
    ],
  };
}

export const erased = (): Body => ({
  title: '已经删除',
  summary: '您的数据已经删除',
  tone: 'quiet',
  parts: [
    text([
      '本服务里存的您的内容已经全部删除，我发过的消息正在撤回（时间太久的，飞书不让撤回）。',
      '您自己发的消息、已经下载或交上去的文件还在。以后想再写，发一句「开始」就行。',
    ]),
  ],
});
