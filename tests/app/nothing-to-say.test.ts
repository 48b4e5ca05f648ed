/** Every single fact answered with 没有: neither a draft nor a final, and what to do instead. For all kinds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftCommand } from '../../src/cli/draft.ts';
import type { FactState, Facts } from '../../src/flow/model.ts';
import { actionsOf, emptyReport, interview, NOW, textOf } from '../flow/support.ts';
import { kinds } from '../support/office.ts';

const source = { by: 'ou_me', at: NOW, via: 'm1' };
const none: FactState = { status: 'none', version: 1, source };
const given = (value: string): FactState => ({ status: 'given', value, version: 1, source });

describe.each([...kinds])('%s', (id, { flow }) => {
  const all = (state: FactState): Facts =>
    Object.fromEntries([...flow.facts.keys()].map((fact) => [fact, state]));
  const talk = (facts: Facts) => interview(flow, { ...emptyReport({ kind: id }), version: 3, facts });

  test.each([
    ['没有', none],
    ['跳过', { ...none, status: 'skipped' as const }],
  ])('all answered with %s: no file, and where to begin', (_, state) => {
    for (const asked of ['生成草稿', '定稿']) {
      const chat = talk(all(state));
      chat.says(asked);
      expect(chat.report.draft).toEqual({ made: 0 });
      expect(textOf(chat.screen)).toContain('还没有可写的内容');
      expect(textOf(chat.screen)).toContain('出稿只会有一个标题');
    }
  });

  test('who she is alone is no report; the first thing that she did is', () => {
    const chat = talk({ ...all(none), [flow.kind.writer]: given('张敏'), superior: given('市委') });
    chat.says('生成草稿');
    expect(chat.report.draft.wanted).toBeUndefined();
    const [begin] = actionsOf(chat.screen).filter(({ op }) => op.op === 'open');
    expect(begin).toBeDefined();
    chat.taps(begin?.label ?? '');
    expect(chat.screen.parts.some(({ part }) => part === 'form')).toBe(true);
    const told = talk({ ...all(none), firstPlan: given('明年每月走访一次一线班组。') });
    told.says('生成草稿');
    expect(told.report.draft.wanted).toMatchObject({ number: 1 });
  });

  test('a blank, or nothing asked yet, is worth a draft all the same', () => {
    for (const facts of [{}, { ...all(none), firstPlan: { ...none, status: 'later' as const } }]) {
      const chat = talk(facts);
      chat.says('生成草稿');
      expect(chat.report.draft.wanted).toMatchObject({ number: 1 });
    }
  });

  test('a facts file of nothing but none: the draft is written and says so, the final is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuzhi-nothing-'));
    const file = join(folder, 'facts.json');
    const facts = Object.fromEntries([...flow.facts.keys()].map((fact) => [fact, { status: 'none' }]));
    writeFileSync(file, JSON.stringify({ year: 2026, facts }));
    const said: string[] = [];
    const wrong: string[] = [];
    const run = (...more: readonly string[]) =>
      draftCommand(['--kind', id, '--facts', file, '--out', join(folder, 'o.docx'), ...more], kinds, {
        say: (line) => said.push(line),
        complain: (line) => wrong.push(line),
      });
    expect(await run()).toBe(0);
    expect(said.at(-1)).toContain('还没有可写的内容');
    expect(await run('--final')).toBe(2);
    expect(wrong).toEqual(['facts：每一项都是“没有”，报告里还没有可写的内容']);
    rmSync(folder, { recursive: true });
  });
});
