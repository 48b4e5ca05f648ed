/** @module 「导出我的数据」: all that is kept of a report as one readable file. */
import type { Flow } from '../flow/definition.ts';
import type { Report } from '../flow/model.ts';
import { isOwnId } from '../flow/own-words.ts';
import { standing } from '../flow/words.ts';
import { fileName } from './draft.ts';

/** Format of exported files; raised when the meaning of a field changes. */
export const EXPORT_FORMAT = 1;

/** Says which report it is of: she may have several. */
export const exportName = (flow: Flow, { about }: Report): string =>
  `述职助手_我的数据_${about.year}_${fileName(flow.kind.title)}.json`;

/** JSON, indented: read by people, and by a program that brings it back. */
export function exportOf(flow: Flow, report: Report): string {
  const facts = Object.entries(report.facts).map(([id, state]) => {
    const fact = flow.facts.get(id);
    const { version: _, ...kept } = state;
    if (isOwnId(id)) return [id, { label: '您自己写的一段', ...kept }];
    return [
      id,
      { ...(fact === undefined ? {} : { label: fact.label, shown: standing(fact, state) }), ...kept },
    ];
  });
  const { about, draft, waived } = report;
  const data = {
    format: EXPORT_FORMAT,
    report: report.id,
    ...about,
    drafts: draft.made,
    facts: Object.fromEntries(facts),
    ...(waived === undefined ? {} : { waived }),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
