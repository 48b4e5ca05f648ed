/** @module Where an interview begins: the first card, what to prepare, which report it is to be. */
import { factsOf, nextCard } from '../agenda.ts';
import type { Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import { unchosen } from '../navigate.ts';
import type { Action, Line, Part } from '../screen.ts';
import { actions, type Body, CONTINUE, PRIVACY, quiet, text } from './page.ts';
import type { Outside } from './pages.ts';

export function welcome(flow: Flow, report: Report, kinds: Outside['kinds']): Body {
  const facts = flow.cards.filter((card) => card.needed).flatMap((card) => factsOf(flow, card, report.facts));
  const first: Action = {
    label: '开始',
    op: { op: 'open', card: nextCard(flow, report.facts)?.id ?? '' },
    style: 'primary',
  };
  const ready: Action = { label: '先看看要准备什么', op: { op: 'prepare' } };
  const choice = kinds.length > 1 && (Object.keys(report.facts).length === 0 || unchosen(flow, report));
  const choose: readonly Part[] = [
    ...heldBack(flow, report),
    text(['您要写的是哪一种？照通知上的题目选，点一下或者回序号就开始：']),
    actions(
      ...kinds.map(
        ({ id, title }, index): Action => ({ label: `${index + 1} ${title}`, op: { op: 'begin', kind: id } }),
      ),
    ),
  ];
  return {
    title: '述职助手',
    summary: '我来帮您把今年的述职报告写出来',
    parts: [
      text([
        '您好，我帮您把今年的述职报告写出来：我问，您答，随时停、随时接着来，最后给您一份排好版的 Word。',
        `一共大约 ${facts.length} 个问题，分几次答都行。每一个数都是您自己给的，您没说的我不会写。`,
      ]),
      { part: 'lines', lines: [quiet(PRIVACY)] },
      ...(choice ? choose : [actions(first, ready)]),
    ],
  };
}

/** What she has said and is not sure yet is asked back on its card; until then she sees that it is not forgotten. */
function heldBack(flow: Flow, { facts }: Report): readonly Part[] {
  const labels = [...flow.facts.values()]
    .filter(({ id }) => facts[id]?.status === 'unconfirmed')
    .map(({ label }) => label);
  return labels.length === 0
    ? []
    : [text([`${labels.join('、')}我没听准，先记着，用得上的时候再问您一句。`])];
}

const kindButtons = (kinds: Outside['kinds']): readonly Part[] => [
  actions(...kinds.map(({ id, title }): Action => ({ label: title, op: { op: 'begin', kind: id } }))),
];

export function reports(report: Report, { kinds, reports: mine }: Outside): Body {
  const others = mine.filter(({ id }) => id !== report.id);
  const begun = new Set(mine.map(({ kind }) => kind));
  const more = kinds.filter(({ id }) => !begun.has(id) && id !== report.about.kind);
  const current = kinds.find(({ id }) => id === report.about.kind)?.title ?? report.about.kind;
  const parts: Part[] = [text([`现在写的是：${report.about.year} 年度 ${current}`]), actions(CONTINUE)];
  if (others.length > 0) {
    const open = others.map(({ id, title }): Action => ({ label: title, op: { op: 'switch', report: id } }));
    parts.push(text(['换到另一份接着写：']), actions(...open));
  }
  if (more.length > 0)
    parts.push(text(['再写一种，共同的内容会带过去（也可以回「换到」加名称）：']), ...kindButtons(more));
  const another: Action = {
    label: '同样的再写一份',
    op: { op: 'begin', kind: report.about.kind, another: true },
    style: 'link',
  };
  parts.push({ part: 'divider' }, text(['还管着另一个支部：']), actions(another));
  return { title: '我的报告', summary: '换一份报告接着写', parts };
}

export function prepare(flow: Flow, report: Report): Body {
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
