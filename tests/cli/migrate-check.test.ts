import { describe, expect, it } from 'vitest';
import { checkDump, dumpLine } from '../../src/cli/migrate-check.ts';
import { buildFlow } from '../../src/flow/flow.ts';
import type { FactState } from '../../src/flow/model.ts';
import { emptyReport, smallFlow } from '../flow/support.ts';

const given = (value: NonNullable<FactState['value']>): FactState => ({
  status: 'given',
  value,
  version: 1,
  source: { by: 'm', at: 1, via: 'x' },
});
const report = {
  ...emptyReport(),
  facts: { committee: given(12), members: given('好多'), gone: given('x') },
};
const kinds = new Map([['small', { flow: smallFlow }]]);

describe('migrate-check', () => {
  it('tells for each report what is renamed, asked again, and kept aside', () => {
    const facts = new Map(
      [...smallFlow.facts].map(([id, fact]) => [
        id,
        id === 'lectures' ? { ...fact, was: ['committee0'] } : fact,
      ]),
    );
    const flow = buildFlow(smallFlow.kind, facts);
    const dump = dumpLine({ ...report, facts: { ...report.facts, committee0: given(4) } });
    const checked = checkDump(`${dump}\n`, new Map([['small', { flow }]]));
    expect(checked).toMatchObject({ reports: 1 });
    expect('changes' in checked ? checked.changes[0]?.lines.join('\n') : '').toMatch(
      /改名：committee0 的回答归到 党课[\s\S]*类型变了，要重新问：支部党员大会[\s\S]*不再使用，原样留着：gone[\s\S]*接下来会问/,
    );
  });

  it('is silent about a report that today reads as before, and names a kind that is gone', () => {
    const same = dumpLine({ ...report, facts: { committee: given(12) } });
    const lost = dumpLine({ ...report, about: { ...report.about, kind: 'old' } });
    expect(checkDump(same, kinds)).toEqual({ reports: 1, changes: [] });
    expect(checkDump(lost, kinds)).toMatchObject({ changes: [{ lines: ['没有这种报告了：old'] }] });
  });

  it('tells what a flow asks that the one of the dump did not', () => {
    const before = buildFlow(
      { ...smallFlow.kind, sections: smallFlow.kind.sections.slice(0, 1) },
      new Map(smallFlow.facts),
    );
    const facts = Object.fromEntries(
      [...before.facts.keys()].map((id) => [id, { ...given('x'), status: 'none' as const }]),
    );
    const answered = dumpLine({ ...report, facts }, before);
    const lines = (text: string) => {
      const checked = checkDump(text, kinds);
      return 'changes' in checked ? checked.changes.flatMap((one) => one.lines).join('\n') : '';
    };
    expect(lines(answered)).toMatch(/以前没问过，要补问：[\s\S]*接下来会问/);
    expect(lines(dumpLine({ ...report, facts }, smallFlow))).toBe('');
  });

  it.each(['{', '[]', '{"report":1}'])('refuses %s, with the line', (line) => {
    expect(checkDump(`${dumpLine(report)}\n${line}`, kinds)).toEqual({ wrong: '第 2 行不是一份报告' });
  });
});
