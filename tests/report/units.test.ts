/** Units of other trades than those the kinds were written from: the nearest kind must speak their language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderDraft } from '../../src/app/draft.ts';
import { writtenFacts } from '../../src/app/written.ts';
import { readFactsFile } from '../../src/cli/facts-file.ts';
import { plain } from '../../src/report/blocks.ts';
import { spansOf } from '../../src/report/render.ts';
import { writeText } from '../../src/report/text.ts';
import { emptyReport } from '../flow/support.ts';
import { kindOf, root, scars, textsOf } from './support-content.ts';

const folder = join(root, 'tests/fixtures/units');
const DAY = Date.parse('2026-12-10T04:00:00Z');

/** What only another trade says, and what a reader of this one expects. */
const WORDS: Readonly<Record<string, { readonly never: RegExp; readonly says: readonly RegExp[] }>> = {
  'village.project-branch': {
    never: /项目|工程|工地|施工|公司|生产|处室|中心|局/,
    says: [/柳树沟村党支部书记.*马秀兰|马秀兰.*柳树沟村党支部/, /四议两公开/, /承诺书.*6份/, /清水镇党委/],
  },
  'firm.project-branch': {
    never: /项目|工程|工地|施工|三重一大|责任书|承诺书|处室|局/,
    says: [
      /没有.{0,3}设党小组|没有党小组|党小组.{0,3}没有/,
      /八号贴片线/,
      /高新区两新工委/,
      /产值3\.2亿元/,
      /替代料/,
    ],
  },
  'hospital.agency-branch': {
    never: /项目|工程|工地|施工|企业|疫情|处室|局/,
    says: [/^市第二人民医院内科党支部书记2026年度抓党建工作述职报告/, /胸痛中心党员突击队/, /院党委半年检查/],
  },
  'street.office-branch': {
    never: /项目|工程|工地|企业|投资|处室|局/,
    says: [/滨河社区/, /把新生儿的五张表并成一张/, /每周四下午/],
  },
};

test('every set of facts is held to its words', () => {
  const files = readdirSync(folder).map((name) => name.replace('.facts.json', ''));
  expect(files.sort()).toEqual(Object.keys(WORDS).sort());
});

describe.each(Object.entries(WORDS))('%s', (name, { never, says }) => {
  const kind = kindOf(name.split('.')[1] ?? '');
  const file = readFactsFile(readFileSync(join(folder, `${name}.facts.json`), 'utf8'), kind.flow);
  if ('wrong' in file) throw new Error(JSON.stringify(file.wrong));
  const { year, facts } = file;
  const drafts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => {
    const report = { ...emptyReport({ kind: kind.flow.kind.id, year }), id, facts };
    return renderDraft(kind, report, facts, DAY);
  });

  test('no scar, no blank, and everything she gave', () => {
    for (const draft of drafts) {
      expect(draft.blocks.flatMap(scars)).toEqual([]);
      expect(draft.left).toEqual([]);
      const text = writeText(draft.blocks).replace(/\s/gu, '');
      for (const [fact, value] of writtenFacts(kind.flow, facts))
        for (const one of textsOf(value))
          if (one !== '0') expect(text, fact).toContain(one.replace(/\s/gu, '').replace(/。$/u, ''));
    }
  });

  test('our part of it is in the words of their trade', () => {
    for (const draft of drafts) {
      const text = writeText(draft.blocks).replace(/\s/gu, '');
      for (const one of says) expect(text).toMatch(one);
      const constants = draft.blocks.flatMap(spansOf).filter(({ kind: of }) => of === 'constant');
      expect(constants.map((span) => plain([span])).find((words) => never.test(words))).toBeUndefined();
    }
  });

  test('every paragraph with a verb of ours has a fact of hers, and the parts are counted', () => {
    for (const draft of drafts) {
      const headings = draft.blocks.filter((block) => block.type === 'heading' && block.level === 1);
      expect(headings.length).toBeGreaterThanOrEqual(3);
      for (const block of draft.blocks)
        if (block.type === 'paragraph')
          expect(spansOf(block).some(({ kind: of }) => of === 'fact')).toBe(true);
    }
  });
});
