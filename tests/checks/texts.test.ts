import { describe, expect, it } from 'vitest';
import { bracketsCheck } from '../../src/checks/brackets.ts';
import type { Check } from '../../src/checks/found.ts';
import { leftoversCheck } from '../../src/checks/leftovers.ts';
import { ofABodyCheck } from '../../src/checks/of-a-body.ts';
import { personalCheck } from '../../src/checks/personal.ts';
import { pointsCheck } from '../../src/checks/points.ts';
import { retoldCheck } from '../../src/checks/retold.ts';
import { spelledCheck } from '../../src/checks/spelled.ts';
import { nameTwiceCheck, sentenceTwiceCheck } from '../../src/checks/twice.ts';
import { checkedOf, codes, mends } from './support.ts';

const table = (check: Check, rows: readonly (readonly [text: string, found: readonly string[]])[]) =>
  it.each(rows)('%s', (text, expected) => {
    expect(codes(check, checkedOf({ story: text }))).toEqual(expected);
    expect(codes(check, checkedOf({}))).toEqual([]);
  });

describe('what was left in', () => {
  table(leftoversCheck, [
    ['X月X日召开会议', ['blank']],
    ['完成率X6%', ['blank']],
    ['全年共Ｘ次', ['blank']],
    ['名单（待补充）', ['blank']],
    ['由（此处填写姓名）负责', ['blank']],
    ['3×5米的展板，做了X光检查', []],
    ['党员带头，X射线探伤一次通过', []],
    ['整改（已完成）', []],
    ['笔杆儿网 范文', ['watermark']],
    ['详见 https://www.example.com/a?b=1 。', ['address']],
    ['见 dangjian.example.cn', ['address']],
    ['三会一课都有记录', []],
  ]);
});

describe('what does not belong into a report', () => {
  table(personalCheck, [
    ['张三，110101199003078515', ['identity']],
    ['身份证１１０１０１１９９００３０７８５１Ｘ', ['identity']],
    ['统一社会信用代码 91110101MA01XXXX5Q', []],
    ['合同编号 110101999913078515', []],
    ['联系人 13800138000', ['telephone']],
    ['联系人 138 0013 8000', ['telephone']],
    ['值班电话 0531-88888888', ['telephone']],
    ['投资 13800138000123 元', []],
    ['传达绝密文件', ['secret']],
    ['（秘密）通知', ['secret']],
    ['机密级材料', ['secret']],
    ['保守党的秘密，保护商业秘密', []],
    ['开展保密教育', []],
  ]);
});

describe('民主生活会', () => {
  const branch = (text: string) => checkedOf({ story: text });
  it.each([
    ['支部召开民主生活会', ['life-meeting']],
    ['高质量开好民主生活会、民主评议党员', ['life-meeting']],
    ['参加班子民主生活会', []],
    ['列席公司党委民主生活会', []],
    ['召开组织生活会', []],
    ['支部发挥领导核心作用', ['body-role']],
    ['公司党委发挥领导核心作用', []],
    ['支部把方向、管大局、保落实', ['body-role']],
    ['支部理论学习中心组学习六次', ['body-study']],
    ['参加局党委理论学习中心组学习', []],
  ])('%s', (text, expected) => {
    expect(codes(ofABodyCheck, branch(text))).toEqual(expected);
  });
  it('is right of a committee', () => {
    const bureau = checkedOf({ story: '召开民主生活会' }, { kind: '局党委书记党建述职' });
    expect(codes(ofABodyCheck, bureau)).toEqual([]);
  });
  it('proposes 组织生活会', () => {
    expect(mends(ofABodyCheck(branch('支部召开民主生活会。')))).toEqual(['支部召开组织生活会。']);
  });
});

describe('points that a text counts itself', () => {
  table(pointsCheck, [
    ['做了三个方面的工作：一是学，二是做。', ['announced']],
    ['做了三个方面的工作：一是学，二是做，三是查。', []],
    ['抓好以下两点。一是学；二是做；三是查。', ['announced']],
    ['一是学，三是查。', ['points']],
    ['一是学，二是做。另外，一是查，二是改。', []],
    ['有一次是学，这是三个方面。', []],
    ['三个方面都有。', []],
  ]);
});

describe('brackets and marks', () => {
  table(bracketsCheck, [
    ['学习（上）和学习(下)', ['brackets']],
    ['学习（上)和讨论', ['brackets']],
    ['学习（上）', []],
    ['学习(上)', []],
    ['1)学习（上）2)讨论', ['brackets']],
    ['学习《条例', ['unpaired']],
    ['落实“两个责任', ['unpaired']],
    ['学习（上', ['unpaired']],
    ['落实"两个责任"', []],
  ]);
  it('proposes full width', () => {
    expect(mends(bracketsCheck(checkedOf({ story: '甲（上）乙(下)' })))).toEqual(['甲（上）乙（下）']);
    const items = checkedOf({ list: ['甲（上）乙(下)', '丙'] });
    expect(mends(bracketsCheck(items))).toEqual([['甲（上）乙（下）', '丙']]);
  });
});

describe('one document, two spellings', () => {
  it.each([
    [['《主题党日工作办法》', '《主题党日工作方法》'], ['spelled']],
    [['《主题党日工作制度》', '《主题党日 工作制度》'], ['spelled']],
    [['《2025年工作要点》', '《2026年工作要点》'], []],
    [['《主题党日工作制度（一）》', '《主题党日工作制度（二）》'], []],
    [['《三会一课制度》', '《谈心谈话制度》'], []],
  ])('%j', ([one, other], expected) => {
    expect(codes(spelledCheck, checkedOf({ first: `印发${one}`, second: `落实${other}` }))).toEqual(expected);
    expect(codes(spelledCheck, checkedOf({ first: `印发${one}` }))).toEqual([]);
  });
});

describe('nothing is sold twice', () => {
  const names = nameTwiceCheck(['activities', 'highlight']);
  it.each([
    [{ activities: ['“七一”重温入党誓词', '防汛演练'], highlight: '“七一”重温入党誓词' }, ['twice']],
    [{ activities: ['七一重温入党誓词'], highlight: '“七一”重温入党誓词' }, ['twice']],
    [{ activities: ['防汛演练'], highlight: '重温入党誓词' }, []],
    [{ activities: ['防汛'], highlight: '防汛' }, []],
    [{ activities: ['重温入党誓词', '重温入党誓词'] }, []],
    [{ other: '重温入党誓词', highlight: '重温入党誓词' }, []],
  ])('%j', (facts, expected) => {
    expect(codes(names, checkedOf(facts))).toEqual(expected);
  });
  const told = '每个班组挂上一名党员的名字，班前会由他先讲';
  it.each([
    [{ first: `说一件事。${told}。`, second: `还有。${told}；就这样` }, ['twice']],
    [{ first: `${told}。${told}。` }, []],
    [{ first: '一年来。', second: '一年来。' }, []],
  ])('a sentence: %j', (facts, expected) => {
    expect(codes(sentenceTwiceCheck, checkedOf(facts))).toEqual(expected);
  });
});

describe('a figure told twice', () => {
  const committee = { type: 'count', label: '支委会', unit: '次', value: 13 } as const;
  it.each([
    ['全年召开支委会12次。', ['retold']],
    ['支委会共召开12次', ['retold']],
    ['支委会13次', []],
    ['上半年支委会6次', []],
    ['有两次支委会只谈进度，支委会上查一次作风', []],
    ['每季度支委会3次', []],
    ['支委会12人参加', []],
  ])('%s', (story, expected) => {
    expect(codes(retoldCheck, checkedOf({ committee, story }))).toEqual(expected);
    expect(codes(retoldCheck, checkedOf({ story }))).toEqual([]);
  });
});
