/** @module What all types of text have in common: tidying, limits, blanks that were left in. */
import type { Problem } from '../model.ts';

/** Marks a text must not carry into a report: 「XX次」, 「**」, our own gap marks. */
const BLANKS = /[XxＸ×]{2,}|\*{1,}|【[^】]*】|_{2,}|某某/;

/**
 * White space at the ends gone, line ends unified, characters that no document can hold removed
 * (control characters of XML 1.0 and lone surrogates); everything else stays as typed.
 */
export function tidy(words: string): string {
  return words
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[ \t\u3000]+\n/g, '\n')
    .trim();
}

/** A text within its limit and without blanks left to fill, or what is wrong with it. */
export function textOrProblem(words: string, most: number): string | Problem {
  const text = tidy(words);
  if (text === '') return { code: 'empty' };
  if ([...text].length > most) return { code: 'too-long', most };
  const blank = BLANKS.exec(text);
  return blank === null ? text : { code: 'placeholder', found: blank[0] };
}
