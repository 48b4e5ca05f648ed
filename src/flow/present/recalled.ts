/** @module She took back a message: what was taken from it, and whether it still counts. */
import type { Flow } from '../definition.ts';
import type { FactId, FactState, Report } from '../model.ts';
import { isOwnId } from '../own-words.ts';
import { undecided } from '../recalled.ts';
import type { Line } from '../screen.ts';
import { quoted, standing } from '../words.ts';
import { actions, type Body, CONTINUE, OUTLINE, quiet, text } from './page.ts';

const SHOWN = 12;

export function recalledPage(flow: Flow, report: Report, message: string): Body {
  const open = undecided(report.facts, message);
  if (open.length === 0) {
    return {
      title: '已经处理好了',
      summary: '撤回的那条消息已经处理好了',
      tone: 'good',
      parts: [text(['撤回的那条消息里的内容，您已经说过怎么办了。']), actions(CONTINUE, OUTLINE)],
    };
  }
  const several = open.length > 1;
  const lines = open.slice(0, SHOWN).map(([id, state]) => line(flow, id, state));
  const more = open.length - lines.length;
  return {
    title: '撤回的内容还算数吗',
    summary: '您撤回了一条消息，里面的内容还算数吗？',
    tone: 'warn',
    parts: [
      text(['您撤回了一条消息，这是从里面记下的，还算数吗？']),
      { part: 'lines', lines: more > 0 ? [...lines, quiet(`……还有 ${more} 项`)] : lines },
      { part: 'lines', lines: [quiet('您没说之前，稿子里先不写。')] },
      actions(
        {
          label: several ? '都算数' : '算数',
          op: { op: 'recalled', message, counts: true },
          style: 'primary',
        },
        {
          label: several ? '都不算，重新填' : '不算，改一下',
          op: { op: 'recalled', message, counts: false },
        },
      ),
    ],
  };
}

const line = (flow: Flow, id: FactId, state: FactState): Line => {
  const fact = flow.facts.get(id);
  if (fact !== undefined)
    return [{ text: `${fact.label}：` }, { text: standing(fact, state), style: 'strong' }];
  const what = isOwnId(id) ? '您自己写的一段：' : '以前问过的一项：';
  return [{ text: what }, { text: quoted(String(state.value ?? '')) }];
};

export function droppedNote(flow: Flow, ids: readonly FactId[]): Line {
  const labels = ids.map(
    (id) => flow.facts.get(id)?.label ?? (isOwnId(id) ? '您自己写的一段' : '以前问过的一项'),
  );
  return [{ text: `好，不算了：${labels.slice(0, SHOWN).join('、')}。要找回来，回「撤销」。` }];
}
