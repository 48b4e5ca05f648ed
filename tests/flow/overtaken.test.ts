import { describe, expect, it } from 'vitest';
import { actionsOf, interview, ME, NOW, textOf } from './support.ts';

/** The platform repeats what was not acknowledged for seven hours; meanwhile she may have said something else. */
const late = (text: string, at: number) => ({ id: `late-${text}`, by: ME, at, type: 'text' as const, text });

describe('a message that was overtaken by a newer one', () => {
  it('does not put its number in the place of the newer one: both are offered', () => {
    const she = interview();
    she.says('党课：5');
    she.apply(late('党课：4', NOW - 60_000));
    expect(she.values()).toMatchObject({ lectures: 5 });
    expect(textOf(she.screen)).toContain('党课有两个说法，用哪一个？');
    she.taps('用刚交的：4 次');
    expect(she.values()).toMatchObject({ lectures: 4 });
  });

  it('that puts a fact off leaves the answer that came before it', () => {
    const she = interview();
    she.says('党课：5');
    she.apply(late('党课稍后补', NOW - 60_000));
    expect(she.values()).toMatchObject({ lectures: 5 });
  });

  it('does not put its number in the place of a newer one that is not sure yet, or of a newer 没有', () => {
    const she = interview();
    she.says('支委会 十来次');
    she.says('党课没有');
    she.apply(late('支委会：12', NOW - 60_000));
    expect(she.report.facts['committee']).toMatchObject({ status: 'unconfirmed', value: 10 });
    expect(textOf(she.screen)).toContain('支委会有两个说法，用哪一个？');
    she.taps('用已记的：10 次');
    expect(textOf(she.screen)).toContain('请您确认：支委会');
    she.apply(late('党课：4', NOW - 60_000));
    expect(she.values()).toMatchObject({ lectures: 'none' });
    she.taps('用已记的：没有');
    expect(she.values()).toMatchObject({ lectures: 'none' });
    she.apply(late('党课：3', NOW - 50_000));
    she.taps('用刚交的：3 次');
    expect(she.values()).toMatchObject({ lectures: 3 });
  });

  it('waits while she looks at other pages, and while she answers something else', () => {
    const she = interview();
    she.says('党课：5');
    she.apply(late('党课：4', NOW - 60_000));
    for (const words of ['进度', '帮助', '继续']) she.says(words);
    expect(textOf(she.screen)).toContain('党课有两个说法，用哪一个？');
    she.says('目录');
    she.says('支委会：12');
    expect(textOf(she.screen)).toContain('党课有两个说法，用哪一个？');
    she.taps('用刚交的：4 次');
    she.says('进度');
    she.says('继续');
    expect(she.values()).toMatchObject({ lectures: 4, committee: 12 });
    expect(textOf(she.screen)).not.toContain('两个说法');
  });

  it('is taken as it is where nothing newer is known', () => {
    const she = interview();
    she.says('党课：5');
    she.apply(late('支委会：12', NOW - 60_000));
    expect(she.values()).toMatchObject({ lectures: 5, committee: 12 });
  });

  it('gives a fact that was put off after it was written', () => {
    const she = interview();
    she.says('党课稍后补');
    she.apply(late('党课：4', NOW - 60_000));
    expect(she.values()).toMatchObject({ lectures: 4 });
  });

  it('by the same said once more, too, which is no change to take back', () => {
    const she = interview();
    she.says('支委会：12');
    she.says('党课：5');
    const { version } = she.report.facts['lectures'] ?? {};
    she.waits(60_000);
    const between = NOW + 30_000;
    she.says('党课：5');
    expect(she.report.facts['lectures']?.version).toBe(version);
    she.apply(late('党课：4', between));
    expect(she.values()).toMatchObject({ lectures: 5 });
    expect(textOf(she.screen)).toContain('党课有两个说法，用哪一个？');
    she.taps('用已记的：5 次');
    she.says('撤回');
    expect(she.values()).toEqual({ committee: 12 });
  });

  it('waits with the others that came too late: one is chosen after the other', () => {
    const she = interview();
    she.says('党课：5，支委会：12');
    she.apply(late('党课：4', NOW - 60_000));
    she.apply(late('支委会：11', NOW - 59_000));
    she.says('党员大会：4');
    expect(textOf(she.screen)).toContain('党课有两个说法，用哪一个？');
    she.taps('用刚交的：4 次');
    expect(textOf(she.screen)).toContain('支委会有两个说法，用哪一个？');
    she.taps('用已记的：12 次');
    expect(textOf(she.screen)).not.toContain('两个说法');
    expect(she.values()).toMatchObject({ lectures: 4, committee: 12 });
  });

  it('is chosen as it stood on the card that was clicked, and not when that has changed since', () => {
    const she = interview();
    she.says('党课：5');
    she.apply(late('党课：4', NOW - 60_000));
    const { version: shown } = she.screen;
    she.says('党课：6');
    she.clicks({ op: 'choose', fact: 'lectures', take: 'kept' }, undefined, shown);
    expect(she.values()).toMatchObject({ lectures: 6 });
    expect(textOf(she.screen)).toContain('卡片上的内容刚才变了');
    she.clicks({ op: 'choose', fact: 'lectures', take: 'form' }, undefined, shown);
    expect(actionsOf(she.screen).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['用刚交的：4 次', '用已记的：6 次']),
    );
    expect(she.values()).toMatchObject({ lectures: 6 });
  });
});
