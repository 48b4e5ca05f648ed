/**
 * @module Paragraphs in the writer's own words, in the place of those that the template would write.
 *
 * What stays ours: the number before it (一是, （一）, 一、), and the face of its lead, which is her first sentence where the
 * paragraph had a lead: of an item, when more follows on the same line; of a run-in heading, when it is as short as a
 * heading is, or there was nothing but a heading. A line break is hers and begins a paragraph.
 * Her text never passes through a template. It stays when the facts under it are gone: then at the place where it was.
 */
import { type Built, LEAD_MOST } from './assemble.ts';
import { plain, type Span, spansOf } from './blocks.ts';
import type { Said, Unit } from './outline.ts';
import { isBuiltIn } from './template.ts';
import { firstSentence } from './written.ts';

export interface OwnText {
  /** Of the paragraph that it stands in the place of. */
  readonly name: string;
  readonly text: string;
  /** The mark of what that paragraph said: of paragraphs made of rows, it finds the row, wherever it has moved. */
  readonly over?: string;
  /** The paragraph before it. */
  readonly after?: string;
}

/** What can be replaced as a whole: a block, by the name of its paragraph in the template, 「meetings/3」. */
export interface Paragraph {
  /** The same whatever the facts are; of paragraphs made of rows, with the place among them, 「awards/2#3」. */
  readonly name: string;
  /** Index into the draft's blocks. */
  readonly block: number;
  /** 「一是」, 「（一）」, 「一、」, or nothing: it stands before the text and is not part of it. */
  readonly number: string;
  readonly text: string;
  /** It is in her own words. */
  readonly own: boolean;
  /** What the template would write there; absent where it would write nothing. */
  readonly generated?: Generated;
}

export interface Generated {
  readonly text: string;
  /** Facts that stand in it, put off ones included. */
  readonly facts: readonly string[];
  /** A short mark of what they say. */
  readonly over: string;
}

/** A unit whose words are hers, with what it said before. */
export type OwnUnit = Unit & { readonly instead?: Unit };

/** Names made unique: the first keeps the place's name, the others have 「#2」, 「#3」 … */
export function named(units: readonly Unit[]): readonly Unit[] {
  const times = new Map<string, number>();
  return units.map((unit) => {
    const time = (times.get(unit.name) ?? 0) + 1;
    times.set(unit.name, time);
    return time === 1 ? unit : { ...unit, name: `${unit.name}#${time}` };
  });
}

/** Units with her words in their places. `units` have unique names, and so has what comes back. */
export function withOwn(units: readonly Unit[], own: readonly OwnText[]): readonly OwnUnit[] {
  if (own.length === 0) return units;
  const found = follow(units, own);
  const placed: OwnUnit[] = found.map((unit) => {
    const mine = own.find(({ name }) => name === unit.name);
    return mine === undefined || unit.unit === 'signature' ? unit : replaced(unit, mine);
  });
  for (const one of own) {
    if (placed.some((unit) => unit.name === one.name)) continue;
    const unit: Unit = { unit: 'paragraph', name: one.name, said: [said(one.name, one.text, true)] };
    placed.splice(homeOf(placed, one), 0, { ...unit, instead: { ...unit, said: [] } });
  }
  return placed;
}

const baseOf = (name: string): string => name.replace(/#\d+$/, '');

/** Rows move: the one that says what hers stood for gets the name that hers is kept under, and gives its own away. */
function follow(units: readonly Unit[], own: readonly OwnText[]): readonly Unit[] {
  const found = [...units];
  for (const { name, over } of own) {
    const rows = found.filter((unit) => baseOf(unit.name) === baseOf(name));
    const here = rows.find((unit) => unit.name === name);
    if (over === undefined || rows.length < 2 || (here !== undefined && markOf(here) === over)) continue;
    const moved = rows.find(
      (unit) => markOf(unit) === over && !own.some((other) => other.name === unit.name),
    );
    if (moved === undefined) continue;
    const [from, to] = [found.indexOf(moved), here === undefined ? -1 : found.indexOf(here)];
    found[from] = { ...moved, name };
    if (here !== undefined) found[to] = { ...here, name: moved.name };
  }
  return found;
}

/** Where a paragraph goes that the template does not write any more: beside its neighbours in the template. */
function homeOf(units: readonly Unit[], { name, after }: OwnText): number {
  const [partial = '', line = '0'] = baseOf(name).split('/');
  const near = units.flatMap((unit, index) => {
    const [other, place = '0'] = baseOf(unit.name).split('/');
    return other === partial && unit.unit !== 'signature' ? [{ index, place: Number(place) }] : [];
  });
  const before = near.filter(({ place }) => place <= Number(line)).at(-1);
  if (before !== undefined) return before.index + 1;
  const behind = near[0];
  if (behind !== undefined && units[behind.index]?.unit !== 'title') return behind.index;
  const neighbour = units.findIndex((unit) => unit.name === after && unit.unit !== 'signature');
  if (neighbour >= 0) return neighbour + 1;
  const end = units.findIndex((unit) => unit.unit === 'closing' || unit.unit === 'signature');
  return end < 0 ? units.length : end;
}

function replaced(unit: Exclude<Unit, { unit: 'signature' }>, { text }: OwnText): OwnUnit {
  const { name } = unit;
  switch (unit.unit) {
    case 'title':
    case 'heading': {
      const line = text.replace(/\s*\n\s*/gu, '');
      return { ...unit, said: [said(name, line, true)], instead: unit };
    }
    case 'run-in': {
      const [first, rest] = firstSentence(text);
      const body = rest.replace(/^\s+/u, '');
      const short = [...first].length <= LEAD_MOST && !first.includes('\n');
      const alone = body === '' && unit.said.some((one) => !one.first && one.speaks);
      if (!short || alone) return { ...unit, said: [said(name, text, false)], instead: unit };
      const follows = body === '' ? [] : [said(name, body, false)];
      return { ...unit, said: [said(name, first, true), ...follows], instead: unit };
    }
    case 'missing':
      // It stands for a part that says nothing else; in her words the part says something.
      return { ...unit, unit: 'paragraph', said: [said(name, text, true)], instead: unit };
    default:
      return { ...unit, said: [said(name, text, true)], instead: unit };
  }
}

const said = (name: string, text: string, first: boolean): Said => ({
  spans: [{ kind: 'own', name, text }],
  speaks: true,
  own: true,
  first,
});

/** The paragraphs of a draft. */
export const paragraphsOf = (built: readonly Built[]): readonly Paragraph[] =>
  built.map(({ unit, block: made, number }, block) => {
    const text = plain(spansOf(made)).slice(number.length);
    const { instead } = unit;
    const common = { name: unit.name, block, number, text };
    if (instead === undefined) return { ...common, own: false, generated: generatedOf(unit, text) };
    const speaks = instead.said.some((one) => one.speaks);
    if (!speaks) return { ...common, own: true };
    return { ...common, own: true, generated: generatedOf(instead, wordsOf(instead)) };
  });

function wordsOf(unit: Unit): string {
  const text = plain(unit.said.flatMap(({ spans }) => spans));
  return unit.unit === 'title' || unit.unit === 'heading' || unit.unit === 'byline'
    ? text.replace(/[。；]$/u, '')
    : text;
}

const generatedOf = (unit: Unit, text: string): Generated => ({
  text,
  facts: [...new Set(factSpans(unit).map(({ fact }) => fact))],
  over: markOf(unit),
});

type FactSpan = Extract<Span, { fact: string }>;

/** Of what she gave; the year, the day and the year pack are not hers, and change by themselves. */
const factSpans = (unit: Unit): readonly FactSpan[] =>
  [...unit.said, ...(unit.unit === 'signature' ? unit.date : [])]
    .flatMap(({ spans }) => spans)
    .flatMap((span) => ('fact' in span && !isBuiltIn(span.fact) ? [span] : []));

/** FNV-1a over what the facts of a unit say; not a secret, only a way to tell it from another. */
function markOf(unit: Unit): string {
  let mark = 0x811c9dc5;
  for (const sign of factSpans(unit)
    .map(({ fact, text }) => `${fact} ${text}`)
    .join('\n')) {
    mark = Math.imul(mark ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return mark.toString(36);
}
