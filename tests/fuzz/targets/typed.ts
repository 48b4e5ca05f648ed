/** @module Typed messages: what people say, made wrong, through the platform's event into a turn. */
import { parseMessage } from '../../../src/feishu/inbound.ts';
import { messageEvent } from '../events.ts';
import type { Target } from '../fuzz.ts';
import { mutateJson, mutateText } from '../mutate.ts';
import { allKinds, cardOf, newTalk, STORY, type Talk, take } from '../talk.ts';

const SAID: readonly string[] = [
  ...['支委会十二次，党员大会4次，党课4', '支委会 12', '没有', '稍后补', '跳过', '不清楚', '上一步', '撤销'],
  ...['进度', '目录', '预览', '生成', '定稿', '我的报告', '出处', '出处清单', '导出我的数据', '修改 支委会'],
  ...[
    '支委会改成 13 次',
    '把党课改成4次，截至10月底',
    '党费收缴率100%，培训12.5万元',
    '3月8日换届，3月至5月培训',
  ],
  ...[
    '每月一次',
    '十余次',
    '一是学习不够，二是检查不够；三是总结不够',
    '我叫：张敏',
    '交稿时间 12月20日',
    '不再提醒',
  ],
  ...[
    '下周再提醒我',
    '写得再短一点',
    '重来',
    '删除我的数据',
    '支委会12、党课4，谈心谈话二十三人次，主题党日12次',
  ],
  ...['1月8日\t支委会\t研究计划\n2月10日\t党课\t书记讲课\n3月5日\t支委会\t研究发展对象', '12 4 4 23'],
  '在“两优一先”评选中获得公司先进党支部称号，3人被评为优秀党员。八月份的集中学习拖到了九月。',
];
const samples = [
  ...SAID,
  ...allKinds.flatMap(({ flow }) => [...flow.facts.values()].map((fact) => `${fact.label} 12`)),
];

export function typedTarget(): Target {
  let talk: Talk | undefined;
  return {
    name: 'typed',
    share: 60,
    story: STORY,
    input: async (random, number) => {
      if (talk === undefined || number % STORY === 0) talk = newTalk(random);
      const said = random.chance(0.2)
        ? random.pick(samples)
        : mutateText(random, random.pick(samples), samples);
      const event = messageEvent('text', { text: said });
      const parsed = parseMessage(random.chance(0.1) ? mutateJson(random, event) : event);
      if ('ignored' in parsed) return;
      await take(talk, parsed.envelope.inbound, random.chance(0.1));
      if (random.chance(0.1)) cardOf(talk);
    },
  };
}
