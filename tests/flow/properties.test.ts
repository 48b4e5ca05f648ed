import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCard } from '../../src/flow/agenda.ts';
import type { Inbound, Op } from '../../src/flow/inbound.ts';
import { present } from '../../src/flow/present/index.ts';
import { step } from '../../src/flow/step.ts';
import { advance } from '../../src/flow/turn.ts';
import { interview, ME, NOW, smallFlow } from './support.ts';

const ANSWERS: readonly (readonly [card: string, form: Record<string, string>])[] = [
  ['who', { name: '张敏', branch: '清源河大桥项目党支部' }],
  ['counts', { committee: '12', members: '4', lectures: '4', talks: '36' }],
  ['groups', { groups: '2', groupMeetings: '24' }],
  ['kinds', { scale: '项目支部', kinds: '党建、安全' }],
  ['claims', { rules: 'yes', duty: 'no' }],
  ['story', { story: '责任区设到工序上。' }],
  ['extra', { extra: '再讲一件。' }],
];

const values = (form: Record<string, string>, facts: Record<string, unknown>) =>
  Object.keys(form).every((id) => id in facts);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '支委会12',
    '没有',
    '稍后补',
    '跳过',
    '进度',
    '生成',
    '帮助',
    '12 4 4 36',
    '{{constructor}}',
    ']]>',
    '<at id=all></at>',
    '\u0001',
    '继续',
  ),
);
const id = fc.constantFrom('who', 'counts', 'groups', 'claims', 'gone', '__proto__', 'constructor');
const fact = fc.constantFrom('committee', 'rules', 'story', 'gone', '__proto__', 'toString');
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.constantFrom<Op>(
    { op: 'continue' },
    { op: 'progress' },
    { op: 'help' },
    { op: 'draft' },
    { op: 'prepare' },
    { op: 'resend', number: 1 },
  ),
  fc.record({ op: fc.constantFrom('submit' as const, 'open' as const), card: id, facts: fc.array(fact) }),
  fc.record({ op: fc.constantFrom('none' as const, 'later' as const, 'skip' as const), card: id }),
  fc.record({ op: fc.constant('confirm' as const), card: id, seal: fc.string() }),
  fc.record({
    op: fc.constant('choose' as const),
    fact,
    take: fc.constantFrom('form' as const, 'kept' as const),
  }),
);
const form = fc.option(fc.dictionary(fact, fc.oneof(text, fc.anything())), { nil: undefined });

describe('whatever comes', () => {
  it('never throws, and always leaves a screen that can be shown', () => {
    const inbound = fc.oneof(
      text.map((words) => ({ type: 'text' as const, text: words })),
      fc.record({ type: fc.constant('click' as const), op, shown: fc.nat(20), form }),
      fc.constantFrom(
        { type: 'enter' as const },
        { type: 'menu' as const, key: 'x' },
        { type: 'other' as const, what: 'audio' },
      ),
    );
    fc.assert(
      fc.property(fc.array(inbound, { maxLength: 12 }), (all) => {
        const talk = interview();
        all.forEach((one, index) => {
          const { form: values, ...rest } = { form: undefined, ...one };
          const whole = {
            ...rest,
            ...(values === undefined ? {} : { form: values }),
            id: `i${index}`,
            by: ME,
            at: NOW + index * 1000,
          };
          talk.apply(whole as Inbound);
          expect(talk.screen.title).not.toBe('');
        });
      }),
      { numRuns: 1500 },
    );
  });

  it('changes nothing for anybody who has no part in the report', () => {
    fc.assert(
      fc.property(op, form, (what, values) => {
        const talk = interview();
        talk.says('支委会 12');
        const foreign: Inbound = {
          type: 'click',
          id: 'f',
          by: 'ou_other',
          at: NOW,
          op: what,
          shown: 1,
          ...(values === undefined ? {} : { form: values }),
        };
        const taken = step(smallFlow, talk.report, foreign, NOW);
        expect([taken.facts, taken.screen, taken.posts, taken.draft]).toEqual([{}, undefined, [], undefined]);
      }),
    );
  });
});

describe('the order of answers', () => {
  it('does not matter to the facts', () => {
    const inOrder = interview();
    for (const [card, answers] of ANSWERS) inOrder.clicks({ op: 'submit', card }, answers);
    fc.assert(
      fc.property(fc.shuffledSubarray([...ANSWERS], { minLength: ANSWERS.length }), (shuffled) => {
        const talk = interview();
        for (const [card, answers] of shuffled) talk.clicks({ op: 'submit', card }, answers);
        expect(values(inOrder.values() as Record<string, string>, talk.values())).toBe(true);
        expect(talk.values()).toEqual(inOrder.values());
        expect(nextCard(smallFlow, talk.report.facts)).toBeUndefined();
      }),
    );
  });

  it('does not matter to a repeat: the same click again changes no fact', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ANSWERS), ([card, answers]) => {
        const talk = interview();
        const click: Inbound = {
          type: 'click',
          id: 'c',
          by: ME,
          at: NOW,
          op: { op: 'submit', card },
          shown: 0,
          form: answers,
        };
        talk.apply(click);
        const { facts } = talk.report;
        expect(step(smallFlow, talk.report, click, NOW).facts).toEqual({});
        const again = advance(talk.report, step(smallFlow, talk.report, click, NOW), click);
        expect(again.facts).toEqual(facts);
        expect(present(smallFlow, again).title).not.toBe('');
      }),
    );
  });
});
