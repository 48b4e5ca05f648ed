/** A message made to be slow takes no longer for its length than any other: twice as long, about twice the work. */
import { expect, it } from 'vitest';
import { step } from '../../src/flow/step.ts';
import { pastedTable } from '../../src/ledger/paste.ts';
import { kinds } from '../support/office.ts';
import { emptyReport, ME, NOW } from './support.ts';

const LONGEST = 150_000;
/** Work that is not the message's, and the unrest of the machine, ms of CPU. */
const UNREST = 400;
/** What grows with the length takes twice as much for twice the length, what grows with its square four times. */
const MOST = 3;
const UNITS = [
  '9',
  '、',
  ' ',
  '（',
  '一',
  '十',
  '「“',
  '1月',
  '支委会',
  '支委会1',
  '。',
  '\n',
  '，3次',
  '%1',
];
const [kind] = kinds.values();

/** ms of CPU that one turn takes. */
function work(unit: string, length: number, lead = ''): number {
  const text = `${lead}${unit.repeat(length / unit.length)}`;
  const begun = process.cpuUsage();
  if (kind === undefined) throw new Error('no kind');
  const report = emptyReport({ kind: kind.flow.kind.id });
  step(kind.flow, report, { id: 'm', by: ME, at: NOW, type: 'text', text }, NOW);
  pastedTable(text);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

it.each(UNITS)('reads so many %j in a time that grows with their number', (unit) => {
  work(unit, 1000);
  const half = work(unit, LONGEST / 2);
  expect(work(unit, LONGEST)).toBeLessThan(MOST * half + UNREST);
});

/** Behind a name: figures in a row that end as no row does. */
it.each(['111、', '11次/', '一二三、'])(
  'reads so many %j behind a name in a time that grows with their number',
  (unit) => {
    const name = [...(kind?.flow.facts.values() ?? [])].find(({ type }) => type === 'count')?.label ?? '';
    work(unit, 1000, name);
    const half = work(unit, LONGEST / 2, name);
    expect(work(unit, LONGEST, name)).toBeLessThan(MOST * half + UNREST);
  },
);
