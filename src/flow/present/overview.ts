/** @module Where the report stands: 进度 in one look, 目录 with every fact, what a final still lacks. */
import { applyingOn, cardOf, factsOf, isOpen, progress } from '../agenda.ts';
import type { FactDefinition, Flow } from '../definition.ts';
import { computedOf } from '../derived.ts';
import { type Derived, partsOf } from '../derived-schema.ts';
import { firstWords, inTheWay, type Lack, saysNothing } from '../drafts.ts';
import type { Finding } from '../finding.ts';
import { doubtsOf, findingsOf } from '../findings.ts';
import type { Report } from '../model.ts';
import type { Action, Line, Part } from '../screen.ts';
import { countsOf, standing } from '../words.ts';
import { asideIn, retiredParts } from './aside.ts';
import { findingJumps, findingLines } from './findings.ts';
import { decisions, ownList } from './own-words.ts';
import {
  actions,
  type Body,
  CONTINUE,
  DRAFT,
  FINAL,
  jumps,
  minutes,
  OUTLINE,
  PREVIEW,
  PROGRESS,
  sum,
  text,
} from './page.ts';

export function overview(flow: Flow, report: Report): Body {
  const asked = progress(flow, report.facts).filter((section) => section.total > 0);
  const total = sum(asked.map((section) => section.total));
  const answered = sum(asked.map((section) => section.answered));
  const open = total - answered;
  const head =
    open === 0
      ? `${total} 项都问过了`
      : `已答 ${answered}/${total} · 还差 ${open} 项，约 ${minutes(open)} 分钟`;
  const finished: readonly Action[] = [{ ...DRAFT, style: 'primary' }, FINAL];
  return {
    title: '进度',
    summary: head,
    tone: open === 0 ? 'good' : 'normal',
    parts: [
      { part: 'lines', lines: [[{ text: head, style: 'strong' }], ...asked.map(sectionLine)] },
      actions(...sectionJumps(flow, report)),
      ...foundParts(flow, doubtsOf(flow, report)),
      { part: 'divider' },
      actions(...(open === 0 ? finished : [CONTINUE, DRAFT]), OUTLINE, PREVIEW),
    ],
  };
}

function sectionLine(section: ReturnType<typeof progress>[number]): Line {
  const done = section.answered === section.total;
  const mark = done ? '✓ ' : section.answered > 0 ? '● ' : '○ ';
  const left = section.left > 0 ? `，其中 ${section.left} 项稍后补或跳过` : '';
  const doubtful = section.doubtful > 0 ? `，${section.doubtful} 项等您确认` : '';
  return [
    { text: mark, style: done ? 'good' : 'quiet' },
    { text: `${section.section.title} ${section.answered}/${section.total}${left}${doubtful}` },
  ];
}

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

/** All sections, each a tap away; or one section with every fact of it, each a tap away. */
export function outline(flow: Flow, report: Report, id: string | undefined): Body {
  const section = flow.kind.sections.find((one) => one.id === id);
  if (section === undefined) return allSections(flow, report);
  const groups = flow.cards
    .filter((card) => card.section.id === section.id)
    .map((card) => ({ card, facts: applyingOn(flow, card, report.facts) }))
    .filter(({ facts }) => facts.length > 0);
  const found = findingsOf(flow, report).filter(({ facts: [first] }) =>
    groups.some(({ facts }) => facts.some(({ id }) => id === first)),
  );
  const doubtful = new Set(found.flatMap(({ facts: [first] }) => first ?? []));
  return {
    title: section.title,
    summary: `${section.title}：每一项怎么填的`,
    parts: [
      ...groups.flatMap(({ card, facts }): Part[] => [
        { part: 'lines', lines: facts.map((fact) => factLine(flow, fact, report, doubtful)) },
        actions({
          label: `${card.needed ? '改' : '多写'}：${card.title}`,
          op: { op: 'open', card: card.id },
        }),
      ]),
      ...asideIn(flow, report, section.id),
      ...foundParts(flow, found),
      { part: 'divider' },
      actions({ ...OUTLINE, label: '回到目录' }, CONTINUE),
    ],
  };
}

/** What may not be right, each with a tap to it. */
const foundParts = (flow: Flow, found: readonly Finding[]): readonly Part[] =>
  found.length === 0
    ? []
    : [{ part: 'lines', lines: findingLines(found) }, actions(...findingJumps(flow, found))];

function allSections(flow: Flow, report: Report): Body {
  const lines = flow.kind.sections.map((section): Line => {
    const facts = factsIn(flow, report, section.id);
    const states = facts.map((fact) => report.facts[fact.id]);
    const given = states.filter((state) => state?.status === 'given' || state?.status === 'none').length;
    const doubtful = states.filter((state) => state?.status === 'unconfirmed').length;
    const blank = facts.filter(
      (fact) => !['given', 'none', 'unconfirmed'].includes(report.facts[fact.id]?.status ?? ''),
    );
    const open = blank.filter((fact) => cardOf(flow, fact.id)?.needed === true).length;
    const more = blank.length - open;
    const parts = [
      `已填 ${given}`,
      ...(open > 0 ? [`空着 ${open}`] : []),
      ...(doubtful > 0 ? [`待确认 ${doubtful}`] : []),
      ...(more > 0 ? [`可多写 ${more}`] : []),
    ];
    return [{ text: `${section.title}　`, style: 'strong' }, { text: parts.join(' · ') }];
  });
  const doubtful = findingsOf(flow, report);
  const open = flow.kind.sections.map(
    (section): Action => ({
      label: section.title,
      op: { op: 'outline', section: section.id },
    }),
  );
  return {
    title: '目录',
    summary: '每一段填了什么',
    parts: [
      { part: 'lines', lines },
      text([`点一段，看里面每一项；要改哪项，也可以直接说「修改 ${countsOf(flow)[0]?.label ?? '姓名'}」。`]),
      actions(...open),
      ...foundParts(flow, doubtful),
      ...ownList(flow, report),
      ...retiredParts(flow, report),
      { part: 'divider' },
      actions(CONTINUE, PREVIEW, DRAFT),
    ],
  };
}

const factsIn = (flow: Flow, report: Report, section: string): readonly FactDefinition[] =>
  flow.cards
    .filter((card) => card.section.id === section)
    .flatMap((card) => factsOf(flow, card, report.facts));

const MARKS = { given: '✓ ', none: '✓ ', later: '○ ', skipped: '○ ', unconfirmed: '? ' } as const;

function factLine(flow: Flow, fact: FactDefinition, report: Report, doubtful: ReadonlySet<string>): Line {
  const computed = computedOf(flow, report.facts).get(fact.id);
  if (computed !== undefined) {
    return [{ text: '= ', style: 'good' }, { text: `${fact.label}：${computed.arithmetic}` }];
  }
  const state = report.facts[fact.id];
  const mark = doubtful.has(fact.id) ? '! ' : state === undefined ? '○ ' : MARKS[state.status];
  return [
    { text: mark, style: mark === '✓ ' ? 'good' : mark === '? ' || mark === '! ' ? 'warn' : 'quiet' },
    { text: `${fact.label}：` },
    {
      text:
        fact.derived !== undefined && state === undefined
          ? waitsFor(flow, fact.derived)
          : standing(fact, state),
    },
  ];
}

/** Not asked: it comes by itself. */
const waitsFor = (flow: Flow, derived: Derived): string => {
  const labels = partsOf(derived).map((id) => flow.facts.get(id)?.label ?? id);
  return `由${labels.join('、')}算出，不用填`;
};

const WHY: Readonly<Record<Lack['why'], string>> = {
  unasked: '还没有填',
  later: '还空着，说过稍后补',
  unconfirmed: '还没有确认',
};

/** A final that is refused: what is missing, each a tap from its mend. */
export function lackingPage(flow: Flow, report: Report): Body {
  const { gaps: lacks, doubts, own } = inTheWay(flow, report);
  const all = lacks.length + doubts.length + own.length;
  if (saysNothing(flow, report)) return nothingToSay(flow, report);
  if (all === 0) {
    return {
      title: '可以定稿了',
      summary: '没有缺的了，可以定稿',
      tone: 'good',
      parts: [text(['没有缺的了。']), actions({ ...FINAL, style: 'primary' }, PREVIEW)],
    };
  }
  return {
    title: `还不能定稿，差 ${all} 处`,
    summary: `还不能定稿，差 ${all} 处`,
    tone: 'warn',
    parts: [
      ...(lacks.length === 0 ? [] : gapParts(flow, lacks)),
      ...(doubts.length === 0
        ? []
        : [text(['下面这些要改好，或者说一句没问题：']), ...foundParts(flow, doubts)]),
      ...decisions(flow, own),
      actions(CONTINUE, { ...DRAFT, label: '先出草稿' }),
    ],
  };
}

const BEGINNINGS = 4;

/** Neither a draft nor a final: there would be a title on it and nothing else. */
function nothingToSay(flow: Flow, report: Report): Body {
  const first = firstWords(flow, report.facts).slice(0, BEGINNINGS);
  return {
    title: '还没有可写的内容',
    summary: '还没有可写的内容，先不出稿',
    tone: 'warn',
    parts: [
      text([
        '问到的工作都答了“没有”或跳过了，出稿只会有一个标题，所以先不出。有一项能写的，就能出稿，比如：',
      ]),
      actions(...jumps(flow, first), OUTLINE, PROGRESS),
    ],
  };
}

const LACKS_SHOWN = 12;

function gapParts(flow: Flow, lacks: readonly Lack[]): readonly Part[] {
  const shown = lacks.slice(0, LACKS_SHOWN);
  const more = lacks.length - shown.length;
  const lines = shown.map(
    ({ fact, why }): Line => [{ text: `${fact.label}：`, style: 'strong' }, { text: WHY[why] }],
  );
  const facts = lacks.map(({ fact }) => fact);
  return [
    {
      part: 'lines',
      lines: more > 0 ? [...lines, [{ text: `……还有 ${more} 处`, style: 'quiet' }]] : lines,
    },
    actions(...jumps(flow, facts, (fact) => `补：${fact.label}`)),
    text(['确实没有的，点进去填「没有」，报告里就不写这一句。']),
  ];
}
