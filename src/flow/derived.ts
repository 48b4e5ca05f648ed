/**
 * @module Facts that are computed and never asked: shares, rates, sums and differences. Exact in whole ten-thousandths,
 * rounded half up once, at the end. Unknown while a part is unknown; what she gave by hand is hers and stays.
 */
import { applies } from './agenda.ts';
import type { Scale } from './amounts.ts';
import type { FactDefinition, Flow } from './definition.ts';
import { type Derived, partsOf } from './derived-schema.ts';
import type { FactId, FactState, Facts, FactValue } from './model.ts';
import { typeOf } from './types/index.ts';
import { type Money, moneyOf, moneyUnits, moneyWith } from './types/money.ts';

export interface Computed {
  readonly fact: FactDefinition;
  /** As if it had been given, by whoever gave the newest part; never stored. */
  readonly state: FactState & { readonly value: FactValue };
  /** 「16 ÷ 52 = 30.8%」 */
  readonly arithmetic: string;
  readonly parts: readonly FactId[];
}

/** What the facts come to: of those that she neither gave nor declined, whose parts are all given and still apply. */
export function computedOf(flow: Flow, facts: Facts): ReadonlyMap<FactId, Computed> {
  const all = [...flow.derived].flatMap(([id, derived]): (readonly [FactId, Computed])[] => {
    const fact = flow.facts.get(id);
    const status = facts[id]?.status;
    if (fact === undefined || status === 'given' || status === 'none' || !applies(flow, id, facts)) return [];
    const computed = compute(flow, fact, derived, facts);
    return computed === undefined ? [] : [[id, computed]];
  });
  return new Map(all);
}

/** The facts with what they come to. */
export function withComputed(flow: Flow, facts: Facts): Facts {
  const computed = [...computedOf(flow, facts)].map(([id, { state }]) => [id, state] as const);
  return computed.length === 0 ? facts : { ...facts, ...Object.fromEntries(computed) };
}

function compute(flow: Flow, fact: FactDefinition, derived: Derived, facts: Facts): Computed | undefined {
  const parts = partsOf(derived);
  const known = parts.flatMap((id) => {
    const state = facts[id];
    const definition = flow.facts.get(id);
    if (definition === undefined || state?.status !== 'given' || state.value === undefined) return [];
    const amount = applies(flow, id, facts) ? amountOf(state.value) : undefined;
    return amount === undefined ? [] : [{ amount, said: typeOf(definition).show(state.value, definition) }];
  });
  const [first, ...rest] = known;
  const alike = known.every(({ amount }) => amount.currency === first?.amount.currency);
  if (first === undefined || known.length !== parts.length || !alike) return undefined;
  const value = figureOf(
    derived,
    first.amount,
    rest.map(({ amount }) => amount),
  );
  if (value === undefined) return undefined;
  const sign = SIGNS[derived.by];
  const states = parts.flatMap((id) => facts[id] ?? []);
  const newest = states.reduce((one, other) => (other.version > one.version ? other : one));
  const { words: _, form: __, ...source } = newest.source;
  const state = { status: 'given', value, version: newest.version, source } as const;
  const arithmetic = `${known.map(({ said }) => said).join(` ${sign} `)} = ${typeOf(fact).show(value, fact)}`;
  return { fact, state, arithmetic, parts };
}

const SIGNS: Readonly<Record<Derived['by'], string>> = { share: '÷', rate: '÷', sum: '+', difference: '−' };

interface Amount {
  /** Ten-thousandths: a count, or an amount in its currency. */
  readonly units: bigint;
  readonly currency: string;
  readonly money?: Money;
}

const GRAIN = 10_000n;

function amountOf(value: FactValue): Amount | undefined {
  if (typeof value === 'number') return { units: BigInt(value) * GRAIN, currency: '' };
  const money = moneyOf(value);
  return money === undefined ? undefined : { units: moneyUnits(money), currency: money.currency, money };
}

function figureOf(derived: Derived, first: Amount, rest: readonly Amount[]): FactValue | undefined {
  if (derived.by === 'share' || derived.by === 'rate') {
    const [whole] = rest;
    return whole === undefined ? undefined : percentOf(first.units, whole.units, derived.places);
  }
  const others = rest.reduce((sum, { units }) => sum + units, 0n);
  const units = derived.by === 'sum' ? first.units + others : first.units - others;
  if (units < 0n) return undefined;
  if (first.money === undefined) return Number(units / GRAIN);
  const scale: Scale = first.money.scale;
  return moneyWith(units, scale, first.money.currency);
}

/** 「30.8%」: half up, with exactly so many places; nothing is a part of nought. */
function percentOf(part: bigint, whole: bigint, places: number): string | undefined {
  if (whole === 0n) return undefined;
  const scale = 10n ** BigInt(places);
  const rounded = (2n * part * 100n * scale + whole) / (2n * whole);
  const digits = String(rounded).padStart(places + 1, '0');
  const point = digits.length - places;
  return `${digits.slice(0, point)}${places === 0 ? '' : `.${digits.slice(point)}`}%`;
}
