/** Facts as the checks see them, from a few words each. */

import type { Check, Found } from '../../src/checks/found.ts';
import { type FactDefinition, factSchema } from '../../src/flow/definition.ts';
import type { Checked, KnownFact } from '../../src/flow/finding.ts';
import type { FactValue } from '../../src/flow/model.ts';

export interface Given {
  readonly type?: FactDefinition['type'];
  readonly label?: string;
  readonly unit?: string;
  readonly aliases?: readonly string[];
  readonly rule?: object;
  readonly sentence?: string;
  readonly fields?: readonly { readonly id: string; readonly type: string; readonly label: string }[];
  readonly value: FactValue;
  readonly day?: string;
}

const typeFor = (value: FactValue): FactDefinition['type'] =>
  typeof value === 'number' ? 'count' : Array.isArray(value) ? 'list' : 'longText';

/** A bare value is a count, a list or a long text. */
export function checkedOf(
  facts: Readonly<Record<string, FactValue | Given>>,
  about: { readonly year?: number; readonly kind?: string; readonly open?: readonly string[] } = {},
): Checked {
  const known = Object.entries(facts).map(([id, given]): [string, KnownFact] => {
    const {
      value,
      day = '2026-11-20',
      type,
      label = id,
      ...rest
    } = isGiven(given) ? given : { value: given };
    const definition = factSchema.parse({ id, type: type ?? typeFor(value), label, ...rest });
    return [id, { definition, value, day }];
  });
  return {
    year: about.year ?? 2026,
    kind: about.kind ?? '项目党支部书记抓党建述职',
    facts: new Map(known),
    open: new Set(about.open),
  };
}

const isGiven = (given: FactValue | Given): given is Given =>
  typeof given === 'object' && !Array.isArray(given);

/** What a check finds, by code; with the change it proposes. */
export const codes = (check: Check, checked: Checked): readonly string[] =>
  check(checked).map(({ what }) => what.code);

export const mends = (found: readonly Found[]): readonly FactValue[] =>
  found.flatMap(({ mend }) => (mend === undefined ? [] : [mend.value]));
