/** @module The notice before a report is deleted that nobody has touched for long. */

import { type Day, dayOf, daysBetween, spoken } from '../days.ts';
import type { Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import { erasedOn } from '../reminders/retention.ts';
import { lastTurnOf, planOf, standingOf } from '../reminders/standing.ts';
import { actions, type Body, quiet, text } from './page.ts';
import { greeting } from './remind.ts';

export function retireCard(flow: Flow, report: Report, day: Day): Body {
  const rule = planOf(flow).retention;
  const which = `${report.about.year} 年度的述职报告`;
  if (rule === undefined) {
    const kept = `您 ${which}都还留着，不会到期删除。`;
    return { title: TITLE, summary: kept, parts: [text([kept])] };
  }
  const standing = standingOf(flow, report, false);
  const gone = spoken(erasedOn(rule, standing, day), day);
  const idle = daysBetween(dayOf(lastTurnOf(report)), day);
  const sentence = `${greeting(flow, report)}您 ${which}有 ${idle} 天没动过了。到${gone}，您填的内容和各版草稿用到的内容会从我这里全部删掉。`;
  return {
    title: TITLE,
    summary: `${which}将在${gone}删除，要留就点一下`,
    tone: 'warn',
    parts: [
      text([sentence, '还要用，就点「继续保留」；想自己存一份，先点「导出我的数据」。不用了就不用管它。']),
      actions(
        { label: '继续保留', op: { op: 'keep' }, style: 'primary' },
        { label: '导出我的数据', op: { op: 'export' } },
      ),
      {
        part: 'lines',
        lines: [
          quiet(`点哪一个，或者跟我说任何话，都会再留 ${rule.days} 天。聊天里已经收到的文件不受影响。`),
        ],
      },
    ],
  };
}

const TITLE = '报告快到期了';
