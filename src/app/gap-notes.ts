/** @module What a Word comment at a gap says: what is missing, and the words that fill it in the chat. */
import type { FactDefinition, Flow } from '../flow/definition.ts';
import type { Facts } from '../flow/model.ts';
import type { Block } from '../report/blocks.ts';
import { withNotes } from '../report/notes.ts';

/** The blocks of a draft with a note at each gap. */
export const withGapNotes = (flow: Flow, facts: Facts, blocks: readonly Block[]): readonly Block[] =>
  withNotes(blocks, ({ fact: id, text }) => {
    const fact = flow.facts.get(id);
    if (fact === undefined) return undefined;
    // A part that nobody answered anything of stands under one of its facts, and has a name of its own.
    if (facts[id] === undefined) return `还缺：${missing(text)}。${GO_ON}`;
    return `还缺：${fact.label}。${howToGive(fact)}`;
  });

const GO_ON = '在聊天里回“继续”，我会接着问。';

/** 「【待补充：支委会】」 → 「支委会」 */
const missing = (blank: string): string => /【待补充：(.*)】/su.exec(blank)?.[1] ?? blank;

/** The shortest words that are taken for this fact, wherever she is in the interview. */
function howToGive(fact: FactDefinition): string {
  if (fact.type === 'count') return `在聊天里回“${fact.label} ${fact.example ?? '12'}”这样的话就补上了。`;
  return `在聊天里回“修改 ${fact.label}”，在打开的卡片上填好就补上了。`;
}
