import { describe, expect, it } from 'vitest';
import { adopt, adopted } from '../../src/flow/adopt.ts';
import { type Flow, factSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import type { FactState } from '../../src/flow/model.ts';
import { emptyReport, fieldsOf, interview, smallFlow, textOf } from './support.ts';

const given = (value: FactState['value']): FactState => ({
  status: 'given',
  ...(value === undefined ? {} : { value }),
  version: 1,
  source: { by: 'me', at: 1, via: 'm' },
});

/** The small flow with one of its facts changed. */
function changed(id: string, part: object): Flow {
  const facts = [...smallFlow.facts.values()].map((fact) =>
    fact.id === id ? factSchema.parse({ ...fact, ...part }) : fact,
  );
  return buildFlow(
    {
      ...smallFlow.kind,
      sections: JSON.parse(
        JSON.stringify(smallFlow.kind.sections).replaceAll(`"${id}"`, JSON.stringify({ id, ...part }.id)),
      ),
    },
    new Map(facts.map((fact) => [fact.id, fact])),
  );
}

describe('a report begun under an older flow', () => {
  it('is not touched when nothing changed', () => {
    const report = { ...emptyReport(), facts: { committee: given(12) } };
    expect(adopted(smallFlow, report)).toBe(report);
  });

  it('finds its answers under the new name of a fact', () => {
    const flow = changed('committee', { id: 'committeeMeetings', was: ['committee'] });
    const taken = adopt(flow, { committee: given(12), members: given(4) });
    expect(taken.facts).toEqual({ committeeMeetings: given(12), members: given(4) });
    expect(taken.renamed).toEqual([['committee', 'committeeMeetings']]);
  });

  it('keeps what was answered under the new name when there is both', () => {
    const flow = changed('committee', { id: 'committeeMeetings', was: ['committee'] });
    const taken = adopt(flow, { committee: given(12), committeeMeetings: given(13) });
    expect(taken.facts['committeeMeetings']).toEqual(given(13));
  });

  it('asks again for a fact whose type has changed, and files nothing wrongly', () => {
    const flow = changed('committee', { type: 'longText' });
    const report = { ...emptyReport(), version: 3, facts: { committee: given(12), members: given(4) } };
    expect(adopt(flow, report.facts).misfits).toEqual(['committee']);
    const talk = interview(flow, adopted(flow, report));
    talk.clicks({ op: 'open', card: 'counts' });
    expect(fieldsOf(talk.screen).map((field) => [field.fact, field.value])).toContainEqual(['members', '4']);
    expect(fieldsOf(talk.screen).find((field) => field.fact === 'committee')?.value).toBeUndefined();
  });

  it('keeps the answers to a fact that was retired, unused', () => {
    const taken = adopt(smallFlow, { gone: given('x'), members: given(4) });
    expect(taken.retired).toEqual(['gone']);
    expect(taken.facts['gone']).toEqual(given('x'));
  });

  it('asks a question that was put in at the front, and misfiles none of the answers given', () => {
    const report = {
      ...emptyReport(),
      version: 9,
      facts: { name: given('张敏'), branch: given('某支部'), committee: given(12), members: given(4) },
    };
    const [who, ...rest] = smallFlow.kind.sections;
    const extra = factSchema.parse({ id: 'office', type: 'text', label: '职务' });
    const card = { id: 'office', title: '职务', ask: '您的职务？', facts: ['office'] };
    const sections = who === undefined ? rest : [{ ...who, cards: [...who.cards, card] }, ...rest];
    const flow = buildFlow({ ...smallFlow.kind, sections }, new Map([...smallFlow.facts, ['office', extra]]));
    const talk = interview(flow, adopted(flow, report));
    talk.opens();
    talk.says('继续');
    expect(fieldsOf(talk.screen).map((field) => field.fact)).toEqual(['office']);
    expect(talk.values()).toEqual({ name: '张敏', branch: '某支部', committee: 12, members: 4 });
  });
});

describe('an answer that is not asked for any more', () => {
  const shownIn = (flow: Flow, facts: Record<string, FactState>, section?: string) => {
    const talk = interview(flow, adopted(flow, { ...emptyReport(), version: 3, facts }));
    talk.clicks({ op: 'outline', ...(section === undefined ? {} : { section }) });
    return textOf(talk.screen);
  };
  /** The small flow without the card of highlights. */
  const without = buildFlow(
    { ...smallFlow.kind, sections: smallFlow.kind.sections.filter(({ id }) => id !== 'story') },
    new Map(smallFlow.facts),
  );

  it('retired with its question, is shown as kept aside, and is back when the question is', () => {
    const facts = { story: given('六月的活动'), members: given(4) };
    expect(shownIn(without, facts)).toContain('以前问过、现在不问的，替您留着，报告里不写：「六月的活动」');
    expect(shownIn(smallFlow, facts)).not.toContain('现在不问');
    expect(shownIn(smallFlow, facts, 'story')).toContain('亮点一：六月的活动');
  });

  it('made pointless by another answer, is shown as such in its section', () => {
    const shown = shownIn(smallFlow, { groups: given(0), groupMeetings: given(24) }, 'meetings');
    expect(shown).toContain('党小组会：24 次（按现在的情况用不上，替您留着）');
    expect(shownIn(smallFlow, { groups: given(2), groupMeetings: given(24) }, 'meetings')).not.toContain(
      '用不上',
    );
  });

  it('goes along when its card is moved, or split in two', () => {
    const [who, meetings, ...rest] = smallFlow.kind.sections;
    if (who === undefined || meetings === undefined) throw new Error('no sections');
    const [counts, ...others] = meetings.cards;
    if (counts === undefined) throw new Error('no card');
    const halves = [
      { ...counts, facts: ['committee', 'members'] },
      { ...counts, id: 'more-counts', title: '另两项', facts: ['lectures', 'talks'] },
    ];
    const sections = [{ ...meetings, cards: [...others, ...halves] }, who, ...rest];
    const flow = buildFlow({ ...smallFlow.kind, sections }, new Map(smallFlow.facts));
    const facts = { committee: given(12), members: given(4), lectures: given(3) };
    const talk = interview(flow, adopted(flow, { ...emptyReport(), version: 3, facts }));
    expect(talk.values()).toEqual({ committee: 12, members: 4, lectures: 3 });
    talk.clicks({ op: 'open', card: 'more-counts' });
    expect(fieldsOf(talk.screen).map(({ fact, value }) => [fact, value])).toEqual([
      ['lectures', '3'],
      ['talks', undefined],
    ]);
    // A form of the old card, still in the chat: each value to its own fact.
    talk.clicks(
      { op: 'submit', card: 'counts', facts: counts.facts },
      { committee: '13', members: '4', lectures: '3', talks: '36' },
      3,
    );
    expect(talk.values()).toMatchObject({ committee: 13, members: 4, lectures: 3, talks: 36 });
  });
});
