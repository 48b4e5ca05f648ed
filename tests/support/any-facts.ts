/** Facts of any kind for properties: of every type a few values as people give them, hostile ones among them. */
import fc from 'fast-check';
import type { FactDefinition, Flow } from '../../src/flow/definition.ts';
import type { FactState, Facts, FactValue } from '../../src/flow/model.ts';
import { typeOf } from '../../src/flow/types/index.ts';

const SOURCE = { by: 'ou_me', at: Date.parse('2026-11-20T02:02:00Z'), via: 'm1' };
const CONTEXT = { year: 2026, now: SOURCE.at };

const WORDS: Readonly<Record<string, readonly string[]>> = {
  count: ['0', '7', '365'],
  money: ['612.5亿元', '35万元'],
  percentage: ['30.8%', '100%'],
  date: ['3月8日', '2026年7月1日'],
  month: ['3月', '2026年11月'],
  period: ['3月中旬', '3月至5月'],
  yesNo: ['是', '否'],
  claim: ['属实'],
};
const TEXTS = [
  '第88号工地',
  '把“两班倒”改成三班，8月起每月12日对账。成效：下降15%。',
  '{{x}} 和 </w:t> 都是字，100个',
  '《2026年计划》\n第二行：3次',
  '甲7、乙8、丙9',
];

function valuesOf(fact: FactDefinition): readonly FactValue[] {
  const read = (words: string): readonly FactValue[] => {
    const said = typeOf(fact).parse(words, fact, CONTEXT);
    return said.read === 'value' ? [said.value] : [];
  };
  if (fact.type === 'claim') return [fact.sentence ?? ''];
  if (fact.type === 'records') return [[rowOf(fact, 0), rowOf(fact, 1)]];
  const words =
    WORDS[fact.type] ?? (fact.options === undefined ? TEXTS : [fact.options.join('、'), ...fact.options]);
  return words.flatMap(read);
}

function rowOf(fact: FactDefinition, n: number): Record<string, string | number> {
  const cells = (fact.fields ?? []).map((field): [string, string | number] => {
    const asked = { ...field, aliases: [], sensitive: false };
    const words = WORDS[field.type] ?? field.options ?? ['3号标段', '第21次'];
    const said = typeOf(asked).parse(words[n % words.length] ?? '', asked, CONTEXT);
    const value = said.read === 'value' ? said.value : '';
    return [field.id, typeof value === 'number' ? value : String(value)];
  });
  return Object.fromEntries(cells);
}

/** Any subset of what a kind asks, given, put off, or denied. */
export function anyFacts(flow: Flow): fc.Arbitrary<Facts> {
  const state = (fact: FactDefinition): fc.Arbitrary<readonly [string, FactState] | undefined> => {
    const base = { version: 1, source: SOURCE };
    const values = valuesOf(fact).map((value): FactState => ({ ...base, status: 'given', value }));
    const others: readonly FactState[] = [
      { ...base, status: 'later' },
      { ...base, status: 'none' },
    ];
    return fc
      .oneof(
        { weight: 3, arbitrary: fc.constantFrom(...values, ...(values.length === 0 ? others : [])) },
        { weight: 1, arbitrary: fc.constantFrom(...others, undefined) },
      )
      .map((chosen) => (chosen === undefined ? undefined : [fact.id, chosen]));
  };
  return fc
    .tuple(...[...flow.facts.values()].map(state))
    .map((all) => Object.fromEntries(all.flatMap((one) => (one === undefined ? [] : [one]))));
}
