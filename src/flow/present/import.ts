/** @module An exported file that came back: what is here and what stands in the file, beside each other, page by page. */
import type { Flow } from '../definition.ts';
import { blankFor, type ImportView, shownOf } from '../import.ts';
import type { Imported, ImportRefusal } from '../import-types.ts';
import type { Report } from '../model.ts';
import type { Note } from '../note.ts';
import { isOwnId } from '../own-words.ts';
import type { Action, Line, Part } from '../screen.ts';
import { explain, quoted, standing } from '../words.ts';
import { actions, type Body, quiet } from './page.ts';

const act = (does: 'blank' | 'all' | 'none' | 'page', label: string, at = 0): Action => ({
  label,
  op: { op: 'import', does, at },
});

/** Answers on a page; a sentence that vouches for somebody stands on every one of them, in full. */
const A_PAGE = 10;
const BRIEF = 40;

export function importPage(flow: Flow, report: Report, view: ImportView): Body {
  const vouched = view.changes.filter(({ fact }) => flow.facts.get(fact)?.type === 'claim');
  const others = view.changes.filter((one) => !vouched.includes(one));
  const differ = view.changes.filter(({ fact }) => !blankFor(report.facts[fact]));
  const blank = view.changes.length - differ.length;
  const pages = Math.max(1, Math.ceil(others.length / A_PAGE));
  const page = Math.min(view.page, pages - 1);
  const shown = others.slice(page * A_PAGE, (page + 1) * A_PAGE);
  const counts = `能补上空着的 ${blank} 项，和现在不一样的 ${differ.length} 项`;
  const head: readonly Line[] = [
    [
      { text: `《${view.file}》里，${counts}。` },
      { text: '点了才会用上。', style: 'strong' },
      ...(view.same > 0 ? [{ text: `一样的 ${view.same} 项不用动。`, style: 'quiet' as const }] : []),
    ],
    ...(view.foreign
      ? [
          [
            {
              text: '这份文件不是从眼前这份报告导出的，请看清楚是不是您要的。',
              style: 'warn' as const,
            },
          ],
        ]
      : []),
  ];
  const turn = [
    ...(page > 0 ? [act('page', '上一页', page - 1)] : []),
    ...(page < pages - 1 ? [act('page', '下一页', page + 1)] : []),
  ];
  const ways = [
    ...(blank > 0 ? [{ ...act('blank', '只补空着的'), style: 'primary' as const }] : []),
    ...(differ.length > 0 ? [act('all', '都用文件里的')] : []),
    act('none', '不用了'),
  ];
  const sentences: Part[] =
    vouched.length === 0
      ? []
      : [
          {
            part: 'lines',
            lines: [
              [{ text: '文件里有下面的话，用上就是您确认属实：', style: 'strong' }],
              ...vouched.map((one) => lineOf(flow, report, one)),
            ],
          },
        ];
  return {
    title: pages > 1 ? `导出的数据 ${page + 1}/${pages}` : '导出的数据',
    summary: counts,
    parts: [
      { part: 'lines', lines: head },
      ...sentences,
      { part: 'lines', lines: shown.map((one) => lineOf(flow, report, one)) },
      ...(turn.length === 0 ? [] : [actions(...turn)]),
      ...leftOut(flow, view),
      { part: 'divider' },
      actions(...ways),
    ],
  };
}

function lineOf(flow: Flow, report: Report, one: Imported): Line {
  const state = report.facts[one.fact];
  if (isOwnId(one.fact)) {
    const mine = quoted(String(one.value), BRIEF);
    const before =
      state?.status === 'given' ? `现在是${quoted(String(state.value), BRIEF)}，文件里是` : '补上 ';
    return [{ text: `您自己写的一段：${before}` }, { text: mine, style: 'strong' }];
  }
  const fact = flow.facts.get(one.fact);
  if (fact === undefined) return [];
  // What somebody vouches for is never cut.
  const cut = (words: string): string => (fact.type === 'claim' ? words : brief(words));
  const said = { text: cut(shownOf(fact, one)), style: 'strong' as const };
  return blankFor(state)
    ? [{ text: `${fact.label}：补上 ` }, said]
    : [{ text: `${fact.label}：现在是 ${cut(standing(fact, state))}，文件里是 ` }, said];
}

function brief(words: string): string {
  const signs = [...words.replaceAll('\n', ' ')];
  return signs.length > BRIEF
    ? `${signs.slice(0, BRIEF).join('')}…（共 ${signs.length} 字）`
    : signs.join('');
}

function leftOut(flow: Flow, { unusable, unknown }: ImportView): readonly Part[] {
  const lines = [
    ...unusable.map(({ fact: id, problem }): Line => {
      const fact = flow.facts.get(id) ?? { type: 'longText' as const, label: '您自己写的一段' };
      return quiet(`${fact.label}用不上：${explain(problem, fact)}。`);
    }),
    ...(unknown > 0 ? [quiet(`还有 ${unknown} 项现在的报告里用不上，没有列出来。`)] : []),
  ];
  return lines.length === 0 ? [] : [{ part: 'lines', lines }];
}

const WHY: Readonly<Record<Exclude<ImportRefusal, { of: string }>['why'], string>> = {
  'too-large': '太大了，不像是「导出我的数据」给您的文件。您的内容没有动。',
  damaged: '打不开，可能没有传完整，或者被改坏了。请把当时导出的原文件再发一次，您的内容没有动。',
  'not-ours': '不像是「导出我的数据」给您的文件，没有动您的内容。',
  newer: '是用更新的版本导出的，这里还读不了，请让管理员把我升级以后再发。您的内容没有动。',
  same: '里的回答和现在记的一样，不用动。',
  offline: '没有取到，请过一会儿再发一次。您的内容没有动。',
};

export function refusedImport(
  flow: Flow,
  report: Report,
  { file, refused }: Extract<Note, { note: 'import-refused' }>,
): string {
  const name = `《${[...file].slice(0, BRIEF).join('')}》`;
  switch (refused.why) {
    case 'other-kind':
      return `${name}是「${refused.of}」的数据，现在开着的是「${flow.kind.title}」，没有动。回「我的报告」换到那一份，再发一次。`;
    case 'other-year':
      return `${name}是 ${refused.of} 年度的数据，现在这份报告是 ${report.about.year} 年度的，没有动。`;
    default:
      return `${name}${WHY[refused.why]}`;
  }
}
