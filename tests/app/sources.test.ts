import { describe, expect, test } from 'vitest';
import type { Kind } from '../../src/app/draft.ts';
import { annexOf, sourcePages } from '../../src/app/sources.ts';
import type { Flow } from '../../src/flow/definition.ts';
import { present } from '../../src/flow/present/index.ts';
import { emptyReport, interview, NOW, textOf } from '../flow/support.ts';
import { docxText, kinds } from '../support/office.ts';

const kind = kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const about = { kind: 'project-branch' };

/** Some facts typed, some from a form, a claim confirmed. */
function told({ flow }: { readonly flow: Flow }) {
  const talk = interview(flow, emptyReport(about));
  talk.opens();
  talk.clicks({ op: 'submit', card: 'who' }, { writerName: '张敏', branchName: '清源河大桥项目党支部' });
  talk.says('支委会开了十一次');
  talk.says('党员大会 4 次');
  talk.says('我叫：张小敏');
  talk.says('上级党组织：第三工程公司党委');
  return talk;
}

const screenAt = (chosen: Kind, talk: ReturnType<typeof told>): string =>
  textOf(present(chosen.flow, talk.report, { sources: () => sourcePages(chosen, talk.report, NOW) }));

describe('出处 in the chat', () => {
  test.each(['出处', '数据来源', '每个数从哪来', '每个数都是从哪来的'])('%s leads to it', (words) => {
    const talk = told(kind);
    talk.says(words);
    expect(talk.report.screens[0]?.view).toEqual({ at: 'sources', page: 0 });
  });

  test('sentence by sentence: fact, value, when, and which words', () => {
    const talk = told(kind);
    const seen: string[] = [];
    const pages = sourcePages(kind, talk.report, NOW).length;
    for (let page = 0; page < pages; page += 1) {
      talk.clicks({ op: 'sources', page });
      seen.push(screenAt(kind, talk));
    }
    const all = seen.join('\n');
    expect(all).toContain('出处 1/');
    expect(all).toMatch(/↳ 支委会 11 次　11月20日 10:00 您说的：「支委会开了十一次」/);
    expect(all).toMatch(/↳ 支部党员大会 4 次　11月20日 10:00 您说的/);
    expect(all).toMatch(/↳ 党支部名称 清源河大桥项目党支部　11月20日 10:00 您在卡片里填的/);
    expect(all).toMatch(/↳ 姓名 张小敏　11月20日 10:00 您说的/);
    expect(all).toMatch(/↳ 报告年度 2026　由程序填写/);
    expect(all).toMatch(/↳ 年度提法 .+“十五五”规划自2026年起实施/);
    expect(all).not.toContain('张敏');
  });

  test('a page behind the last is the last; with nothing to show it says so', () => {
    const talk = told(kind);
    talk.clicks({ op: 'sources', page: 999 });
    expect(screenAt(kind, talk)).toMatch(/出处 (\d+)\/\1/);
    expect(textOf(present(kind.flow, talk.report))).toContain('还没有您给的内容');
  });

  test('a claim is what she confirmed word by word', () => {
    const talk = told(kind);
    const fact = [...kind.flow.facts.values()].find(({ id }) => id === 'eightRules');
    talk.clicks({ op: 'open', card: 'claims' });
    talk.taps('都属实，写上');
    const items = sourcePages(kind, talk.report, NOW).flatMap(({ sentences }) =>
      sentences.flatMap((one) => one.items),
    );
    expect(items.find(({ label }) => label === fact?.label)?.how).toBe('11月20日 10:00 您逐字确认的原句');
  });
});

describe('出处清单', () => {
  test('is asked for by a button or in words, and goes out as a file of its own', () => {
    const talk = told(kind);
    expect(talk.says('要一份出处清单').annex).toBe(true);
    talk.says('出处');
    expect(talk.clicks({ op: 'annex' }).annex).toBe(true);
    expect(talk.report.screens[0]?.view).toEqual({ at: 'sources', page: 0 });
    expect(textOf(present(kind.flow, talk.report))).toContain('只供您核对');
  });

  test('holds every sentence with its source, and the same answers give the same bytes', () => {
    const { report } = told(kind);
    const annex = annexOf(kind, report, NOW);
    expect(annex.name).toBe('2026年度党支部书记述职报告_张小敏_出处清单.docx');
    const text = docxText(annex.bytes);
    expect(text).toContain('供本人核对，不是报告的一部分');
    expect(text).toContain('11月20日 10:00 您说的：「支委会开了十一次」');
    expect(annexOf(kind, report, NOW).bytes).toEqual(annex.bytes);
  });
});
