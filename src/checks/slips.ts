/** @module Fixed formulations and what people write instead. The exact wording is proposed, never put in unasked. */
import type { Formulation } from './data.ts';
import type { Check, Found } from './found.ts';
import { placesOf, plain, type Text, textsOf } from './texts.ts';

export const slipsCheck = (formulations: readonly Formulation[]): Check => {
  const rules = formulations.map((formulation) => ({
    formulation,
    right: [formulation.exact, ...formulation.unless].map(plain),
    slips: formulation.slips.map(plain),
  }));
  return (checked) =>
    textsOf(checked).flatMap((text): readonly Found[] => {
      const words = plain(text.text);
      const names = named(text.text);
      return rules
        .filter(({ formulation }) => saidIn(formulation, checked.year))
        .flatMap((rule) => rule.slips.flatMap((slip) => slipIn(text, words, names, rule, slip)));
    });
};

const saidIn = ({ from = '', to = '9999' }: Formulation, year: number): boolean =>
  from <= `${year}-12-31` && `${year}-01-01` <= to;

function slipIn(
  text: Text,
  words: string,
  names: readonly Span[],
  { formulation, right }: { readonly formulation: Formulation; readonly right: readonly string[] },
  slip: string,
): readonly Found[] {
  const whole = right.flatMap((wording) =>
    wording.includes(slip) ? placesOf(words, wording).map((at) => [at, at + wording.length] as const) : [],
  );
  const places = placesOf(words, slip).filter((at) => {
    const inside = (spans: readonly Span[], strictly: boolean) =>
      spans.some(
        ([from, to]) => from <= at && at + slip.length <= to && (!strictly || to - from > slip.length),
      );
    // Within 《》 and “” stands a name that is not ours to normalise.
    return !inside(whole, false) && !inside(names, true);
  });
  const [first] = places;
  if (first === undefined) return [];
  const { exact, source, id } = formulation;
  let after = text.text;
  for (const at of places.toReversed()) after = after.slice(0, at) + exact + after.slice(at + slip.length);
  return [
    {
      severity: 'note',
      facts: [text.place.fact],
      what: { code: 'slip', place: text.place, words: text.text.slice(first, first + slip.length), exact },
      mend: { fact: text.place.fact, value: text.instead(after) },
      source,
      detail: JSON.stringify([id, slip, text.place]),
    },
  ];
}

type Span = readonly [from: number, to: number];

/** What stands between 《 and 》 or “ and ”, marks included; in one walk. */
function named(text: string): readonly Span[] {
  const spans: Span[] = [];
  const open = new Map<string, number>();
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '《' || sign === '“') open.set(sign, at);
    const opening = sign === '》' ? '《' : sign === '”' ? '“' : undefined;
    const from = opening === undefined ? undefined : open.get(opening);
    if (opening === undefined || from === undefined) continue;
    spans.push([from, at + 1]);
    open.delete(opening);
  }
  return spans;
}
