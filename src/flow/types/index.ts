/** @module All types of facts by name. */
import type { FactDefinition, FactTypeName } from '../definition.ts';
import { claim } from './claim.ts';
import { count } from './count.ts';
import { list } from './list.ts';
import { longText } from './longText.ts';
import { oneOf } from './oneOf.ts';
import { text } from './text.ts';
import type { FactType } from './type.ts';

const TYPES: Readonly<Record<FactTypeName, FactType>> = { count, text, longText, oneOf, list, claim };

export const typeOf = (fact: FactDefinition): FactType => TYPES[fact.type];
