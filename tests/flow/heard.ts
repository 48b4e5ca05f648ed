/** @module A message as the reader hears it, on one line: `=` taken, `=?` asked back, `!` not read, `…` left over, `~` fits several facts. */
import type { FactDefinition } from '../../src/flow/definition.ts';
import { readMessage } from '../../src/flow/reading.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import { FACTS } from './reading-facts.ts';
import { NOW } from './support.ts';

export function heard(text: string, facts: ReadonlyMap<string, FactDefinition> = FACTS): string {
  const message = readMessage(text, facts, { year: 2026, now: NOW });
  const one = message.understood.map(({ fact, what, asOf }) => {
    const until = asOf === undefined ? '' : `@${asOf}`;
    if (what.said === 'status') return `${fact.label}=${what.status}`;
    if (what.said === 'problem') return `${fact.label}!${what.problem.code}`;
    const shown = typeOf(fact).show(what.value, fact).replaceAll(' ', '');
    return `${fact.label}=${what.doubt === undefined ? '' : `?${what.doubt}:`}${shown}${until}`;
  });
  const many = message.ambiguous.map(({ facts }) => `~${facts.map(({ label }) => label).join('/')}`);
  return [...one, ...many, ...message.rest.map((words) => `…${words}`)].join(' ');
}
