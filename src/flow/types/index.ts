/** @module All types of facts by name. */
import type { FactTypeName } from '../definition.ts';
import { claim } from './claim.ts';
import { FIELD_TYPES } from './fields.ts';
import { list } from './list.ts';
import { records } from './records.ts';
import { severalOf } from './severalOf.ts';
import type { FactType } from './type.ts';
import { yesNo } from './yesNo.ts';

const TYPES: Readonly<Record<FactTypeName, FactType>> = {
  ...FIELD_TYPES,
  yesNo,
  severalOf,
  list,
  records,
  claim,
};

export const typeOf = (fact: { readonly type: FactTypeName }): FactType => TYPES[fact.type];
