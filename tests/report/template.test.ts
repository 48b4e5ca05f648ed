/** What a template author writes, and what comes out. */
import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/blocks.ts';
import { type BuiltIns, renderReport } from '../../src/report/render.ts';
import { compileTemplate } from '../../src/report/template.ts';
import { writeText } from '../../src/report/text.ts';
import type { Written } from '../../src/report/written.ts';

const FACTS = ['a', 'b', 'c', 'd'].map((letter) => `${letter}${letter}`);

type Short = string | readonly string[] | null;

/** A string is a text, a list a list, null a fact put off. */
function values(short: Readonly<Record<string, Short>>): ReadonlyMap<string, Written> {
  return new Map(
    Object.entries(short).map(([fact, value]): [string, Written] => {
      if (value === null) return [fact, { kind: 'gap', label: fact }];
      if (typeof value === 'string') return [fact, { kind: 'text', text: value }];
      return [fact, { kind: 'list', items: value }];
    }),
  );
}

function render(
  main: string,
  short: Readonly<Record<string, Short>> = {},
  more: { partials?: Record<string, string>; builtIns?: BuiltIns; seed?: string } = {},
) {
  const template = compileTemplate({ file: 't.hbs', main, partials: more.partials ?? {} }, FACTS);
  return renderReport(template, values(short), more.builtIns ?? { year: 2026 }, more.seed);
}

const lines = (blocks: readonly Block[]): readonly string[] =>
  writeText(blocks)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const written = (...args: Parameters<typeof render>): readonly string[] => lines(render(...args).blocks);

describe('sentences', () => {
  test('one whose fact is absent goes with its mark, the others close up', () => {
    const source = '开会{{aa}}次。讲课{{bb}}次！谈话{{cc}}次。';
    expect(written(source, { aa: '3', cc: '5' })).toEqual(['开会3次。谈话5次。']);
    expect(written(source, { bb: '2' })).toEqual(['讲课2次！']);
  });

  test('a clause before ； goes alone, and the sentence keeps its own end', () => {
    const source = '开会{{aa}}次；讲课{{bb}}次；谈话{{cc}}次。';
    expect(written(source, { aa: '3', cc: '5' })).toEqual(['开会3次；谈话5次。']);
    expect(written(source, { aa: '3' })).toEqual(['开会3次。']);
  });

  test('0 is a value', () => {
    expect(written('转正{{aa}}名。', { aa: '0' })).toEqual(['转正0名。']);
    expect(written('{{#given aa}}有{{aa}}。{{else}}无{{bb}}。{{/given}}', { aa: '0', bb: 'x' })).toEqual([
      '有0。',
    ]);
  });

  test('a word that both sides have is said once, and hers stays', () => {
    expect(written('整改中，我们{{aa}}。', { aa: '我们三月制定清单' })).toEqual([
      '整改中，我们三月制定清单。',
    ]);
    expect(written('支部{{aa}}。', { aa: '我们每月学' })).toEqual(['我们每月学。']);
    expect(written('整改中，我们{{aa}}。', { aa: '支部三月制定清单' })).toEqual([
      '整改中，我们支部三月制定清单。',
    ]);
    expect(written('我{{aa}}。', { aa: '我担任组长' })).toEqual(['我担任组长。']);
    expect(written('支部加强{{aa}}。', { aa: '加强网络管理' })).toEqual(['支部加强网络管理。']);
    expect(written('我们组织{{aa}}。', { aa: '组织生活会' })).toEqual(['我们组织组织生活会。']);
    expect(written('传达{{aa}}精神。', { aa: '市委会议精神' })).toEqual(['传达市委会议精神。']);
    expect(written('我们{{aa}}。', { aa: null })).toEqual(['我们【待补充：aa】。']);
  });

  test('a set phrase stays only beside a fact of its paragraph', () => {
    const source = '认真学习。学了{{aa}}。\n\n踏实工作。{{year}}年如此。';
    expect(written(source, { aa: '原著' })).toEqual(['认真学习。学了原著。']);
    expect(written(source)).toEqual([]);
  });

  test('a full stop inside quotes or brackets ends nothing', () => {
    expect(written('他说“好。行。”之后{{aa}}。开会（见记录。{{bb}}）。', { aa: '走了' })).toEqual([
      '他说“好。行。”之后走了。',
    ]);
  });
});

describe('lists', () => {
  test('are joined by what is there', () => {
    const source = '召开[[大会{{aa}}次|支委会{{bb}}次|小组会{{cc}}次]]。';
    expect(written(source, { aa: '1', bb: '2', cc: '3' })).toEqual(['召开大会1次、支委会2次、小组会3次。']);
    expect(written(source, { aa: '1', cc: '3' })).toEqual(['召开大会1次、小组会3次。']);
    expect(written(source, { bb: '2' })).toEqual(['召开支委会2次。']);
    expect(written(source)).toEqual([]);
  });

  test('an item that zero leaves out is not there', () => {
    const item = (fact: string): string => `{{#zero ${fact}}}{{else}}会{{${fact}}}次{{/zero}}`;
    const source = `开了[[${item('aa')}|${item('bb')}]]。还[[，::{{#zero aa}}{{aa}}开大会{{/zero}}|{{#zero bb}}{{bb}}开小会{{/zero}}]]。`;
    expect(written(source, { aa: '2', bb: '0' })).toEqual(['开了会2次。还没有开小会。']);
    expect(written(source, { aa: '0', bb: '0' })).toEqual(['还没有开大会，没有开小会。']);
    expect(written(source, { aa: '1', bb: '2' })).toEqual(['开了会1次、会2次。']);
  });

  test('another mark, and a part that may be left out', () => {
    expect(written('支部[[，::开会{{aa}}次|议事{{bb}}项]]。', { aa: '1', bb: '2' })).toEqual([
      '支部开会1次，议事2项。',
    ]);
    const source = '开会{{aa}}次[[，涉及[[{{bb}}|{{cc}}]]]]。';
    expect(written(source, { aa: '1', cc: '人事' })).toEqual(['开会1次，涉及人事。']);
    expect(written(source, { aa: '1' })).toEqual(['开会1次。']);
  });

  test('a fact that is a list', () => {
    expect(written('学了{{aa}}。', { aa: ['原著', ' 文件。', '，'] })).toEqual(['学了原著、文件。']);
    expect(written('学了{{aa}}。', { aa: ['，'] })).toEqual([]);
  });

  test('no 、 between titles or quotes side by side (GB/T 15834 4.5.3.5); a stronger mark around items with one', () => {
    expect(written('学了{{aa}}。', { aa: ['《甲》', '《乙》', '文件', '“丙”', '“丁”'] })).toEqual([
      '学了《甲》《乙》、文件、“丙”“丁”。',
    ]);
    expect(written('办了{{aa}}。', { aa: ['演练', '防汛、消防培训'] })).toEqual([
      '办了演练，防汛、消防培训。',
    ]);
    expect(written('办了{{aa}}。', { aa: ['演练', '先看，后练'] })).toEqual(['办了演练；先看，后练。']);
  });
});

describe('numbers', () => {
  const SOURCE = `
# 工作
## 学习。
学了{{aa}}。

## 会议。
- 大会。
开了{{bb}}次。

- 支委会。
开了{{cc}}次。

# 问题
{{dd}}。`;

  test('headings and items by what is there', () => {
    expect(written(SOURCE, { aa: '甲', bb: '1', cc: '2', dd: '丁' })).toEqual([
      '一、工作',
      '（一）学习。学了甲。',
      '（二）会议',
      '一是大会。开了1次。',
      '二是支委会。开了2次。',
      '二、问题',
      '丁。',
    ]);
  });

  test('what stands alone is not counted, what is empty goes', () => {
    expect(written(SOURCE, { cc: '2' })).toEqual(['一、工作', '支委会。开了2次。']);
    expect(written(SOURCE, { aa: '甲', dd: '丁' })).toEqual([
      '一、工作',
      '学习。学了甲。',
      '二、问题',
      '丁。',
    ]);
    expect(written(SOURCE)).toEqual([]);
  });

  test('leads: the template’s first sentence, or the person’s own', () => {
    const { blocks } = render('- 大会。\n开了{{aa}}次。\n- {{bb}}。', {
      aa: '1',
      bb: '学得不深。今年只读了一本。',
    });
    expect(blocks).toEqual([
      {
        type: 'paragraph',
        lead: { as: 'strong', spans: [constant('一是'), constant('大会。')] },
        spans: [constant('开了'), { kind: 'fact', fact: 'aa', text: '1' }, constant('次。')],
      },
      {
        type: 'paragraph',
        lead: { as: 'strong', spans: [constant('二是'), { kind: 'fact', fact: 'bb', text: '学得不深。' }] },
        spans: [{ kind: 'fact', fact: 'bb', text: '今年只读了一本' }, constant('。')],
      },
    ]);
  });

  test('a person’s own number gives way to ours; her own row of points keeps its own', () => {
    expect(written('- {{aa}}。\n- {{bb}}。', { aa: '1. 学得少。很忙', bb: '二是办法少' })).toEqual([
      '一是学得少。很忙。',
      '二是办法少。',
    ]);
    expect(written('- {{aa}}。\n- {{bb}}。', { aa: '1.5万元没花完', bb: '三会一课不全' })).toEqual([
      '一是1.5万元没花完。',
      '二是三会一课不全。',
    ]);
    expect(written('- {{aa}}。\n- {{bb}}。', { aa: '一是学得少；二是讲得少', bb: '办法少' })).toEqual([
      '一是学得少；二是讲得少。',
      '办法少。',
    ]);
  });
});

describe('a person’s words', () => {
  const one = (text: string): string => written('情况是{{aa}}。', { aa: text })[0] ?? '';
  const own = (text: string): string => written('{{aa}}。', { aa: text })[0] ?? '';

  test('keep their marks except at the ends, where the sentence brings its own', () => {
    expect(one('，学得好。。 ')).toBe('情况是学得好。');
    expect(one('谁来干？')).toBe('情况是谁来干？');
    expect(one('他说：“好。”')).toBe('情况是他说：“好。”');
    expect(one('学得好,干得好')).toBe('情况是学得好,干得好。');
    expect(written('{{aa}}，{{bb}}。', { aa: '真好！', bb: '很好' })).toEqual(['真好，很好。']);
  });

  test('white space: between Chinese characters and figures it goes, in names it stays', () => {
    expect(one('召开 12 次  会议')).toBe('情况是召开12次会议。');
    expect(one('用 BIM 技术')).toBe('情况是用 BIM 技术。');
    expect(one('读 《习近平 谈》 和 “四 融”')).toBe('情况是读《习近平 谈》和“四 融”。');
  });

  test('lines become clauses in a sentence, sentences on their own', () => {
    expect(one('学习\n\n 工作。\r\n生活')).toBe('情况是学习，工作，生活。');
    expect(own('学习\n工作：\n生活！\n休息；')).toBe('学习。工作：生活！休息。');
  });

  test('are never read as a template, and lose what no page can show', () => {
    expect(one('{{bb}} [[x|y]] {{{cc}}} | ## a')).toBe('情况是{{bb}} [[x|y]] {{{cc}}} | ## a。');
    expect(one('甲\u00010\u0002乙\u0000\u202e\ud800丙\ufffe')).toBe('情况是甲0乙丙。');
    expect(one(' 。，\u0007\n ')).toBe('');
  });
});

test('gaps keep their sentence, are listed in the order of the text, once each', () => {
  const draft = render('先{{bb}}，后{{aa}}。再{{bb}}，再{{cc}}。', { aa: null, bb: null, cc: '走' });
  expect(lines(draft.blocks)).toEqual(['先【待补充：bb】，后【待补充：aa】。再【待补充：bb】，再走。']);
  expect(draft.gaps).toEqual(['bb', 'aa']);
  expect(draft.characters).toBe('先【待补充：bb】，后【待补充：aa】。再【待补充：bb】，再走。'.length);
  expect(draft.places).toEqual([
    { fact: 'bb', block: 0, text: '先【待补充：bb】，后【待补充：aa】。' },
    { fact: 'aa', block: 0, text: '先【待补充：bb】，后【待补充：aa】。' },
    { fact: 'bb', block: 0, text: '再【待补充：bb】，再走。' },
    { fact: 'cc', block: 0, text: '再【待补充：bb】，再走。' },
  ]);
});

test('title, byline, signature and the built-ins', () => {
  const source =
    '= {{year}}年度报告\n> 述职人：{{aa}}\n计划{{nextYear}}年{{bb}}[[（截至{{asOf}}）]]。\n@ {{aa}} | {{date}}';
  const builtIns = { year: 2026, asOf: '2026年11月20日', date: '2026年12月1日' };
  expect(written(source, { aa: '张敏', bb: '读书' }, { builtIns })).toEqual([
    '2026年度报告',
    '述职人：张敏',
    '计划2027年读书（截至2026年11月20日）。',
    '张敏',
    '2026年12月1日',
  ]);
  expect(written(source, { bb: '读书' })).toEqual(['2026年度报告', '计划2027年读书。']);
});

test('vary: one phrasing for a report, not the same for all; an edit elsewhere does not change it', () => {
  const source = '{{#vary "x"}}甲{{aa}}{{or}}乙{{aa}}{{or}}丙{{aa}}{{/vary}}。{{bb}}。';
  const choice = (seed: string, bb: string): string =>
    written(source, { aa: '1', bb }, { seed })[0]?.slice(0, 1) ?? '';
  const seeds = Array.from({ length: 30 }, (_, n) => `r${n}`);
  expect(new Set(seeds.map((seed) => choice(seed, 'x')))).toEqual(new Set(['甲', '乙', '丙']));
  for (const seed of seeds) expect(choice(seed, 'x')).toBe(choice(seed, 'y'));
});

const constant = (text: string) => ({ kind: 'constant', text });
