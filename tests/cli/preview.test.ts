/** `preview` on a library of its own: the shipped one with the example of the guide added, as the guide says. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Kind, renderDraft } from '../../src/app/draft.ts';
import { loadLibrary, printed } from '../../src/app/library.ts';
import { sampleFacts } from '../../src/app/sample.ts';
import { previewCommand } from '../../src/cli/preview.ts';
import { withComputed } from '../../src/flow/derived.ts';
import { plain, spansOf } from '../../src/report/blocks.ts';
import { emptyReport, NOW } from '../flow/support.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'shuzhi-library-'));
  for (const folder of ['flows', 'templates']) {
    cpSync(folder, join(root, folder), { recursive: true });
    cpSync(join('examples/school-branch', folder), join(root, folder), { recursive: true });
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function preview(...args: readonly string[]) {
  const said: string[] = [];
  const code = await previewCommand(
    ['--root', root, ...args],
    '/nowhere',
    { say: (line) => void said.push(line), complain: (line) => void said.push(line) },
    async (stop) => {
      await stop();
      return 0;
    },
  );
  return { code, text: said.join('\n') };
}

describe('the sixth kind, added by files alone', () => {
  test('loads beside the shipped ones', () => {
    const loaded = loadLibrary(root);
    expect('problems' in loaded ? loaded.problems.map(printed) : []).toEqual([]);
    const kinds = 'kinds' in loaded ? loaded.kinds : new Map<string, Kind>();
    expect([...kinds.keys()]).toContain('school-branch');
    expect(kinds.get('school-branch')?.flow.facts.size).toBe(23);
  });

  test('reads as a report with sample facts, without a gap', async () => {
    const { code, text } = await preview('--kind', 'school-branch');
    expect(code).toBe(0);
    expect(text).toContain('学校党支部书记述职报告');
    expect(text).toContain('党员教师与青年教师、学生结对14对，上示范课22节，家访63户。');
    expect(text).toContain('师德师风作为教师评价的第一标准');
    expect(text).toMatch(/三、2027年工作打算|三、\d{4}年工作打算/);
    expect(text).not.toMatch(/待补充|undefined|，。|、、/);
  });

  test('with half the facts nothing is left hanging', async () => {
    const facts = join(root, 'few.json');
    writeFileSync(facts, JSON.stringify({ year: 2026, facts: { writerName: '林月', schoolHomeVisits: 63 } }));
    const { code, text } = await preview('--kind', 'school-branch', '--facts', facts);
    expect(code).toBe(0);
    expect(text).toContain('党员教师家访63户。');
    expect(text).not.toMatch(/结对|示范课|召开|[，、]。/);
    expect(text).toContain('【待补充：今年的不足，各写一件具体的事和自己的原因】');
  });
});

test('sample facts fill every kind: no template needs a fact that has no sample', () => {
  const loaded = loadLibrary(root);
  if ('problems' in loaded) throw new Error(loaded.problems.map(printed).join('\n'));
  for (const kind of loaded.kinds.values()) {
    const facts = sampleFacts(kind.flow, 2026, NOW);
    const known = withComputed(kind.flow, facts);
    expect([...kind.flow.facts.keys()].filter((id) => known[id] === undefined)).toEqual([]);
    const report = { ...emptyReport({ kind: kind.flow.kind.id }), facts };
    const text = renderDraft(kind, report, facts, NOW).blocks.map((block) => plain(spansOf(block)));
    expect(text.join('\n')).not.toContain('待补充');
  }
});

describe('what is wrong', () => {
  test('an unknown kind names those there are; bad options are told', async () => {
    expect(await preview('--kind', 'nobody')).toMatchObject({ code: 2 });
    expect((await preview('--kind', 'nobody')).text).toContain('school-branch');
    expect(await preview('--nonsense')).toMatchObject({ code: 2 });
    expect(await preview('--kind', 'school-branch', '--facts', '/nowhere.json')).toMatchObject({ code: 2 });
  });

  test('a template that is broken is told with file and line, and shown again when it is mended', async () => {
    const path = join(root, 'templates/school-branch.hbs');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.replace('{{schoolPairs}}', '{{schoolPears}}'));
    const said: string[] = [];
    const line = (text: string) => void said.push(text);
    const code = await previewCommand(
      ['--root', root, '--kind', 'school-branch', '--watch'],
      '/nowhere',
      { say: line, complain: line },
      async (stop) => {
        expect(said.join('\n')).toMatch(/templates\/school-branch\.hbs:\d+ {2}模板用了“schoolPears”/);
        said.length = 0;
        writeFileSync(path, whole);
        await vi.waitFor(() => expect(said.join('\n')).toContain('结对14对'), { timeout: 10_000 });
        await stop();
        return 0;
      },
    );
    expect(code).toBe(0);
  });
});
