/**
 * @module `dump` and `migrate-check`: what a new version of the flows would change for every report that is open.
 * A dump is JSON lines, one report each; it holds answers and is to be kept as carefully as the store.
 */
import { z } from 'zod';
import { adopt } from '../flow/adopt.ts';
import { nextCard, openFacts } from '../flow/agenda.ts';
import type { Flow } from '../flow/definition.ts';
import type { Facts, Report } from '../flow/model.ts';

const lineSchema = z.object({
  report: z.string(),
  kind: z.string(),
  year: z.number(),
  facts: z.record(z.string(), z.looseObject({ status: z.string() })),
});

export const dumpLine = ({ id, about, facts }: Report): string =>
  JSON.stringify({ report: id, kind: about.kind, year: about.year, facts });

export interface Change {
  readonly report: string;
  readonly lines: readonly string[];
}

export type Checked =
  | { readonly changes: readonly Change[]; readonly reports: number }
  | { readonly wrong: string };

/** Reports that today's flows see differently, and how; reports they see as before are only counted. */
export function checkDump(text: string, kinds: ReadonlyMap<string, { readonly flow: Flow }>): Checked {
  const changes: Change[] = [];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    const parsed = lineSchema.safeParse(parse(line));
    if (!parsed.success) return { wrong: `第 ${index + 1} 行不是一份报告` };
    const { report, kind, facts } = parsed.data;
    const flow = kinds.get(kind)?.flow;
    // Only statuses and values are looked at, and values are checked by their types.
    const found =
      flow === undefined ? [`没有这种报告了：${kind}`] : differences(flow, facts as unknown as Facts);
    if (found.length > 0) changes.push({ report, lines: found });
  }
  return { changes, reports: lines.length };
}

export function differences(flow: Flow, stored: Facts): readonly string[] {
  const { facts, renamed, misfits, retired } = adopt(flow, stored);
  const label = (id: string) => `${flow.facts.get(id)?.label ?? id}（${id}）`;
  const lines = [
    ...renamed.map(([from, to]) => `改名：${from} 的回答归到 ${label(to)}`),
    ...misfits.map((id) => `类型变了，要重新问：${label(id)}`),
    ...retired.map((id) => `不再使用，原样留着：${id}`),
  ];
  // A report that had nothing left to ask is asked again only because the flow has changed.
  const next = nextCard(flow, facts);
  const asked = next === undefined ? [] : openFacts(flow, next, facts);
  return lines.length > 0 && asked.length > 0
    ? [...lines, `接下来会问：${asked.map(({ label }) => label).join('、')}`]
    : lines;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
