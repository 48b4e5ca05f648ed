/** @module What of a typed message is said to the bot: answered, asked back, or passed over beside an answer. */
import { type Answers, take } from './answers.ts';
import type { FactDefinition, Flow } from './definition.ts';
import type { Report } from './model.ts';
import { fold, withoutName } from './names.ts';
import { unchosen } from './navigate.ts';
import type { Note } from './note.ts';
import { type Message, readAnswer, type Said } from './reading.ts';
import { statusOf } from './status.ts';
import { soundsLikeTalk, type Talk, talkOf } from './talk.ts';
import { typeOf } from './types/index.ts';
import type { ReadingContext } from './types/type.ts';

/** Said to the bot: nothing was told by name, and the one question that may be answered by such words is not asked. */
export function talkTo(
  flow: Flow,
  report: Report,
  asked: readonly FactDefinition[],
  { understood, ambiguous }: Message,
  text: string,
  context: ReadingContext,
): Note | undefined {
  const [fact, ...others] = asked;
  // 「特色做法名称还没想好」
  const words = fact === undefined || others.length > 0 ? text : withoutName(text, fact);
  const about = understood.some(({ what }) => what.said !== 'problem')
    ? undefined
    : (talkOf(text) ?? talkOf(words));
  // Before she has begun, or chosen what to write, that is what she is asked for.
  const begun = report.screens[0] !== undefined && report.screens[0].view.at !== 'welcome';
  if (about === undefined || !begun || unchosen(flow, report)) return undefined;
  const vouching = asked.some(({ type }) => type === 'claim');
  // A bare 「对」 beside sentences to be vouched for: it is asked back of which.
  if (about === 'heard' && vouching && others.length > 0) return undefined;
  const said = fact === undefined || others.length > 0 ? undefined : readAnswer(words, fact, context);
  if (said !== undefined && said.said !== 'problem' && !(said.said === 'value' && said.doubt === 'talk'))
    return undefined;
  if (about === 'heard' && vouching && said?.said === 'problem') return undefined;
  const named = [...understood.map((one) => one.fact), ...ambiguous.flatMap((one) => one.facts)];
  return talkNote(about, named.length > 0 ? named : asked);
}

export const talkNote = (about: Talk, facts: readonly FactDefinition[]): Note => ({
  note: 'talk',
  about,
  facts: facts.map(({ id }) => id),
});

/** What only sounds like talk is asked back; words that stand in no report as they are need no yes. */
export function meantForIt(said: Said, fact: FactDefinition, text: string, message: Message): Said {
  if (said.said !== 'value' || typeOf(fact).place !== 'after') return said;
  // 「党课」: one of the ways to learn, or the other fact of that name?
  const name = message.understood.some(({ fact: { label, aliases } }) =>
    [label, ...aliases].some((known) => fold(known) === fold(text)),
  );
  if (!name && !soundsLikeTalk(text)) return said;
  return fact.type === 'claim' && said.value === fact.sentence ? said : { doubt: 'talk', ...said };
}

const OTHERS = /^(?:其他|其它|其余|别的|剩下|另外)(?:的|几[项个样])*(?<words>.+)$/s;

/** Beside what was told by name: 「其他都没有」, talk, or what was not understood. */
export function leftOver(
  answers: Answers,
  flow: Flow,
  asked: readonly FactDefinition[],
  words: string,
  given: Parameters<typeof take>[4],
  context: ReadingContext,
): void {
  const rest = OTHERS.exec(words)?.groups?.['words'];
  const others = asked.filter(({ id }) => !(id in answers.facts) && !(id in answers.raw));
  if (rest !== undefined && statusOf(rest) !== undefined && others.length > 0) {
    for (const fact of others) take(answers, fact, readAnswer(rest, fact, context), words, given);
    return;
  }
  const about = talkOf(words);
  const named = [...flow.facts.values()].filter(({ label }) => words.includes(label));
  if (about === undefined) answers.notes.push({ note: 'unread', words });
  else if (about !== 'heard' && about !== 'wrong') answers.notes.push(talkNote(about, named));
}
