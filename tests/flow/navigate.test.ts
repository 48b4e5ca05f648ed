import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/flow/commands.ts';
import { kinds } from '../support/office.ts';
import { actionsOf, emptyReport, fieldsOf, interview, smallFlow, textOf } from './support.ts';

const facts = [...smallFlow.facts.values()];
const labels = (talk: ReturnType<typeof interview>) => actionsOf(talk.screen).map((action) => action.label);

/** Everything answered that a final needs. */
function complete() {
  const talk = interview();
  talk.clicks({ op: 'submit', card: 'who' }, { name: '张敏', branch: '清源河大桥项目党支部' });
  talk.clicks(
    { op: 'submit', card: 'counts' },
    { committee: '12', members: '4', lectures: '4', talks: '36' },
  );
  talk.clicks({ op: 'submit', card: 'groups' }, { groups: '0' });
  talk.clicks({ op: 'submit', card: 'kinds' }, { scale: '项目支部', kinds: '党建、安全' });
  talk.clicks({ op: 'submit', card: 'claims' }, { rules: 'yes', duty: 'yes' });
  talk.clicks({ op: 'submit', card: 'story' }, { story: '责任区设到工序上。' });
  return talk;
}

describe('commands in words', () => {
  it.each([
    ['进度', 'progress'],
    ['看看进度', 'progress'],
    ['帮我看一下进度吧', 'progress'],
    ['还差多少', 'progress'],
    ['上一步', 'back'],
    ['返回', 'back'],
    ['目录', 'outline'],
    ['预览', 'preview'],
    ['看看效果', 'preview'],
    ['生成', 'draft'],
    ['生成草稿', 'draft'],
    ['出一份草稿', 'draft'],
    ['定稿', 'final'],
    ['我要定稿', 'final'],
    ['生成定稿', 'final'],
    ['重来', 'restart'],
    ['我想重新开始', 'restart'],
    ['我是谁', 'whoami'],
    ['导出我的数据', 'export'],
    ['删除我的数据', 'erase'],
    ['请删除我的全部数据', 'erase'],
    ['帮助', 'help'],
    ['？', 'help'],
    ['继续', 'continue'],
    ['开始吧', 'continue'],
  ])('%s', (text, command) => {
    expect(commandOf(text, facts)).toEqual({ command });
  });

  it.each([
    '今年进度很快',
    '我们重来没有出过事故',
    '帮助困难职工三人',
    '支委会 12',
    '改成 13',
    '删除了两处隐患',
  ])('%s is none', (text) => {
    expect(commandOf(text, facts)).toBeUndefined();
  });

  it.each([
    ['修改 支委会', ['committee']],
    ['我要改支委会', ['committee']],
    ['改一下党课次数', ['lectures']],
    ['更正谈心', ['talks']],
    ['改党小组', ['groups']],
    ['修改 亮点', ['story', 'extra']],
    ['修改 党员大会', ['members']],
    ['修改 不存在的事', []],
  ])('%s opens %j', (text, expected) => {
    const command = commandOf(text, facts);
    expect(command?.command === 'edit' ? command.facts.map((fact) => fact.id) : undefined).toEqual(expected);
  });

  it('leaves 改…成 to the reader', () => {
    const talk = interview();
    talk.says('支委会 12');
    talk.says('把支委会改成 13');
    talk.says('改党课 5');
    expect(talk.values()).toEqual({ committee: 13, lectures: 5 });
  });
});

describe('moving about', () => {
  it('goes back card by card, taking along what stands in the form', () => {
    const talk = interview();
    talk.opens();
    talk.taps('开始');
    expect(labels(talk)).not.toContain('上一步');
    talk.taps('提交', { name: '张敏', branch: '' });
    expect(talk.screen.title).toBe('会议');
    talk.taps('上一步', { committee: '12', members: '' });
    expect(talk.screen.title).toBe('您是谁');
    expect(talk.values()).toEqual({ name: '张敏', branch: 'skipped', committee: 12 });
    talk.says('上一步');
    expect(textOf(talk.screen)).toContain('这是第一张了');
    talk.says('继续');
    expect(talk.screen.title).toBe('会议');
  });

  it('does not leave a field that could not be read', () => {
    const talk = interview();
    talk.clicks({ op: 'back', card: 'counts' }, { committee: '好多' });
    expect(fieldsOf(talk.screen)[0]?.value).toBe('好多');
  });

  it('opens one fact to be changed, and asks which when a name fits two', () => {
    const talk = interview();
    talk.says('支委会 12，党员大会 4');
    talk.says('修改 支委会');
    expect(fieldsOf(talk.screen).map((field) => [field.fact, field.value])).toEqual([['committee', '12']]);
    talk.says('13');
    expect(talk.values()).toMatchObject({ committee: 13, members: 4 });
    talk.says('修改 亮点');
    talk.taps('亮点二');
    expect(fieldsOf(talk.screen).map((field) => field.fact)).toEqual(['extra']);
  });

  it('says why a fact that does not apply is not opened', () => {
    const talk = interview();
    talk.says('党小组 0');
    talk.says('修改 党小组会');
    expect(textOf(talk.screen)).toContain('「党小组会」按现在的情况不用填');
    talk.says('修改 年终奖');
    expect(textOf(talk.screen)).toContain('没有叫「年终奖」的事项');
  });

  it('shows every section and every fact, each a tap away', () => {
    const talk = interview();
    talk.says('支委会 12，党员大会 4次左右');
    talk.says('目录');
    expect(textOf(talk.screen)).toMatch(/组织生活　已填 1 · 空着 \d+ · 待确认 1/);
    talk.taps('组织生活');
    expect(textOf(talk.screen)).toMatch(/✓ 支委会：12 次[\s\S]*\? 支部党员大会：4 次/);
    talk.taps('改：会议');
    expect(talk.screen.title).toBe('会议');
  });

  it('asks back before everything is cleared, and keeps it on no', () => {
    const talk = interview();
    talk.says('支委会 12');
    talk.says('重来');
    expect(talk.values()).toEqual({ committee: 12 });
    talk.taps('不，留着');
    expect(talk.values()).toEqual({ committee: 12 });
    talk.says('重来');
    const taken = talk.taps('清空，重来');
    expect(taken.forget).toEqual(['committee']);
    expect(talk.values()).toEqual({});
    expect(talk.screen.title).toBe('述职助手');
  });

  it('asks back before everything is deleted, and says what it cannot reach', () => {
    const talk = interview();
    talk.says('支委会 12');
    talk.says('删除我的数据');
    expect(textOf(talk.screen)).toContain('删不到的');
    expect(talk.taps('全部删除').erase).toBe(true);
  });

  it('tells her who she is', () => {
    const talk = interview();
    talk.says('我是谁');
    expect(textOf(talk.screen)).toContain('ou_me');
  });
});

describe('a final', () => {
  it('is refused with what is missing, each line a tap from its mend', () => {
    const talk = complete();
    talk.says('修改 党课');
    talk.says('稍后补');
    talk.says('定稿');
    expect(talk.screen.title).toBe('还不能定稿，差 1 处');
    expect(textOf(talk.screen)).toContain('党课：还空着，说过稍后补');
    talk.taps('补：党课');
    talk.taps('提交', { lectures: '4' });
    expect(talk.says('定稿').draft?.wanted).toMatchObject({ number: 1, final: true });
  });

  it('lists what was never asked and what is not confirmed', () => {
    const talk = interview();
    talk.says('支委会12次左右');
    talk.says('定稿');
    expect(textOf(talk.screen)).toMatch(/支委会：还没有确认[\s\S]*支部党员大会：还没有填/);
    expect(talk.report.draft.wanted).toBeUndefined();
  });
});

describe('an unchanged draft', () => {
  it('is sent again under its number', () => {
    const talk = complete();
    const version = talk.report.version;
    const made = interview(undefined, { ...talk.report, draft: { made: 1, upTo: version, asked: version } });
    expect(made.says('生成').draft?.wanted?.number).toBe(1);
    const changed = interview(undefined, {
      ...talk.report,
      draft: { made: 1, upTo: version, asked: version },
    });
    // A new interview's clock begins anew, and what was said earlier takes no newer answer's place.
    changed.waits(3_600_000);
    changed.says('支委会 13');
    expect(changed.says('生成').draft?.wanted?.number).toBe(2);
    const final = interview(undefined, { ...talk.report, draft: { made: 1, upTo: version, asked: version } });
    expect(final.says('定稿').draft?.wanted).toMatchObject({ number: 2, final: true });
  });

  it('is another when the files or the program it was made with are', () => {
    const talk = complete();
    const { version } = talk.report;
    const draft = { made: 1, upTo: version, asked: version, edition: 'a' };
    const number = (edition: string) =>
      interview({ ...smallFlow, edition }, { ...talk.report, draft }).says('生成').draft?.wanted?.number;
    expect([number('a'), number('b')]).toEqual([1, 2]);
  });

  it('can be sent again when nobody knows whether it arrived', () => {
    const talk = interview(undefined, {
      ...emptyReport(),
      version: 3,
      draft: { made: 1, upTo: 3 },
      uncertain: [1],
    });
    talk.says('继续');
    expect(textOf(talk.screen)).toContain('第 1 稿可能没有送到');
    talk.taps('再发一次第 1 稿');
    expect(talk.report.draft.wanted?.number).toBe(1);
    expect(talk.report.uncertain).toEqual([]);
  });

  it('is told of a file that is no draft, which may not have arrived, until she has seen that', () => {
    const talk = interview(undefined, { ...emptyReport(), version: 3, uncertain: [0] });
    talk.says('继续');
    expect(textOf(talk.screen)).toContain('您要的文件（导出的数据或出处清单）可能没有送到');
    talk.taps('知道了');
    expect(talk.report.draft.wanted).toBeUndefined();
    expect(talk.report.uncertain).toEqual([]);
    expect(textOf(talk.screen)).not.toContain('可能没有送到');
  });
});

describe('two values of which she has not chosen one', () => {
  const offered = () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    const shown = talk.report.version;
    talk.says('支委会 13');
    talk.clicks({ op: 'submit', card: 'counts' }, { committee: '15' }, shown);
    expect(textOf(talk.screen)).toContain('两个说法');
    return talk;
  };
  const ways: readonly (readonly [string, (talk: ReturnType<typeof offered>) => void])[] = [
    [
      '修改',
      (talk) => {
        talk.says('修改 党课');
        talk.says('4');
      },
    ],
    ['上一步', (talk) => talk.says('上一步')],
    [
      '撤销',
      (talk) => {
        talk.says('党课 4');
        talk.says('撤销');
      },
    ],
    ['another card', (talk) => talk.clicks({ op: 'open', card: 'story' })],
    [
      'the next day',
      (talk) => {
        talk.waits(86_400_000);
        talk.opens();
      },
    ],
  ];

  it.each(ways)('wait still after %s', (_, go) => {
    const talk = offered();
    go(talk);
    talk.says('继续');
    talk.taps('用刚交的：15 次');
    expect(talk.values()).toMatchObject({ committee: 15 });
    talk.says('继续');
    expect(textOf(talk.screen)).not.toContain('两个说法');
  });

  it('are nothing to choose once the fact is not asked any more', () => {
    const talk = interview();
    talk.says('党小组 2');
    talk.clicks({ op: 'open', card: 'groups' });
    const shown = talk.report.version;
    talk.says('党小组会 12');
    talk.clicks({ op: 'submit', card: 'groups' }, { groups: '2', groupMeetings: '15' }, shown);
    expect(textOf(talk.screen)).toContain('两个说法');
    talk.says('党小组 0');
    talk.says('继续');
    expect(talk.report.screens[0]?.view).toEqual({ at: 'card', card: 'who' });
    talk.says('定稿');
    expect(talk.report.screens[0]?.view).toEqual({ at: 'lacking' });
  });

  it('are gone with 重来', () => {
    const talk = offered();
    talk.says('重来');
    talk.taps('清空，重来');
    talk.says('支委会 9');
    talk.says('继续');
    expect(textOf(talk.screen)).not.toContain('两个说法');
    expect(talk.values()).toEqual({ committee: 9 });
  });

  it('are settled by 用已记的, wherever she goes', () => {
    const talk = offered();
    talk.taps('用已记的：13 次');
    talk.clicks({ op: 'open', card: 'story' });
    talk.says('继续');
    expect(textOf(talk.screen)).not.toContain('两个说法');
  });
});

describe('taking back', () => {
  it('restores what the last change changed, and brings it back when said again', () => {
    const talk = interview();
    talk.says('支委会 12，党员大会 4');
    talk.says('支委会 13，党课 4');
    talk.says('撤销');
    expect(talk.values()).toEqual({ committee: 12, members: 4 });
    expect(textOf(talk.screen)).toContain('现在是：支委会 12 次、党课 还没填');
    talk.says('撤销');
    expect(talk.values()).toEqual({ committee: 13, members: 4, lectures: 4 });
  });

  it('asks back what is in doubt again', () => {
    const talk = interview();
    talk.says('支委会大概12次');
    talk.says('对');
    talk.says('撤销');
    expect(talk.report.facts['committee']).toMatchObject({ status: 'unconfirmed', value: 12 });
    expect(textOf(talk.screen)).toContain('请您确认：支委会');
    talk.says('对');
    expect(talk.report.facts['committee']).toMatchObject({ status: 'given', value: 12 });
  });

  it('重来 is a change: the last draft is not sent once more', () => {
    const start = interview();
    start.says('支委会 12，党员大会 4');
    const { report } = start;
    const talk = interview(smallFlow, { ...report, draft: { made: 1, upTo: report.version } });
    talk.says('重来');
    talk.taps('清空，重来');
    talk.says('草稿');
    expect(talk.report.draft.wanted).toMatchObject({ number: 2 });
  });

  it('brings everything back after 重来', () => {
    const talk = interview();
    talk.says('支委会 12，党员大会 4');
    talk.says('重来');
    talk.taps('清空，重来');
    expect(talk.values()).toEqual({});
    talk.says('撤销');
    expect(talk.values()).toEqual({ committee: 12, members: 4 });
  });

  it('says when there is nothing to take back', () => {
    const talk = interview();
    talk.opens();
    talk.says('撤销');
    expect(textOf(talk.screen)).toContain('没有可以撤回的');
  });
});

describe('what is shown as a way to say something', () => {
  it.each([...kinds])('is understood as it stands: %s', (id, { flow }) => {
    const talk = interview(flow, emptyReport({ kind: id }));
    talk.opens();
    talk.says('目录');
    talk.says('帮助');
    const told = /直接打字，比如「([^」]+)」/.exec(textOf(talk.screen))?.[1] ?? '';
    const edit = /或者说「(修改 [^」]+)」/.exec(textOf(talk.screen))?.[1] ?? '';
    talk.says('目录');
    expect(textOf(talk.screen)).toContain(`直接说「${edit}」`);
    talk.says(told);
    expect(Object.keys(talk.values())).toHaveLength(told.split('，').length);
    talk.says(edit);
    expect(talk.report.screens[0]?.view).toMatchObject({ at: 'card' });
    expect(textOf(talk.screen)).toContain(edit.replace('修改 ', ''));
  });
});
