import { describe, expect, test } from 'vitest';
import { arrange, sectionNamed, sectionsOf } from '../../src/report/arrange.ts';
import { withPlaces } from '../../src/report/places.ts';

const SOURCE = `{{! 说明 }}
= {{year}}年度述职报告
> {{name}}

{{> opening}}

# 主要工作
{{open "工作" a}}

开了{{a}}次会。

# 问题
{{> problems}}

{{> feedback}}

# {{nextYear}}年打算
{{> plans}}

{{> closing}}

@ {{name}} | {{date}}
`;
const PARTIALS = {
  opening: '我是。',
  problems: '- {{p}}。',
  plans: '- {{q}}。',
  closing: '{{! 注 }}\n~ 完了。',
  feedback: '# 反馈整改\n改了。',
};
const headings = (source: string) => sectionsOf(source, PARTIALS).map(({ heading }) => heading);

describe('the frame of a template', () => {
  test('has its sections by name, those in a partial too; closing words and signature belong to none', () => {
    expect(headings(SOURCE)).toEqual(['主要工作', '问题', '反馈整改', '年打算']);
    const [, , shared, last] = sectionsOf(SOURCE, PARTIALS);
    expect(shared?.shared).toBe(true);
    expect(last?.lines.join('\n')).not.toContain('closing');
  });

  test('with nothing wanted is what it was', () => {
    expect(arrange(SOURCE, PARTIALS, {})).toBe(SOURCE);
  });

  test('sections in another order, under other headings; those not named follow', () => {
    const arranged = arrange(SOURCE, PARTIALS, {
      sections: [{ section: '打算', heading: '明年怎么干' }, { section: '反馈' }],
    });
    expect(headings(arranged)).toEqual(['明年怎么干', '反馈整改', '主要工作', '问题']);
    expect(arranged.trimEnd().endsWith('{{> closing}}\n\n@ {{name}} | {{date}}')).toBe(true);
    expect([...arranged].sort().join('')).toHaveLength(
      SOURCE.length - '{{nextYear}}年打算'.length + '明年怎么干'.length,
    );
  });

  test('title, byline and signature in other words, or left out', () => {
    const other = arrange(SOURCE, PARTIALS, {
      title: '述职',
      byline: '述职人　{{name}}',
      signature: '{{date}} | {{name}}',
    });
    expect(other).toContain('\n= 述职\n> 述职人　{{name}}\n');
    expect(other).toContain('\n@ {{date}} | {{name}}\n');
    const none = arrange(SOURCE, PARTIALS, { byline: false, signature: false });
    expect(none).not.toMatch(/^[>@]/m);
    expect(arrange(none, PARTIALS, { byline: '{{name}}', signature: '{{name}}' })).toMatch(
      /= .+\n> {{name}}\n[\s\S]+@ {{name}}$/,
    );
  });

  test('the names of paragraphs stay with them', () => {
    const placed = withPlaces('x', SOURCE);
    const arranged = arrange(placed, PARTIALS, {
      title: '述职',
      sections: [{ section: '问题', heading: '不足' }],
    });
    const lineWith = (text: string, words: string) =>
      text.split('\n').find((line) => line.endsWith(words)) ?? '';
    expect(lineWith(arranged, '开了{{a}}次会。')).toBe(lineWith(placed, '开了{{a}}次会。'));
    expect(lineWith(arranged, '# 不足').replace('不足', '问题')).toBe(lineWith(placed, '# 问题'));
  });

  test('a name that fits none, or several, is no name', () => {
    const sections = sectionsOf('# 一是工作\n甲\n# 二是工作\n乙\n# 工作\n丙', {});
    expect(sectionNamed(sections, '工作')?.heading).toBe('工作');
    expect(sectionNamed(sections, '是工作')).toBeUndefined();
    expect(sectionNamed(sections, '廉洁')).toBeUndefined();
  });
});
