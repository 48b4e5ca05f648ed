/** @module The answer to what was said to the bot and is no answer: what to do instead, and that nothing was recorded. */
import type { FactDefinition, Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import type { Note } from '../note.ts';
import type { Line } from '../screen.ts';
import { expected } from '../words.ts';

export const talkLine = (flow: Flow, report: Report, note: Extract<Note, { note: 'talk' }>): Line => [
  { text: answer(flow, report, note) },
];

function answer(flow: Flow, report: Report, { about, facts }: Extract<Note, { note: 'talk' }>): string {
  const asked = facts.flatMap((id) => flow.facts.get(id) ?? []);
  switch (about) {
    case 'hand-in':
      return '框里填的，要点卡片上的按钮才交得上来，打字代替不了。也可以把答案直接打字发给我。';
    case 'heard':
      return asked.length === 1 ? `好的。接下来说说「${asked[0]?.label}」。` : '好的。下面这几项还等着您。';
    case 'busy':
      return '好，您先忙。填过的都存着，回来发「继续」就接着填；这一项想先放下，回「稍后补」。';
    case 'wrong':
      return `哪里不对？要改一项，就说「修改 ${lastSaid(flow, report)}」这样的话；要退回刚才那一步，发「撤回」。`;
    case 'stuck':
      return '按钮不好用的时候，把答案直接打字发给我也一样。卡片看不到，发「继续」我再出一张。';
    case 'who':
      return '我是述职助手，一个帮您写述职报告的程序，不是真人。怎么用，发「帮助」；这一项想先放下，回「稍后补」。';
    case 'how':
      return howTo(asked);
    case 'asks':
      return `您像是在问我，所以没有当成答案。${howTo(asked)}怎么用，发「帮助」；要稿子，发「生成」。`;
  }
}

function howTo(asked: readonly FactDefinition[]): string {
  const [fact, ...others] = asked;
  if (fact === undefined) return '';
  if (others.length > 0)
    return `这里有${asked.map(({ label }) => label).join('、')}，各项的说明写在框的旁边。拿不准的空着就行。`;
  const help = fact.help === undefined ? '' : fact.help.replace(/。?$/, '。');
  return `「${fact.label}」：${help}${expected(fact)}。拿不准就回「稍后补」。`;
}

/** What the last step changed, else the first thing that she has said. */
function lastSaid(flow: Flow, report: Report): string {
  const ids = [...Object.keys(report.undo ?? {}), ...Object.keys(report.facts)];
  return ids.flatMap((id) => flow.facts.get(id) ?? [])[0]?.label ?? '姓名';
}
