/** @module One answer for one fact: 没有 / 稍后补 / 跳过, else by the type. */
import type { FactDefinition } from './definition.ts';
import type { FactValue } from './model.ts';
import type { Problem } from './problem.ts';
import { type StatusWord, statusOf } from './status.ts';
import { typeOf } from './types/index.ts';
import type { Doubt, ReadingContext } from './types/type.ts';

export type Said =
  | { readonly said: 'value'; readonly value: FactValue; readonly doubt?: Doubt }
  | { readonly said: 'status'; readonly status: StatusWord }
  | { readonly said: 'problem'; readonly problem: Problem };

export function readAnswer(words: string, fact: FactDefinition, context: ReadingContext): Said {
  const type = typeOf(fact);
  const status = statusOf(words);
  if (status === 'none' && type.none !== undefined) return { said: 'value', value: type.none };
  // 「四风没有」: no such thing happened, or nothing is to be written of it?
  if (status === 'none' && fact.sentence !== undefined)
    return { said: 'value', value: fact.sentence, doubt: 'denied' };
  if (status !== undefined) return { said: 'status', status };
  const reading = type.parse(words, fact, context);
  if (reading.read === 'none') return { said: 'status', status: 'none' };
  if (reading.read === 'problem') return { said: 'problem', problem: reading.problem };
  const { value, doubt } = reading;
  return { said: 'value', value, ...(doubt === undefined ? {} : { doubt }) };
}
