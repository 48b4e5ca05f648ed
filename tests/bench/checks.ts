/** @module What is looked for in a report whose facts are all given; a turn asks for it three times at most. */
import { readFileSync } from 'node:fs';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { Flow } from '../../src/flow/definition.ts';
import { findingsOf } from '../../src/flow/findings.ts';
import { kinds } from '../support/office.ts';
import { type Figure, figure, median } from './measure.ts';

const TIMES = 60;
const MOST_MS = 20;

export function benchChecks(): readonly Figure[] {
  const slowest = Math.max(...[...kinds].map(([id, { flow }]) => examined(id, flow)));
  return [
    figure('checks of a whole report, slowest kind, p50', 'ms', slowest, undefined, {
      text: `<= ${MOST_MS} ms`,
      met: (_, ours) => ours <= MOST_MS,
    }),
  ];
}

/** ms, median. */
function examined(id: string, flow: Flow): number {
  const read = readFactsFile(readFileSync(`tests/fixtures/${id}.facts.json`, 'utf8'), flow);
  if ('wrong' in read) throw new Error(JSON.stringify(read.wrong));
  const about = { tenant: 't', unit: 'u', year: read.year, kind: id, people: {}, created: 0 };
  const times = Array.from({ length: TIMES }, () => {
    const begun = performance.now();
    findingsOf(flow, { about, facts: read.facts });
    return performance.now() - begun;
  });
  return median(times.slice(TIMES / 3));
}
