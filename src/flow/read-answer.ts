/** @module One answer for one fact: 没有 / 稍后补 / 跳过, else by the type. */
import type { FactDefinition } from './definition.ts';
import type { FactValue } from './model.ts';
import type { Problem } from './problem.ts';
import { type StatusWord, statusOf } from './status.ts';
import { talkOf } from './talk.ts';
import { decides } from './types/claim.ts';
import { typeOf } from './types/index.ts';
import type { Doubt, ReadingContext } from './types/type.ts';

export type Said =
  | { readonly said: 'value'; readonly value: FactValue; readonly doubt?: Doubt }
  | { readonly said: 'status'; readonly status: StatusWord }
  | { readonly said: 'problem'; readonly problem: Problem };

export function readAnswer(words: string, fact: FactDefinition, context: ReadingContext): Said {
  const type = typeOf(fact);
  const status = fact.type === 'claim' && decides(words) ? undefined : statusOf(words);
  if (status === 'none' && type.none !== undefined) return { said: 'value', value: type.none };
  // 「四风没有」: no such thing happened, or nothing is to be written of it?
  if (status === 'none' && fact.sentence !== undefined)
    return { said: 'value', value: fact.sentence, doubt: 'denied' };
  if (status !== undefined) return { said: 'status', status };
  // 「一个也没有就填 0」
  if (type.place === 'after' && words.trim() === '0') return { said: 'status', status: 'none' };
  const reading = type.parse(words, fact, context);
  if (reading.read === 'none') return { said: 'status', status: 'none' };
  if (reading.read === 'problem') return { said: 'problem', problem: reading.problem };
  // Where any words will do, these are of the bot and not of the report: 「还没想好」「怎么写」.
  const { value } = reading;
  const free = type.place === 'after' && fact.options === undefined;
  const doubt = free && isTalk(words, value, fact) ? 'talk' : reading.doubt;
  return { said: 'value', value, ...(doubt === undefined ? {} : { doubt }) };
}

/** Shorter items of a list are what they are: 「开会」「上课」. */
const SHORTEST_ITEM = 4;

const isTalk = (words: string, value: FactValue, { type }: FactDefinition): boolean =>
  (!(type === 'claim' && decides(words)) && talkOf(words) !== undefined) ||
  (Array.isArray(value) &&
    value.some(
      (item) => typeof item === 'string' && item.length >= SHORTEST_ITEM && talkOf(item) !== undefined,
    ));
