/** @module Fixed formulations and what people write instead. The exact wording is proposed, never put in unasked. */
import type { Formulation } from './data.ts';
import type { Check, Found } from './found.ts';
import { placesOf, plain, type Text, textsOf } from './texts.ts';

interface Rule {
  readonly formulation: Formulation;
  /** Wordings in which a slip is no slip. */
  readonly right: readonly string[];
  /** The longest first: 「牢固树立…」 before 「树立…」. */
  readonly slips: readonly string[];
}

export const slipsCheck = (formulations: readonly Formulation[]): Check => {
  const rules = formulations.map((formulation): Rule => {
    const right = [formulation.exact, ...formulation.unless].map(plain);
    return { formulation, right, slips: formulation.slips.map(plain).sort((a, b) => b.length - a.length) };
  });
  return (checked) => {
    const said = rules.filter(({ formulation }) => saidIn(formulation, checked.year));
    return textsOf(checked).flatMap((text): readonly Found[] => {
      const words = plain(text.text);
      return said.flatMap((rule) =>
        rule.slips.some((slip) => words.includes(slip)) ? slipsIn(text, words, rule) : [],
      );
    });
  };
};

const saidIn = ({ from = '', to = '9999', slipsFrom = '' }: Formulation, year: number): boolean =>
  from <= `${year}-12-31` && slipsFrom <= `${year}-12-31` && `${year}-01-01` <= to;

function slipsIn(text: Text, words: string, { formulation, right, slips }: Rule): readonly Found[] {
  const { exact, source, id } = formulation;
  const names = named(text.text);
  const taken: Span[] = right.flatMap((wording) => spansOf(words, wording));
  return slips.flatMap((slip): readonly Found[] => {
    const spans = spansOf(words, slip).filter(
      (span) =>
        !taken.some((other) => overlap(span, other)) &&
        // Within 《》 and “” may stand a name that is not ours to normalise, unless it is the slip itself.
        !names.some(([from, to]) => from <= span[0] && span[1] <= to && to - from > slip.length + 2),
    );
    const [first] = spans;
    if (first === undefined) return [];
    taken.push(...spans);
    let after = text.text;
    for (const [from, to] of spans.toReversed()) after = after.slice(0, from) + exact + after.slice(to);
    return [
      {
        severity: 'note',
        facts: [text.place.fact],
        what: { code: 'slip', place: text.place, words: text.text.slice(...first), exact },
        mend: { fact: text.place.fact, value: text.instead(after) },
        source,
        detail: JSON.stringify([id, slip, text.place]),
      },
    ];
  });
}

const spansOf = (words: string, needle: string): readonly Span[] =>
  placesOf(words, needle).map((at): Span => [at, at + needle.length]);

const overlap = ([a, b]: Span, [c, d]: Span): boolean => a < d && c < b;

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
