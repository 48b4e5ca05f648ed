/** @module The rendered text as an outline: paragraphs by their first mark, each sentence with what is left of it. */
import { parseLine, sentencesOf } from './line.ts';
import { goesOn, MARKS } from './marks.ts';
import { type Entry, type Spoken, speak } from './sentence.ts';
import { PLACED } from './token.ts';

/** A sentence that stayed. `first`: it is the first of its paragraph in the template, too. */
export interface Said extends Spoken {
  readonly first: boolean;
}

/** `name`: of its first line's place in the template. `missing` stands for a part that says nothing else. */
export type Unit =
  | {
      readonly unit: 'title' | 'byline' | 'heading' | 'run-in' | 'item' | 'paragraph' | 'closing' | 'missing';
      readonly name: string;
      readonly said: readonly Said[];
    }
  | {
      readonly unit: 'signature';
      readonly name: string;
      readonly said: readonly Said[];
      readonly date: readonly Said[];
    };

/** Text goes on to the next empty line or the next mark, joined without a space; a title or a heading is one line. */
export function outline(text: string, table: readonly Entry[]): readonly Unit[] {
  const units: { unit: Unit['unit']; name: string; text: string }[] = [];
  let open = false;
  for (const raw of text.split('\n')) {
    const name = [...raw.matchAll(PLACED)][0]?.[1] ?? '';
    const line = raw.replace(PLACED, '').trim();
    const mark = MARKS.find(([sign]) => line.startsWith(sign));
    const last = units.at(-1);
    if (line === '') open = false;
    else if (mark !== undefined) {
      units.push({ unit: mark[1], name, text: line.slice(mark[0].length).trim() });
      open = goesOn(mark[1]);
    } else if (open && last !== undefined) last.text += line;
    else {
      units.push({ unit: 'paragraph', name, text: line });
      open = true;
    }
  }
  return units.map(({ unit, name, text: own }) => read(unit, name, own, table));
}

function read(unit: Unit['unit'], name: string, text: string, table: readonly Entry[]): Unit {
  if (unit !== 'signature') return { unit, name, said: say(text, table) };
  const [signed = '', date = ''] = text.split(/\s\|\s/);
  return { unit, name, said: say(signed, table), date: say(date, table) };
}

function say(text: string, table: readonly Entry[]): readonly Said[] {
  // The check of the template has seen that brackets match on each line; what does not match here is shown as it is.
  const sentences = sentencesOf(parseLine(text) ?? [{ text }]);
  return sentences.flatMap((sentence, index) => {
    const spoken = speak(sentence, table);
    return spoken === undefined ? [] : { ...spoken, first: index === 0 };
  });
}
