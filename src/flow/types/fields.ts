/** @module The types that a field of a row can have too; apart from the others, so that records need not know themselves. */
import type { FieldDefinition } from '../definition.ts';
import { count } from './count.ts';
import { date } from './date.ts';
import { longText } from './longText.ts';
import { money } from './money.ts';
import { month } from './month.ts';
import { name } from './name.ts';
import { oneOf } from './oneOf.ts';
import { percentage } from './percentage.ts';
import { period } from './period.ts';
import { text } from './text.ts';
import type { FactType } from './type.ts';

export const FIELD_TYPES: Readonly<Record<FieldDefinition['type'], FactType>> = {
  count,
  money,
  percentage,
  date,
  month,
  period,
  oneOf,
  text,
  longText,
  name,
};

export const fieldType = (field: FieldDefinition): FactType => FIELD_TYPES[field.type];
