/** What every object has (`constructor`, `__proto__`, …) is no menu key, no day and no name, wherever it comes from. */
import { expect, it } from 'vitest';
import { clickedOf } from '../../src/feishu/op-code.ts';
import { readDay } from '../../src/flow/reminders/read-day.ts';
import { interview, ME, NOW, textOf } from './support.ts';

const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

it.each(INHERITED)('%s', (word) => {
  const talk = interview();
  talk.apply({ id: 'm', by: ME, at: NOW, type: 'menu', key: word });
  expect(talk.screen.title).toBe('怎么用');
  talk.says(`交稿时间 ${word}`);
  expect(textOf(talk.screen)).toContain(word);
  expect(readDay(word, '2026-11-20')).toBeUndefined();
  const click = (op: object) => clickedOf({ r: 'r1', v: 1, ...op }, undefined, []);
  expect(click({ op: 'choose', fact: word, take: 'form' })).toBeUndefined();
  expect(click({ op: 'open', card: 'meetings', facts: [word] })).toBeUndefined();
  expect(click({ op: 'open', card: 'meetings', facts: ['committee'] })).toBeDefined();
});
