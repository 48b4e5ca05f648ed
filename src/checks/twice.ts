/** @module No activity is sold twice: one name under two headings, or one sentence in two texts. */
import type { Check, Found, Place } from './found.ts';
import { plain, textsOf } from './texts.ts';

/** Shorter than this, two names are alike by chance. */
const SHORTEST_NAME = 4;
/** A sentence of that many characters nobody writes twice by chance. */
const SHORTEST_SENTENCE = 14;
const SENTENCE_END = /[。！？；;!?\n]/;

const bare = (text: string): string => plain(text).replace(/[\s"，,、。.：:（）()《》·—-]/g, '');

/** Among facts that name things done. */
export const nameTwiceCheck =
  (once: readonly string[]): Check =>
  (checked) => {
    const texts = textsOf(checked).filter(({ place }) => once.includes(place.fact));
    return repeated(texts.map(({ place, text }) => ({ place, text })).filter(long(SHORTEST_NAME)));
  };

export const sentenceTwiceCheck: Check = (checked) => {
  const sentences = textsOf(checked).flatMap(({ place, text }) =>
    text.split(SENTENCE_END).map((sentence) => ({ place, text: sentence.trim() })),
  );
  return repeated(sentences.filter(long(SHORTEST_SENTENCE)));
};

interface Piece {
  readonly place: Place;
  readonly text: string;
}

const long =
  (least: number) =>
  ({ text }: Piece): boolean =>
    bare(text).length >= least;

/** Each piece that stands in two facts, once. */
function repeated(pieces: readonly Piece[]): readonly Found[] {
  const first = new Map<string, Piece>();
  const found = new Map<string, Found>();
  for (const piece of pieces) {
    const key = bare(piece.text);
    const before = first.get(key);
    if (before === undefined) first.set(key, piece);
    else if (before.place.fact !== piece.place.fact && !found.has(key)) {
      found.set(key, {
        severity: 'note',
        facts: [piece.place.fact, before.place.fact],
        what: { code: 'twice', words: piece.text, first: before.place, second: piece.place },
        detail: key,
      });
    }
  }
  return [...found.values()];
}
