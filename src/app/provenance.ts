/** @module From the text back to what it was written from: which fact, who gave it, when, in which words. */
import type { Flow } from '../flow/definition.ts';
import { type Computed, computedOf } from '../flow/derived.ts';
import type { FactState, Facts, Source } from '../flow/model.ts';
import { ownId } from '../flow/own-words.ts';
import { quoted, standing } from '../flow/words.ts';
import { type Block, plain, type Span, spansOf } from '../report/blocks.ts';
import type { PackEntry } from '../report/pack.ts';
import { clock, printedDay } from './calendar.ts';

/** One stretch of the text that is not the template's own. */
export interface Trace {
  /** Index into the draft's blocks. */
  readonly block: number;
  /** Offsets into the text of the block, in UTF-16 units; `to` is behind the last. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly span: Exclude<Span, { kind: 'constant' }>;
}

/** Everything that is not constant, in the order of the text. */
export const tracesOf = (blocks: readonly Block[]): readonly Trace[] =>
  blocks.flatMap((block, index) => {
    let at = 0;
    return spansOf(block).flatMap((span): Trace[] => {
      const from = at;
      at += span.text.length;
      return span.kind === 'constant' || span.text === ''
        ? []
        : [{ block: index, from, to: at, text: span.text, span }];
    });
  });

/** What a trace leads to, worded for the person who gave it. */
export interface Origin {
  readonly label: string;
  readonly value: string;
  readonly how: string;
}

/** What is asked to word an origin. */
export interface Known {
  readonly flow: Flow;
  readonly facts: Facts;
  readonly year: number;
  readonly packs: readonly PackEntry[];
  /** Whom 「您」 is not: a drafter's answers are named as such. */
  readonly drafters?: ReadonlySet<string>;
}

/** 「2026」 and the like are the report's own, nobody was asked for them. */
const BUILT_INS: Readonly<Record<string, string>> = {
  year: '报告年度',
  nextYear: '下一年度',
  asOf: '数字截至的日期',
  date: '落款日期',
};

export const isBuiltIn = (fact: string): boolean => Object.hasOwn(BUILT_INS, fact);

export function originOf(known: Known, { span, text }: Pick<Trace, 'span' | 'text'>): Origin {
  if (span.kind === 'pack') {
    const entry = known.packs.find(({ id, year }) => id === span.pack && year === known.year);
    return { label: '年度提法', value: text, how: entry?.source ?? '年度资料' };
  }
  if (span.kind === 'own') {
    const state = known.facts[ownId(span.name)];
    return { label: '您自己写的一段', value: text, how: howGiven(known, state, false, text) };
  }
  const builtIn = BUILT_INS[span.fact];
  if (builtIn !== undefined) return { label: builtIn, value: text, how: '由程序填写' };
  const computed = computedOf(known.flow, known.facts).get(span.fact);
  if (computed !== undefined)
    return { label: computed.fact.label, value: text, how: howComputed(known, computed) };
  const fact = known.flow.facts.get(span.fact);
  const state = known.facts[span.fact];
  const label = fact?.label ?? span.fact;
  if (span.kind === 'gap') return { label, value: '还空着', how: '补上以后这里会写明出处' };
  const cell = span.row === undefined || span.field === undefined ? undefined : text;
  const column = fact?.fields?.find(({ id }) => id === span.field)?.label;
  const named =
    span.row === undefined
      ? label
      : `${label}第 ${span.row + 1} 条${column === undefined ? '' : `·${column}`}`;
  const value = cell ?? (fact === undefined ? text : standing(fact, state));
  return { label: named, value, how: howGiven(known, state, fact?.type === 'claim', value) };
}

/** 「16 名 ÷ 52 名 = 30.8%。党员总数：11月20日 09:10 您说的；员工总数：…」 */
function howComputed(known: Known, { arithmetic, parts }: Computed): string {
  const from = parts.map((id) => {
    const state = known.facts[id];
    return `${known.flow.facts.get(id)?.label ?? id}：${howGiven(known, state, false, String(state?.value ?? ''))}`;
  });
  return `${arithmetic}。${from.join('；')}`;
}

function howGiven(known: Known, state: FactState | undefined, claim: boolean, value: string): string {
  if (state === undefined) return '没有记下来源';
  const { source } = state;
  const who = known.drafters?.has(source.by) === true ? '代笔人' : '您';
  // A file has no clock and no words: what stands in it was not said to anybody.
  const when =
    source.at === 0 ? undefined : `${printedDay(source.at).slice('2026年'.length)} ${clock(source.at)}`;
  if (when === undefined) return '数据文件里给的';
  if (claim) return `${when} ${who}逐字确认的原句`;
  const words = wordsOf(source, value);
  const said = words === undefined ? '' : `：${words}`;
  const asOf = source.asOf === undefined ? '' : `，数到 ${source.asOf}`;
  return source.form === true
    ? `${when} ${who}在卡片里填的${said}${asOf}`
    : `${when} ${who}说的${said}${asOf}`;
}

const WORDS_SHOWN = 60;

/** Her words, where they say more than the value itself does. */
function wordsOf({ words, form }: Source, value: string): string | undefined {
  if (words === undefined || words.trim() === '') return undefined;
  const same = value === words || value.startsWith(words) || (form === true && value.includes(words));
  return same ? undefined : quoted(words, WORDS_SHOWN);
}

/** A sentence of the report with what stands in it, each origin once. */
export interface Sourced {
  readonly block: number;
  readonly text: string;
  readonly traces: readonly Trace[];
}

/** The sentences that hold anything traceable; a person's own text is one, however many sentences it has. */
export function sourcedSentences(blocks: readonly Block[]): readonly Sourced[] {
  const traces = tracesOf(blocks);
  return blocks.flatMap((block, index) => {
    const text = plain(spansOf(block));
    const mine = traces.filter((trace) => trace.block === index);
    return sentencesIn(text, mine).flatMap(([from, to]): Sourced[] => {
      const inside = mine.filter((trace) => trace.from >= from && trace.from < to);
      return inside.length === 0 ? [] : [{ block: index, text: text.slice(from, to), traces: inside }];
    });
  });
}

/** Ends at 。！？ of the template's own, or where a person's text ends with one and the template goes on. */
function sentencesIn(text: string, traces: readonly Trace[]): readonly (readonly [number, number])[] {
  const ends = [...text.matchAll(/[。！？]/gu)]
    .map(({ index }) => index + 1)
    .filter((end) => !traces.some(({ from, to }) => from < end && end < to));
  const all = [...new Set([...ends, text.length])].filter((end) => end > 0);
  return all.map((end, index) => [all[index - 1] ?? 0, end]);
}
