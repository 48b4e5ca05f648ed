/** @module A small library in order, for tests that break it. */

export const SAMPLE = {
  'flows/facts/all.yaml': `facts:
  - id: writerName
    type: text
    label: 姓名
    aliases: [述职人]
  - id: meetings
    type: count
    label: 支委会
    unit: 次
    aliases: [支委会议]
  - id: groups
    type: count
    label: 党小组
    unit: 个
  - id: groupMeetings
    type: count
    label: 党小组会
    unit: 次
    when: { fact: groups, atLeast: 1 }
  - id: grade
    type: oneOf
    label: 等次
    options: [好, 较好]
  - id: vow
    type: claim
    label: 表态
    sentence: 本人遵守各项规定。
`,
  'flows/sample.yaml': `id: sample
title: 样例
report: 样例报告
writer: writerName
template: sample.hbs
sections:
  - id: one
    title: 第一部分
    cards:
      - id: who
        title: 您
        ask: 您是谁？
        facts: [writerName, grade]
      - id: counts
        title: 次数
        ask: 几次？
        facts:
          - meetings
          - groups
          - groupMeetings
    more:
      - id: vows
        title: 表态
        ask: 属实吗？
        facts: [vow]
        when: { fact: grade, is: 好 }
`,
  'templates/sample.hbs': `= {{year}}年度报告
我是{{writerName}}。
等次{{grade}}。
{{> counts}}
`,
  'templates/partials/counts.hbs': `召开支委会{{meetings}}次。
设党小组{{groups}}个，开会{{groupMeetings}}次。
{{vow}}。
`,
} as const;
export type File = keyof typeof SAMPLE;
