/**
 * Every name and title in a draft is one that was given: with each of them exchanged for a mark of its own, none of the
 * old ones is left in the text, and the list of sources knows every mark that stands in it.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDraft } from '../../src/app/draft.ts';
import { originOf, tracesOf } from '../../src/app/provenance.ts';
import { knownFor } from '../../src/app/sources.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import type { FactDefinition } from '../../src/flow/definition.ts';
import type { FactState, FactValue, Report } from '../../src/flow/model.ts';
import { plain, spansOf } from '../../src/report/blocks.ts';
import { emptyReport } from '../flow/support.ts';
import { kinds } from '../support/office.ts';

/** Types whose words are hers. */
const WORDED: readonly string[] = ['name', 'text', 'longText'];
/** 《…》 and “…” are read as titles; of one and the same length, so that a mark never begins another. */
const SIGNS = '冉冊冓冔冕冗冘冚冝冢';
const markOf = (index: number): string =>
  `冏${[...String(index).padStart(4, '0')].map((digit) => SIGNS[Number(digit)]).join('')}`;
const MARK = new RegExp(`冏[${SIGNS}]{4}`, 'g');

/** Words of the trade that people answer with and that the text has, too; none of them is a name or a title. */
const COMMON = [
  ...['党委书记', '党支部书记', '项目经理', '全体党员', '群众', '党风廉政建设', '思想政治工作', '“三会一课”'],
  ...['组织生活会', '民主评议党员', '主题党日', '集体学习', '带头学', '招商引资', '社区服务', '生产经营'],
  ...['安全', '资金', '机关党建工作述职报告'],
];

/** The facts with marks for words, which mark is whose, and the words that are gone. */
function marked(
  definitions: ReadonlyMap<string, FactDefinition>,
  facts: Readonly<Record<string, FactState>>,
) {
  const owner = new Map<string, string>();
  const gone = new Set<string>();
  const exchange = (fact: string, words: string): string => {
    gone.add(words);
    for (const [, title = ''] of words.matchAll(/《([^《》]+)》/g)) gone.add(title);
    const mark = markOf(owner.size);
    owner.set(mark, fact);
    return words.startsWith('《') ? `《${mark}》` : mark;
  };
  const changed = Object.entries(facts).map(([id, state]): [string, FactState] => {
    const { value } = state;
    const { type, fields = [] } = definitions.get(id) ?? {};
    let next: FactValue | undefined = value;
    if (typeof value === 'string' && type !== undefined && WORDED.includes(type)) next = exchange(id, value);
    if (Array.isArray(value)) {
      next = value.map((item) => {
        if (typeof item === 'string') return exchange(id, item);
        const worded = fields.filter((one) => WORDED.includes(one.type) && typeof item[one.id] === 'string');
        return {
          ...item,
          ...Object.fromEntries(worded.map((one) => [one.id, exchange(id, String(item[one.id]))])),
        };
      }) as FactValue;
    }
    return [id, next === undefined ? state : { ...state, value: next }];
  });
  return {
    facts: Object.fromEntries(changed),
    owner,
    gone: [...gone].filter((words) => words.length > 1 && !COMMON.includes(words)),
  };
}

describe.each([...kinds])('%s', (id, kind) => {
  const file = readFactsFile(readFileSync(`tests/fixtures/${id}.facts.json`, 'utf8'), kind.flow);
  if ('wrong' in file) throw new Error(JSON.stringify(file.wrong));
  const { year } = file;
  const { facts, owner, gone } = marked(kind.flow.facts, file.facts);
  const at = Date.parse(`${year}-12-10T04:00:00Z`);
  const drawn = (some: Readonly<Record<string, FactState>>, name: string): Report => ({
    ...emptyReport({ kind: id, year }),
    ...{ id: name, version: 2, facts: some, draft: { made: 0, length: '详' } },
  });

  test('no name and no title is left that was not given, and every one leads to its fact', () => {
    expect(owner.size).toBeGreaterThan(30);
    const told = new Set<string>();
    fc.assert(
      fc.property(fc.string({ maxLength: 4 }), fc.subarray(Object.keys(facts)), (name, kept) => {
        const some = Object.fromEntries(kept.flatMap((one) => (facts[one] ? [[one, facts[one]]] : [])));
        const report = drawn(some, name);
        const { blocks } = renderDraft(kind, report, some, at);
        const packed = blocks.flatMap(spansOf).filter((span) => span.kind !== 'pack');
        const own = plain(packed);
        for (const words of gone) expect(own).not.toContain(words);
        const known = knownFor(kind, report);
        const traced = tracesOf(blocks).flatMap((trace) =>
          (trace.text.match(MARK) ?? []).map((mark) => {
            expect(trace.span.kind === 'fact' && trace.span.fact, trace.text).toBe(owner.get(mark));
            const origin = originOf(known, trace);
            const label = kind.flow.facts.get(owner.get(mark) ?? '')?.label ?? '?';
            expect(origin.label.startsWith(label), origin.label).toBe(true);
            expect(origin.value).toContain(mark);
            return mark;
          }),
        );
        expect(traced).toEqual(blocks.flatMap((block) => plain(spansOf(block)).match(MARK) ?? []));
        for (const mark of traced) told.add(mark);
      }),
      { numRuns: 60, examples: [['', Object.keys(facts)]] },
    );
    // And all of them are told somewhere.
    expect([...owner].filter(([mark]) => !told.has(mark))).toEqual([]);
  });
});
