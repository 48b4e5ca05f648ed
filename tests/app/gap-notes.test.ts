/** What a comment tells her to say in the chat does what the comment says. */
import { expect, test } from 'vitest';
import { withGapNotes } from '../../src/app/gap-notes.ts';
import type { FactState, Facts } from '../../src/flow/model.ts';
import type { Span } from '../../src/report/blocks.ts';
import { emptyReport, interview } from '../flow/support.ts';
import { kinds } from '../support/office.ts';

const LATER: FactState = { status: 'later', version: 1, source: { by: 'ou_me', at: 0, via: 'm' } };

const noteAt = (flow: Parameters<typeof withGapNotes>[0], facts: Facts, gap: Span): string => {
  const [block] = withGapNotes(flow, facts, [{ type: 'paragraph', spans: [gap] }]);
  const [span] = block?.type === 'paragraph' ? block.spans : [];
  return span?.kind === 'gap' ? (span.note?.text ?? '') : '';
};

test.each([...kinds])('every note of %s', (_, { flow }) => {
  for (const fact of flow.facts.values()) {
    if (fact.when !== undefined || flow.cards.some((card) => card.facts.includes(fact.id) && card.when))
      continue;
    const facts = { [fact.id]: LATER };
    const note = noteAt(flow, facts, { kind: 'gap', fact: fact.id, text: `【待补充：${fact.label}】` });
    const [, say = ''] =
      /^还缺：.+。在聊天里回“(.+)”(?:这样的话|，在打开的卡片上填好)就补上了。$/u.exec(note) ?? [];
    expect(say, note).not.toBe('');
    const talk = interview(flow, { ...emptyReport(), version: 1, facts });
    talk.says(say);
    const status = talk.report.facts[fact.id]?.status ?? '';
    const view = talk.report.screens[0]?.view;
    const opened = view?.at === 'card' && (view.facts ?? []).join() === fact.id;
    expect(['given', 'unconfirmed'].includes(status) || opened, `${note} → ${JSON.stringify(view)}`).toBe(
      true,
    );
  }
});

test('a part that was never answered is named, and the interview goes on', () => {
  const [kind] = kinds.values();
  if (kind === undefined) throw new Error('no kinds');
  const [id = ''] = kind.flow.facts.keys();
  expect(noteAt(kind.flow, {}, { kind: 'gap', fact: id, text: '【待补充：今年最想讲的一件事】' })).toBe(
    '还缺：今年最想讲的一件事。在聊天里回“继续”，我会接着问。',
  );
});
