import { describe, expect, it } from 'vitest';
import { interview, ME, NOW, textOf } from './support.ts';

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
});
