/**
 * @module How what is no text of the template stands in the rendered text: control characters, refused in input and illegal
 * in XML, so that nothing a person or a template writes can be taken for one.
 */

/** `n` is the place in the table of what may stand for a token. */
export const token = (n: number): string => `\u0001${n}\u0002`;

/** Finds tokens; group 1 is the place in the table. */
export const TOKEN = /\u0001(\d+)\u0002/;

/** Between the phrasings of one `vary`. */
export const OR = '\u0003';

/** Begins a line that stands for all that was never asked under a heading. */
export const MISSING = '\u0004';

/** Begins a line: the name of the paragraph that it is in. */
export const placed = (name: string): string => `\u0005${name}\u0006`;

/** Finds such names; group 1 is the name. */
export const PLACED = /\u0005([^\u0006]*)\u0006/g;
