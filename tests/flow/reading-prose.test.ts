/**
 * Ordinary prose is not an answer. Two thousand sentences in the manner of these reports, none of which states what a
 * fact asks for; many hold its name, a number, or both.
 */
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/app/library.ts';
import type { FactDefinition } from '../../src/flow/definition.ts';
import { readMessage } from '../../src/flow/reading.ts';
import { FACTS } from './reading-facts.ts';
import { NOW } from './support.ts';

const WHEN =
  `年初定盘子的时候|三月份汛期前|到了七月高温天|赶工期那两个月|入冬以后|元旦前后|工程转序的当口|上级来检查那一周|疫情最紧的几天|换班子以后
半年小结时|八月底|国庆假期里|收尾阶段|交工验收前|新员工进场那天|周五下午的学习上|第三季度|开工不久|年中复盘`.split(
    /[|\n]/,
  );

/** Clauses that name things a report is about, with and without figures; none is a total of the year. */
const WHAT =
  `支委会上大家为一道工序争了两个小时|第二次支委会专门研究了安全|支委会的记录本从一本变成了两本|支委会开得短了，话说得实了|支委会不能光传达文件|有两次支委会只谈进度没谈党员怎么上|支委会研究了4个议题|支委会要把3件事盯住
支委会成员5人全部到岗|支委会一开就是一下午|我在支委会上检讨过1回|支委会委员分工调整为3块|党员大会上有7名同志发了言|党员大会讨论预备党员转正时气氛很热烈|支部党员大会的票箱是2号工友做的|党员大会开到晚上9点
开党员大会时通知要提前3天|党课内容从照本念变成讲身边的事|书记讲的那堂党课来了40多人|党课讲到一半停了电|一堂党课讲了90分钟|党课讲稿改了五遍|请来的老师把党课讲活了|党课不在多，在有人听
主题党日去了两个工点|主题党日那天有12名党员参加|4月的主题党日去了烈士陵园|主题党日清理垃圾3车|主题党日的照片洗了20张|主题党日活动人均走了8公里|组织生活会前谈了一轮心|组织生活会查摆的16条当场认领
组织生活会上红脸出汗的有3位|生活会开了两个半小时|谈心谈话中发现3个苗头|谈心谈话不能一谈了之|和老王的谈话谈了两次才谈开|谈话提纲有5页|谈心要谈到点子上|每次谈话不少于20分钟
党小组长每周碰一次头|党小组的3块责任区挂了牌|第二党小组包保1号墩|党小组之间比着干|党小组会议记录抽查了2本|党小组会上定的事3天内要见动静|转正材料补了两回|预备党员转正要过4道关
积极分子里有2个是班组长|入党积极分子培训班开在7月|3名积极分子中有1人是女同志|发展党员工作严格按25步走|发展党员的材料归档用了5个盒子|责任书签到了班组一级|责任书第3条专门写了分包|承诺书贴在9间宿舍的墙上
承诺书上的每一条都要对账|三重一大会议前3天送材料|“三重一大”会议制度修订了2处|研究事项有3类必须上会|研究事项前先听4个人的意见|学时不够的3个人补了课|学时统计由综合部做|合同额比去年多了两成
合同额靠前的2个项目都在这里|产值压力最大的是第四季度|产值掉下来3个点的时候大家都急|党员占比不高，要靠骨干|占比最小的是3号班组|完成率低的2个工区被点名|完成率每周排一次|换届以后班子年轻了4岁
换届前走访了6户|民主评议前发了50份问卷|民主评议时有2票弃权|培训分了3批|培训签到表有2页|党费收缴台账每月核1遍|党费标准按0.5%起算|党费收得齐不齐看的是平时|项目支部和机关支部结了对
警示教育看的是3部片子|警示教育基地离工地60公里|廉政教育进了8个班组|廉洁谈话要在任职前做|亮点一时半会儿看不出来|事项类别没有分清|姓名写错了1处
党员突击队抢下了12天工期|责任区划到了26道工序|拌和站的3名党员轮流值夜|发现隐患16条，当天销了15条|材料员小李把损耗降了1.2个点|21名党员里有9人在一线|走访困难职工家庭4户|帮扶资金2万元发到了人
夜校办到第8期|巡查记录写了300多页|问题清单列了11条|整改台账销号9项|观摩来了5批人|安全帽上贴了26颗红星|工期比计划缩短的那20天是抢出来的|合格率到了100%|投诉少了一半|车队出车1200趟`.split(
    /[|\n]/,
  );

const TAIL =
  `，大家心里有了数|，这件事教育了我|，效果慢慢出来了|，看得出差距在我自己|，工友们说实在|，职工的劲头足了|，业主也认可|，根子还在平时抓得不细|，后来就成了习惯|，事情反而好办了
|，党员站到了前头|，没有人喊累|，这一条要长期坚持|，比发十个文件管用|，我记到了本子上|，下一步还要往深里走|，年轻人成长得快|，会风变了样`.split(
    /[|\n]/,
  );

/** Every opening with every clause, the tails in turn: a spread of two thousand. */
const SENTENCES = WHAT.flatMap((what, n) =>
  WHEN.map(
    (when, m) =>
      `${(n + m) % 3 === 0 ? '' : `${when}，`}${what}${TAIL[(n * 7 + m * 3) % TAIL.length] ?? ''}。`,
  ),
).filter((_, index, all) => index % Math.ceil(all.length / 2600) < 1 || index < 2000);

const loaded = loadLibrary(process.cwd());
const kinds = 'kinds' in loaded ? [...loaded.kinds.entries()] : [];
const READERS: readonly (readonly [string, ReadonlyMap<string, FactDefinition>])[] = [
  ['every type', FACTS],
  ...kinds.map(([id, { flow }]) => [id, flow.facts] as const),
];

describe('ordinary prose', () => {
  it('is plenty', () => {
    expect(new Set(SENTENCES).size).toBeGreaterThanOrEqual(2000);
    expect(kinds.length).toBeGreaterThan(0);
  });

  it.each(READERS)('fills next to nothing of %s, and nothing without a question', (_, facts) => {
    const filled = [...new Set(SENTENCES)].flatMap((sentence) =>
      readMessage(sentence, facts, { year: 2026, now: NOW })
        .understood.filter(({ what }) => what.said !== 'problem')
        .map(({ fact, what, words }) => ({
          sure: what.said === 'status' || (what.said === 'value' && what.doubt === undefined),
          line: `${fact.label} ← ${words} ← ${sentence}`,
        })),
    );
    expect(filled.filter(({ sure }) => sure).map(({ line }) => line)).toEqual([]);
    const most = new Set(SENTENCES).size / 100;
    expect(filled.length, filled.map(({ line }) => line).join('\n')).toBeLessThanOrEqual(most);
  });
});
