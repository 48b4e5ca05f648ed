/** What is said to the bot is answered, and never becomes an answer: it would be read aloud. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/flow/commands.ts';
import { TALKS, talkOf } from '../../src/flow/talk.ts';
import { kinds } from '../support/office.ts';
import { emptyReport, interview, textOf } from './support.ts';

const SAID: Readonly<Record<(typeof TALKS)[number], string>> = {
  'hand-in':
    '提交 保存 填好了 我填好了 写好了 好了 完成了 完了 搞定 发送 确定 取消 退出 结束 tijiao 提教 就这些 先写这么多',
  heard:
    '好的 好的收到 好的，谢谢您 收到！ 谢谢 辛苦了 嗯 嗯嗯好的 OK ok。 明白了 知道了 可以 行吧 早上好 哈哈哈 [微笑] 👍 👌🏻 🙏 好的👌 谢谢[玫瑰] 你好呀 早，辛苦了 收到，马上填 刚忙完 我回来了 不好意思 抱歉 打扰了 ' +
    '不好意思刚才没看到 挺好用的 厉害了 好嘞收到 好的，谢谢，辛苦了 好的好的，我知道了 haode 好地 收倒 哎呀 知道了别催 那行 没毛病 好的师傅 谢谢小助手 我看到了 立刻填',
  busy:
    '等一下 稍等 我先开会 正在开会 忙着呢 我现在没空 有事 我再想想 让我想想 晚上再写 先这样 算了 好的稍等 好的我先看一下 嗯嗯我想一下 等我问一下办公室 问一下办公室再说 我问问小王 问一下李主任 这个要问组织委员 这个得问办公室 我查一下会议记录 我翻一下记录本 我去翻翻台账 ' +
    '回单位再看 明天上班再填 我在工地 正在路上 领导叫我 领导找我有事 接个电话 开完会再弄 还没想好 先放一放 知道了，我先忙 好的，我晚上再写 不好意思，刚才在开会 等年底统计了再填 等办公室统计 还没统计出来 待确认 我核实一下 让小王填 叫老李来填 转给小王 行吧先这样 我先吃个饭 手机没电了 信号不好 材料不在手边 台账在单位 要翻台账 一会儿回你 正在开支委会 小王那边有数 要请示一下领导 得等纪检委员',
  wrong:
    '刚才说错了 我说错了 上面那句不算 不对 错了 这个不对 删掉 重新填 你理解错了 不是这个意思 我说的不是这个 发错了 不好意思，发错了 打错字了 手滑 按错了 上一条不算 上一条发错了 刚才那条不要 刚才那个数不对 刚才填的不对 忽略上一条 当我没说 怎么改 填错了怎么改 写错了能改吗 后面还能改吗',
  stuck:
    '卡住了 点不了 按钮点不动 一直提交不了 图片呢 填哪里 在哪里提交 我不会用 提交按钮在哪 再发一遍 卡片不见了',
  who: '你是谁 您是谁呀 在不在 人呢 有人吗 转人工 测试一下 有人没',
  how: '什么意思 这个是什么意思 不懂 我看不懂 怎么填？ 应该怎么写呢 举个例子 给我举个例子 为什么 为什么要填这个 写什么 写哪方面的 写几个 多少字 有模板吗 别人都写什么 指的是什么 全称还是简称 是写全称还是简称 写谁的名字 有什么区别 我不会写 写不出来 不知道写什么 搞不明白 没思路 给点提示 发个样板 长什么样 多少字合适 要念多长时间 挺多的 一般般 有 谢谢，这个怎么填 你好，请问这个怎么填 想问一下这个是什么意思 支委会次数怎么数 那个党课怎么算啊 主要是 大概',
  asks: '支部名称要写全称吗 主题党日算不算？ 多久能写完 写几条合适 对吗 这样可以吗 这样行不行 字数有要求吗 你看懂了没 什么叫三重一大 什么是主题党日 支委会和党员大会有啥区别 要不要算上党小组会 12月的算不算 这个算吗 其他支部怎么写的 这跟述职有什么关系',
  'no-need':
    '可以不填吗 能不能不写 必须写吗 必填吗 一定要填吗 不写行吗 可以跳过吗 怎么跳过 不填会怎样 这个要写吗',
  again: '我刚才填过了 不是说过了吗 前面写了 上面有 重复了吧 怎么又问 怎么还问 这个填过了',
  write: '你帮我写 你帮我编一个 帮我写一段 帮我润色 你看着写 随便写 随便 你定吧 这个你写吧',
  'last-year': '按去年的 用去年的 抄去年的 参照去年 我有去年的稿子 可以发文件吗 我发个word给你 能发图片吗',
  tired: '太麻烦了 怎么这么多 问题太多了 还有完没完 烦死了 真难用 又来了 太难了 烦不烦 看得头疼 又要写',
  saved: '存了吗 记下了吗 提交了吗 提交成功了吗 提交了没 交上去了吗 我点了 退出会不会丢 在哪保存',
  seen: '谁能看到 领导能看到吗 给谁看的 会不会泄密 保密吗 这个报告交给谁 怎么发给领导',
  due: '什么时候交 几号交 什么时候截止 今天要交吗',
  span: '写今年的还是去年的 是算全年吗 截止到几月 算到什么时候',
  draft: '怎么导出 发给我 好了吗 怎么还没好 文件呢 在哪里下载 直接出报告',
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
    ...[
      '成都',
      '好人',
      '好人榜',
      '在行',
      '先锋',
      '问计于民',
      '有事您说话',
      '我为群众办实事',
      '你说我办',
      '一起学',
      '安好',
    ],
    ...[
      '厉害了我的班组',
      '明白卡',
      '早安课堂',
      '说说心里话',
      '办公室',
      '公司领导',
      '老张抢修',
      '党课',
      '不忘初心',
      '随身学',
    ],
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

  it.each([...kinds])('is not seen in what whole reports were made of: %s', (id, { flow }) => {
    const { facts } = JSON.parse(readFileSync(`tests/fixtures/${id}.facts.json`, 'utf8')) as {
      facts: Record<string, unknown>;
    };
    const told = [...flow.facts.values()].flatMap((fact) => {
      const value = facts[fact.id];
      if (fact.type === 'list' && Array.isArray(value)) return [{ fact, said: value.join('、') }];
      return FREE.includes(fact.type) && typeof value === 'string' ? [{ fact, said: value }] : [];
    });
    expect(told.length).toBeGreaterThan(20);
    for (const { fact, said } of told) {
      const talk = interview(flow, emptyReport({ kind: id }));
      talk.says(`修改 ${fact.label}`);
      talk.says(said);
      expect([said, talk.report.facts[fact.id]?.status]).not.toEqual([said, 'unconfirmed']);
      talk.says(`${fact.label}：${said}`);
      expect([said, talk.report.facts[fact.id]?.status]).toEqual([said, 'given']);
    }
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
    expect(textOf(saidOn('counts', '提交').screen)).toContain('点了上面的按钮我才收得到');
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

  const asked = (label: string, ...said: readonly string[]) => {
    const talk = interview(project, emptyReport({ kind: 'project-branch' }));
    talk.opens();
    talk.says(`修改 ${label}`);
    for (const one of said) talk.says(one);
    return talk;
  };

  it.each([
    ['姓名', '好的，张敏', '张敏'],
    ['姓名', '张敏，谢谢', '张敏'],
    ['姓名', '就写张敏', '张敏'],
    ['党支部名称', '收到 清源河大桥项目党支部，对吗', '清源河大桥项目党支部'],
    ['特色做法名称', '班前五分钟，这个名字行吗', '班前五分钟'],
    ['特色做法名称', '名字叫班前五分钟', '班前五分钟'],
    ['支委会', '嗯，12', 12],
    ['支委会', '谢谢，12次', 12],
    ['支委会', '12次，谢谢您', 12],
    ['支委会', '我看看啊，12次', 12],
    ['支委会', '好的12次', 12],
    ['支委会', '写12', 12],
    ['支部成立时间', '2018年3月，谢谢', '2018-03'],
    ['党员占比', '好的，30%', '30%'],
    ['签订人员', '好的，班子成员、关键岗位，谢谢', ['班子成员', '关键岗位']],
    ['党员带头的一件事', '我想想，对了，老张带头抢修', '老张带头抢修'],
    ['党员带头的一件事', '老张带头抢修，三天没回家。这样写行吗？', '老张带头抢修，三天没回家。'],
    ['特色做法名称', '好的，没有', 'none'],
    ['特色做法名称', '好的，稍后补', 'later'],
  ])('is taken off the ends of an answer: %s, %s', (label, said, value) => {
    expect(Object.values(asked(label, said).values())).toEqual([value]);
  });

  it.each(['你说我办', '我为群众办实事', '特色做法名称：还没想好', '我把车停路边了', '咱俩想一块去了'])(
    'that cannot be told from an answer is asked back, however often it is said: %s',
    (said) => {
      const talk = asked('特色做法名称', said, said);
      expect(talk.report.facts['firstHighlight']?.status).toBe('unconfirmed');
      expect(textOf(talk.screen)).toContain('请您确认：特色做法名称写「');
      talk.says('对');
      expect(talk.report.facts['firstHighlight']?.status).toBe('given');
    },
  );

  it.each([
    ['特色做法名称', '特色做法名称还没想好'],
    ['特色做法名称', '特色做法名称不知道写啥'],
    ['党风廉政建设目标', '不好意思刚才没看到'],
    ['党风廉政建设目标', '等我问一下办公室再说'],
    ['党员占比', '不会算'],
  ])('is not recorded either: %s, %s', (label, said) => {
    expect(asked(label, said).values()).toEqual({});
  });

  it('that nobody could list is asked back', () => {
    const said =
      '写了影响不好 写完给谁 多了一个 我让小王报给你 这什么玩意 领导说先这么写 办公室说他们报 去年交过 最后什么样 怎么转给别人 这个月底开 十二月再开 计划下个月开 忘了数 不是我发的 懂的都懂 我在接孩子放学 您看着给 你倒是说呀 给谁交 鬼知道 先这么着吧 老王说他来';
    for (const one of said.split(' '))
      expect([one, asked('特色做法名称', one).report.facts['firstHighlight']?.status]).not.toEqual([
        one,
        'given',
      ]);
  });

  it('is not heard in what people answer', () => {
    const said =
      '班前五分钟 红色讲堂 有事好商量 说说心里话 不忘初心 问计于民 学习不够 抓得不紧 不敢较真 没有举一反三 联系群众少 讲得多做得少 谈得不深 创新不多 重业务轻党建 走过场 记录不全 看红色电影 讲党史 写心得 带头加班 老张抢修 工地 财务 成都 上海 好人榜 优秀 张敏 于成 安好 常在 成龙';
    for (const one of said.split(' '))
      expect([one, asked('特色做法名称', one).values()]).toEqual([one, { firstHighlight: one }]);
  });

  it('that sounds like a sentence of hers is asked back before it is vouched for', () => {
    const talk = asked('党风廉政建设目标', '不是这样的，我们没签');
    expect(talk.report.facts['integrityTargets']?.status).toBe('unconfirmed');
  });

  it('beside answers is answered too', () => {
    const counted = saidOn('counts', '党课4次，主题党日要写吗');
    expect(counted.values()).toEqual({ lectures: 4 });
    expect(textOf(counted.screen)).not.toContain('没看明白');
    expect(textOf(saidOn('counts', '谢谢，支委会12次').screen)).not.toContain('谢谢');
    expect(textOf(saidOn('counts', '支委会12次，其他的问一下办公室').screen)).toContain('不急');
    expect(saidOn('counts', '支委会12次，其他都没有').values()).toMatchObject({
      lectures: 'none',
      talks: 'none',
    });
    expect(saidOn('counts', '支委会12次 其他的稍后补').values()).toMatchObject({ lectures: 'later' });
  });

  it('does not say the same three times', () => {
    for (const one of words) {
      const talk = asked('特色做法名称');
      const answers = [1, 2, 3].map(() => {
        talk.says(one);
        return textOf(talk.screen);
      });
      expect([one, new Set(answers).size]).toEqual([one, 3]);
    }
  });

  it('on a page leaves it as it is', () => {
    for (const page of ['进度', '目录', '预览', '帮助']) {
      const talk = saidOn('counts', '支委会12次', page);
      const [before] = talk.report.screens;
      for (const one of words.filter((said) => commandOf(said, []) === undefined)) talk.says(one);
      expect(talk.values()).toEqual({ committeeMeetings: 12 });
      if (page !== '预览') expect(talk.report.screens[0]?.view).toEqual(before?.view);
    }
  });

  it('beside a doubt says that it is no yes, and what would be one', () => {
    for (const one of ['好的', '嗯', '谢谢', '差不多']) {
      const talk = saidOn('counts', '支委会十来次', one);
      expect(talk.report.facts['committeeMeetings']?.status).toBe('unconfirmed');
      expect(textOf(talk.screen)).toContain('就是 10 次 的话回「对」');
    }
    expect(textOf(saidOn('counts', '支委会十来次', '不对').screen)).toContain('把对的发给我');
    expect(saidOn('counts', '支委会十来次', '12次', '对').values()).toEqual({ committeeMeetings: 12 });
  });

  it('does not lose a choice between two values, which can be said too', () => {
    const chosen = (...said: readonly string[]) => {
      const talk = saidOn('counts');
      const shown = talk.report.version;
      talk.says('支委会12次');
      talk.clicks({ op: 'submit', card: 'counts' }, { committeeMeetings: '13' }, shown);
      for (const one of said) talk.says(one);
      return talk;
    };
    for (const one of ['好的', '什么意思', '不知道', '提交', '第一个']) {
      const talk = chosen(one);
      expect(talk.values()).toMatchObject({ committeeMeetings: 12 });
      expect(textOf(talk.screen)).toContain('回「用刚交的」「用已记的」');
    }
    for (const one of ['用刚交的', '13', '13次', '用13'])
      expect(chosen('好的', one).values()).toMatchObject({ committeeMeetings: 13 });
    for (const one of ['用已记的', '12次'])
      expect(chosen(one).values()).toMatchObject({ committeeMeetings: 12 });
  });

  it('is no paragraph of hers', () => {
    const said = [
      '等我想想再改吧我先开会',
      '这一段不用改挺好的谢谢',
      '请帮我把这一段写得好一点',
      '可以直接打字发过来吗',
    ];
    const talk = saidOn('counts', '支委会12次');
    const [paragraph] = project.paragraphs?.(talk.report, talk.report.about.created) ?? [];
    if (paragraph === undefined) throw new Error('no paragraph');
    talk.clicks({ op: 'own', does: 'edit', name: paragraph.name });
    for (const one of said) talk.says(one);
    expect(talk.values()).toEqual({ committeeMeetings: 12 });
    expect(talk.report.screens[0]?.view).toEqual({ at: 'own', name: paragraph.name });
  });

  it('that a proposal is wrong, and then what is right, is of that proposal', () => {
    expect(asked('特色做法名称', '你说我办', '不对', '班前五分钟').values()).toEqual({
      firstHighlight: '班前五分钟',
    });
    expect(asked('特色做法名称', '领导说先这么写', '不是', '没有').values()).toEqual({
      firstHighlight: 'none',
    });
    expect(asked('特色做法名称', '领导说先这么写', '撤回').values()).toEqual({});
    const corrected = saidOn('counts', '支委会12次', '错了', '13');
    expect(textOf(corrected.screen)).toContain('请您确认：支委会「13」是 13 次');
  });

  it('that there is one more row, with two lists to choose from, is asked back', () => {
    const duty = kinds.get('project-duty-integrity')?.flow;
    const talk = interview(duty, emptyReport({ kind: 'project-duty-integrity' }));
    talk.clicks({ op: 'open', card: 'awards' });
    talk.says('省优质工程奖');
    talk.clicks({ op: 'open', card: 'who' });
    talk.says('再加一条：先进党支部');
    expect(talk.values()).toEqual({ awards: [{ title: '省优质工程奖' }] });
    expect(textOf(talk.screen)).toContain('这里有职务、荣誉');
  });

  it('that something was wrong, and what it is, corrects what was said last', () => {
    for (const one of [
      ...[
        '刚才那个数不对，是13',
        '上一条发错了，应该是13次',
        '打错字了，是13次',
        '不好意思，打错了，13',
        '改成13',
      ],
      ...['支委会不对，是13次', '手滑了，支委会是13'],
    ])
      expect([one, saidOn('counts', '支委会12次', one).values()]).toEqual([one, { committeeMeetings: 13 }]);
  });
});

describe('that nothing is to be written', () => {
  const project = kinds.get('project-branch')?.flow;
  const on = (label: string, said: string) => {
    const talk = interview(project, emptyReport({ kind: 'project-branch' }));
    talk.opens();
    talk.says(`修改 ${label}`);
    talk.says(said);
    return Object.values(talk.values());
  };
  const NONE =
    '没有这回事 没这回事 没有这个 没这个事 我们没有 我们单位没有 我们支部没有 这项没有 这个真没有 确实没有 不涉及 不适用 没有涉及 没弄过 这个没做 没什么好写的 没啥特别的 无此项 没有这样的事 没评上 没有获奖 没收到反馈 跟我们没关系 今年没安排 没有这方面的工作 0';
  const SKIPPED =
    '这个不写 不想写 不用写 这个不用写吧 不写了 那就不写了 算了不写了 别写了 这条不要写 这个不能写 涉密 不方便说 下一个问题 换个问题 pass 过 略 空 这个我不知道 不太清楚 记不太清 想不起来了 一时想不起来 忘记了 我也不知道 跳过这题 帮我跳过 不填这个 领导不让写 数不清 查不到 搞不清楚 不便透露 没有记录';

  it.each(['特色做法名称', '党员带头的一件事', '签订人员', '上年度反馈的问题'])(
    'is understood: %s',
    (label) => {
      for (const one of NONE.split(' ')) expect([one, on(label, one)]).toEqual([one, ['none']]);
      for (const one of SKIPPED.split(' ')) expect([one, on(label, one)]).toEqual([one, ['skipped']]);
    },
  );

  it('leaves the rows that were told, when there are no more of them', () => {
    const duty = kinds.get('project-duty-integrity')?.flow;
    const rows = [{ title: '省优质工程奖' }, { title: '先进党支部' }];
    const NO_MORE = [
      '就这两条',
      '就这两个了',
      '只有这些',
      '今年只有这些',
      '就有这2项。',
      '不加了',
      '不用加了',
      '不再添了',
    ];
    for (const said of ['没有了', '没有别的了', '没有其他的了', '再没有了', '没有', '跳过', ...NO_MORE]) {
      const talk = interview(duty, emptyReport({ kind: 'project-duty-integrity' }));
      talk.opens();
      for (const row of ['省优质工程奖', '先进党支部']) {
        talk.says('修改 荣誉');
        talk.says(row);
      }
      talk.says(said);
      expect([said, talk.values()['awards']]).toEqual([said, rows]);
      talk.says('荣誉没有');
      expect(talk.values()['awards']).toBe('none');
    }
  });

  it('is no row of a list that is not begun', () => {
    const duty = kinds.get('project-duty-integrity')?.flow;
    const talk = interview(duty, emptyReport({ kind: 'project-duty-integrity' }));
    talk.opens();
    talk.says('修改 荣誉');
    talk.says('就这一个');
    expect(talk.values()).toEqual({});
  });

  it('leaves an answer that she only looked at', () => {
    for (const said of ['跳过', '下一题', '过']) {
      const talk = interview(project, emptyReport({ kind: 'project-branch' }));
      talk.opens();
      talk.says('支委会 12');
      talk.says('修改 支委会');
      talk.says(said);
      expect([said, talk.values()]).toEqual([said, { committeeMeetings: 12 }]);
    }
  });

  it('of a sentence is a no to it', () => {
    for (const one of ['这个不写', '不敢写', '不写了', '这句话我不能写', '不用写'])
      expect([one, on('党风廉政建设目标', one)]).toEqual([one, ['none']]);
  });

  it('by name', () => {
    for (const one of ['党课不写', '党课不用写', '党课这个不写'])
      expect([one, on('支委会', one)]).toEqual([one, ['skipped']]);
  });

  it('beside several is asked back: of which?', () => {
    for (const one of ['这个不写', '没有这回事', '不想写', '这个没做']) {
      const talk = interview(project, emptyReport({ kind: 'project-branch' }));
      talk.clicks({ op: 'open', card: 'counts' });
      talk.says(one);
      expect(talk.values()).toEqual({});
      expect(textOf(talk.screen)).toContain('是说哪一项');
      expect(textOf(talk.screen)).toMatch(/比如「支委会(?:不写|没有)」/);
    }
  });
});
