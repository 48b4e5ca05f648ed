/** @module An answer in which nothing was read by name, to a card that asks several things. */
import { type Answers, take } from './answers.ts';
import type { FactDefinition } from './definition.ts';
import { fold } from './names.ts';
import { bareNumbers, readAnswer } from './reading.ts';
import { typeOf } from './types/index.ts';

type Given = Parameters<typeof take>[4];
interface Context {
  readonly year: number;
  readonly now: number;
}

/** By what it begins with; as many bare numbers as counts are a proposal; else ask which. */
export function takeUnnamed(
  answers: Answers,
  asked: readonly FactDefinition[],
  text: string,
  given: Given,
  context: Context,
): void {
  const parts = asked.length > 1 ? text.split('\n').map((line) => led(asked, line)) : [];
  if (parts.length > 0 && parts.every((part) => part !== undefined)) {
    for (const { fact, words } of parts) take(answers, fact, readAnswer(words, fact, context), words, given);
    return;
  }
  const numbers = bareNumbers(text);
  // 「12次」 where she was just asked whether it is 10: of the same, most likely.
  const [doubtful, ...more] = asked.filter(({ id }) => given.facts[id]?.status === 'unconfirmed');
  const instead = doubtful === undefined || more.length > 0 ? undefined : readAnswer(text, doubtful, context);
  if (doubtful !== undefined && instead?.said === 'value' && typeOf(doubtful).place === 'beside') {
    take(answers, doubtful, { doubt: 'order', ...instead }, text, given);
    return;
  }
  const counts = asked.every((fact) => fact.type === 'count');
  if (counts && numbers.length > 1 && numbers.length === asked.length) {
    asked.forEach((fact, index) => {
      const words = numbers[index] ?? '';
      const said = readAnswer(words, fact, context);
      take(answers, fact, said.said === 'value' ? { ...said, doubt: 'order' } : said, words, given);
    });
  } else if (asked.length > 1) {
    answers.notes.push({ note: 'which', words: text, facts: asked.map((fact) => fact.id) });
  } else answers.notes.push({ note: 'unread', words: text });
}

const LEAD = /^(?<lead>[^\s:：,，]{2,14}?)(?:\s*[:：,，]\s*|\s+|是|为|叫)(?<words>.+)$/s;
/** Words a person puts around a name that are not part of it. */
const AROUND = /^(?:今年|我们?的?|本)|的$/g;

const NAME_FIRST = /^(?<name>[^\s:：]{2,20})(?:\s*[:：]\s*|\s+)(?<words>.+)$/s;

/** 「第二项打算 每季度……」: a whole name and a gap. The rest is for that fact, whichever is asked at the moment. */
export function nameFirst(
  facts: Iterable<FactDefinition>,
  text: string,
): { readonly fact: FactDefinition; readonly words: string } | undefined {
  const { name = '', words } = NAME_FIRST.exec(text)?.groups ?? {};
  if (words === undefined) return undefined;
  const known = fold(name);
  const [fact, ...others] = [...facts].filter((one) =>
    [one.label, ...one.aliases].some((label) => fold(label) === known),
  );
  return fact === undefined || others.length > 0 ? undefined : { fact, words };
}

/** 「上级 路桥公司党委」, 「重点是……」: it begins with a whole name, or with the first or last part of just one. */
function led(
  asked: readonly FactDefinition[],
  line: string,
): { readonly fact: FactDefinition; readonly words: string } | undefined {
  const { lead, words } = LEAD.exec(line.trim())?.groups ?? {};
  const name = lead?.replace(AROUND, '') ?? '';
  if (words === undefined || name.length < 2) return undefined;
  const [fact, ...others] = asked.filter((one) =>
    [one.label, ...one.aliases].some((known) => known.startsWith(name) || known.endsWith(name)),
  );
  return fact === undefined || others.length > 0 ? undefined : { fact, words };
}
