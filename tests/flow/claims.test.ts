/** A sentence to vouch for that she has put in her own words: a yes is to the one that stands before her. */
import { describe, expect, test } from 'vitest';
import { actionsOf, interview, smallFlow, textOf } from './support.ts';

const OWN = '我本人遵守中央八项规定精神，逢年过节不收礼。';
const OURS = smallFlow.facts.get('rules')?.sentence ?? '';

/** Her own sentence, said and settled. */
function told() {
  const talk = interview();
  talk.opens();
  talk.clicks({ op: 'submit', card: 'claims', facts: ['rules'] }, { rules: OWN });
  expect(talk.values()).toEqual({ rules: OWN });
  return talk;
}

describe('a sentence in her own words', () => {
  test('opened and said to be true: it is hers that is', () => {
    const talk = told();
    talk.says('修改 中央八项规定');
    expect(textOf(talk.screen)).toContain(OWN);
    talk.says('属实');
    expect(talk.values()).toEqual({ rules: OWN });
    expect(textOf(talk.screen)).toContain(`✓ 中央八项规定 「${OWN}」`);
  });

  test.each(['中央八项规定属实', '中央八项规定：属实'])(
    '%s, wherever she is, takes nothing of it back',
    (said) => {
      const talk = told();
      talk.says(said);
      expect(talk.report.facts['rules']).toMatchObject({ status: 'given', value: OWN });
      talk.clicks({ op: 'open', card: 'claims' });
      talk.says(said);
      expect(talk.report.facts['rules']).toMatchObject({ status: 'given', value: OWN });
    },
  );

  test('asked back, a yes is to what was asked', () => {
    const talk = interview();
    talk.opens();
    talk.says('修改 中央八项规定');
    talk.taps('提交', { rules: 'edit' });
    talk.says('我本人遵守中央八项规定精神，没有违规吃喝。');
    expect(talk.report.facts['rules']).toMatchObject({ status: 'unconfirmed' });
    talk.says('属实');
    expect(talk.values()).toEqual({ rules: '我本人遵守中央八项规定精神，没有违规吃喝。' });
  });

  test('「没有」 is asked back of hers', () => {
    const talk = told();
    talk.says('修改 中央八项规定');
    talk.says('没有');
    expect(talk.report.facts['rules']).toMatchObject({ status: 'unconfirmed', value: OWN });
    talk.says('属实');
    expect(talk.values()).toEqual({ rules: OWN });
  });

  test('ours is taken where she writes it, or says yes to a card that still shows it', () => {
    const talk = told();
    talk.clicks({ op: 'submit', card: 'claims', facts: ['rules'] }, { rules: OURS });
    expect(talk.values()).toEqual({ rules: OURS });
    const other = interview();
    other.opens();
    other.clicks({ op: 'open', card: 'claims' });
    const shown = other.report.version;
    other.clicks({ op: 'submit', card: 'claims', facts: ['rules'] }, { rules: OWN });
    other.clicks({ op: 'submit', card: 'claims' }, { rules: 'yes', duty: 'yes' }, shown);
    expect(other.values()).toMatchObject({ rules: OWN });
    expect(actionsOf(other.screen).filter(({ op }) => op.op === 'choose')).toHaveLength(2);
  });
});

test('a sentence vouched for stays so when she says its name and yes once more', () => {
  const talk = interview();
  talk.opens();
  talk.clicks({ op: 'submit', card: 'claims' }, { rules: 'yes', duty: 'no' });
  talk.says('进度');
  talk.says('中央八项规定属实');
  expect(talk.report.facts['rules']).toMatchObject({ status: 'given', value: OURS });
});
