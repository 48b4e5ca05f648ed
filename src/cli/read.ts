/** @module `read --kind K "…"`: what the reader makes of a message, as JSON; nothing is stored. */
import { parseArgs } from 'node:util';
import { yearOf } from '../app/calendar.ts';
import type { FactDefinition, Flow } from '../flow/definition.ts';
import type { FactValue } from '../flow/model.ts';
import { readMessage, type Understood } from '../flow/reading.ts';
import { explain, whyDoubted } from '../flow/words.ts';

/** What was read without a doubt; 没有 and 稍后补 as `{ "status": … }`, as in a file of facts. */
export interface ReadFact {
  readonly fact: string;
  readonly label: string;
  readonly value: FactValue | { readonly status: string };
  readonly words: string;
  readonly asOf?: string;
}

/** What is asked back: `reading` is the value it would have, null where there is none; several facts go by the name. */
export type ReadDoubt = (
  | { readonly fact: string; readonly label: string }
  | { readonly facts: readonly string[]; readonly label: string }
) & { readonly reading: FactValue | null; readonly words: string; readonly why: string };

export interface Heard {
  readonly understood: readonly ReadFact[];
  readonly doubtful: readonly ReadDoubt[];
  readonly rest: string;
}

/** `now`: ms since the epoch. */
export function hear(flow: Flow, text: string, year: number, now: number): Heard {
  const message = readMessage(text, flow.facts, { year, now });
  const several = message.ambiguous.map(
    ({ facts, words }): ReadDoubt => ({
      facts: facts.map(({ id }) => id),
      label: facts.map(({ label }) => label).join('、'),
      reading: null,
      words,
      why: '这个名称可以指几项，要问是哪一项',
    }),
  );
  return {
    understood: message.understood.flatMap(certain),
    doubtful: [...message.understood.flatMap(doubtful), ...several],
    rest: message.rest.join('；'),
  };
}

function certain({ fact, what, words, asOf }: Understood): readonly ReadFact[] {
  if (what.said === 'problem' || (what.said === 'value' && what.doubt !== undefined)) return [];
  const value = what.said === 'status' ? { status: what.status } : what.value;
  return [{ ...named(fact), value, words, ...(asOf === undefined ? {} : { asOf }) }];
}

function doubtful({ fact, what, words }: Understood): readonly ReadDoubt[] {
  if (what.said === 'problem') {
    return [{ ...named(fact), reading: null, words, why: explain(what.problem, fact) }];
  }
  if (what.said !== 'value' || what.doubt === undefined) return [];
  return [{ ...named(fact), reading: what.value, words, why: whyDoubted(what.doubt) }];
}

const named = ({ id, label }: FactDefinition) => ({ fact: id, label });

const OPTIONS = { kind: { type: 'string' }, year: { type: 'string' } } as const;

export function readCommand(
  args: readonly string[],
  kinds: ReadonlyMap<string, { readonly flow: Flow }>,
  { say, complain }: { readonly say: (line: string) => void; readonly complain: (line: string) => void },
  now: number,
): number {
  const usage = `用法：read --kind K [--year 2026] "要读的话"，K 可选：${[...kinds.keys()].join('、')}`;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const kind = kinds.get(values.kind ?? '');
    const year = values.year === undefined ? yearOf(now) : Number(values.year);
    if (kind !== undefined && positionals.length > 0 && Number.isInteger(year)) {
      say(JSON.stringify(hear(kind.flow, positionals.join('\n'), year, now), null, 2));
      return 0;
    }
    complain(usage);
  } catch (cause) {
    complain(`看不懂：${cause instanceof Error ? cause.message : String(cause)}\n${usage}`);
  }
  return 2;
}
