import { describe, expect, it } from 'vitest';
import { factSchema, kindSchema } from '../../src/flow/definition.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import { emptyReport, interview, ME, NOW, textOf } from './support.ts';

/** She takes back the n-th message of the talk. */
function takesBack(talk: ReturnType<typeof interview>, message: string) {
  return talk.apply({ type: 'recalled', id: `back-${message}`, by: ME, at: NOW + 1_000_000, message });
}

describe('a message that she takes back', () => {
  it('marks what came in it, and nothing else, and asks', () => {
    const talk = interview();
    talk.says('党课 4');
    talk.says('支委会12 党员大会4');
    takesBack(talk, 'm2');
    expect(talk.report.facts['lectures']?.status).toBe('given');
    expect(talk.report.facts['committee']).toMatchObject({ status: 'unconfirmed', value: 12 });
    expect(textOf(talk.screen)).toMatch(
      /您撤回了一条消息[\s\S]*支委会：12 次[\s\S]*支部党员大会：4 次[\s\S]*稿子里先不写/,
    );
  });

  it('counts again on a yes, as it was', () => {
    const talk = interview();
    talk.says('支委会12次');
    const before = talk.report.facts['committee'];
    takesBack(talk, 'm1');
    talk.taps('算数');
    const { recalled, ...after } = talk.report.facts['committee'] ?? {};
    expect(recalled).toBeUndefined();
    expect(after).toEqual({ ...before, version: 3, source: { ...before?.source, via: 'm2' } });
    expect(textOf(talk.screen)).toContain('✓ 支委会 12 次');
    expect(takesBack(talk, 'm1').disregard).toBe('m1');
  });

  it('is asked for again on a no, alone when it is one; 撤销 brings it back', () => {
    const talk = interview();
    talk.says('支委会12');
    takesBack(talk, 'm1');
    talk.taps('不算，改一下');
    expect(talk.report.facts['committee']).toBeUndefined();
    expect(textOf(talk.screen)).toContain('好，不算了：支委会');
    expect(talk.report.screens[0]?.view).toEqual({ at: 'card', card: 'counts', facts: ['committee'] });
    talk.says('撤销');
    expect(talk.report.facts['committee']).toMatchObject({ value: 12, recalled: 'given' });
    talk.taps('算数');
    expect(talk.values()).toEqual({ committee: 12 });
  });

  it('of several, all count or none; a second click on the card changes nothing', () => {
    const talk = interview();
    talk.says('支委会12 党员大会4');
    takesBack(talk, 'm1');
    const { version } = talk.report;
    const op = { op: 'recalled', message: 'm1', counts: false } as const;
    talk.clicks(op);
    talk.clicks({ ...op, counts: true }, undefined, version);
    expect(talk.values()).toEqual({});
  });

  it.each([
    ['谈心谈话没有', '没有', 'none'],
    ['谈心谈话稍后补', '稍后补', 'later'],
  ])('%s is asked about as well', (said, shown, status) => {
    const talk = interview();
    talk.says(said);
    takesBack(talk, 'm1');
    expect(textOf(talk.screen)).toContain(`谈心谈话：${shown}`);
    talk.taps('算数');
    expect(talk.report.facts['talks']?.status).toBe(status);
  });

  it('is not vouched for by a yes to the whole card', () => {
    const talk = interview();
    talk.says('中央八项规定：不写');
    takesBack(talk, 'm1');
    talk.clicks({ op: 'open', card: 'claims' });
    talk.taps('属实，写上');
    expect(talk.report.facts['rules']?.status).toBe('unconfirmed');
    expect(talk.report.facts['duty']?.status).toBe('given');
  });

  it('a piece of a story that went on is not kept silently either', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'story' });
    talk.says('六月我们在工地办了一次重温入党誓词的活动。');
    talk.says('那天一共来了四十个人，工友也站在后面听。');
    takesBack(talk, 'm2');
    expect(talk.report.facts['story']?.status).toBe('unconfirmed');
    expect(textOf(talk.screen)).toContain('亮点一');
  });

  it('rows that came in it are asked about, though one was added beside them since', () => {
    const fact = factSchema.parse({
      ...{ id: 'awards', type: 'records', label: '获奖情况' },
      fields: [{ id: 'title', type: 'name', label: '奖项' }],
    });
    const card = { id: 'awards', title: '获奖', ask: '今年得过什么奖？', facts: ['awards'] };
    const kind = kindSchema.parse({
      ...{ id: 'rows', title: '小样', report: '述职报告', writer: 'awards', template: 'small.hbs' },
      sections: [{ id: 'all', title: '全部', cards: [card] }],
    });
    const ways = [
      (talk: ReturnType<typeof interview>) => talk.says('再加一条：鲁班奖'),
      (talk: ReturnType<typeof interview>) =>
        talk.clicks({ op: 'row', fact: 'awards', row: 2, does: 'save' }, { title: '鲁班奖' }),
    ];
    for (const adds of ways) {
      const talk = interview(buildFlow(kind, new Map([[fact.id, fact]])), emptyReport({ kind: 'rows' }));
      talk.says('获奖情况：优质工程奖；文明工地');
      adds(talk);
      expect(talk.report.facts['awards']?.value).toHaveLength(3);
      takesBack(talk, 'm1');
      expect(talk.report.facts['awards']?.status).toBe('unconfirmed');
    }
  });

  it('what was changed since by another message stays', () => {
    const talk = interview();
    talk.says('支委会12');
    talk.says('支委会13');
    const step = takesBack(talk, 'm1');
    expect(step.facts).toEqual({});
    expect(talk.report.facts['committee']).toMatchObject({ status: 'given', value: 13 });
  });

  it('said again, it counts', () => {
    const talk = interview();
    talk.says('支委会12');
    takesBack(talk, 'm1');
    talk.says('支委会12');
    expect(talk.report.facts['committee']).toMatchObject({ status: 'given', value: 12 });
    expect(talk.report.facts['committee']?.recalled).toBeUndefined();
  });
});
