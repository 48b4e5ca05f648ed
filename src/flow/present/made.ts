/** @module The card after the file: what is in the draft, what changed, what is still open. */
import { leftOpen, progress } from '../agenda.ts';
import type { Flow } from '../definition.ts';
import type { DraftChange, Report } from '../model.ts';
import { isOwnId, ownChanges } from '../own-words.ts';
import type { Action, Line, Part } from '../screen.ts';
import type { View } from '../view.ts';
import { lengthParts } from './length.ts';
import { decisions } from './own-words.ts';
import { actions, type Body, CONTINUE, FINAL, jumps, OUTLINE, PREVIEW, sum, text } from './page.ts';
import { SOURCES } from './sources.ts';

const REWRITE: Action = { ...PREVIEW, label: '改某一段' };
const CHANGES_SHOWN = 8;
const SHOWN = 24;

export function draftMade(flow: Flow, report: Report, view: Extract<View, { at: 'draft' }>): Body {
  const name = view.final === true ? '定稿' : `第 ${view.number} 稿`;
  const head = `${name}好了 · ${grouped(view.characters)} 字`;
  const gaps = view.gaps
    .flatMap((id) => flow.facts.get(id) ?? [])
    .filter((fact) => report.facts[fact.id]?.status === 'later');
  const skipped = leftOpen(flow, report.facts).filter((fact) => report.facts[fact.id]?.status === 'skipped');
  const unasked = sum(progress(flow, report.facts).map((section) => section.total - section.answered));
  const parts: Part[] = [
    { part: 'lines', lines: [[{ text: head, style: 'strong' }], ...changeLines(flow, view)] },
  ];
  if (gaps.length > 0)
    parts.push(text([`标黄的 ${gaps.length} 处还空着，点一下就能补：`]), actions(...jumps(flow, gaps)));
  if (skipped.length > 0)
    parts.push(text([`跳过的 ${skipped.length} 项没有写进去：`]), actions(...jumps(flow, skipped)));
  if (unasked > 0) parts.push(text([`还有 ${unasked} 项没答，答完再出一稿会更完整。`]));
  parts.push(...decisions(flow, ownChanges(flow, report)));
  parts.push(...lengthParts(flow, report, view));
  const finished = view.final === true ? [SOURCES, OUTLINE] : [REWRITE, SOURCES, OUTLINE, FINAL];
  parts.push(actions(...(unasked > 0 ? [CONTINUE, REWRITE, SOURCES, OUTLINE] : finished)));
  return { title: name, summary: head, tone: 'good', parts };
}

function changeLines(flow: Flow, view: Extract<View, { at: 'draft' }>): readonly Line[] {
  const { changes } = view;
  if (changes === undefined) return [];
  if (changes.length === 0) return [[{ text: '内容和上一稿一样。', style: 'quiet' }]];
  const lines = changes.slice(0, CHANGES_SHOWN).map((change): Line => [{ text: changeText(flow, change) }]);
  const more = changes.length - lines.length;
  return [
    [{ text: `和上一稿比，有 ${changes.length} 处不同：` }],
    ...lines,
    ...(more > 0 ? [[{ text: `……还有 ${more} 处`, style: 'quiet' as const }]] : []),
  ];
}

function changeText(flow: Flow, { fact, was, is }: DraftChange): string {
  const label = flow.facts.get(fact)?.label ?? fact;
  if (isOwnId(fact)) return ownChanged(was, is);
  if (was === undefined) return `· 多了 ${label} ${brief(is ?? '')}`;
  if (is === undefined) return `· 去掉了 ${label} ${brief(was)}`;
  return `· 改了 ${label}：${brief(was)} → ${brief(is)}`;
}

/** A paragraph in her own words has no other name than its words. */
function ownChanged(was: string | undefined, is: string | undefined): string {
  if (is === undefined) return `· 恢复了一段，不用您写的 ${brief(was ?? '')}`;
  return was === undefined ? `· 用了您写的一段：${brief(is)}` : `· 您又改了一段：${brief(is)}`;
}

const brief = (words: string): string =>
  [...words].length > SHOWN ? `${[...words].slice(0, SHOWN).join('')}…` : words;

/** 2486 → 「2,486」 */
const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
