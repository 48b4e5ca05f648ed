/** @module Names for the paragraphs of a template, by where they stand in it: they hold whatever the facts are. */
import { goesOn, MARKS } from './marks.ts';
import { placed } from './token.ts';

const TAG = /\{\{(?:!--[\s\S]*?--|[\s\S]*?)\}\}/g;
/** A line that only steers: it leaves nothing in the text, and ends no paragraph. */
const STEERING = /^\s*\{\{(?:[#/^>!]|else\b|or\b)[^{}]*\}\}\s*$/;

/**
 * The source with a name at the front of each line of text: 「meetings/3」 is the third paragraph written in the partial
 * `meetings`, shown or not. Lines are those of the source: problems keep their place.
 */
export function withPlaces(name: string, source: string): string {
  const tags = [...source.matchAll(TAG)].map(({ index, 0: tag }) => [index, index + tag.length] as const);
  let at = 0;
  let paragraph = 0;
  let open = false;
  return source
    .split('\n')
    .map((line) => {
      const start = at;
      at += line.length + 1;
      if (tags.some(([from, to]) => from < start && start < to) || STEERING.test(line)) return line;
      const text = line.trim();
      if (text === '') {
        open = false;
        return line;
      }
      const mark = MARKS.find(([sign]) => text.startsWith(sign));
      if (mark !== undefined || !open) paragraph += 1;
      open = goesOn(mark?.[1] ?? 'paragraph');
      return placed(`${name}/${paragraph}`) + line;
    })
    .join('\n');
}
