/** @module The pages between the questions: welcome, what to prepare, help, preview, asking back. */
import { factsOf, leftOpen, nextCard } from '../agenda.ts';
import type { Flow } from '../definition.ts';
import type { Report, ScreenRecord, View } from '../model.ts';
import type { Action, Line, Part, Screen } from '../screen.ts';
import { findingPage, raisedParts } from './findings.ts';
import { ledgerBody } from './ledger.ts';
import { lengthChoice } from './length.ts';
import { draftMade } from './made.ts';
import { noteLines } from './notes.ts';
import { lackingPage, outline, overview } from './overview.ts';
import { ownCard, type PreviewParagraph, previewParts } from './own-words.ts';
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
import { inviteCard, remindCard, remindersBody } from './remind.ts';
import { type SourcePage, sourcesPage } from './sources.ts';

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
    subtitle: `${report.about.year} 年度 · ${flow.kind.report}`,
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
    case 'own':
      return ownCard(flow, report, since, view);
    case 'sources':
      return sourcesPage(outside.sources(), view.page);
    case 'help':
      return help(report);
    case 'whoami':
      return whoami(report);
    case 'ledger':
      return ledgerBody(flow, report, view);
    case 'reports':
      return reports(report, outside);
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
    case 'invite':
      return inviteCard(flow, report, view.day);
    case 'ready':
      return ready(flow, report);
    case 'drafting':
      return {
        title: `正在生成第 ${view.number} 稿`,
        summary: `第 ${view.number} 稿正在生成`,
        tone: 'quiet',
        parts: [
          text(['排好版的 Word 文件一会儿就发到这里，您可以先忙别的。']),
          actions({ ...CONTINUE, style: 'link' }, PROGRESS),
        ],
      };
    case 'draft':
      return draftMade(flow, report, view);
  }
}

function welcome(flow: Flow, report: Report, kinds: Outside['kinds']): Body {
  const facts = flow.cards.filter((card) => card.needed).flatMap((card) => factsOf(flow, card, report.facts));
  const first: Action = {
    label: '开始',
    op: { op: 'open', card: nextCard(flow, report.facts)?.id ?? '' },
    style: 'primary',
  };
  const ready: Action = { label: '先看看要准备什么', op: { op: 'prepare' } };
  const choice = kinds.length > 1 && Object.keys(report.facts).length === 0;
  const privacy = '您的回答只存在本单位部署的服务器上，只有您自己看得到；涉密内容请不要输入。';
  const choose: readonly Part[] = [text(['您要写的是哪一种？点一下就开始：']), ...kindButtons(kinds)];
  return {
    title: '述职助手',
    summary: '我来帮您把今年的述职报告写出来',
    parts: [
      text([
        '您好，我帮您把今年的述职报告写出来：我问，您答，随时停、随时接着来，最后给您一份排好版的 Word。',
        `一共大约 ${facts.length} 个问题，分几次答都行。每一个数都是您自己给的，您没说的我不会写。`,
      ]),
      { part: 'lines', lines: [quiet(privacy)] },
      ...(choice ? choose : [actions(first, ready)]),
    ],
  };
}

const kindButtons = (kinds: Outside['kinds']): readonly Part[] => [
  actions(...kinds.map(({ id, title }): Action => ({ label: title, op: { op: 'begin', kind: id } }))),
];

function reports(report: Report, { kinds, reports: mine }: Outside): Body {
  const others = mine.filter(({ id }) => id !== report.id);
  const begun = new Set(mine.map(({ kind }) => kind));
  const more = kinds.filter(({ id }) => !begun.has(id) && id !== report.about.kind);
  const current = kinds.find(({ id }) => id === report.about.kind)?.title ?? report.about.kind;
  const parts: Part[] = [text([`现在写的是：${report.about.year} 年度 ${current}`]), actions(CONTINUE)];
  if (others.length > 0) {
    const open = others.map(({ id, title }): Action => ({ label: title, op: { op: 'switch', report: id } }));
    parts.push(text(['换到另一份接着写：']), actions(...open));
  }
  if (more.length > 0) parts.push(text(['再写一种，共同的内容会带过去：']), ...kindButtons(more));
  const another: Action = {
    label: '同样的再写一份',
    op: { op: 'begin', kind: report.about.kind, another: true },
    style: 'link',
  };
  parts.push({ part: 'divider' }, text(['还管着另一个支部：']), actions(another));
  return { title: '我的报告', summary: '换一份报告接着写', parts };
}

function prepare(flow: Flow, report: Report): Body {
  const lines = flow.kind.sections.map((section): Line => {
    const facts = flow.cards
      .filter((card) => card.section.id === section.id && card.needed)
      .flatMap((card) => factsOf(flow, card, report.facts));
    return [
      { text: `${section.title}：`, style: 'strong' },
      { text: facts.map((fact) => fact.label).join('、') },
    ];
  });
  return {
    title: '要准备什么',
    summary: '述职报告要用到的内容',
    parts: [
      text(['手边有支部工作台账最好，没有也能先答，空着的以后再补。会问到这些：']),
      { part: 'lines', lines: lines.filter((line) => line[1]?.text !== '') },
      actions({
        label: '开始',
        op: { op: 'open', card: nextCard(flow, report.facts)?.id ?? '' },
        style: 'primary',
      }),
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

function help(report: Report): Body {
  return {
    title: '怎么用',
    summary: '述职助手的用法',
    parts: [
      text([
        '在卡片里填好点「提交」，或者直接打字，比如「支委会十二次，党员大会4次」。',
        '不确定的空着就行；没有的回「没有」，想晚点再说回「稍后补」，不想答回「跳过」。',
        '答过的随时能改：再说一遍就是改，比如「支委会 13」；或者说「修改 支委会」。',
        '还可以回「上一步」「撤销」「进度」「目录」「预览」；回「生成」出草稿，没填的地方会标黄；都齐了回「定稿」。',
        '回「交稿时间 12月20日」，到日子前我会提醒您；回「提醒」可以看、可以改，「不再提醒」就停。',
        '回「导出我的数据」拿走您的全部回答，「删除我的数据」彻底删掉，「重来」从头填。',
      ]),
      { part: 'lines', lines: [quiet('涉密内容请不要输入。')] },
      report.screens.length <= 1 ? actions(CONTINUE) : actions(CONTINUE, PROGRESS, OUTLINE, DRAFT),
    ],
  };
}

function whoami(report: Report): Body {
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

function pick(flow: Flow, ids: readonly string[]): Body {
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

function sure(about: 'restart' | 'erase'): Body {
  const restart = about === 'restart';
  const what = restart
    ? ['您填的内容会全部清空，从头再问。已经发到聊天里的稿子还在。']
    : [
        '会删掉本服务里存的您的全部回答、草稿记录和聊天状态，删了找不回来。',
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

const erased = (): Body => ({
  title: '已经删除',
  summary: '您的数据已经删除',
  tone: 'quiet',
  parts: [text(['本服务里存的您的内容已经全部删除。以后想再写，发一句「开始」就行。'])],
});

function ready(flow: Flow, report: Report): Body {
  const left = leftOpen(flow, report.facts);
  const more = flow.cards.filter(
    (card) =>
      !card.needed && factsOf(flow, card, report.facts).some((fact) => report.facts[fact.id] === undefined),
  );
  const parts: Part[] = [text(['要问的都问过了，可以出一份草稿看看。之后还能随时改，改完再出一稿。'])];
  if (left.length > 0) {
    parts.push(
      text([`还有 ${left.length} 项稍后补或跳过了，点一下就能补上：`]),
      actions(...jumps(flow, left)),
    );
  }
  parts.push(
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
