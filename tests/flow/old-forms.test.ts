/** A form whose card was drawn by another version of the flows: nothing that was typed into it is lost. */
import { describe, expect, it } from 'vitest';
import type { FactDefinition, KindDefinition } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import { interview, smallFlow, textOf } from './support.ts';

/** The small flow as another version has it. */
function version(change: {
  kind?: (kind: KindDefinition) => KindDefinition;
  fact?: (fact: FactDefinition) => FactDefinition;
}) {
  const facts = [...smallFlow.facts.values()].map(change.fact ?? ((fact) => fact));
  return buildFlow(
    (change.kind ?? ((kind) => kind))(structuredClone(smallFlow.kind)),
    new Map(facts.map((fact) => [fact.id, fact])),
  );
}

const COUNTS = { op: 'submit', card: 'counts' } as const;

describe('a form from a card of another version of the flows', () => {
  it('renamed: what stands under the old name is taken under the new', () => {
    const flow = version({
      kind: (kind) => JSON.parse(JSON.stringify(kind).replace('"committee"', '"committeeMeetings"')),
      fact: (fact) =>
        fact.id === 'committee' ? { ...fact, id: 'committeeMeetings', was: ['committee'] } : fact,
    });
    const talk = interview(flow);
    talk.opens();
    talk.clicks(COUNTS, { committee: '12', members: '4', lectures: '4', talks: '30' });
    expect(talk.values()).toMatchObject({ committeeMeetings: 12, members: 4 });
  });

  it('moved or split: taken wherever the facts are now', () => {
    const flow = version({
      kind: (kind) =>
        JSON.parse(
          JSON.stringify(kind).replace(
            '"facts":["committee","members","lectures","talks"]',
            '"facts":["committee"]},{"id":"rest","title":"其余","ask":"其余几次？","facts":["members","lectures","talks"]',
          ),
        ),
    });
    const talk = interview(flow);
    talk.opens();
    talk.clicks(COUNTS, { committee: '12', members: '4', lectures: '', talks: '' });
    expect(talk.values()).toEqual({ committee: 12, members: 4 });
  });

  it('a card that is gone: its facts are taken, for they are known by name', () => {
    const talk = interview();
    talk.opens();
    talk.clicks({ op: 'submit', card: 'oldCard' }, { committee: '12' });
    expect(talk.values()).toEqual({ committee: 12 });
  });

  it('added to the card since: not passed over, asked', () => {
    const talk = interview();
    talk.opens();
    talk.clicks(COUNTS, { committee: '12', members: '4', lectures: '' });
    expect(talk.values()).toEqual({ committee: 12, members: 4, lectures: 'skipped' });
    expect(textOf(talk.screen)).not.toContain('空着的先过：谈心谈话');
  });

  it.each([
    ['a new card', { op: 'submit', card: 'newCard' } as const, { newFact: '二十' }],
    ['a row of a new list', { op: 'row', fact: 'newList', row: 0, does: 'save' } as const, { what: '二十' }],
    ['上一步', { op: 'back', card: 'newCard' } as const, { newFact: '二十' }],
  ])('not known yet, %s: the card stays as it is, and a word says why', (_, op, form) => {
    const talk = interview();
    talk.opens();
    const step = talk.clicks(op, form);
    expect(step.screen).toBeUndefined();
    expect(step.toast?.text).toContain('您填的都还在');
    expect(talk.values()).toEqual({});
  });

  it('beside what is known: that is taken, the rest is shown to her again', () => {
    const talk = interview();
    talk.opens();
    talk.clicks(COUNTS, { committee: '12', newFact: '二十份' });
    expect(talk.values()).toMatchObject({ committee: 12 });
    expect(textOf(talk.screen)).toContain('「二十份」没看明白');
  });

  it('a sentence to vouch for is not taken from a form that did not show it', () => {
    const talk = interview();
    talk.opens();
    talk.clicks(COUNTS, { committee: '12', rules: 'yes' });
    expect(talk.values()).not.toHaveProperty('rules');
  });

  it('a yes to what changed meanwhile: what was typed beside it is taken all the same', () => {
    const talk = interview();
    talk.opens();
    talk.says('支委会十来次');
    talk.clicks({ op: 'confirm', card: 'counts', seal: 'old' }, { committee: '', members: '4' });
    expect(talk.values()).toMatchObject({ members: 4 });
    expect(talk.report.facts['committee']?.status).toBe('unconfirmed');
    expect(textOf(talk.screen)).toContain('卡片上的内容刚才变了');
  });
});
