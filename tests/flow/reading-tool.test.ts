import { expect, it } from 'vitest';
import { hear, readCommand } from '../../src/cli/read.ts';
import { NOW, smallFlow } from './support.ts';

it('tells what is understood, what is doubtful and why, and the rest', () => {
  expect(
    hear(smallFlow, '支委会十二次，党课每季度一次，党小组会没开，谈心谈话挺多的，天气不错', 2026, NOW),
  ).toEqual({
    understood: [
      { fact: 'committee', label: '支委会', value: 12, words: '支委会十二次' },
      { fact: 'groupMeetings', label: '党小组会', value: { status: 'none' }, words: '党小组会没开' },
    ],
    doubtful: [
      {
        fact: 'lectures',
        label: '党课',
        reading: 4,
        words: '党课每季度一次',
        why: '是按多久一次推算到今天的',
      },
      {
        fact: 'talks',
        label: '谈心谈话',
        reading: null,
        words: '谈心谈话挺多的',
        why: expect.stringContaining('没看出是多少'),
      },
    ],
    rest: '天气不错',
  });
});

it('is a command that prints JSON, or says how to call it', () => {
  const said: string[] = [];
  const kinds = new Map([['small', { flow: smallFlow }]]);
  const out = { say: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
  expect(readCommand(['--kind', 'small', '支委会 12'], kinds, out, NOW)).toBe(0);
  expect(JSON.parse(said[0] ?? '')).toMatchObject({
    understood: [{ fact: 'committee', value: 12 }],
    doubtful: [],
    rest: '',
  });
  for (const args of [['支委会 12'], ['--kind', 'other', 'x'], ['--kind', 'small'], ['--what']]) {
    expect(readCommand(args, kinds, out, NOW)).toBe(2);
  }
  expect(said.at(-1)).toContain('small');
});
