/** What is told over several messages: a story in pieces, a correction of what was said last, a whole report. */
import { describe, expect, it } from 'vitest';
import { interview, ME, smallFlow, textOf } from './support.ts';

const PIECES = [
  '七月一日全体党员抄了一遍誓词',
  '后来放到各自的工位上',
  '新来的工友也跟着抄',
  '现在每个班组都有一份',
];

/** A talk at the card of the story, and a way to write at a given second after it. */
function storyteller() {
  const talk = interview();
  talk.clicks({ op: 'open', card: 'story' });
  const start = (talk.report.screens[0]?.since ?? 0) + 1000;
  const writes = (text: string, second: number) =>
    talk.apply({ type: 'text', id: `p${second}-${text}`, by: ME, at: start + second * 1000, text });
  return { talk, writes };
}

describe('a story in four messages', () => {
  it('is joined as it comes, and told so', () => {
    const { talk, writes } = storyteller();
    PIECES.forEach((piece, index) => void writes(piece, index * 20));
    expect(talk.values()['story']).toBe(PIECES.join('\n'));
    expect(textOf(talk.screen)).toContain('接着记到「亮点一」里了');
  });

  it('is joined in the order in which it was written, whatever the order it comes in', () => {
    for (const order of [
      [0, 2, 1, 3],
      [3, 2, 1, 0],
      [1, 3, 0, 2],
    ]) {
      const { talk, writes } = storyteller();
      for (const index of order) writes(PIECES[index] ?? '', index * 3);
      expect(talk.values()['story']).toBe(PIECES.join('\n'));
    }
  });

  it('ends with 写完了, and with a pause', () => {
    const { talk, writes } = storyteller();
    writes(PIECES[0] ?? '', 0);
    writes('写完了', 10);
    writes(PIECES[1] ?? '', 20);
    expect(talk.values()['story']).toBe(PIECES[0]);
    const late = storyteller();
    late.writes(PIECES[0] ?? '', 0);
    late.writes(PIECES[1] ?? '', 600);
    expect(late.talk.values()['story']).toBe(PIECES[0]);
  });

  it('takes no answer to something else, and no command', () => {
    const { talk, writes } = storyteller();
    writes(PIECES[0] ?? '', 0);
    writes('支委会12次，党课4次', 5);
    writes('12', 8);
    writes('进度', 12);
    expect(talk.values()).toMatchObject({ story: PIECES[0], committee: 12, lectures: 4 });
  });

  it('keeps to its limit and says so, without losing what was there', () => {
    const { talk, writes } = storyteller();
    writes('一段很长的话。'.repeat(250), 0);
    writes('又一段很长的话。'.repeat(50), 20);
    expect(talk.values()['story']).toBe('一段很长的话。'.repeat(250));
    expect(textOf(talk.screen)).toContain('太长了');
  });

  it('takes a text longer than a card can', () => {
    const { talk, writes } = storyteller();
    const text = '讲一件事。'.repeat(300);
    writes(text, 0);
    expect(talk.values()['story']).toBe(text);
  });
});

describe('a correction', () => {
  it.each([
    ['不对，是13次', 13],
    ['不对，13', 13],
    ['说错了，应该是13次', 13],
    ['更正一下：13次', 13],
    ['应该是13次', 13],
    ['改成13', 13],
    ['不是，是十三次', 13],
  ])('%s: of what was said last', (words, value) => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    talk.says('党员大会4次');
    talk.says('支委会12次');
    talk.says(words);
    expect(talk.values()).toEqual({ members: 4, committee: value });
  });

  it('of two that were said together is asked back', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    talk.says('支委会12次，党员大会4次');
    talk.says('不对，是13次');
    expect(talk.values()).toEqual({ members: 4, committee: 12 });
    expect(textOf(talk.screen)).toContain('是说哪一项');
  });
});

describe('the whole of a report in one message', () => {
  it('is read for confirmation, and its text is put nowhere', () => {
    const { talk, writes } = storyteller();
    const prose = '今年以来支部把学习摆在前面，工地上的事情也顺了许多，大家的劲头比往常更足。';
    writes(`${prose.repeat(30)}支委会召开12次，会会有记录。${prose.repeat(30)}`, 0);
    expect(talk.values()).toEqual({ committee: 12 });
    expect(talk.report.facts['committee']?.status).toBe('unconfirmed');
    expect(textOf(talk.screen)).toContain('请您确认：支委会');
    expect(smallFlow.facts.has('story')).toBe(true);
  });
});
