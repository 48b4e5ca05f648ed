/** @module What may not be right, on a screen: under an answer, in 目录, before a final, and on a page of its own. */
import { cardOf } from '../agenda.ts';
import type { Flow } from '../definition.ts';
import type { Finding } from '../finding.ts';
import { findingsOf, REASON_FIELD } from '../findings.ts';
import type { Report } from '../model.ts';
import type { Note } from '../note.ts';
import type { Action, Line, Part } from '../screen.ts';
import { actions, type Body, CONTINUE, jumps, OUTLINE, quiet } from './page.ts';

/** In 目录 and before a final; more would bury the rest. */
const SHOWN = 6;
const REASON_MOST = 200;
const FINE = '没问题，就这样';

/** 「! 党员总数 23 名 和 正式党员 20 名 + 预备党员 2 名 对不上…」 */
const findingLine = ({ text }: Finding): Line => [{ text: '! ', style: 'warn' }, { text }];

/** Under the answer that gave rise to them: a line each, and a row of buttons. */
export function raisedParts(flow: Flow, report: Report, notes: readonly Note[]): readonly Part[] {
  const ids = new Set(notes.flatMap((note) => (note.note === 'finding' ? [note.finding] : [])));
  if (ids.size === 0) return [];
  return findingsOf(flow, report)
    .filter(({ id }) => ids.has(id))
    .flatMap((finding): Part[] => [
      { part: 'lines', lines: [findingLine(finding)] },
      actions(...mendOf(finding), ...look(flow, report, finding), wave(finding)),
    ]);
}

/** What settles it: a change that is proposed, or the form of the row that lacks something. */
const mendOf = ({ id, mend, row, facts: [fact] }: Finding): readonly Action[] => [
  ...(mend === undefined ? [] : [{ label: mend.label, op: { op: 'mend', finding: id } } as const]),
  ...(row === undefined || fact === undefined
    ? []
    : [{ label: `补上第 ${row} 条`, op: { op: 'row', fact, row: row - 1, does: 'edit' } } as const]),
];

/** To the fact that is to be looked at first. */
function look(flow: Flow, report: Report, { facts }: Finding): readonly Action[] {
  const [first] = facts.filter((id) => report.facts[id] !== undefined);
  const card = first === undefined ? undefined : cardOf(flow, first);
  if (first === undefined || card === undefined) return [];
  return [{ label: '去看看', op: { op: 'open', card: card.id, facts: [first] } }];
}

/** What stands in a final's way is waved off on its page, where a reason can be given; a note with one tap. */
const wave = ({ id, severity }: Finding): Action =>
  severity === 'doubt'
    ? { label: `${FINE}…`, op: { op: 'finding', finding: id } }
    : { label: FINE, op: { op: 'wave', finding: id } };

/** A tap to the page of each. */
export function findingJumps(flow: Flow, findings: readonly Finding[]): readonly Action[] {
  return findings.slice(0, SHOWN).map(({ id, facts: [first] }, index): Action => {
    const label = flow.facts.get(first ?? '')?.label ?? '';
    return { label: `去看看 ${index + 1}：${label}`, op: { op: 'finding', finding: id } };
  });
}

export function findingLines(findings: readonly Finding[]): readonly Line[] {
  const lines = findings
    .slice(0, SHOWN)
    .map(({ text }, index): Line => [{ text: '! ', style: 'warn' }, { text: `${index + 1}. ${text}` }]);
  const more = findings.length - lines.length;
  return more > 0 ? [...lines, quiet(`……还有 ${more} 处`)] : lines;
}

/** One of them by itself. */
export function findingPage(flow: Flow, report: Report, id: string): Body {
  const finding = findingsOf(flow, report).find((one) => one.id === id);
  if (finding === undefined) {
    return {
      title: '已经没有了',
      summary: '这一处已经没有了',
      tone: 'good',
      parts: [
        { part: 'lines', lines: [[{ text: '这一处已经改好，或者您说过没问题了。' }]] },
        actions(CONTINUE, OUTLINE),
      ],
    };
  }
  const before = report.waived?.[id]?.reason;
  const facts = finding.facts.flatMap((fact) =>
    report.facts[fact] === undefined ? [] : (flow.facts.get(fact) ?? []),
  );
  return {
    title: finding.severity === 'doubt' ? '这里对一下' : '提一句',
    summary: finding.text,
    tone: finding.severity === 'doubt' ? 'warn' : 'normal',
    parts: [
      {
        part: 'lines',
        lines: [
          findingLine(finding),
          ...(before === undefined ? [] : [quiet(`上次您说过：「${before}」。内容改过了，所以再问一遍。`)]),
        ],
      },
      actions(
        ...mendOf(finding).map((one): Action => ({ ...one, style: 'primary' })),
        ...jumps(flow, facts, ({ label }) => `去看看：${label}`),
      ),
      { part: 'divider' },
      {
        part: 'form',
        fields: [
          {
            fact: REASON_FIELD,
            label: '本来就是这样的话，可以留一句原因（可不填）',
            control: 'line',
            most: REASON_MOST,
          },
        ],
        actions: [{ label: FINE, op: { op: 'wave', finding: id } }],
      },
      actions({ ...CONTINUE, style: 'link' }, OUTLINE),
    ],
  };
}
