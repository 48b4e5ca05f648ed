/** The administrator's guide, held to the program: what can be set, typed and asked for stands in it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWords } from '../../src/doctor/command.ts';
import { MENU } from '../../src/flow/commands.ts';

const guide = readFileSync('docs/管理员指南.md', 'utf8');

describe("the administrator's guide", () => {
  it('explains every setting, and none that there is not', () => {
    const source = readFileSync('src/settings.ts', 'utf8');
    const settings = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name);
    const explained = [...guide.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map(([, name]) => name);
    expect(settings.length).toBeGreaterThan(10);
    expect([...explained].sort()).toEqual([...settings].sort());
  });

  it('lists the keys of the menu', () => {
    const listed = [...guide.matchAll(/^ *\| \S+ \| `([a-z]+)` \|/gm)].map(([, key]) => key);
    expect([...listed].sort()).toEqual([...MENU.keys()].sort());
  });

  it('names the events that the program handles, and the callback', () => {
    const source = readFileSync('src/feishu/callbacks.ts', 'utf8');
    const handled = [...source.matchAll(/^ {6}'([\w.]+)': /gm)].map(([, type = '']) => type);
    expect(handled).toHaveLength(5);
    for (const type of handled) expect(guide).toContain(`\`${type}\``);
  });

  it('shows only words that doctor takes', () => {
    const shown = [...guide.matchAll(/doctor((?: --\S+(?: (?:\d+|ou_…))?)+)/g)].map(([, words = '']) =>
      words.trim().replaceAll('`', '').replace('ou_…', 'ou_1').split(' '),
    );
    expect(shown.length).toBeGreaterThan(3);
    for (const words of shown) expect(parseWords(words)).toBeTypeOf('object');
  });
});
