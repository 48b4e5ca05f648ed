/** @module A count told in parts, or with its sum behind: 「支委会上半年6次下半年7次」「每月一次，共13次」. */
import type { FactDefinition } from './definition.ts';
import { narrow, readNumber } from './numerals.ts';
import { readAnswer } from './read-answer.ts';
import type { Piece } from './read-value.ts';
import { UNIT } from './types/count.ts';
import type { ReadingContext } from './types/type.ts';

/** All of the digits that stand there: where a row may be cut in many ways, a long one takes for ever. */
const FIGURE = '[0-9零一二两三四五六七八九十百]{1,6}(?![0-9零一二两三四五六七八九十百])';
const SPAN =
  '(?:[上下]半年|第?[一二三四1-4]季度|(?:[0-9]{1,2}|十?[一二三四五六七八九十])(?:月份?)?[-~至到—](?:[0-9]{1,2}|十?[一二三四五六七八九十])月份?|(?:1?[0-9]|十[一二]?|[一二三四五六七八九])月份?)';
const DID = '(?:是|有|共|一共|开了?|召开了?|开展了?|组织了?|搞了?|讲了?|办了?|各)?';
const SUM_WORDS = '(?:一共|总共|全年共?|共计|合计|累计|总计|共)';
const ONE = `${SPAN}${DID}(${FIGURE})(?:${UNIT})?`;
const PARTS = new RegExp(
  `^[\\s:：，,]*${DID}(?<parts>${ONE}(?:[\\s，,、；和]*${ONE})+)(?:[\\s，,、；]*${SUM_WORDS}${DID}(?<sum>${FIGURE}(?:${UNIT})?))?(?=$|[\\s，,。；;、（(])`,
);
const EACH_PART = new RegExp(ONE, 'g');
const BEFORE = new RegExp(`${SPAN}$`);
const SUM = new RegExp(
  `[，,、；\\s]\\s*(?:${SUM_WORDS}${DID}|实际|(?:搞|开|办|组织|开展)了)\\s*(?<sum>${FIGURE}(?:${UNIT}))(?=$|[\\s，,。；;、（(])`,
);
const LONGEST_SPAN = 12;
/** Nobody tells more about one count. */
const LONGEST = 80;

/** The sum of the parts that stand from `at` to `end`; the first span may stand before the name, from `from` on. */
export function inParts(
  text: string,
  {
    name,
    from,
    at,
    end,
  }: { readonly name: number; readonly from: number; readonly at: number; readonly end: number },
  fact: FactDefinition,
  context: ReadingContext,
): Piece | undefined {
  if (fact.type !== 'count') return undefined;
  const before = BEFORE.exec(narrow(text.slice(Math.max(from, name - LONGEST_SPAN), name)))?.[0] ?? '';
  const match = PARTS.exec(before + narrow(text.slice(at, Math.min(end, at + LONGEST))));
  const figures = [...(match?.groups?.['parts'] ?? '').matchAll(EACH_PART)].map(([, figure]) =>
    readNumber(figure ?? ''),
  );
  if (match === null || figures.some((figure) => figure === undefined)) return undefined;
  const sum = figures.reduce<number>((total, figure) => total + (figure ?? 0), 0);
  const told = match.groups?.['sum'];
  const said = readAnswer(told ?? String(sum), fact, context);
  if (said.said !== 'value') return undefined;
  const sure = told !== undefined && said.value === sum;
  return {
    said: sure ? said : { ...said, doubt: 'sum' },
    from: name - before.length,
    to: at + match[0].length - before.length,
  };
}

/** 「每人一次，共18人次」: what is said of one of them is followed by the whole. */
export function withSum(
  text: string,
  at: number,
  end: number,
  fact: FactDefinition,
  context: ReadingContext,
): Piece | undefined {
  if (fact.type !== 'count') return undefined;
  const match = SUM.exec(narrow(text.slice(at, Math.min(end, at + LONGEST))));
  if (match === null) return undefined;
  const said = readAnswer(match.groups?.['sum'] ?? '', fact, context);
  return said.said === 'value' ? { said, from: at, to: at + match.index + match[0].length } : undefined;
}
