/** A contradiction through the real SDK, the store and the local Feishu, and without a chat. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftCommand } from '../../src/cli/draft.ts';
import { kinds, type Office, openOffice, readable } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';

const FIXTURE = 'tests/fixtures/project-branch.facts.json';
/** 「X月X日」 is a blank nobody filled. */
const BLANK = '第二个不足：X月X日的会没有开成，原因是我安排得不细。';

describe.skipIf(skipped('real'))(named('a doubt in the chat', 'real'), () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('real');
  });
  afterAll(async () => {
    await office?.close();
  });

  it('is said with the answer, mended or waved off with a tap, and comes back with a change', async () => {
    const zhang = office.secretary('张敏');
    await zhang.opens();
    const fixed = readable(await zhang.says('第一个不足：“一岗两责”落实得不够，原因是我抓得少。'));
    expect(fixed).toContain('固定的提法是「一岗双责」');
    await zhang.click('直接改成「一岗双责」');
    expect(readable(zhang.card())).toContain('✓ 第一个不足');
    expect(readable(zhang.card())).toContain('“一岗双责”落实得不够');

    expect(readable(await zhang.says(BLANK))).toContain('像是还没填的空');
    await zhang.click('没问题，就这样…');
    await zhang.click('没问题，就这样', { reason: '日子还要再核' });
    expect(readable(zhang.card())).toContain('好，就照您写的');
    expect(readable(await zhang.says('定稿'))).not.toContain('像是还没填的空');

    await zhang.says('第二个不足：X月X日的会开晚了，原因是我安排得不细。');
    expect(readable(await zhang.says('定稿'))).toContain('像是还没填的空');
    expect(readable(await zhang.says('目录'))).toContain('! 1. 「第二个不足」');
    await zhang.click('去看看 1：第二个不足');
    expect(readable(zhang.card())).toContain('上次您说过：「日子还要再核」');
  });
});

describe('a final without a chat', () => {
  it('is refused with the same list, and a draft is not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checks-'));
    try {
      const file: { facts: Record<string, unknown> } = JSON.parse(await readFile(FIXTURE, 'utf8'));
      file.facts['secondProblem'] = BLANK;
      const facts = join(folder, 'facts.json');
      await writeFile(facts, JSON.stringify(file));
      const lines: string[] = [];
      const output = { say: () => {}, complain: (line: string) => void lines.push(line) };
      const args = ['--kind', 'project-branch', '--facts', facts, '--out', join(folder, 'a.docx')];
      expect(await draftCommand([...args, '--final'], kinds, output)).toBe(2);
      expect(lines).toEqual([
        expect.stringMatching(/^secondProblem：「第二个不足」里的「.*X月.*像是还没填的空。$/),
      ]);
      expect(await draftCommand(args, kinds, output)).toBe(0);
      const whole = [
        '--kind',
        'project-branch',
        '--facts',
        FIXTURE,
        '--out',
        join(folder, 'b.docx'),
        '--final',
      ];
      expect(await draftCommand(whole, kinds, output)).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
