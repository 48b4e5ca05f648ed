/**
 * @module `dump` and `migrate-check`: what a new version of the flows would change for every report that is open.
 * A dump is JSON lines, one report each; it holds answers and is to be kept as carefully as the store.
 */
import { z } from 'zod';
import { adopt } from '../flow/adopt.ts';
import { nextCard, openFacts } from '../flow/agenda.ts';
import type { Flow } from '../flow/definition.ts';
import type { FactId, Facts, Report } from '../flow/model.ts';

const lineSchema = z.object({
  report: z.string(),
  kind: z.string(),
  year: z.number(),
  facts: z.record(z.string(), z.looseObject({ status: z.string() })),
  /** Needed facts that the flow of the dump had still to ask; absent in older dumps. */
  open: z.array(z.string()).optional(),
});

/** `flow`: the one the report is answered under; without it a later check cannot tell new questions from old ones. */
export const dumpLine = ({ id, about, facts }: Report, flow?: Flow): string =>
  JSON.stringify({
    ...{ report: id, kind: about.kind, year: about.year, facts },
    ...(flow === undefined ? {} : { open: openIn(flow, facts) }),
  });

/** Ids of the needed facts that are still to be asked. */
const openIn = (flow: Flow, facts: Facts): readonly FactId[] =>
  flow.cards
    .filter(({ needed }) => needed)
    .flatMap((card) => openFacts(flow, card, facts))
    .map(({ id }) => id);

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
    const { report, kind, facts, open } = parsed.data;
    const flow = kinds.get(kind)?.flow;
    // Only statuses and values are looked at, and values are checked by their types.
    const found =
      flow === undefined ? [`没有这种报告了：${kind}`] : differences(flow, facts as unknown as Facts, open);
    if (found.length > 0) changes.push({ report, lines: found });
  }
  return { changes, reports: lines.length };
}

function differences(flow: Flow, stored: Facts, before: readonly FactId[] | undefined): readonly string[] {
  const { facts, renamed, misfits, retired } = adopt(flow, stored);
  const label = (id: string) => `${flow.facts.get(id)?.label ?? id}（${id}）`;
  const then = new Set(before?.map((id) => flow.renamed.get(id) ?? id));
  const asked = before === undefined ? [] : openIn(flow, facts).filter((id) => !then.has(id));
  const added = asked.filter((id) => !misfits.includes(id));
  const lines = [
    ...renamed.map(([from, to]) => `改名：${from} 的回答归到 ${label(to)}`),
    ...misfits.map((id) => `类型变了，要重新问：${label(id)}`),
    ...retired.map((id) => `不再使用，原样留着：${id}`),
    ...added.map((id) => `以前没问过，要补问：${label(id)}`),
  ];
  const next = lines.length === 0 ? undefined : nextCard(flow, facts);
  const first = next === undefined ? [] : openFacts(flow, next, facts);
  return first.length === 0 ? lines : [...lines, `接下来会问：${first.map(({ label }) => label).join('、')}`];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
