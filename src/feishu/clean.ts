/** @module Text from outside without the characters that are never meant: they break XML, tokens and layouts. */

/**
 * Line ends become \n. Out go control characters (not tab and \n), lone surrogates, non-characters, and the marks that
 * turn the direction of writing around.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
      '',
    )
    .replace(/\p{Surrogate}/gu, '');
}
