import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedDay } from '../../src/app/calendar.ts';
import { type Kind, renderDraft } from '../../src/app/draft.ts';
import { writtenFacts } from '../../src/app/written.ts';
import { dayOf } from '../../src/flow/days.ts';
import { withComputed } from '../../src/flow/derived.ts';
import { CEILINGS } from '../../src/flow/lengths.ts';
import { type FactState, type Facts, LENGTHS, type Length } from '../../src/flow/model.ts';
import { mostHelpful } from '../../src/flow/present/length.ts';
import { plain, spansOf } from '../../src/report/blocks.ts';
import { renderReport } from '../../src/report/render.ts';
import { actionsOf, emptyReport, interview, NOW, textOf } from '../flow/support.ts';
import { anyFacts } from '../support/any-facts.ts';
import { kinds } from '../support/office.ts';

const found = kinds.get('project-branch');
if (found === undefined) throw new Error('no project-branch');
const project: Kind = found;
const SOURCE = { by: 'ou_me', at: NOW, via: 'm1' };
const given = (value: string): FactState => ({ status: 'given', value, version: 1, source: SOURCE });

const draftOf = (kind: Kind, facts: Facts, length: Length) => {
  const report = { ...emptyReport({ kind: kind.flow.kind.id }), facts, draft: { made: 0, length } };
  return renderDraft(kind, report, facts, NOW);
};
/** Without any ceiling that matters here. */
const wholeOf = (kind: Kind, facts: Facts) =>
  renderReport(kind.template, writtenFacts(kind.flow, facts), {
    ...{ year: 2026, date: printedDay(NOW), asOf: printedDay(NOW), day: dayOf(NOW) },
  });
const told = (kind: Kind, facts: Facts, length: Length): string =>
  draftOf(kind, facts, length)
    .blocks.map((block) => plain(spansOf(block)))
    .join('\n');

describe.each([...kinds])('%s', (_, kind) => {
  const long = fc.tuple(anyFacts(kind.flow), fc.integer({ min: 0, max: 450 })).map(([facts, size]): Facts => {
    const stories = [...kind.flow.facts.values()].filter(({ type }) => type === 'longText');
    return {
      ...facts,
      ...Object.fromEntries(
        stories.map(({ id, label }) => [id, given(`${label}${'写实的话'.repeat(size / 4)}`)]),
      ),
    };
  });
  const needed = new Set(kind.flow.cards.filter((card) => card.needed).flatMap((card) => card.facts));

  test('keeps under its ceiling by leaving out whole facts of 多写一点, or leaves out nothing and says by how much', () => {
    fc.assert(
      fc.property(long, fc.constantFrom(...LENGTHS), (facts, length) => {
        const draft = draftOf(kind, facts, length);
        const text = draft.blocks.map((block) => plain(spansOf(block))).join('\n');
        if (draft.over === undefined) expect(draft.characters).toBeLessThanOrEqual(CEILINGS[length]);
        else {
          expect(draft.over).toBe(draft.characters - CEILINGS[length]);
          expect(draft.left).toEqual([]);
        }
        if (draft.left.length > 0)
          expect(
            draft.gaps.filter(
              (gap) => facts[gap]?.status !== 'later' && !wholeOf(kind, facts).gaps.includes(gap),
            ),
          ).toEqual([]);
        for (const id of draft.left) {
          expect(needed.has(id)).toBe(false);
          expect(withComputed(kind.flow, facts)[id]?.status).toBe('given');
          expect(draft.places.some(({ fact }) => fact === id)).toBe(false);
        }
        // Whatever stayed stands there whole.
        for (const [id, written] of writtenFacts(kind.flow, facts)) {
          if (draft.left.includes(id) || kind.flow.facts.get(id)?.type !== 'longText') continue;
          if (written.kind === 'text')
            expect(text.replace(/[。，]/g, '')).toContain(written.text.replace(/[。，]/g, ''));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a longer one has all that a shorter one has, and no set phrase more than its facts bring', () => {
    fc.assert(
      fc.property(long, (facts) => {
        const [short, middle, detailed] = LENGTHS.map((length) => draftOf(kind, facts, length));
        const inText = (draft: typeof short): Set<string> => new Set(draft?.places.map(({ fact }) => fact));
        for (const [less, more] of [
          [short, middle],
          [middle, detailed],
        ] as const) {
          if (less?.over !== undefined) continue;
          for (const fact of inText(less)) expect(inText(more)).toContain(fact);
          if (less?.left.length === more?.left.length) expect(more?.blocks).toEqual(less?.blocks);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('what leaves first is the last card of 多写一点, with all its facts', () => {
  const story = (n: number) => given('这件事我们是这样做的'.repeat(n));
  const facts: Facts = {
    ...{ writerName: given('张敏'), firstHighlight: given('第一件'), firstHighlightStory: story(60) },
    ...{ secondHighlight: given('第二件'), secondHighlightStory: story(58) },
    ...{
      firstPlan: story(40),
      secondPlan: given('第二项'),
      thirdPlan: given('第三项'),
      fourthPlan: story(50),
    },
  };
  expect(draftOf(project, facts, '详').left).toEqual([]);
  expect(draftOf(project, facts, '标准')).toMatchObject({ left: [] });
  expect(draftOf(project, facts, '简').left).toEqual([
    'secondHighlight',
    'secondHighlightStory',
    'fourthPlan',
  ]);
  expect(told(project, facts, '简')).not.toMatch(/第二件/);
  const own: Facts = { ...facts, firstHighlightStory: story(200) };
  expect(draftOf(project, own, '简').left).toEqual([]);
  expect(draftOf(project, own, '简').over).toBeGreaterThan(1500);
});

describe('in the chat', () => {
  const talkAt = (draft: { made: number; upTo?: number; length?: Length } = { made: 0 }) =>
    interview(project.flow, { ...emptyReport({ kind: 'project-branch' }), version: 3, draft });

  test.each([
    ['简短一点', '简'],
    ['写得简短一些', '简'],
    ['短一点', '简'],
    ['详细一点', '详'],
    ['再详细些', '详'],
    ['写详细一点', '详'],
  ])('%s is one step, kept with the report', (words, length) => {
    const talk = talkAt({ made: 2, upTo: 3 });
    talk.says(words);
    // Another length is another draft.
    expect(talk.report.draft).toEqual({ made: 2, length });
    expect(textOf(talk.screen)).toContain(
      `好，下一稿按“${length}”写，最多 ${CEILINGS[length as Length]} 字。`,
    );
    talk.says(words);
    expect(talk.report.draft.length).toBe(length);
  });

  test('the page where a draft is asked for offers the two others', () => {
    const talk = talkAt();
    for (const card of project.flow.cards) talk.clicks({ op: 'skip', card: card.id }, {});
    expect(textOf(talk.screen)).toContain('篇幅：“标准”，最多 2500 字。');
    talk.taps('改成“详”（4000 字）');
    expect(textOf(talk.screen)).toContain('篇幅：“详”，最多 4000 字。');
    expect(talk.report.draft).toEqual({ made: 0, length: '详' });
  });

  const cardAfter = (view: object, facts: Facts = {}) => {
    const record = {
      version: 3,
      view: { at: 'draft', number: 1, characters: 2400, gaps: [], ...view },
      notes: [],
    };
    return interview(project.flow, {
      ...emptyReport({ kind: 'project-branch' }),
      ...{ version: 3, facts, screens: [record as never] },
    });
  };

  test('the card after a draft says what was left out, and offers to write more', () => {
    const talk = cardAfter({ length: '标准', left: ['fourthPlan', 'secondHighlight'] });
    expect(textOf(talk.screen)).toContain(
      '为了不超过“标准”的 2500 字，有 2 项没写进去：第四项打算、第二个特色做法名称。',
    );
    talk.taps('写详一点');
    expect(talk.report.draft.length).toBe('详');
    expect(talk.report.screens[0]?.view.at).toBe('progress');
  });

  test('her own words above the ceiling: nothing is cut, the card says by how much', () => {
    expect(textOf(cardAfter({ length: '简', over: 620 }).screen)).toContain('比“简”的上限 1500 字多 620 字');
    const most = cardAfter({ length: '详', over: 20 });
    expect(textOf(most.screen)).toContain('比“详”的上限 4000 字多 20 字');
    expect(actionsOf(most.screen).map(({ label }) => label)).not.toContain('写详一点');
  });

  test('a short draft names what would help most, each a tap away', () => {
    const talk = cardAfter(
      { characters: 700, length: '标准' },
      { firstPlan: given('把党建和生产放在一张表上排。') },
    );
    expect(textOf(talk.screen)).toContain('这一稿还短，最能让它充实的是这 4 项：');
    const [first] = mostHelpful(project.flow, talk.report);
    expect(first?.type).toBe('longText');
    expect(actionsOf(talk.screen).map(({ label }) => label)).toContain(first?.label);
    expect(textOf(cardAfter({ characters: 1600, length: '标准' }).screen)).not.toContain('这一稿还短');
  });
});
