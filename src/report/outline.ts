/** @module The rendered text as an outline: paragraphs by their first mark, each sentence with what is left of it. */
import { parseLine, sentencesOf } from './line.ts';
import { type Entry, type Spoken, speak } from './sentence.ts';

/** A sentence that stayed. `first`: it is the first of its paragraph in the template, too. */
export interface Said extends Spoken {
  readonly first: boolean;
}

export type Unit =
  | {
      readonly unit: 'title' | 'byline' | 'heading' | 'run-in' | 'item' | 'paragraph';
      readonly said: readonly Said[];
    }
  | { readonly unit: 'signature'; readonly said: readonly Said[]; readonly date: readonly Said[] };

/** First characters of a line, longest first. */
const MARKS = [
  ['##', 'run-in'],
  ['#', 'heading'],
  ['=', 'title'],
  ['>', 'byline'],
  ['-', 'item'],
  ['@', 'signature'],
] as const;

/** Text goes on to the next empty line or the next mark, joined without a space; a title or a heading is one line. */
export function outline(text: string, table: readonly Entry[]): readonly Unit[] {
  const units: { unit: Unit['unit']; text: string }[] = [];
  let open = false;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    const mark = MARKS.find(([sign]) => line.startsWith(sign));
    const last = units.at(-1);
    if (line === '') open = false;
    else if (mark !== undefined) {
      units.push({ unit: mark[1], text: line.slice(mark[0].length).trim() });
      open = mark[1] === 'run-in' || mark[1] === 'item';
    } else if (open && last !== undefined) last.text += line;
    else {
      units.push({ unit: 'paragraph', text: line });
      open = true;
    }
  }
  return units.map((unit) => read(unit.unit, unit.text, table));
}

function read(unit: Unit['unit'], text: string, table: readonly Entry[]): Unit {
  if (unit !== 'signature') return { unit, said: say(text, table) };
  const [name = '', date = ''] = text.split(/\s\|\s/);
  return { unit, said: say(name, table), date: say(date, table) };
}

function say(text: string, table: readonly Entry[]): readonly Said[] {
  // The check of the template has seen that brackets match on each line; what does not match here is shown as it is.
  const sentences = sentencesOf(parseLine(text) ?? [{ text }]);
  return sentences.flatMap((sentence, index) => {
    const spoken = speak(sentence, table);
    return spoken === undefined ? [] : { ...spoken, first: index === 0 };
  });
}
