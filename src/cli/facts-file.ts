/** @module A file of facts, `{ "year": 2026, "facts": { "<id>": value | {"status": …} } }`, checked against a flow. */
import { z } from 'zod';
import type { Flow } from '../flow/definition.ts';
import type { FactState, Facts } from '../flow/model.ts';
import { typeOf } from '../flow/types/index.ts';
import { isProblem } from '../flow/types/type.ts';
import { explain } from '../flow/words.ts';

const fileSchema = z.strictObject({
  year: z
    .number({ error: '缺少 year，应是四位数的年份' })
    .int()
    .min(2018, '年份应在 2018 年以后')
    .max(2100, '年份太大'),
  facts: z.record(z.string(), z.unknown(), { error: '缺少 facts，应是「编号: 值」的对象' }),
});
const statusSchema = z.strictObject({ status: z.enum(['none', 'later']) });

export interface Wrong {
  /** A fact's id, or the file itself. */
  readonly id: string;
  readonly what: string;
}

export type FactsFile =
  | { readonly year: number; readonly facts: Facts }
  | { readonly wrong: readonly Wrong[] };

export function readFactsFile(json: string, flow: Flow): FactsFile {
  const parsed = parseJson(json);
  if (parsed === undefined) return { wrong: [{ id: '文件', what: '不是合法的 JSON' }] };
  const file = fileSchema.safeParse(parsed);
  if (!file.success) {
    return {
      wrong: file.error.issues.map((issue) => ({ id: issue.path.join('.') || '文件', what: issue.message })),
    };
  }
  const facts: Record<string, FactState> = {};
  const wrong: Wrong[] = [];
  for (const [id, value] of Object.entries(file.data.facts)) {
    const state = stateOf(flow, id, value);
    if ('what' in state) wrong.push(state);
    else facts[id] = state;
  }
  return wrong.length > 0 ? { wrong } : { year: file.data.year, facts };
}

const SOURCE = { by: 'file', at: 0, via: 'file' };

function stateOf(flow: Flow, id: string, given: unknown): FactState | Wrong {
  const fact = flow.facts.get(id);
  if (fact === undefined) return { id, what: '这种报告没有这一项；用 facts 命令可以列出全部编号' };
  const status = statusSchema.safeParse(given);
  if (status.success) return { status: status.data.status, version: 1, source: SOURCE };
  if (fact.type === 'claim' && given === false) return { status: 'none', version: 1, source: SOURCE };
  const value = typeOf(fact).check(given, fact);
  if (isProblem(value)) return { id, what: `${fact.label}：${explain(value, fact)}` };
  return { status: 'given', value, version: 1, source: SOURCE };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
