/** @module How a fact stands in the rendered text: opaque, refused in input, illegal in XML. */

/** `n` is the fact's place in the template's table of names. */
export const token = (n: number): string => `\u0001${n}\u0002`;

/** Finds tokens; group 1 is the place in the table. */
export const TOKEN = /\u0001(\d+)\u0002/;

/** Between the phrasings of one `vary`. */
export const OR = '\u0003';
