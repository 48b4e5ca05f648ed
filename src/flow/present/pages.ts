/** @module The pages between the questions: welcome, what to prepare, progress, help, the draft. */
import { cardOf, factsOf, isOpen, leftOpen, nextCard, progress } from '../agenda.ts';
import type { FactDefinition, Flow } from '../definition.ts';
import type { Report, ScreenRecord, View } from '../model.ts';
import type { Action, Line, Part, Screen } from '../screen.ts';
import { standing } from '../words.ts';
import { noteLines } from './notes.ts';

/** Minutes for one fact, measured with a hurried reader; only for the estimate. */
const MINUTES_PER_FACT = 0.5;
/** Buttons on one card; more would not fit a phone. */
const JUMPS = 8;

const CONTINUE: Action = { label: '接着答', op: { op: 'continue' }, style: 'primary' };
const PROGRESS: Action = { label: '看看进度', op: { op: 'progress' } };
const DRAFT: Action = { label: '生成草稿', op: { op: 'draft' } };

export function page(
  flow: Flow,
  report: Report,
  record: ScreenRecord,
  view: Exclude<View, { at: 'card' }>,
): Screen {
  const notes = noteLines(flow, report, record.notes);
  const heard: Part[] = notes.length === 0 ? [] : [{ part: 'lines', lines: notes }, { part: 'divider' }];
  const body = bodyOf(flow, report, view);
  return {
    report: report.id,
    version: report.version,
    title: body.title,
    subtitle: `${report.about.year} 年度 · ${flow.kind.report}`,
    summary: body.summary,
    tone: body.tone ?? 'normal',
    parts: [...heard, ...body.parts],
  };
}

interface Body {
  readonly title: string;
  readonly summary: string;
  readonly tone?: Screen['tone'];
  readonly parts: readonly Part[];
}

function bodyOf(flow: Flow, report: Report, view: Exclude<View, { at: 'card' }>): Body {
  switch (view.at) {
    case 'welcome':
      return welcome(flow, report);
    case 'prepare':
      return prepare(flow, report);
    case 'progress':
      return overview(flow, report);
    case 'help':
      return help(report);
    case 'ready':
      return ready(flow, report);
    case 'drafting':
      return {
        title: `正在生成第 ${view.number} 稿`,
        summary: `第 ${view.number} 稿正在生成`,
        tone: 'quiet',
        parts: [
          text([`排好版的 Word 文件一会儿就发到这里，您可以先忙别的。`]),
          { part: 'actions', actions: [{ ...CONTINUE, style: 'link' }, PROGRESS] },
        ],
      };
    case 'draft':
      return draftMade(flow, report, view);
  }
}

const text = (lines: readonly string[]): Part => ({
  part: 'lines',
  lines: lines.map((line) => [{ text: line }]),
});

const quiet = (line: string): Line => [{ text: line, style: 'quiet' }];

function welcome(flow: Flow, report: Report): Body {
  const facts = flow.cards.filter((card) => card.needed).flatMap((card) => factsOf(flow, card, report.facts));
  return {
    title: '述职助手',
    summary: '我来帮您把今年的述职报告写出来',
    parts: [
      text([
        '您好，我帮您把今年的述职报告写出来：我问，您答，随时停、随时接着来，最后给您一份排好版的 Word。',
        `一共大约 ${facts.length} 个问题，分几次答都行。每一个数都是您自己给的，您没说的我不会写。`,
      ]),
      {
        part: 'lines',
        lines: [quiet('您的回答只存在本单位部署的服务器上，只有您自己看得到；涉密内容请不要输入。')],
      },
      {
        part: 'actions',
        actions: [
          {
            label: '开始',
            op: { op: 'open', card: nextCard(flow, report.facts)?.id ?? '' },
            style: 'primary',
          },
          { label: '先看看要准备什么', op: { op: 'prepare' } },
        ],
      },
    ],
  };
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
      { part: 'actions', actions: [CONTINUE] },
    ],
  };
}

function overview(flow: Flow, report: Report): Body {
  const sections = progress(flow, report.facts);
  const asked = sections.filter((section) => section.total > 0);
  const total = sum(asked.map((section) => section.total));
  const answered = sum(asked.map((section) => section.answered));
  const open = total - answered;
  const lines = asked.map((section): Line => {
    const done = section.answered === section.total;
    const mark = done ? '✓ ' : section.answered > 0 ? '● ' : '○ ';
    const left = section.left > 0 ? `，其中 ${section.left} 项稍后补或跳过` : '';
    const doubtful = section.doubtful > 0 ? `，${section.doubtful} 项等您确认` : '';
    return [
      { text: mark, style: done ? 'good' : 'quiet' },
      { text: `${section.section.title} ${section.answered}/${section.total}${left}${doubtful}` },
    ];
  });
  const head =
    open === 0
      ? `${total} 项都问过了`
      : `已答 ${answered}/${total} · 还差 ${open} 项，约 ${minutes(open)} 分钟`;
  return {
    title: '进度',
    summary: head,
    tone: open === 0 ? 'good' : 'normal',
    parts: [
      { part: 'lines', lines: [[{ text: head, style: 'strong' }], ...lines] },
      { part: 'actions', actions: sectionJumps(flow, report) },
      ...given(flow, report),
      { part: 'divider' },
      { part: 'actions', actions: open === 0 ? [{ ...DRAFT, style: 'primary' }] : [CONTINUE, DRAFT] },
    ],
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const minutes = (open: number): number => Math.max(1, Math.ceil(open * MINUTES_PER_FACT));

/** A tap to the first open card of each section, else to its first card. */
function sectionJumps(flow: Flow, report: Report): readonly Action[] {
  return flow.kind.sections.flatMap((section): Action[] => {
    const cards = flow.cards.filter(
      (card) => card.section.id === section.id && factsOf(flow, card, report.facts).length > 0,
    );
    const open = cards.find((card) =>
      factsOf(flow, card, report.facts).some((fact) => isOpen(report.facts[fact.id])),
    );
    const card = open ?? cards[0];
    return card === undefined ? [] : [{ label: section.title, op: { op: 'open', card: card.id } }];
  });
}

/** Everything answered so far, folded away, section by section. */
function given(flow: Flow, report: Report): readonly Part[] {
  return flow.kind.sections.flatMap((section): Part[] => {
    const facts = flow.cards
      .filter((card) => card.section.id === section.id)
      .flatMap((card) => factsOf(flow, card, report.facts))
      .filter((fact) => report.facts[fact.id] !== undefined);
    if (facts.length === 0) return [];
    const lines = facts.map(
      (fact): Line => [{ text: `${fact.label}：` }, { text: standing(fact, report.facts[fact.id]) }],
    );
    return [{ part: 'fold', title: `${section.title}：已记下 ${facts.length} 项`, lines }];
  });
}

function help(report: Report): Body {
  return {
    title: '怎么用',
    summary: '述职助手的用法',
    parts: [
      text([
        '在卡片里填好点「提交」，或者直接打字，比如「支委会十二次，党员大会4次」。',
        '不确定的空着就行；没有的回「没有」，想晚点再说回「稍后补」，不想答回「跳过」。',
        '答过的随时能改：再说一遍就是改，比如「支委会 13」。',
        '随时可以回「进度」看看还差什么，回「生成」先出一份草稿；没填的地方会标黄。',
      ]),
      { part: 'lines', lines: [quiet('涉密内容请不要输入。')] },
      { part: 'actions', actions: report.screens.length === 0 ? [CONTINUE] : [CONTINUE, PROGRESS, DRAFT] },
    ],
  };
}

function ready(flow: Flow, report: Report): Body {
  const left = leftOpen(flow, report.facts);
  const parts: Part[] = [text(['要问的都问过了，可以出一份草稿看看。之后还能随时改，改完再出一稿。'])];
  if (left.length > 0) {
    parts.push(text([`还有 ${left.length} 项稍后补或跳过了，点一下就能补上：`]), {
      part: 'actions',
      actions: jumps(flow, left),
    });
  }
  parts.push({ part: 'actions', actions: [{ ...DRAFT, style: 'primary' }, PROGRESS] });
  return { title: '可以出草稿了', summary: '要问的都问过了，可以出草稿了', tone: 'good', parts };
}

function jumps(flow: Flow, facts: readonly FactDefinition[]): readonly Action[] {
  const actions = facts.flatMap((fact): Action[] => {
    const card = cardOf(flow, fact.id);
    return card === undefined
      ? []
      : [{ label: fact.label, op: { op: 'open', card: card.id, facts: [fact.id] } }];
  });
  const more: Action[] =
    actions.length > JUMPS ? [{ label: `还有 ${actions.length - JUMPS} 项…`, op: { op: 'progress' } }] : [];
  return [...actions.slice(0, JUMPS), ...more];
}

function draftMade(flow: Flow, report: Report, view: Extract<View, { at: 'draft' }>): Body {
  const gaps = view.gaps
    .flatMap((id) => flow.facts.get(id) ?? [])
    .filter((fact) => report.facts[fact.id]?.status === 'later');
  const skipped = leftOpen(flow, report.facts).filter((fact) => report.facts[fact.id]?.status === 'skipped');
  const unasked = sum(progress(flow, report.facts).map((section) => section.total - section.answered));
  const parts: Part[] = [
    {
      part: 'lines',
      lines: [[{ text: `第 ${view.number} 稿好了 · ${grouped(view.characters)} 字`, style: 'strong' }]],
    },
  ];
  if (gaps.length > 0) {
    parts.push(text([`标黄的 ${gaps.length} 处还空着，点一下就能补：`]), {
      part: 'actions',
      actions: jumps(flow, gaps),
    });
  }
  if (skipped.length > 0) {
    parts.push(text([`跳过的 ${skipped.length} 项没有写进去：`]), {
      part: 'actions',
      actions: jumps(flow, skipped),
    });
  }
  if (unasked > 0) parts.push(text([`还有 ${unasked} 项没答，答完再出一稿会更完整。`]));
  const next: readonly Action[] = unasked > 0 ? [CONTINUE, PROGRESS] : [{ ...PROGRESS, label: '看看、改改' }];
  parts.push({ part: 'actions', actions: next });
  return {
    title: `第 ${view.number} 稿`,
    summary: `第 ${view.number} 稿好了，${grouped(view.characters)} 字`,
    tone: 'good',
    parts,
  };
}

/** 2486 → 「2,486」 */
const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
