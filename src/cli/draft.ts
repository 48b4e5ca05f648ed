/** @module `draft`: a report without a chat. Exit 0; 2 with a list when something is unusable, and then nothing is written. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Kind, type MadeDraft, makeDraft } from '../app/draft.ts';
import { isBuiltIn, originOf, tracesOf } from '../app/provenance.ts';
import { knownFor } from '../app/sources.ts';
import type { Flow } from '../flow/definition.ts';
import { inTheWay, type Lack, saysNothing } from '../flow/drafts.ts';
import { CEILINGS, lengthOf } from '../flow/lengths.ts';
import { type Facts, LENGTHS, type Length, type Report } from '../flow/model.ts';
import { writeText } from '../report/text.ts';
import { readFactsFile, type Wrong } from './facts-file.ts';

export interface Output {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

const OPTIONS = {
  kind: { type: 'string' },
  facts: { type: 'string' },
  out: { type: 'string' },
  final: { type: 'boolean', default: false },
  format: { type: 'string', default: 'docx' },
  writer: { type: 'string', default: 'file' },
  length: { type: 'string' },
  'as-of': { type: 'string' },
  explain: { type: 'boolean', default: false },
} as const;

export async function draftCommand(
  args: readonly string[],
  kinds: ReadonlyMap<string, Kind>,
  { say, complain }: Output,
): Promise<number> {
  const fail = (...wrong: readonly Wrong[]): number => {
    for (const { id, what } of wrong) complain(`${id}：${what}`);
    return 2;
  };
  const options = parse(args);
  if (typeof options === 'string') return fail({ id: '参数', what: options });
  const kind = kinds.get(options.kind);
  if (kind === undefined)
    return fail({ id: '--kind', what: `没有这种报告，可选：${[...kinds.keys()].join('、')}` });
  const json = await readFile(options.facts, 'utf8').catch(() => undefined);
  if (json === undefined) return fail({ id: '--facts', what: `读不到文件 ${options.facts}` });
  const file = readFactsFile(json, kind.flow);
  if ('wrong' in file) return fail(...file.wrong);
  const asked = reportOf(kind.flow, file.year, file.facts, options.writer);
  const chosen = options.length === undefined ? {} : { length: options.length };
  const report = { ...asked, draft: { ...asked.draft, ...chosen } };
  const length = lengthOf(kind.flow, report);
  const gaps = options.final ? gapsOf(kind.flow, report) : [];
  if (gaps.length > 0) return fail(...gaps);
  const draft = makeDraft(kind, report, file.facts, { number: 1, final: options.final, at: options.asOf });
  const text = options.format === 'text';
  try {
    await writeFile(options.out, text ? `${writeText(draft.blocks)}\n` : draft.bytes);
  } catch (cause) {
    return fail({
      id: '--out',
      what: `写不了文件 ${options.out}：${cause instanceof Error ? cause.message : String(cause)}`,
    });
  }
  say(
    options.explain
      ? JSON.stringify(explained(kind, report, draft), null, 2)
      : `已写入 ${options.out}，共 ${draft.characters} 字`,
  );
  if (options.explain) return 0;
  for (const line of lengthLines(kind.flow, length, draft)) say(line);
  if (saysNothing(kind.flow, report)) say(NOTHING);
  return 0;
}

interface Options {
  readonly kind: string;
  readonly facts: string;
  readonly out: string;
  readonly final: boolean;
  readonly format: 'docx' | 'text';
  readonly writer: string;
  /** ms since the epoch; noon of the day in Shanghai. */
  readonly asOf: number;
  readonly explain: boolean;
  /** Absent: what the unit has set, or what is usual. */
  readonly length?: Length;
}

/** The options, or the sentence that says what is wrong with them. */
function parse(args: readonly string[]): Options | string {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
  try {
    values = parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    return `看不懂：${cause instanceof Error ? cause.message : String(cause)}`;
  }
  const { kind, facts, out, final, format, writer, explain } = values;
  if (!kind || !facts || !out) return '需要 --kind、--facts 和 --out';
  if (format !== 'docx' && format !== 'text') return '--format 只能是 docx 或 text';
  const length = LENGTHS.find((one) => one === values.length);
  if (length === undefined && values.length !== undefined) return `--length 只能是 ${LENGTHS.join('、')}`;
  const asOf = values['as-of'] === undefined ? Date.now() : dayOf(values['as-of']);
  if (asOf === undefined) return '--as-of 应是 2026-11-20 这样的日期';
  return {
    kind,
    facts,
    out,
    final,
    format,
    writer,
    asOf,
    explain,
    ...(length === undefined ? {} : { length }),
  };
}

function dayOf(text: string): number | undefined {
  const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) ? Date.parse(`${text}T12:00:00+08:00`) : Number.NaN;
  const real = !Number.isNaN(day) && new Date(day).toISOString().startsWith(text);
  return real ? day : undefined;
}

/** What a ceiling did to the text. */
function lengthLines(flow: Flow, length: Length, { left, over }: MadeDraft): readonly string[] {
  const most = `“${length}”的上限 ${CEILINGS[length]} 字`;
  if (over !== undefined) return [`比${most}多 ${over} 字，都是填写人自己的内容，没有删`];
  const labels = left.map((id) => flow.facts.get(id)?.label ?? id);
  return left.length === 0 ? [] : [`为了不超过${most}，没有写：${labels.join('、')}`];
}

const WHY: Readonly<Record<Lack['why'], string>> = {
  unasked: '还没有给',
  later: '还空着（稍后补）',
  unconfirmed: '还没有确认',
};

const NOTHING = '每一项都是“没有”，报告里还没有可写的内容';

function gapsOf(flow: Flow, report: Report): readonly Wrong[] {
  const { gaps, doubts } = inTheWay(flow, report);
  return [
    ...(saysNothing(flow, report) ? [{ id: 'facts', what: NOTHING }] : []),
    ...gaps.map(({ fact, why }) => ({ id: fact.id, what: `${fact.label}${WHY[why]}` })),
    ...doubts.map(({ facts, text }) => ({ id: facts.join('、'), what: text })),
  ];
}

export const reportOf = (flow: Flow, year: number, facts: Facts, writer: string): Report => ({
  id: writer,
  version: 1,
  about: { tenant: 'file', unit: 'file', year, kind: flow.kind.id, people: {}, created: 0 },
  facts,
  screens: [],
  draft: { made: 0 },
  cardPending: false,
  uncertain: [],
});

/** Where each fact stands in the text, and where everything in the text that is not the template's own comes from. */
function explained(kind: Kind, report: Report, draft: MadeDraft): object {
  const known = knownFor(kind, report);
  return {
    characters: draft.characters,
    gaps: draft.gaps,
    left: draft.left,
    ...(draft.over === undefined ? {} : { over: draft.over }),
    places: draft.places.map(({ fact, block, text }) => ({ fact, paragraph: block + 1, text })),
    spans: tracesOf(draft.blocks).map((trace) => {
      const { span, block, from, to, text } = trace;
      const { kind: origin, text: _, note: __, ...what } = { note: undefined, ...span };
      const builtIn = 'fact' in what && isBuiltIn(what.fact);
      return {
        ...{ paragraph: block + 1, from, to, text, origin: builtIn ? 'built-in' : origin },
        ...what,
        ...originOf(known, trace),
      };
    }),
  };
}
