import { describe, expect, it } from 'vitest';
import { interview, textOf } from './support.ts';

/** As a person does it who never taps: the buttons of the card are said. */
function asked() {
  const talk = interview();
  talk.opens();
  talk.says('姓名：张敏');
  talk.says('党支部名称：青石岭项目党支部');
  return talk;
}

describe('a button said in words', () => {
  it.each(['都对', '对', '是的', '没错', '都对。', '嗯，对的', '确认'])(
    '%s confirms what was read with a doubt',
    (yes) => {
      const talk = asked();
      talk.says('支委会十来次，党课每季度一次');
      expect(talk.report.facts['committee']?.status).toBe('unconfirmed');
      talk.says(yes);
      expect(talk.report.facts).toMatchObject({
        committee: { status: 'given', value: 10, source: { words: '支委会十来次' } },
        lectures: { status: 'given', value: 4 },
      });
    },
  );

  it('都属实 vouches for the sentences on the card', () => {
    const talk = asked();
    talk.clicks({ op: 'open', card: 'claims' });
    talk.says('都属实');
    expect(talk.values()).toMatchObject({
      rules: '我本人遵守中央八项规定及其实施细则精神。',
      duty: '我督促班子成员履行“一岗双责”。',
    });
  });

  it('属实 alone beside two sentences is asked back: it may be of one of them', () => {
    const talk = asked();
    talk.clicks({ op: 'open', card: 'claims' });
    talk.says('属实');
    expect(talk.values()).not.toHaveProperty('rules');
    expect(talk.values()).not.toHaveProperty('duty');
    expect(textOf(talk.screen)).toContain('都属实就回「都属实」');
  });

  it('a yes is none to what changed after she saw it', () => {
    const talk = asked();
    talk.says('支委会十来次');
    const [seen] = talk.report.screens;
    talk.waits(10_000);
    talk.clicks({ op: 'submit', card: 'counts', facts: ['lectures'] }, { lectures: '二十来次' });
    talk.apply({ id: 'late', by: 'ou_me', at: (seen?.since ?? 0) + 1, type: 'text', text: '都对' });
    expect(talk.report.facts).toMatchObject({
      committee: { status: 'unconfirmed' },
      lectures: { status: 'unconfirmed' },
    });
  });

  it('a yes where nothing is to be confirmed confirms nothing', () => {
    const talk = asked();
    talk.says('都对');
    expect(talk.values()).toEqual({ name: '张敏', branch: '青石岭项目党支部' });
    expect(textOf(talk.screen)).toContain('下面这几项还等着您');
  });

  it('what hands in a form is no button to be said: a given answer is not passed over', () => {
    const talk = asked();
    talk.says('支委会12');
    talk.says('空着的稍后补');
    expect(talk.values()).toMatchObject({ committee: 12 });
  });

  it('any other button by its words', () => {
    const talk = asked();
    talk.says('目录');
    talk.says('组织生活');
    expect(talk.report.screens[0]?.view).toMatchObject({ at: 'outline', section: 'meetings' });
  });
});

describe('an answer without a whole name', () => {
  it('is taken by the first or the last part of one name', () => {
    const talk = interview();
    talk.opens();
    talk.clicks({ op: 'open', card: 'who' });
    talk.says('党支部 青石岭项目党支部');
    talk.says('姓名是张敏');
    expect(talk.values()).toEqual({ name: '张敏', branch: '青石岭项目党支部' });
  });

  it('is taken line by line', () => {
    const talk = interview();
    talk.opens();
    talk.clicks({ op: 'open', card: 'kinds' });
    talk.says('类型 项目支部\n类别：大额资金');
    expect(talk.values()).toEqual({ scale: '项目支部', kinds: ['大额资金'] });
  });

  it('a whole name in front is meant, whichever is asked', () => {
    const talk = asked();
    talk.clicks({ op: 'open', card: 'story' });
    talk.says('亮点二 班前五分钟讲党史，天天讲');
    expect(talk.values()).toMatchObject({ extra: '班前五分钟讲党史，天天讲' });
    expect(talk.values()).not.toHaveProperty('story');
  });

  it('is not taken without a gap behind the part, or when two names begin like that', () => {
    const talk = interview();
    talk.opens();
    talk.clicks({ op: 'open', card: 'who' });
    talk.says('党支部青石岭');
    expect(talk.values()).toEqual({});
    talk.clicks({ op: 'open', card: 'claims' });
    talk.says('我们 都遵守规定');
    expect(talk.values()).toEqual({});
  });
});

describe('passing over a whole card by a word', () => {
  it.each(['跳过', '下一步'])('%s leaves what only has to be confirmed', (words) => {
    const talk = asked();
    talk.says('支委会十来次');
    talk.says(words);
    expect(talk.report.facts).toMatchObject({
      committee: { status: 'unconfirmed', value: 10 },
      members: { status: 'skipped' },
    });
  });

  it.each(['一个也没有', '一次都没开'])('%s, while one is asked back, is not of the others', (said) => {
    const talk = interview();
    talk.says('支委会大概12次');
    talk.says(said);
    expect(Object.keys(talk.values())).toEqual(['committee']);
    expect(textOf(talk.screen)).toContain(`「${said}」是说哪一项`);
    talk.says('都没有');
    expect(talk.values()).toEqual({ committee: 12, members: 'none', lectures: 'none', talks: 'none' });
  });

  it('都没有 is none for each; 没有 is asked back, and says how', () => {
    const talk = asked();
    talk.says('没有');
    expect(textOf(talk.screen)).toContain('都没有就回「都没有」');
    expect(talk.values()).not.toHaveProperty('committee');
    talk.says('都没有');
    expect(talk.values()).toMatchObject({
      committee: 'none',
      members: 'none',
      lectures: 'none',
      talks: 'none',
    });
  });
});
