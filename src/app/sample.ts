/** @module Sample facts of a kind, to see its template written out: each fact's own example, else a stand-in that shows. */
import type { Asked, Flow } from '../flow/definition.ts';
import type { FactState, Facts, FactValue } from '../flow/model.ts';
import { typeOf } from '../flow/types/index.ts';
import { isProblem } from '../flow/types/type.ts';

/** Words that are read as a value where the fact brings no example; a text stands in by its label. */
const STAND_INS: Readonly<Record<string, string>> = {
  count: '3',
  money: '120万元',
  percentage: '95%',
  date: '6月30日',
  month: '6月',
  period: '上半年',
  yesNo: '是',
};

/** Every fact that is asked and can be given a value; `now`: the day its examples are read on. */
export function sampleFacts(flow: Flow, year: number, now: number): Facts {
  const source = { by: 'sample', at: 0, via: 'sample' };
  const asked = [...flow.facts.values()].filter(({ derived }) => derived === undefined);
  const states = asked.flatMap((fact): readonly (readonly [string, FactState])[] => {
    const value = fact.type === 'records' ? rowsFor(fact, year, now) : valueFor(fact, year, now);
    return value === undefined ? [] : [[fact.id, { status: 'given', value, version: 1, source }]];
  });
  return Object.fromEntries(states);
}

function valueFor(fact: Asked, year: number, now: number): FactValue | undefined {
  if (fact.type === 'claim') return fact.sentence;
  const standIn = STAND_INS[fact.type] ?? fact.options?.[0] ?? `〈${fact.label}〉`;
  for (const words of [fact.example, standIn]) {
    if (words === undefined) continue;
    const said = typeOf(fact).parse(words, fact, { year, now });
    if (said.read === 'value') return said.value;
  }
  return undefined;
}

/** Two rows: a template's row shows what it does only with more than one. */
function rowsFor(fact: Asked, year: number, now: number): FactValue | undefined {
  const cells = (fact.fields ?? []).flatMap((field): readonly (readonly [string, string | number])[] => {
    const value = valueFor(field, year, now);
    return typeof value === 'string' || typeof value === 'number' ? [[field.id, value]] : [];
  });
  const row = Object.fromEntries(cells);
  const checked = typeOf(fact).check([row, row], fact);
  return isProblem(checked) ? undefined : checked;
}
