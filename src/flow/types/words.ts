/** @module What all types of text have in common: tidying, limits, blanks that were left in, lists. */
import type { PlainProblem } from '../problem.ts';

/** Marks a text must not carry into a report: 「XX次」, 「**」, our own gap marks. */
const BLANKS = /[XxＸ×]{2,}|\*{1,}|【[^】]*】|_{2,}|某某/;
/** Points to a text that is not here; nothing can be written of it. */
const ELSEWHERE =
  /^(?:同上|同前|略|(?:详?见|看|如|按|以)(?:上|前|下?图|附[件图表]|文件|台账)(?:为准)?|以上|老样子|一样|不变|没变化|(?:和|跟|与|同)?(?:去年|上年|往年|前面|上面|之前|上次)(?:的)?(?:一样|相同|差不多|不变|那个)|(?:和|跟|与|同)(?:去年|上年|往年))(?:的|吧|了)*$/;

/**
 * White space at the ends gone, line ends unified, characters that no document can hold removed
 * (control characters of XML 1.0 and lone surrogates); everything else stays as typed.
 */
export function tidy(words: string): string {
  return UNTIDY.test(words) ? tidied(words) : words.trim();
}

/** Most words hold nothing of it. */
const UNTIDY = /[\r\n\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/;

function tidied(words: string): string {
  return words
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Lines joined, without the white space around their ends. */
export const oneLine = (words: string, between: string): string =>
  tidy(words)
    .split('\n')
    .map((line) => line.trim())
    .join(between);

/** A text within its limit and without blanks left to fill, or what is wrong with it. */
export function textOrProblem(words: string, most: number): string | PlainProblem {
  const text = tidy(words);
  if (text === '') return { code: 'empty' };
  if ([...text].length > most) return { code: 'too-long', most };
  if (!/[\p{L}\p{N}]/u.test(text)) return { code: 'no-words' };
  if (text.length < 20 && ELSEWHERE.test(text.replace(/[\s。.…~～！!]+$/, ''))) return { code: 'elsewhere' };
  const blank = BLANKS.exec(text);
  return blank === null ? text : { code: 'placeholder', found: blank[0] };
}

/** Numbers that people put before their own points: 1. （一） 一是 第一， ① -. */
export const NUMBERING =
  /^(?:[（(]\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[)）]|[0-9０-９]{1,2}\s*[)）、.．](?!\d)|[一二三四五六七八九十]{1,2}[、.．]|[一二三四五六七八九十]{1,2}是(?:要)?[，,：:]?|第[一二三四五六七八九十]{1,2}(?:[，,、：:]|是)|[①-⑳]|[-•·*—]+)\s*/;

const NUMBERED =
  /(?<=[\n，,；;、。\s])(?=(?:[0-9０-９]{1,2}[、.．](?!\d)|[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]{1,2}[，,、：:]))|(?=[（(][0-9一二三四五六七八九十]{1,2}[)）])|(?=[①-⑳])/;

/**
 * Cut at the separators, and at numbers where people number their points. A separator inside 《》, “” or （） belongs
 * to the name; 《》 next to 《》 are two.
 */
export function splitItems(words: string, separators = '、，,；;'): string[] {
  const points = NUMBERING.test(words)
    ? words.split(NUMBERED).map((point) => point.replace(NUMBERING, ''))
    : [words];
  return points
    .flatMap((point) => cut(point, separators))
    .map((part) =>
      part
        .trim()
        .replace(NUMBERING, '')
        .replace(/[。.]$/, '')
        .trim(),
    )
    .filter((part) => part !== '');
}

function cut(words: string, separators: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const sign of words) {
    if (sign === '《' && depth === 0 && item.endsWith('》')) {
      items.push(item);
      item = '';
    }
    if ('《“（(「『'.includes(sign)) depth += 1;
    if ('》”）)」』'.includes(sign)) depth = Math.max(0, depth - 1);
    if (sign === '\n' || (depth === 0 && separators.includes(sign))) {
      if (sign === '\n') depth = 0;
      items.push(item);
      item = '';
    } else item += sign;
  }
  return [...items, item];
}
