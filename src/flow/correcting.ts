/** @module 「不对，是13次」: a correction that names nothing is of what was said last. */
import type { FactDefinition, Flow } from './definition.ts';
import type { Report } from './model.ts';
import { readAnswer, type Said } from './reading.ts';
import type { ReadingContext } from './types/type.ts';

const CORRECTION =
  /^(?:不对|错了|(?:刚才|刚刚|前面)?(?:说|写|打|填)错了|更正(?:一下)?|(?:(?:刚才|刚刚|前面|上面)(?:那个|那条|那项|的)?)?(?:应该是|应为|改成|改为)|不是)[，,：:。\s]*(?:应该)?(?:是|应该是|改成|改为|应为|为)?\s*(?<words>.{1,80})$/s;

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
  context: ReadingContext,
): Correction | undefined {
  const words = CORRECTION.exec(text)?.groups?.['words']?.replace(/[。.]$/, '');
  if (words === undefined) return undefined;
  const said = lastSaid(flow, report).flatMap((fact) => {
    const answer = readAnswer(words, fact, context);
    return answer.said === 'problem' ? [] : [{ fact, answer }];
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
