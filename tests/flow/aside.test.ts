import { describe, expect, it } from 'vitest';
import { interview, textOf } from './support.ts';

describe('what a change makes of no use', () => {
  it.each(['says', 'fills'] as const)(
    'is said when it is set aside and when it comes back: she %s',
    (how) => {
      const talk = interview();
      const groups = (value: string) =>
        how === 'says'
          ? talk.says(`党小组 ${value}`)
          : talk.clicks({ op: 'submit', card: 'groups', facts: ['groups'] }, { groups: value });
      talk.opens();
      groups('2');
      talk.says('党小组会 24');
      groups('0');
      expect(textOf(talk.screen)).toContain('「党小组会」按现在的情况用不上，先替您记着，报告里不写。');
      expect(talk.values()).toMatchObject({ groups: 0, groupMeetings: 24 });
      groups('3');
      expect(textOf(talk.screen)).toContain('✓ 党小组会 24 次');
      talk.says('党课 4');
      expect(textOf(talk.screen)).not.toContain('党小组会 24');
    },
  );
});
