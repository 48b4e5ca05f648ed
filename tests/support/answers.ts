/** @module The fixture's values as a secretary gives them: by card, for forms and for typing. */
import { readFileSync } from 'node:fs';
import type { Flow } from '../../src/flow/definition.ts';
import { typeOf } from '../../src/flow/types/index.ts';
import type { Written } from '../../src/report/written.ts';

const fixture = JSON.parse(readFileSync('tests/fixtures/project-branch.facts.json', 'utf8')) as {
  readonly facts: Readonly<Record<string, string | number | boolean | string[]>>;
};

/** What she writes into each field of the needed cards; claims are chosen. */
export function formFor(facts: readonly string[]): Record<string, string> {
  return Object.fromEntries(facts.flatMap((id) => (id in fixture.facts ? [[id, spoken(id)]] : [])));
}

function spoken(id: string): string {
  const value = fixture.facts[id];
  if (value === true) return 'yes';
  return Array.isArray(value) ? value.join('、') : String(value);
}

export const value = (id: string) => fixture.facts[id];

function textsOf(written: Written): readonly string[] {
  switch (written.kind) {
    case 'list':
      return written.items;
    case 'rows':
      return written.rows.flatMap((row) => Object.values(row));
    case 'gap':
      return [written.label];
    case 'text':
      return [written.text];
    default:
      return [];
  }
}

/** Every text that must stand in the draft when all needed facts were given; counts with their unit. */
export function expectedTexts(flow: Flow, facts: readonly string[]): readonly string[] {
  return facts.flatMap((id) => {
    const fact = flow.facts.get(id);
    const given = fixture.facts[id];
    if (fact === undefined || given === undefined) return [];
    if (given === true) return [(fact.sentence ?? '').replace(/。$/, '')];
    return textsOf(typeOf(fact).write(given, fact)).map((text) => text.replace(/。$/, ''));
  });
}
