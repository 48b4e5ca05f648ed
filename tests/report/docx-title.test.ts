import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, constant, fact, textOf, title } from './support-docx.ts';

const linesOf = (words: string): readonly string[] => {
  const [node, ...more] = bodyOf(title(words));
  expect(more).toEqual([]);
  return node === undefined ? [] : textOf(node).split('\n');
};

describe('a title', () => {
  test.each([
    ['述职报告', 1],
    ['2026年度抓基层党建工作述职报告', 1],
    ['一二三四五六七八九十一二三四五六七八九十', 1],
    ['一二三四五六七八九十一二三四五六七八九十一', 2],
  ])('「%s」 stands on %i line(s)', (words, count) => {
    expect(linesOf(words)).toHaveLength(count);
  });

  test.each([
    ['中共青溪县粮食储备中心支部委员会书记', '2026年度抓基层党建工作述职报告'],
    ['市政府投资项目建设中心机关党支部书记', '2022年度机关党建工作述职报告'],
    ['东海大学马克思主义学院教工第三党支部书记', '2026年度抓党建工作述职报告'],
    ['青溪县第一中学党总支副书记', '2026年度履行党建工作责任述职报告'],
    ['柳湾村党支部书记', '抓基层党建工作述职述廉报告'],
    ['2026年度党支部书记', '抓基层党建工作述职报告（征求意见稿）'],
    ['关于2026年度履行全面从严治党', '主体责任情况的述职报告'],
    ['中共清河县人民医院第二党支部委员会', '2026年度组织生活会个人对照检查材料', '及整改落实情况的报告'],
    ['中铁第三工程集团杭绍台铁路有限公司', '杭州东站项目经理部党支部书记', '2026年述职报告'],
  ])('breaks at sense: %s / %s', (...lines) => {
    expect(linesOf(lines.join(''))).toEqual(lines);
  });

  test('makes no hourglass of itself', () => {
    const lines = [
      '中共青溪县粮食储备中心机关支部委员会书记',
      '2026年度履行全面从严治党主体责任情况的',
      '述职报告',
    ];
    expect(linesOf(lines.join(''))).toEqual(lines);
  });

  test('makes no block of itself', () => {
    const [first, second] = linesOf('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥').map(
      (line) => line.length,
    );
    expect([first, second].toSorted()).toEqual([10, 12]);
  });

  test('takes no more lines than it needs for the sake of its shape', () => {
    expect(linesOf('2025年度党风廉政建设2026年度抓基层党建工作履行全面从严治党主体责任')).toHaveLength(2);
  });

  test('leaves room for digits, which are wider than half a character in the title’s face', () => {
    // 20 cells by the count, and more than the line in LibreOffice.
    expect(linesOf('2026年度组织生活会个人对照检查材料及整改')).toEqual([
      '2026年度组织生活会',
      '个人对照检查材料及整改',
    ]);
  });

  test('keeps a number whole', () => {
    expect(linesOf('甲乙丙丁戊己庚辛12345678子丑寅卯辰巳午未申')).toEqual([
      '甲乙丙丁戊己庚辛12345678',
      '子丑寅卯辰巳午未申',
    ]);
  });

  test('breaks where the template joins two facts, if the words themselves tell nothing', () => {
    const spans = [fact('甲乙丙丁戊己庚辛壬癸子丑'), constant('寅卯辰巳午未申酉戌亥')];
    expect(bodyOf({ type: 'title', spans }).map(textOf)).toEqual([
      '甲乙丙丁戊己庚辛壬癸子丑\n寅卯辰巳午未申酉戌亥',
    ]);
  });

  test('that no four lines can hold is left as it is', () => {
    expect(linesOf('中'.repeat(200))).toEqual(['中'.repeat(200)]);
  });

  const words = fc.string({
    unit: fc.constantFrom(...'甲乙丙丁书记述职（）《》“”，。：2026年 a😀'),
    minLength: 22,
    maxLength: 70,
  });

  test('keeps every character, and no line begins or ends with a mark that must not stand there', () => {
    fc.assert(
      fc.property(words, (typed) => {
        const without = (from: string): string => from.replace(/\s/g, '');
        fc.pre(without(typed) !== '');
        const lines = linesOf(typed);
        expect(without(lines.join(''))).toBe(without(typed));
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[。，：）》”]/);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《“]$/);
        for (const [index, line] of lines.slice(1).entries()) {
          if (/\d$/.test(lines[index] ?? '')) expect(line).not.toMatch(/^[\d年]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
