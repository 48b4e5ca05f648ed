/** @module 「出处」: the report sentence by sentence, under each what it was written from: who said it, when, in which words. */
import type { Action, Line, Part } from '../screen.ts';
import { actions, type Body, CONTINUE, DRAFT, PREVIEW, quiet, text } from './page.ts';

/** One thing that stands in a sentence. `value` and `how` are worded already. */
export interface SourceItem {
  readonly label: string;
  readonly value: string;
  readonly how: string;
}

/** A page's worth of one part of the report. */
export interface SourcePage {
  readonly title: string;
  readonly sentences: readonly { readonly text: string; readonly items: readonly SourceItem[] }[];
}

const ANNEX: Action = { label: '要一份出处清单', op: { op: 'annex' } };

/** What the card after a draft offers. */
export const SOURCES: Action = { label: '每个数从哪来', op: { op: 'sources', page: 0 } };

export function sourcesPage(pages: readonly SourcePage[], wanted: number): Body {
  const at = Math.min(wanted, pages.length - 1);
  const shown = pages[at];
  if (shown === undefined) {
    return {
      title: '出处',
      summary: '还没有内容',
      parts: [text(['报告里还没有您给的内容，先答几项吧。']), actions(CONTINUE)],
    };
  }
  const turn: Action[] = [];
  if (at > 0) turn.push({ label: '上一页', op: { op: 'sources', page: at - 1 } });
  if (at < pages.length - 1)
    turn.push({ label: '下一页', op: { op: 'sources', page: at + 1 }, style: 'primary' });
  const parts: Part[] = [{ part: 'lines', lines: [[{ text: shown.title, style: 'strong' }], NOW] }];
  for (const sentence of shown.sentences) {
    parts.push({ part: 'lines', lines: [[{ text: sentence.text }], ...sentence.items.map(itemLine)] });
  }
  return {
    title: `出处 ${at + 1}/${pages.length}`,
    summary: `每个数从哪来：${shown.title}`,
    parts: [
      ...parts,
      ...(turn.length === 0 ? [] : [actions(...turn)]),
      actions(ANNEX, PREVIEW, DRAFT, CONTINUE),
    ],
  };
}

const NOW = quiet('照您现在的回答列出，一句一句往下看。');

const itemLine = ({ label, value, how }: SourceItem): Line => [
  { text: '　↳ ', style: 'quiet' },
  { text: `${label} ` },
  { text: value, style: 'strong' },
  { text: `　${how}`, style: 'quiet' },
];
