/** @module The reader of typed text, on the kind that asks for most. */
import type { FactDefinition } from '../../src/flow/definition.ts';
import { readMessage } from '../../src/flow/reading.ts';
import { kinds } from '../support/office.ts';
import { type Figure, figure, median } from './measure.ts';

const CONTEXT = { year: 2026, now: Date.parse('2026-11-20T02:00:00Z') };
const TIMES = 300;
/** Ten times as many characters may take this many times as long: twice what is exactly linear. */
const LINEAR = 20;

export function benchReading(): readonly Figure[] {
  const facts = [...kinds.values()]
    .map(({ flow }) => flow.facts)
    .reduce((most, some) => (some.size > most.size ? some : most));
  const all = answers(facts);
  const [short, long, longest] = [200, 1000, 10_000].map((length) => read(all.slice(0, length), facts));
  return [
    figure('reader, 200 characters, largest kind, p50', 'ms', short ?? 0, undefined, {
      text: '< 1 ms',
      met: (_, ours) => ours < 1,
    }),
    figure('reader, 10,000 characters (floor: 1,000), p50', 'ms', longest ?? 0, long, {
      text: `<= ${LINEAR}x, linear`,
      met: (ratio) => ratio <= LINEAR,
    }),
  ];
}

/** Facts by their names with an example as value, as a secretary lists them; more than ten thousand characters. */
function answers(facts: ReadonlyMap<string, FactDefinition>): string {
  const some = [...facts.values()].map(
    ({ label, example, unit }, n) => `${label}${example ?? n}${unit ?? ''}`,
  );
  const once = `${some.join('，')}。\n`;
  return once.repeat(Math.ceil(10_000 / once.length));
}

/** ms, median. */
function read(text: string, facts: ReadonlyMap<string, FactDefinition>): number {
  const times = Array.from({ length: TIMES }, () => {
    const begun = performance.now();
    readMessage(text, facts, CONTEXT);
    return performance.now() - begun;
  });
  return median(times.slice(TIMES / 3));
}
