/** @module What all pages between the questions are made of. */
import { cardOf } from '../agenda.ts';
import type { FactDefinition, Flow } from '../definition.ts';
import type { Action, Line, Part, Screen } from '../screen.ts';

/** A page's own part; title bar and notes are added around it. */
export interface Body {
  readonly title: string;
  readonly summary: string;
  readonly tone?: Screen['tone'];
  readonly parts: readonly Part[];
}

export const CONTINUE: Action = { label: '接着答', op: { op: 'continue' }, style: 'primary' };
export const PROGRESS: Action = { label: '看看进度', op: { op: 'progress' } };
export const OUTLINE: Action = { label: '目录', op: { op: 'outline' } };
export const PREVIEW: Action = { label: '预览', op: { op: 'preview', part: 0 } };
export const DRAFT: Action = { label: '生成草稿', op: { op: 'draft' } };
export const FINAL: Action = { label: '生成定稿', op: { op: 'final' } };

export const text = (lines: readonly string[]): Part => ({
  part: 'lines',
  lines: lines.map((line) => [{ text: line }]),
});
export const quiet = (line: string): Line => [{ text: line, style: 'quiet' }];
export const actions = (...all: readonly Action[]): Part => ({ part: 'actions', actions: all });
export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Minutes for one fact, measured with a hurried reader; only for the estimate. */
const MINUTES_PER_FACT = 0.5;
export const minutes = (open: number): number => Math.max(1, Math.ceil(open * MINUTES_PER_FACT));

/** Buttons in one row of jumps; more would not fit a phone. */
const JUMPS = 8;

/** A tap to each fact, on its own. */
export function jumps(
  flow: Flow,
  facts: readonly FactDefinition[],
  labelled = (fact: FactDefinition) => fact.label,
): readonly Action[] {
  const all = facts.flatMap((fact): Action[] => {
    const card = cardOf(flow, fact.id);
    return card === undefined
      ? []
      : [{ label: labelled(fact), op: { op: 'open', card: card.id, facts: [fact.id] } }];
  });
  const more: Action[] = all.length > JUMPS ? [{ ...OUTLINE, label: `还有 ${all.length - JUMPS} 项…` }] : [];
  return [...all.slice(0, JUMPS), ...more];
}

/** Who sees her answers. */
export const PRIVACY = '您的回答只存在本单位部署的服务器上，只有您自己看得到；涉密内容请不要输入。';
