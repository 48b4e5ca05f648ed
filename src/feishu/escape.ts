/** @module A person's own words in places that parse markup: there they must stay plain characters. */

/** The entities that the card documentation names, and four more that CommonMark reads as markup. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&#38;',
  '<': '&#60;',
  '>': '&#62;',
  '*': '&#42;',
  _: '&#95;',
  '~': '&#126;',
  '`': '&#96;',
  '[': '&#91;',
  ']': '&#93;',
  '(': '&#40;',
  ')': '&#41;',
  '#': '&#35;',
  '|': '&#124;',
  ':': '&#58;',
  '-': '&#45;',
  '!': '&#33;',
  '\\': '&#92;',
  '+': '&#43;',
  '=': '&#61;',
  $: '&#36;',
};

/** For the content of a `markdown` element. Indentation goes (four blanks would be code), 「1.」 is no list. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[&<>*_~`[\]()#|:!\\+=$-]/g, (character) => ENTITIES[character] ?? character)
    .replace(/(^|\n)[ \t]+/g, '$1')
    .replace(/(^|\n)(\d+)\./g, '$1$2&#46;');
}

/**
 * For a message of type `text`, which reads `<at>`, `<b>` and `[text](url)` and has no documented escape:
 * look-alikes that mean nothing to it.
 */
export function escapeText(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('](', '］（');
}

/** For `plain_text` and the summary, which parse nothing; tags that could call people are defused all the same. */
export function defuse(text: string): string {
  return text.replace(/<(?=\s*\/?\s*(?:at|person)\b)/gi, '＜');
}

/** At most `most` characters (not code units), the last one `…` when something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(0, most - 1)).join('')}…`;
}
