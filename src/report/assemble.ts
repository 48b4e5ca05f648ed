/** @module The outline as blocks: numbers by what is there, leads in their own face. */
import { type Block, plain, type Span } from './blocks.ts';
import { chinese } from './numerals.ts';
import type { Said, Unit } from './outline.ts';
import type { OwnUnit } from './own-words.ts';
import { countsItself, firstSentence, withoutOrdinal } from './written.ts';

/** A block, what it was made of, and the number before it. */
export interface Built {
  readonly unit: OwnUnit;
  readonly number: string;
  readonly block: Block;
  readonly said: readonly Said[];
}

/** A first sentence longer than this is no lead: it would put half a page in bold. */
export const LEAD_MOST = 40;

export function assemble(units: readonly OwnUnit[]): readonly Built[] {
  const numbers = numbersOf(units);
  return units.flatMap((unit, index) => {
    const number = numbers[index] ?? '';
    const block = build(unit, number);
    if (block === undefined) return [];
    const said = unit.unit === 'signature' ? [...unit.said, ...unit.date] : unit.said;
    return [{ unit, number, block, said }];
  });
}

function build(unit: Unit, number: string): Block | undefined {
  switch (unit.unit) {
    case 'title':
    case 'byline':
      return { type: unit.unit, spans: withoutStop(spansOf(unit.said)) };
    case 'signature':
      return { type: 'signature', name: withoutStop(spansOf(unit.said)), date: spansOf(unit.date) };
    case 'heading':
      return { type: 'heading', level: 1, spans: numbered(number, withoutStop(spansOf(unit.said))) };
    case 'paragraph':
    case 'closing':
    case 'missing':
      return { type: 'paragraph', spans: spansOf(unit.said) };
    case 'run-in':
      return runIn(unit.said, number);
    case 'item':
      return item(unit.said, number);
  }
}

/**
 * Alone at its level it has no number: as a lead it is then a plain strong one, and over items alone, which stand under
 * the heading above as well, it is nothing.
 */
function runIn(said: readonly Said[], number: string): Block | undefined {
  const [first, ...body] = said;
  if (first === undefined || !first.first) return { type: 'paragraph', spans: spansOf(said) };
  const spans = bare(first);
  if (body.length > 0) {
    const lead = { as: number === '' ? ('strong' as const) : (2 as const), spans: numbered(number, spans) };
    return { type: 'paragraph', lead, spans: spansOf(body) };
  }
  if (number !== '') return { type: 'heading', level: 2, spans: numbered(number, withoutStop(spans)) };
  return first.speaks ? { type: 'paragraph', spans } : undefined;
}

function item(said: readonly Said[], number: string): Block {
  const [first, ...more] = said;
  if (first === undefined || !first.first)
    return { type: 'paragraph', spans: counted(number, spansOf(said)) };
  const [head, tail] = cut(first);
  const rest = [...tail, ...spansOf(more)];
  if (rest.length === 0 || [...plain(head)].length > LEAD_MOST) {
    return { type: 'paragraph', spans: counted(number, [...head, ...rest]) };
  }
  return { type: 'paragraph', lead: { as: 'strong', spans: counted(number, head) }, spans: rest };
}

/** A person's own text is cut after its first sentence, so that her first sentence can be the lead. */
function cut(said: Said): readonly [head: readonly Span[], tail: readonly Span[]] {
  const [own, ...end] = bare(said);
  if (!said.own || !isHers(own)) return [own === undefined ? [] : [own, ...end], []];
  const [first, rest] = firstSentence(own.text);
  // A lead runs on into its text: where she begins a new line, it is none.
  if (rest === '' || first.includes('\n') || rest.startsWith('\n')) return [[own, ...end], []];
  return [[{ ...own, text: first }], [{ ...own, text: rest }, ...end]];
}

/** Without the number that she put before her own text herself: it gets one of ours. */
function bare(said: Said): readonly Span[] {
  const [own, ...rest] = said.spans;
  if (!said.own || !isHers(own) || countsItself(own.text)) return said.spans;
  const text = withoutOrdinal(own.text);
  return text === '' ? said.spans : [{ ...own, text }, ...rest];
}

/** The whole of it is what a person wrote. */
const isHers = (span: Span | undefined): span is Extract<Span, { kind: 'fact' | 'own' }> =>
  span?.kind === 'fact' || span?.kind === 'own';

/** Below the first level a number needs a second one: what stands alone is not counted. */
function numbersOf(units: readonly Unit[]): readonly string[] {
  const numbers = units.map(() => '');
  const count = (row: readonly number[], write: (n: string) => string, least = 2): void => {
    if (row.length < least) return;
    for (const [n, index] of row.entries()) numbers[index] = write(chinese(n + 1));
  };
  const headings: number[] = [];
  let runIns: number[] = [];
  let items: number[] = [];
  const endItems = (): void => {
    if (!items.some((index) => countsOwnPoints(units[index]))) count(items, (n) => `${n}是`);
    items = [];
  };
  const endRunIns = (): void => {
    count(runIns, (n) => `（${n}）`);
    runIns = [];
  };
  for (const [index, unit] of units.entries()) {
    if (unit.unit === 'item') {
      items.push(index);
      continue;
    }
    endItems();
    if (unit.unit === 'run-in' && unit.said[0]?.first) runIns.push(index);
    if (unit.unit !== 'heading') continue;
    endRunIns();
    headings.push(index);
  }
  endItems();
  endRunIns();
  count(headings, (n) => `${n}、`, 1);
  return numbers;
}

function countsOwnPoints(unit: Unit | undefined): boolean {
  const first = unit?.said[0];
  return first?.own === true && countsItself(plain(first.spans));
}

/** 「一是」 is the beginning of a sentence: a blank alone cannot go on from it. */
function counted(number: string, spans: readonly Span[]): readonly Span[] {
  const [first, ...rest] = spans;
  if (number === '' || first?.kind !== 'gap') return numbered(number, spans);
  return numbered(number, [{ ...first, text: `尚待填写${first.text}` }, ...rest]);
}

const spansOf = (said: readonly Said[]): readonly Span[] => said.flatMap((sentence) => sentence.spans);

const numbered = (number: string, spans: readonly Span[]): readonly Span[] =>
  number === '' ? spans : [{ kind: 'constant', text: number }, ...spans];

/** Titles and headings on a line of their own end without a mark. */
function withoutStop(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (last?.kind !== 'constant' && last?.kind !== 'own') return spans;
  const text = last.text.replace(/[。；]$/u, '');
  return text === '' ? spans.slice(0, -1) : [...spans.slice(0, -1), { ...last, text }];
}
