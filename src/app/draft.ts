/** @module From facts to a Word file. Pure: the same facts on the same day give the same bytes. */

import { dayOf } from '../flow/days.ts';
import type { Flow } from '../flow/definition.ts';
import { CEILINGS, lengthOf } from '../flow/lengths.ts';
import type { FactId, Facts, Report } from '../flow/model.ts';
import { ownTexts } from '../flow/own-words.ts';
import type { Fonts } from '../report/blocks.ts';
import { writeDocx } from '../report/docx/index.ts';
import type { PackEntry } from '../report/pack.ts';
import { type Draft, renderReport } from '../report/render.ts';
import type { Template } from '../report/template.ts';
import type { Written } from '../report/written.ts';
import { midnight, printedDay, yearOf } from './calendar.ts';
import { withGapNotes } from './gap-notes.ts';
import { type Fitted, fitted } from './lengths.ts';
import { writtenFacts } from './written.ts';

/** A kind ready to run: what it asks and what it writes. */
export interface Kind {
  readonly flow: Flow;
  readonly template: Template;
  /** What may be said of each year, with its sources. */
  readonly packs?: readonly PackEntry[];
}

export interface DraftRequest {
  /** 0 = without a number. */
  readonly number: number;
  readonly final: boolean;
  /** The day it is dated, ms. */
  readonly at: number;
  readonly fonts?: Fonts;
  /** By which the file is known again when it comes back. */
  readonly mark?: string;
}

export interface MadeDraft extends Fitted {
  readonly bytes: Uint8Array;
  /** 「2026年度党支部书记述职报告_张敏_第1稿.docx」 */
  readonly name: string;
}

/** The report's text, under the ceiling of its length. `at`: the day it is dated, ms. */
export function renderDraft(kind: Kind, report: Report, facts: Facts, at: number): Fitted {
  const ceiling = CEILINGS[lengthOf(kind.flow, report)];
  return fitted(kind.flow, writtenFacts(kind.flow, facts), ceiling, writer(kind, report, facts, at));
}

/** The same with everything she gave in it. */
export const renderWhole = (kind: Kind, report: Report, facts: Facts, at: number): Draft =>
  writer(kind, report, facts, at)(writtenFacts(kind.flow, facts));

type Writer = (values: ReadonlyMap<FactId, Written>) => Draft;

function writer(kind: Kind, report: Report, facts: Facts, at: number): Writer {
  const { year } = report.about;
  // Counts are as of the day of writing; once the year is over they are the year's.
  const asOf = yearOf(at) === year ? { asOf: printedDay(at), day: dayOf(at) } : {};
  const builtIns = { year, date: printedDay(at), ...asOf };
  return (values) => renderReport(kind.template, values, builtIns, report.id, ownTexts(facts));
}

export function makeDraft(kind: Kind, report: Report, facts: Facts, request: DraftRequest): MadeDraft {
  const draft = renderDraft(kind, report, facts, request.at);
  const writer = facts[kind.flow.kind.writer];
  const name = writer?.status === 'given' ? String(writer.value) : '';
  const title = `${report.about.year}年度${kind.flow.kind.report}`;
  const { mark } = request;
  const properties = {
    ...{ title, creator: name, created: midnight(request.at) },
    ...(mark === undefined ? {} : { mark }),
  };
  const which = request.final ? '定稿' : `第${request.number}稿`;
  // Comments are for her, not for those the final is handed in to.
  const blocks = request.final ? draft.blocks : withGapNotes(kind.flow, facts, draft.blocks);
  const parts = [fileName(title), fileName(name), which].filter((part) => part !== '');
  return {
    ...draft,
    bytes:
      request.fonts === undefined
        ? writeDocx(blocks, properties)
        : writeDocx(blocks, properties, request.fonts),
    name: `${parts.join('_')}.docx`,
  };
}

/** Without what file systems and download dialogs stumble over. */
export const fileName = (text: string): string =>
  text
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 60);
