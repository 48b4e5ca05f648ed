/** What is said to the bot is answered, and never becomes an answer: it would be read aloud. */
import { describe, expect, it } from 'vitest';
import { TALKS, talkOf } from '../../src/flow/talk.ts';
import { kinds } from '../support/office.ts';
import { emptyReport, interview, textOf } from './support.ts';

const SAID: Readonly<Record<(typeof TALKS)[number], string>> = {
  'hand-in': '提交 保存 填好了 我填好了 写好了 好了 完成了 完了 搞定 发送 确定 取消 退出 结束',
  heard:
    '好的 好的收到 好的，谢谢您 收到！ 谢谢 辛苦了 嗯 嗯嗯好的 OK ok。 明白了 知道了 可以 行吧 早上好 哈哈哈 [微笑] 👍 👌🏻',
  busy: '等一下 稍等 我先开会 正在开会 忙着呢 我现在没空 有事 我再想想 让我想想 晚上再写 先这样 算了',
  wrong: '刚才说错了 我说错了 不对 错了 这个不对 删掉 重新填',
  stuck: '卡住了 点不了 按钮点不动 一直提交不了 图片呢',
  who: '你是谁 您是谁呀 在不在 人呢 有人吗 转人工 测试一下',
  how: '什么意思 这个是什么意思 不懂 我看不懂 怎么填？ 应该怎么写呢 举个例子 给我举个例子 为什么 为什么要填这个 写什么',
  asks: '可以不填吗 支部名称要写全称吗 主题党日算不算？ 怎么导出 发给我 多久能写完 写几条合适',
};
const words = Object.values(SAID).flatMap((list) => list.split(' '));
/** Answers that look a little like it. */
const ANSWERS = [
  ...[
    '张敏',
    '于成',
    '第一项目党支部',
    '测试中心党支部',
    '客服中心党支部',
    '每月一次',
    '没有',
    '稍后补',
    '下一步',
  ],
  ...[
    '完成年度目标',
    '提交了12份材料',
    '好人好事',
    '可再生能源示范岗',
    '参考消息读书会',
    '明白人工程',
    '行走的党课',
  ],
  ...[
    '忙而不乱工作法',
    '改革攻坚',
    '修改了制度',
    '错峰施工',
    '在岗',
    '成长营',
    '加油站党支部',
    '12',
    '支委会12次',
  ],
  ...[
    '我们把料场改成分时段，工人不再排队',
    '工人问我什么时候能通路？当天夜里我就把班组长叫到了现场',
    '「您看行吗」成了窗口的口头禅',
  ],
];
/** Types of which such words can be no answer at all. */
const FREE = ['text', 'name', 'longText', 'list', 'records'];

describe('what is said to the bot', () => {
  it.each(TALKS)('is told apart: %s', (talk) => {
    for (const one of SAID[talk].split(' ')) expect([one, talkOf(one)]).toEqual([one, talk]);
  });

  it('is not seen in answers', () => {
    const examples = [...kinds.values()].flatMap(({ flow }) =>
      [...flow.facts.values()].flatMap(({ example, options = [] }) => [example ?? '12', ...options]),
    );
    const seen = [...ANSWERS, ...examples].filter((one) => talkOf(one) !== undefined);
    // Options are asked by themselves: there such words are read first.
    expect(seen.filter((one) => !examples.includes(one))).toEqual([]);
    expect(seen).toEqual([]);
  });

  it.each([...kinds])('is never recorded, whatever text is asked for: %s', (id, { flow }) => {
    for (const fact of [...flow.facts.values()].filter(({ type }) => FREE.includes(type))) {
      for (const one of words) {
        const talk = interview(flow, emptyReport({ kind: id }));
        talk.says(`修改 ${fact.label}`);
        const before = textOf(talk.screen);
        talk.says(one);
        expect([fact.id, one, talk.values()]).toEqual([fact.id, one, {}]);
        expect(textOf(talk.screen)).not.toBe(before);
      }
    }
  });

  const project = kinds.get('project-branch')?.flow;
  if (project === undefined) throw new Error('no project-branch');
  const saidOn = (card: string, ...said: readonly string[]) => {
    const talk = interview(project, emptyReport({ kind: 'project-branch' }));
    talk.clicks({ op: 'open', card });
    for (const one of said) talk.says(one);
    return talk;
  };

  it('is answered with what to do instead', () => {
    expect(textOf(saidOn('counts', '提交').screen)).toContain('要点卡片上的按钮才交得上来');
    expect(textOf(saidOn('member-story', '谢谢').screen)).toContain('接下来说说「党员带头的一件事」');
    expect(textOf(saidOn('counts', '党课3次', '说错了').screen)).toContain('「修改 党课」');
    expect(textOf(saidOn('signers', '怎么写').screen)).toContain('项目班子成员、关键岗位管理人员');
    expect(textOf(saidOn('signers', '什么叫支委会？').screen)).toContain('「支委会」：数会议记录本');
  });

  it('leaves what answers what is asked, and what is told by name', () => {
    expect(textOf(saidOn('claims', '对').screen)).toContain('都属实就回「都属实」');
    expect(saidOn('claims', '都属实').values()).toMatchObject({ dualDuty: expect.any(String) });
    expect(saidOn('counts', '支委会12次，党课要算上吗？').values()).toMatchObject({ committeeMeetings: 12 });
    expect(saidOn('member-story', '好的', '六月抢排水，两名党员守了三夜').values()).toEqual({
      memberStory: '六月抢排水，两名党员守了三夜',
    });
  });

  it('does not go on with a story', () => {
    const story = '六月抢排水的那几夜，测量组的两名党员一直守在基坑边。';
    expect(saidOn('member-story', story, '这样写可以吗？').values()).toEqual({ memberStory: story });
  });
});
