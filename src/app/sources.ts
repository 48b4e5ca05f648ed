/** @module 「出处」 for the chat, page by page, and as a file of its own that never is part of the report. */
import type { Report } from '../flow/model.ts';
import type { SourceItem, SourcePage } from '../flow/present/sources.ts';
import { type Block, type Fonts, plain, type Span, spansOf } from '../report/blocks.ts';
import { writeDocx } from '../report/docx/index.ts';
import { midnight, printedDay } from './calendar.ts';
import { fileName, type Kind, renderDraft } from './draft.ts';
import { type Known, originOf, type Sourced, sourcedSentences } from './provenance.ts';

/** More on one card and she scrolls past what she was looking for. */
const SENTENCES_A_PAGE = 8;
const SENTENCE_SHOWN = 60;
const VALUE_SHOWN = 40;

interface Part {
  readonly title: string;
  readonly sentences: readonly { readonly text: string; readonly items: readonly SourceItem[] }[];
}

/** A part for each heading of the first rank; what stands before the first is a part of its own. */
function partsOf(kind: Kind, report: Report, now: number): readonly Part[] {
  const { blocks } = renderDraft(kind, report, report.facts, now);
  const known = knownFor(kind, report);
  const sentences = sourcedSentences(blocks);
  const starts = blocks.flatMap((block, index) => (opensPart(block) ? [index] : []));
  return [-1, ...starts].flatMap((start, index, all): Part[] => {
    const end = all[index + 1] ?? blocks.length;
    const heading = blocks[start];
    const inside = sentences.filter(({ block }) => block >= start && block < end);
    if (inside.length === 0) return [];
    const title = heading === undefined ? '开头' : plain(spansOf(heading));
    return [{ title, sentences: inside.map((one) => ({ text: one.text, items: itemsOf(known, one) })) }];
  });
}

const opensPart = (block: Block): boolean => block.type === 'heading' && block.level === 1;

export function knownFor(kind: Kind, report: Report): Known {
  const drafters = Object.entries(report.about.people).flatMap(([id, role]) =>
    role === 'drafter' ? [id] : [],
  );
  return {
    flow: kind.flow,
    facts: report.facts,
    year: report.about.year,
    packs: kind.packs ?? [],
    drafters: new Set(drafters),
  };
}

/** A list is several spans of one fact, and one item here. */
function itemsOf(known: Known, { traces }: Sourced): readonly SourceItem[] {
  const items = traces.map((trace) => originOf(known, trace));
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

export const sourcePages = (kind: Kind, report: Report, now: number): readonly SourcePage[] =>
  partsOf(kind, report, now).flatMap(({ title, sentences }) => {
    const pages: SourcePage[] = [];
    for (let at = 0; at < sentences.length; at += SENTENCES_A_PAGE) {
      const shown = sentences.slice(at, at + SENTENCES_A_PAGE).map(({ text, items }) => ({
        text: brief(text, SENTENCE_SHOWN),
        items: items.map((item) => ({ ...item, value: shownValue(item.value, text) })),
      }));
      pages.push({ title: at === 0 ? title : `${title}（续）`, sentences: shown });
    }
    return pages;
  });

/** Her own text stands in the sentence already. */
const shownValue = (value: string, sentence: string): string =>
  [...value].length > VALUE_SHOWN && repeats(sentence, value) ? '您写的原文' : brief(value, VALUE_SHOWN);

const brief = (text: string, most: number): string =>
  [...text].length > most ? `${[...text].slice(0, most).join('')}…` : text;

/** 「2026年度党支部书记述职报告_张敏_出处清单.docx」, for her own use. */
export function annexOf(
  kind: Kind,
  report: Report,
  now: number,
  fonts?: Fonts,
): { readonly name: string; readonly bytes: Uint8Array } {
  const title = `${report.about.year}年度${kind.flow.kind.report}`;
  const state = report.facts[kind.flow.kind.writer];
  const writer = state?.status === 'given' ? String(state.value) : '';
  const blocks: readonly Block[] = [
    { type: 'title', spans: [text(`${title}出处清单`)] },
    { type: 'byline', spans: [text(`${printedDay(now)}生成，供本人核对，不是报告的一部分`)] },
    ...partsOf(kind, report, now).flatMap(({ title: heading, sentences }): Block[] => [
      { type: 'heading', level: 1, spans: [text(heading)] },
      { type: 'table', head: HEAD, rows: sentences.flatMap(rowsOf) },
    ]),
  ];
  const properties = { title: `${title}出处清单`, creator: writer, created: midnight(now) };
  const parts = [fileName(title), fileName(writer), '出处清单'].filter((part) => part !== '');
  return {
    name: `${parts.join('_')}.docx`,
    bytes: writeDocx(blocks, properties, ...(fonts === undefined ? [] : [fonts])),
  };
}

const HEAD = ['报告里的话', '事项和内容', '来源'];

/** The sentence stands beside its first item only. */
const rowsOf = (sentence: Part['sentences'][number]): (readonly Span[])[][] =>
  sentence.items.map(({ label, value, how }, index) => [
    [text(index === 0 ? sentence.text : '')],
    [text(repeats(sentence.text, value) ? `${label}：见左` : `${label}：${value}`)],
    [text(how)],
  ]);

/** A value that the sentence shows word for word, and that is too long to be told twice. */
const repeats = (sentence: string, value: string): boolean =>
  [...value].length > REPEATED && sentence.includes(value.replace(/[「」]|[。；，](?=」?$)/gu, ''));

const REPEATED = 16;

const text = (words: string): Span => ({ kind: 'constant', text: words });
