/** @module Long and short: the choice where a draft is asked for, and what the ceiling did, on the card after it. */
import { applies } from '../agenda.ts';
import type { FactDefinition, Flow } from '../definition.ts';
import { CEILINGS, lengthOf } from '../lengths.ts';
import { LENGTHS, type Report } from '../model.ts';
import type { Action, Part } from '../screen.ts';
import type { View } from '../view.ts';
import { actions, jumps, quiet, text } from './page.ts';

type Made = Extract<View, { at: 'draft' }>;

/** 「篇幅：标准，最多 2500 字」 and a tap to the two others. */
export function lengthChoice(flow: Flow, report: Report): readonly Part[] {
  const now = lengthOf(flow, report);
  const others = LENGTHS.filter((length) => length !== now).map(
    (length): Action => ({
      label: `改成“${length}”（${CEILINGS[length]} 字）`,
      op: { op: 'length', length },
      style: 'link',
    }),
  );
  return [
    { part: 'lines', lines: [quiet(`篇幅：“${now}”，最多 ${CEILINGS[now]} 字。`)] },
    actions(...others),
  ];
}

/** Below this share of its ceiling a draft is short. */
const SHORT = 0.6;
const NAMED = 8;
const HELPFUL = 4;

export function lengthParts(flow: Flow, report: Report, view: Made): readonly Part[] {
  const length = view.length ?? lengthOf(flow, report);
  const ceiling = CEILINGS[length];
  const longer: Action = { label: '写详一点', op: { op: 'length', length: '详' } };
  if (view.over !== undefined) {
    const way = length === '详' ? '' : '，也可以换成“详”';
    const told = `比“${length}”的上限 ${ceiling} 字多 ${view.over} 字。都是您自己的内容，我没有删；想短些可以自己改${way}。`;
    return length === '详' ? [text([told])] : [text([told]), actions(longer)];
  }
  const left = (view.left ?? []).flatMap((id) => flow.facts.get(id)?.label ?? []);
  if (left.length > 0) {
    const names = left.slice(0, NAMED).join('、') + (left.length > NAMED ? '等' : '');
    const told = `为了不超过“${length}”的 ${ceiling} 字，有 ${left.length} 项没写进去：${names}。`;
    return length === '详' ? [text([told])] : [text([told]), actions(longer)];
  }
  if (view.characters >= ceiling * SHORT || view.final === true) return [];
  const helpful = mostHelpful(flow, report).slice(0, HELPFUL);
  return helpful.length === 0
    ? []
    : [text([`这一稿还短，最能让它充实的是这 ${helpful.length} 项：`]), actions(...jumps(flow, helpful))];
}

/** How much a report gains by one fact of the type: her own story most, a figure least. */
const GAIN: Readonly<Record<string, number>> = { longText: 4, records: 4, list: 2, claim: 2, text: 2 };

/** Never answered and asked for as things stand: needed first, then what adds most, then as the cards have it. */
export function mostHelpful(flow: Flow, report: Report): readonly FactDefinition[] {
  const open = flow.cards.flatMap(({ needed, facts }) =>
    facts.flatMap((id) => {
      const fact = flow.facts.get(id);
      const asked = fact !== undefined && report.facts[id] === undefined && applies(flow, id, report.facts);
      return asked ? [{ fact, needed: needed ? 1 : 0, gain: GAIN[fact.type] ?? 1 }] : [];
    }),
  );
  return open.toSorted((a, b) => b.needed - a.needed || b.gain - a.gain).map(({ fact }) => fact);
}
