/** @module Which report a message names: a number on the list of kinds, or a part of one kind's title. */
import { narrow } from '../flow/numerals.ts';

export interface Named {
  readonly id: string;
  readonly title: string;
}

const ASKS = /^(?:换到|换成|换回|切换到?|改写|回到)/;
const AROUND =
  /^(?:(?:请|帮我|给我|我要|我想|我是|想|要|写|选|就|第)+)|(?:的|那份|那种|这种|这个|那个|种|吧|报告|[。.!！])+$/g;
const ORDINALS = '一二三四五六七八九';
/** Shorter words name too much. */
const SHORTEST = 3;

/**
 * `first`: nothing is chosen yet, so that a bare number or a bare part of a title is the choice; later only the whole
 * title is, or words that ask for a change. Undefined when no kind is meant, or several could be.
 */
export function kindNamed(text: string, kinds: readonly Named[], first: boolean): string | undefined {
  const said = narrow(text).replace(/\s/g, '');
  const words = said.replace(ASKS, '').replace(AROUND, '');
  const number = /^\d$/.test(words) ? Number(words) : ORDINALS.indexOf(words) + 1;
  if (first && words.length === 1 && number > 0) return kinds[number - 1]?.id;
  const whole = kinds.filter(({ title }) => narrow(title) === said);
  if (whole.length === 1) return whole[0]?.id;
  if (!(first || ASKS.test(said)) || words.length < SHORTEST) return undefined;
  const meant = kinds.filter(({ title }) => within(words, narrow(title)));
  return meant.length === 1 ? meant[0]?.id : undefined;
}

/** All its characters in their order: 「项目党支部抓党建」 leaves out what is between. */
function within(words: string, title: string): boolean {
  let at = 0;
  for (const sign of words) {
    at = title.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
