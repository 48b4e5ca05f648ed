/** @module 「不对，是13次」: a correction that names nothing is of what was said last. */
import type { FactDefinition, Flow } from './definition.ts';
import type { Report } from './model.ts';
import { withoutName } from './names.ts';
import { readAnswer, type Said } from './reading.ts';
import { talkOf } from './talk.ts';
import { typeOf } from './types/index.ts';
import type { ReadingContext } from './types/type.ts';

const CORRECTION =
  /^(?:不对|错了|(?:刚才|刚刚|前面)?(?:说|写|打|填)错了|更正(?:一下)?|(?:(?:刚才|刚刚|前面|上面)(?:那个|那条|那项|的)?)?(?:应该是|应为|改成|改为)|不是)[，,：:。\s]*(?:应该)?(?:是|应该是|改成|改为|应为|为)?\s*(?<words>.{1,80})$/s;

/** 「刚才那个数不对，是13」: whatever says that something was wrong, and then what it is. */
const IN_TWO =
  /^(?<head>[^，,。：:；;\s]{1,16})[，,。：:；;\s]+(?:应该|改)?(?:是|为|成)?\s*(?<words>.{1,80})$/s;

interface Corrected {
  readonly words: string;
  /** 「支委会不对，是13次」 */
  readonly of?: FactDefinition;
  /** Said in two messages: it may be of something else. */
  readonly unsure?: true;
}

/** 「错了」 was answered with 「哪里不对？」, and this is what she says to that. */
const isAskedWhat = ({ screens: [last] }: Report): boolean =>
  last?.notes.some((note) => note.note === 'talk' && note.about === 'wrong') === true;

function corrected(text: string, flow: Flow, report: Report): Corrected | undefined {
  const said = CORRECTION.exec(text)?.groups?.['words'];
  if (said !== undefined) return { words: said };
  const { head, words } = IN_TWO.exec(text)?.groups ?? {};
  if (head === undefined || words === undefined)
    return isAskedWhat(report) ? { words: text, unsure: true } : undefined;
  if (talkOf(head) === 'wrong') return { words };
  const named = [...flow.facts.values()].filter((fact) => {
    const rest = withoutName(head, fact);
    return rest !== head && talkOf(rest) === 'wrong';
  });
  const [of, ...others] = named;
  return of === undefined || others.length > 0 ? undefined : { words, of };
}

export interface Correction {
  readonly facts: readonly FactDefinition[];
  readonly words: string;
  /** For the one fact that it fits. */
  readonly said?: Said;
}

/** Undefined: no correction. Several facts: it has to be asked which. */
export function correctionOf(
  text: string,
  flow: Flow,
  report: Report,
  asked: readonly FactDefinition[],
  context: ReadingContext,
): Correction | undefined {
  const found = corrected(text, flow, report);
  // What one question stands before her for is an answer to that.
  if (found === undefined || (found.unsure === true && asked.length === 1)) return undefined;
  const words = found.words.replace(/[。.]$/, '');
  const said = (found.of === undefined ? lastSaid(flow, report) : [found.of]).flatMap((fact) => {
    if (found.unsure === true && typeOf(fact).place !== 'beside') return [];
    const answer = readAnswer(words, fact, context);
    if (answer.said === 'problem') return [];
    const doubtful = found.unsure === true && answer.said === 'value';
    return [{ fact, answer: doubtful ? { doubt: 'order' as const, ...answer } : answer }];
  });
  const [one, ...others] = said;
  if (one === undefined) return undefined;
  if (others.length > 0) return { facts: said.map(({ fact }) => fact), words };
  return { facts: [one.fact], words, said: one.answer };
}

/** The facts of the newest commit that came from her: those it took, and those it asks back. */
function lastSaid(flow: Flow, report: Report): readonly FactDefinition[] {
  const newest = Math.max(0, ...Object.values(report.facts).map(({ version }) => version));
  return [...flow.facts.values()].filter(
    ({ id, type }) =>
      report.facts[id]?.version === newest && newest > 0 && type !== 'claim' && type !== 'longText',
  );
}
