/** @module The pages between the questions, and the title bar and notes around them. */
import { applies, leftOpen } from '../agenda.ts';
import type { Flow } from '../definition.ts';
import type { Report, ScreenRecord } from '../model.ts';
import { unchosen } from '../navigate.ts';
import { ownChanges } from '../own-words.ts';
import type { Action, Part, Screen } from '../screen.ts';
import type { View } from '../view.ts';
import { countsOf, sampleOf } from '../words.ts';
import { erased, pick, sure, whoami } from './asking.ts';
import { findingPage, raisedParts } from './findings.ts';
import { importPage } from './import.ts';
import { ledgerBody } from './ledger.ts';
import { lengthChoice } from './length.ts';
import { draftMade } from './made.ts';
import { noteLines } from './notes.ts';
import { lackingPage, outline, overview } from './overview.ts';
import { decisions, ownCard, type PreviewParagraph, previewParts } from './own-words.ts';
import { returnedPage } from './own-words-file.ts';
import {
  actions,
  type Body,
  CONTINUE,
  DRAFT,
  FINAL,
  jumps,
  OUTLINE,
  PREVIEW,
  PROGRESS,
  quiet,
  text,
} from './page.ts';
import { recalledPage } from './recalled.ts';
import { inviteCard, remindCard, remindersBody } from './remind.ts';
import { retireCard } from './retire.ts';
import { type SourcePage, sourcesPage } from './sources.ts';
import { prepare, reports, welcome } from './start.ts';

/** One part of the report as it will read, made by whoever can write reports. */
export interface PreviewPart {
  readonly title: string;
  /** Paragraph by paragraph; gaps stand in them as they do in the file. */
  readonly paragraphs: readonly PreviewParagraph[];
}

/** What a page may show that is not in the report itself. */
export interface Outside {
  /** The kinds that can be written here. */
  readonly kinds: readonly { readonly id: string; readonly title: string }[];
  /** Her reports, the open one included. */
  readonly reports: readonly { readonly id: string; readonly kind: string; readonly title: string }[];
  /** The report as it would read now. */
  readonly preview: () => readonly PreviewPart[];
  /** Where everything in it comes from. */
  readonly sources: () => readonly SourcePage[];
}

export type Page = Exclude<View, { at: 'card' }>;

export function page(flow: Flow, report: Report, record: ScreenRecord, view: Page, outside: Outside): Screen {
  const notes = noteLines(flow, report, record.notes);
  const heard: Part[] = notes.length === 0 ? [] : [{ part: 'lines', lines: notes }, { part: 'divider' }];
  const body = bodyOf(flow, report, view, outside, record.since);
  return {
    report: report.id,
    version: report.version,
    title: body.title,
    subtitle: `${report.about.year} 年度${unchosen(flow, report) ? '' : ` · ${flow.kind.report}`}`,
    summary: body.summary,
    tone: body.tone ?? 'normal',
    parts: [...heard, ...raisedParts(flow, report, record.notes), ...body.parts],
  };
}

function bodyOf(flow: Flow, report: Report, view: Page, outside: Outside, since: number | undefined): Body {
  switch (view.at) {
    case 'welcome':
      return welcome(flow, report, outside.kinds);
    case 'prepare':
      return prepare(flow, report);
    case 'progress':
      return overview(flow, report);
    case 'outline':
      return outline(flow, report, view.section);
    case 'preview':
      return previewPage(flow, report, outside.preview(), view);
    case 'returned':
      return returnedPage(flow, report, view);
    case 'import':
      return importPage(flow, report, view);
    case 'own':
      return ownCard(flow, report, since, view);
    case 'sources':
      return sourcesPage(outside.sources(), view.page);
    case 'help':
      return help(flow, report);
    case 'whoami':
      return whoami(report);
    case 'ledger':
      return ledgerBody(flow, report, view);
    case 'reports':
      return reports(report, outside);
    case 'recalled':
      return recalledPage(flow, report, view.message);
    case 'pick':
      return pick(flow, view.facts);
    case 'sure':
      return sure(view.about);
    case 'erased':
      return erased();
    case 'lacking':
      return lackingPage(flow, report);
    case 'finding':
      return findingPage(flow, report, view.finding);
    case 'reminders':
      return remindersBody(flow, report, view.day);
    case 'remind':
      return remindCard(flow, report, view.day);
    case 'retire':
      return retireCard(flow, report, view.day);
    case 'invite':
      return inviteCard(flow, report, view.day);
    case 'ready':
      return ready(flow, report);
    case 'drafting':
      return drafting(report, view.number);
    case 'draft':
      return draftMade(flow, report, view);
  }
}

/** Stays in the chat above the file, so it is worded to be true then as well. */
function drafting({ draft }: Report, number: number): Body {
  const name = draft.wanted?.final === true ? '定稿' : `第 ${number} 稿`;
  return {
    title: `生成${name}`,
    summary: `${name}正在生成`,
    tone: 'quiet',
    parts: [
      text([`${name}的 Word 文件会发在这张卡片下面，一般几秒钟就到，您可以先忙别的。`]),
      actions({ ...CONTINUE, style: 'link' }, PROGRESS),
    ],
  };
}

function previewPage(
  flow: Flow,
  report: Report,
  parts: readonly PreviewPart[],
  view: Extract<View, { at: 'preview' }>,
): Body {
  const holds = (part: PreviewPart) => part.paragraphs.some(({ name }) => name === view.of);
  const wanted = view.of === undefined ? -1 : parts.findIndex(holds);
  const place = wanted < 0 ? Math.min(view.part, parts.length - 1) : wanted;
  const part = parts[place];
  if (part === undefined) {
    return {
      title: '预览',
      summary: '还没有内容',
      parts: [text(['还没有可以写的内容，先答几项吧。']), actions(CONTINUE)],
    };
  }
  const turn: Action[] = [];
  if (place > 0) turn.push({ label: '上一部分', op: { op: 'preview', part: place - 1 } });
  if (place < parts.length - 1)
    turn.push({ label: '下一部分', op: { op: 'preview', part: place + 1 }, style: 'primary' });
  return {
    title: `预览 ${place + 1}/${parts.length}`,
    summary: `预览：${part.title}`,
    parts: [
      { part: 'lines', lines: [[{ text: part.title, style: 'strong' }]] },
      ...previewParts(flow, report, part.paragraphs),
      ...(turn.length === 0 ? [] : [actions(...turn)]),
      { part: 'divider' },
      actions(CONTINUE, OUTLINE, DRAFT),
    ],
  };
}

function help(flow: Flow, report: Report): Body {
  const counts = countsOf(flow).slice(0, 2);
  const told = counts.map(sampleOf).join('，');
  const [label = '姓名'] = counts.map((fact) => fact.label);
  return {
    title: '怎么用',
    summary: '述职助手的用法',
    parts: [
      text([
        `在卡片里填好点「提交」，或者直接打字，比如「${told}」。`,
        '不确定的空着就行；没有的回「没有」，想晚点再说回「稍后补」，不想答回「跳过」。',
        `答过的随时能改：再说一遍就是改；或者说「修改 ${label}」。`,
        '哪一段想用自己的话：在预览里点「改第 n 段」；或者在 Word 里改好，把文件发回来。',
        '还可以回「上一步」「撤销」「进度」「目录」「预览」；回「生成」出草稿，没填的地方会标黄；都齐了回「定稿」。',
        '回「交稿时间 12月20日」，到日子前我会提醒您；回「提醒」可以看、可以改，「不再提醒」就停。',
        '回「出处」看报告里每个数从哪来；回「简短一点」「详细一点」改篇幅。',
        '回「导出我的数据」拿走您的全部回答（把文件发回来就能拿回来），「删除我的数据」彻底删掉，「重来」从头填。',
      ]),
      { part: 'lines', lines: [quiet('涉密内容请不要输入。')] },
      report.screens.length <= 1 ? actions(CONTINUE) : actions(CONTINUE, PROGRESS, OUTLINE, DRAFT),
    ],
  };
}

function ready(flow: Flow, report: Report): Body {
  const left = leftOpen(flow, report.facts);
  const more = flow.cards.filter(
    (card) =>
      !card.needed &&
      card.facts.some((id) => report.facts[id] === undefined && applies(flow, id, report.facts)),
  );
  const parts: Part[] = [text(['要问的都问过了，可以出一份草稿看看。之后还能随时改，改完再出一稿。'])];
  if (left.length > 0) {
    parts.push(
      text([`还有 ${left.length} 项稍后补或跳过了，点一下就能补上：`]),
      actions(...jumps(flow, left)),
    );
  }
  parts.push(
    ...decisions(flow, ownChanges(flow, report)),
    actions({ ...DRAFT, style: 'primary' }, FINAL, PREVIEW, PROGRESS),
    ...lengthChoice(flow, report),
  );
  if (more.length > 0) {
    const open = more
      .slice(0, MORE_SHOWN)
      .map((card): Action => ({ label: card.title, op: { op: 'open', card: card.id }, style: 'link' }));
    parts.push(
      { part: 'divider' },
      text(['想多写一点的话（都可以不写）：']),
      actions(...open, { ...OUTLINE, label: '看目录', style: 'link' }),
    );
  }
  return { title: '可以出草稿了', summary: '要问的都问过了，可以出草稿了', tone: 'good', parts };
}

const MORE_SHOWN = 6;
