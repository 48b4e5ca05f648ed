/** @module Wordings before their day, and what was another year's: a plenum not yet held, last year's campaign. */
import type { Formulation, Relations, YearEntry } from './data.ts';
import type { Check, Found } from './found.ts';
import { plain, type Text, textsOf } from './texts.ts';

/** Entries of a year pack that nobody speaks of before their day. Others are old phrases taken up anew. */
const NEWS = /^(?:plenum|congress|campaign|speech|resolution|book)/;
/** Entries that belong to their year alone. */
const BOUND = /^(?:campaign|year-context|anniversary)/;

interface Timed {
  readonly core: string;
  readonly since: string;
  readonly years: readonly number[];
  readonly bound: boolean;
  readonly news: boolean;
  readonly source: string;
}

export function timesCheck(
  formulations: readonly Formulation[],
  years: readonly YearEntry[],
  { nextYear, plans }: Pick<Relations, 'nextYear' | 'plans'>,
): Check {
  const known = timed(formulations, years);
  return (checked) => {
    const own = years.filter(({ year }) => year === checked.year).map(({ text }) => coreOf(text));
    return textsOf(checked)
      .flatMap((text): readonly Found[] => {
        const words = without(plain(text.text), own);
        const coming = nextYear.includes(text.place.fact) || plans.includes(text.place.fact);
        const said = known.filter(({ core }) => words.includes(core));
        return longest(said.flatMap((one) => untimely(text, one, checked.year, coming)));
      })
      .concat(ownTooEarly(textsOf(checked), years, checked.year, [...nextYear, ...plans]));
  };
}

/** What is said of a longer wording is not said once more of a part of it. */
const longest = (found: readonly Found[]): readonly Found[] =>
  found.filter(
    (one) =>
      !found.some(
        (other) => other !== one && wordsOf(other).includes(wordsOf(one)) && wordsOf(other) !== wordsOf(one),
      ),
  );

const wordsOf = ({ what }: Found): string => ('words' in what ? what.words : '');

function untimely(text: Text, one: Timed, year: number, coming: boolean): readonly Found[] {
  const { place, known } = text;
  const base = {
    severity: 'note',
    facts: [place.fact],
    source: one.source,
    detail: JSON.stringify([one.core, place]),
  } as const;
  if (one.news && !coming && known.day < one.since) {
    return [{ ...base, what: { code: 'early', place, words: one.core, since: one.since } }];
  }
  const last = Math.max(...one.years);
  return one.bound && last < year
    ? [{ ...base, what: { code: 'late', place, words: one.core, of: last } }]
    : [];
}

/** This year's own entries, told of before their day. */
function ownTooEarly(
  texts: readonly Text[],
  years: readonly YearEntry[],
  year: number,
  coming: readonly string[],
): readonly Found[] {
  const earliest = (core: string): string =>
    years
      .filter(({ text }) => coreOf(text) === core)
      .reduce((first, { from }) => (from < first ? from : first), '9999');
  const own = years
    .filter((entry) => entry.year === year && NEWS.test(entry.id))
    .map((entry) => ({ ...entry, core: coreOf(entry.text) }));
  return texts
    .filter(({ place }) => !coming.includes(place.fact))
    .flatMap(({ place, text, known }): readonly Found[] => {
      const words = plain(text);
      return own
        .filter(({ core }) => words.includes(core) && known.day < earliest(core))
        .map(
          ({ core, source }): Found => ({
            severity: 'note',
            facts: [place.fact],
            what: { code: 'early', place, words: core, since: earliest(core) },
            source,
            detail: JSON.stringify([core, place]),
          }),
        );
    });
}

/** Without 精神: 「党的二十届四中全会」 is the same event. */
const coreOf = (text: string): string => plain(text).replace(/精神$/, '');

function timed(formulations: readonly Formulation[], years: readonly YearEntry[]): readonly Timed[] {
  const entries = new Map<string, Timed>();
  for (const { year, id, text, from, source } of years) {
    const core = coreOf(text);
    const before = entries.get(core);
    entries.set(core, {
      core,
      since: before !== undefined && before.since < from ? before.since : from,
      years: [...(before?.years ?? []), year],
      bound: BOUND.test(id),
      news: NEWS.test(id),
      source,
    });
  }
  const fixed = formulations.flatMap(({ exact, from, to, source }): readonly Timed[] =>
    (from === undefined && to === undefined) || entries.has(coreOf(exact))
      ? []
      : [
          {
            core: coreOf(exact),
            since: from ?? '',
            years: [to === undefined ? 9999 : Number(to.slice(0, 4))],
            bound: to !== undefined,
            news: true,
            source,
          },
        ],
  );
  return [...entries.values(), ...fixed];
}

/** What may be said this year hides what was said so in another: 「党史学习教育常态化长效化」. */
const without = (text: string, wordings: readonly string[]): string =>
  wordings.reduce((rest, wording) => rest.replaceAll(wording, '\n'), text);
