/** @module Answers that are kept and not written: not asked for as the others stand, or not asked by these flows any more. */
import { applies } from '../agenda.ts';
import type { Flow } from '../definition.ts';
import type { Report } from '../model.ts';
import { isOwnId } from '../own-words.ts';
import type { Line, Part } from '../screen.ts';
import { quoted, standing } from '../words.ts';
import { quiet } from './page.ts';

const SHOWN = 6;

/** Of one section: what another answer has made pointless for now. */
export function asideIn(flow: Flow, report: Report, section: string): readonly Part[] {
  const ids = flow.cards.filter((card) => card.section.id === section).flatMap((card) => card.facts);
  const lines = ids.flatMap((id): Line[] => {
    const fact = flow.facts.get(id);
    const state = report.facts[id];
    if (fact === undefined || state?.status !== 'given' || applies(flow, id, report.facts)) return [];
    return [quiet(`— ${fact.label}：${standing(fact, state)}（按现在的情况用不上，替您留着）`)];
  });
  return lines.length === 0 ? [] : [{ part: 'lines', lines }];
}

/** Answers to questions that were taken out: their names went with them, what she said is there. */
export function retiredParts(flow: Flow, report: Report): readonly Part[] {
  const left = Object.entries(report.facts).filter(([id]) => !flow.facts.has(id) && !isOwnId(id));
  const said = left.flatMap(([, { value }]) => (value === undefined ? [] : [quoted(textOf(value), 30)]));
  if (said.length === 0) return [];
  const more = said.length > SHOWN ? `等 ${said.length} 项` : '';
  const what = said.slice(0, SHOWN).join('、');
  return [{ part: 'lines', lines: [quiet(`以前问过、现在不问的，替您留着，报告里不写：${what}${more}`)] }];
}

const textOf = (value: NonNullable<Report['facts'][string]['value']>): string =>
  typeof value === 'object'
    ? value.map((one) => (typeof one === 'string' ? one : Object.values(one).join(' '))).join('、')
    : String(value);
