/** @module What the report may say of a fact, and how a person's words are fitted into a sentence without rewriting them. */

/** Made from a fact's state by the caller; a fact that is not in the map is absent. A count's text is the bare figure. */
export type Written =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Records: each row its texts by field; a field that was left empty is not there. */
  | { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, string>>[] }
  /** Put off (稍后补): stands as a marked blank. */
  | { readonly kind: 'gap'; readonly label: string }
  /** Never answered: absent, but a part of the report that has nothing else to say shows that something is missing. */
  | { readonly kind: 'open' };

/**
 * Cleaned, and known to hold something. No text begins with a mark or ends with one that the sentence around it brings.
 * A text has two forms: `inline` for the middle of a sentence, `standing` where it is a sentence, or several, by itself.
 */
export type Ready =
  | { readonly kind: 'text'; readonly inline: string; readonly standing: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** `items`: the rows as a list has them, where no sentence is made of each. */
  | {
      readonly kind: 'rows';
      readonly rows: readonly Readonly<Record<string, Ready>>[];
      readonly items: readonly string[];
    }
  | { readonly kind: 'gap'; readonly text: string };

/** Undefined when nothing is left: a fact of white space and marks says nothing. */
export function ready(written: Written): Ready | undefined {
  switch (written.kind) {
    case 'gap':
      return { kind: 'gap', text: blank(written.label) };
    case 'open':
      return undefined;
    case 'list': {
      const items = written.items.map((item) => inlineOf(linesOf(item))).filter((item) => item !== '');
      return items.length > 0 ? { kind: 'list', items } : undefined;
    }
    case 'rows':
      return readyRows(written.rows);
    case 'text': {
      const lines = linesOf(written.text);
      if (lines.length === 0) return undefined;
      return { kind: 'text', inline: inlineOf(lines), standing: standingOf(lines) };
    }
  }
}

function readyRows(written: readonly Readonly<Record<string, string>>[]): Ready | undefined {
  const rows = written
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).flatMap(([field, text]) => {
          const value = ready({ kind: 'text', text });
          return value === undefined ? [] : [[field, value] as const];
        }),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);
  const cells = (row: Readonly<Record<string, Ready>>): readonly string[] =>
    Object.values(row).flatMap((value) => (value.kind === 'text' ? [value.inline] : []));
  return rows.length > 0
    ? { kind: 'rows', rows, items: rows.map((row) => cells(row).join('，')) }
    : undefined;
}

/** The marked blank in the text. */
export const blank = (label: string): string => `【待补充：${inlineOf(linesOf(label))}】`;

/** Lines become clauses. */
const inlineOf = (lines: readonly string[]): string =>
  lines.map((line) => line.replace(MARKS_AT_END, '')).join('，');

/** Lines become sentences; a line that ends with a mark of its own keeps it. */
const standingOf = (lines: readonly string[]): string =>
  lines
    .map((line, index) => {
      if (index === lines.length - 1) return line.replace(MARKS_AT_END, '');
      return ENDED.test(line) ? line : `${line}。`;
    })
    .join('');

const MARKS_AT_START = /^[\s。，、；：！？．,;:!?.·]+/u;
/** A point after a letter or a figure may be part of the word. */
const MARKS_AT_END = /(?:[\s。，、；：．,;:]|(?<=[\p{Script=Han}\p{P}])\.)+$/u;
const ENDED = /[。，、；：！？．,;:!?…—][”’）》"')]?$/u;

/** Text between book marks or quotes is a name or somebody's words: nothing in it is touched. */
const KEPT = '《[^《》]*》|“[^“”]*”';
const BREAK = '[\\n\\r\\u000b\\u000c\\u0085\\u2028\\u2029]';

/** Control characters, halves of surrogate pairs, non-characters, and what turns or hides text on the page. */
const UNWANTED =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** Lines without white space at their ends and without empty ones; none begins with a mark. */
function linesOf(text: string): readonly string[] {
  const oneLineNames = text
    .replace(UNWANTED, '')
    .replace(new RegExp(KEPT, 'gu'), (kept) => kept.replace(new RegExp(BREAK, 'gu'), ''));
  return oneLineNames
    .split(new RegExp(BREAK, 'u'))
    .map((line) => closeUp(line).replace(MARKS_AT_START, '').trimEnd())
    .filter((line) => line.replace(MARKS_AT_END, '') !== '');
}

const WIDE = /[\p{Script=Han}，。、；：！？…—“”‘’《》（）【】〔〕]/u;
const DIGIT = /[0-9]/;

/** Takes out the spaces between Chinese characters, and between them and figures; makes every other one a plain space. */
function closeUp(line: string): string {
  return line.replace(new RegExp(`(${KEPT})|\\s+`, 'gu'), (match, kept: string | undefined, at: number) => {
    if (kept !== undefined) return kept;
    const before = line[at - 1] ?? '';
    const after = line[at + match.length] ?? '';
    const close =
      (WIDE.test(before) && (WIDE.test(after) || DIGIT.test(after))) ||
      (DIGIT.test(before) && WIDE.test(after));
    return close ? '' : ' ';
  });
}

/** The first sentence of a text and the rest; the text whole when it has only one. Looks past quotes and brackets. */
export function firstSentence(text: string): readonly [first: string, rest: string] {
  let depth = 0;
  let at = 0;
  for (const sign of text) {
    at += sign.length;
    if ('“‘（《'.includes(sign)) depth += 1;
    if ('”’）》'.includes(sign)) depth = Math.max(0, depth - 1);
    const ends = '。！？'.includes(sign) && !/^[，。、；：！？]/u.test(text.slice(at));
    if (depth === 0 && ends) return [text.slice(0, at), text.slice(at)];
  }
  return [text, ''];
}

const ORDINAL =
  /^(?:[一二三四五六七八九十]+是(?:要)?[，：]?|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.、．])\s*(?![一二三四五六七八九十\d])/u;

/** A text that people number themselves, 「1.」 「一是」 「（一）」: without the number. */
export const withoutOrdinal = (text: string): string => text.replace(ORDINAL, '');

/** The text counts its own points, 「一是…二是…」: numbers of ours before it would be one row too many. */
export const countsItself = (text: string): boolean =>
  /^一是.*[。；，]二是/su.test(text) ||
  /^(?:[（(][一1][）)]|[一1][、.．]).*[。；，](?:[（(][二2][）)]|[二2][、.．])/su.test(text);
