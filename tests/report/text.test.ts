import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/report/blocks.ts';
import { writeText } from '../../src/report/text.ts';
import { bodyOf, constant, fact, gap, paragraph, signed, text, textOf, title } from './support-docx.ts';

const report: readonly Block[] = [
  title('中共青溪县粮食储备中心支部委员会书记2026年度抓基层党建工作述职报告'),
  { type: 'byline', spans: [constant('（支部书记　'), fact('林知远'), constant('）')] },
  text('各位领导、同志们：'),
  { type: 'heading', level: 1, spans: [constant('一、履职情况')] },
  {
    type: 'paragraph',
    lead: { as: 2, spans: [constant('（一）抓学习。')] },
    spans: [constant('讲党课'), gap('次数'), constant('次。')],
  },
  paragraph(fact('第一段。\n第二段。')),
  { type: 'table', head: ['任务', '情况'], rows: [[[fact('收购')], [fact('完成\n结清')]]] },
  signed('林知远', '2026年12月18日'),
];

describe('the report as plain text', () => {
  test('reads like the page', () => {
    expect(writeText(report)).toBe(
      [
        '中共青溪县粮食储备中心支部委员会书记2026年度抓基层党建工作述职报告',
        '（支部书记　林知远）',
        '各位领导、同志们：',
        '一、履职情况',
        '　　（一）抓学习。讲党课【待补充：次数】次。',
        '　　第一段。',
        '　　第二段。',
        '任务｜情况',
        '收购｜完成 结清',
        '林知远',
        '2026年12月18日',
      ].join('\n'),
    );
  });

  test('has the words of the file, no more and no fewer', () => {
    const bare = (words: string): string => words.replace(/[\s｜]/g, '');
    expect(bare(writeText(report))).toBe(
      bare(
        bodyOf(...report)
          .map(textOf)
          .join(''),
      ),
    );
  });

  test('of nothing is nothing', () => {
    expect(writeText([])).toBe('');
    expect(writeText([paragraph(), title(' ')])).toBe('');
  });

  test('shows hostile text as text, without control characters', () => {
    expect(writeText([text('<at id=all></at>\u0000\u202e{{x}}')])).toBe('　　<at id=all></at>{{x}}');
  });
});
