/**
 * @module A story told in several messages: what follows shortly after a long text, and answers nothing else, goes on
 * with it, in the order in which the messages were written.
 */
import { type Answers, take } from './answers.ts';
import type { FactDefinition, Flow } from './definition.ts';
import type { Inbound } from './inbound.ts';
import type { FactState, Report, ScreenRecord, Told } from './model.ts';
import { readAnswer } from './reading.ts';
import type { ReadingContext } from './types/type.ts';

/** From the end of one message to the next, by the platform's clock, ms: as long as somebody takes to type on. */
const WINDOW = 90_000;
/** So soon after, nobody has read the next question and answered it in a text of her own. */
const AT_ONCE = 10_000;
const MOST_PIECES = 20;
/** Shorter words, and bare figures, are an answer to what is on the screen. */
const SHORTEST = 6;

const DONE =
  /^(?:我?(?:都|就|已经?)?(?:写|说|发|讲)完(?:了|啦)?|完了|就这些(?:了|吧)?|没有了|就这样(?:吧)?)[。.！!~～]*$/;
export const isDone = (report: Report, text: string): boolean =>
  report.screens[0]?.told !== undefined && DONE.test(text);

/** The story that these words go on with; undefined when they are something else. */
export function goesOn(
  flow: Flow,
  report: Report,
  screen: ScreenRecord | undefined,
  asked: readonly FactDefinition[],
  text: string,
  at: number,
): FactDefinition | undefined {
  const told = report.screens[0]?.told;
  const fact = told === undefined ? undefined : flow.facts.get(told.fact);
  if (told === undefined || fact === undefined || at - last(told) > WINDOW) return undefined;
  if (!whole(told, report.facts[fact.id]) || told.pieces.length >= MOST_PIECES) return undefined;
  if ([...text].length < SHORTEST || !/\p{L}{2}/u.test(text)) return undefined;
  const [next, ...others] = asked;
  const free =
    next !== undefined &&
    others.length === 0 &&
    ['longText', 'text', 'name', 'list', 'records'].includes(next.type);
  const seen = screen !== undefined && screen === report.screens[0];
  if (free && seen && next.id !== fact.id && at - last(told) > AT_ONCE) return undefined;
  return fact;
}

const last = (told: Told): number => Math.max(...told.pieces.map((piece) => piece.at));
/** Nobody has changed it by another way. */
const whole = (told: Told, state: FactState | undefined): boolean =>
  typeof state?.value === 'string' && state.value.length === lengthOf(told.pieces);
const lengthOf = (pieces: Told['pieces']): number =>
  pieces.reduce((sum, piece) => sum + piece.length, Math.max(0, pieces.length - 1));

/** Puts the piece where it was written. */
export function tellOn(
  answers: Answers,
  report: Report,
  fact: FactDefinition,
  text: string,
  inbound: Inbound,
  context: ReadingContext,
): Told | undefined {
  const told = report.screens[0]?.told ?? { fact: fact.id, pieces: [] };
  const value = String(report.facts[fact.id]?.value ?? '');
  const before = told.pieces.filter((piece) => piece.at <= inbound.at);
  const cut = before.length === 0 ? 0 : lengthOf(before);
  const parts = [value.slice(0, cut), text, value.slice(cut)].map((part) => part.replace(/^\n|\n$/g, ''));
  const joined = parts.filter((part) => part !== '').join('\n');
  const said = readAnswer(joined, fact, context);
  take(answers, fact, said, said.said === 'problem' ? text : joined, {
    ...{ inbound, facts: report.facts, goesOn: told.pieces.length > 0 },
  });
  if (said.said !== 'value' || said.value !== joined) return undefined;
  const pieces = [...told.pieces, { at: inbound.at, length: text.length }].sort((a, b) => a.at - b.at);
  return { fact: fact.id, pieces };
}

/** After a first message: there may be more to come. */
export function begun(answers: Answers, asked: readonly FactDefinition[], at: number): Told | undefined {
  const [fact, ...others] = asked;
  if (fact?.type !== 'longText' || others.length > 0) return undefined;
  const { value, status } = answers.facts[fact.id] ?? {};
  return typeof value === 'string' && status === 'given'
    ? { fact: fact.id, pieces: [{ at, length: value.length }] }
    : undefined;
}
