/** The checks in the chat: said with the answer, mended or waved off with a tap, back when something changes. */
import { describe, expect, it } from 'vitest';
import { lacking } from '../../src/flow/drafts.ts';
import { actionsOf, emptyReport, fieldsOf, interview, textOf } from '../flow/support.ts';
import { flow } from './talk-flow.ts';

const MEMBERS = '党员总数 23 名，和正式党员 20 名 + 预备党员 2 名对不上，后面加起来是 22 名';
const labels = (talk: ReturnType<typeof interview>) => actionsOf(talk.screen).map(({ label }) => label);

const begun = () => {
  const talk = interview(flow, emptyReport());
  talk.says('姓名：张敏');
  return talk;
};
const contradicted = () => {
  const talk = begun();
  talk.clicks({ op: 'submit', card: 'members' }, { all: '23', full: '20', probationary: '2' });
  return talk;
};
const answered = () => {
  const talk = contradicted();
  talk.clicks({ op: 'submit', card: 'lectures' }, { lectures: '4', own: '2' });
  talk.clicks({ op: 'submit', card: 'story' }, { story: '责任区设到工序上。' });
  return talk;
};

describe('with the answer', () => {
  it('one line says what does not agree, beside the next question', () => {
    const talk = contradicted();
    expect(talk.screen.title).toBe('党课');
    expect(textOf(talk.screen)).toContain(`! ${MEMBERS}。`);
    expect(labels(talk)).toEqual(
      expect.arrayContaining(['党员总数直接改成 22 名', '去看看', '没问题，就这样…']),
    );
  });

  it('nothing is said while a fact is missing, and nothing twice', () => {
    const talk = begun();
    talk.says('党员总数23名，正式党员20名');
    expect(textOf(talk.screen)).not.toContain('! ');
    talk.says('预备党员2名');
    expect(textOf(talk.screen)).toContain(`! ${MEMBERS}`);
    talk.says('党课4次，我讲的2次');
    expect(textOf(talk.screen)).not.toContain('! ');
  });

  it('the proposed change is one tap, and stands as a change of hers', () => {
    const talk = contradicted();
    talk.taps('党员总数直接改成 22 名');
    expect(talk.values()['all']).toBe(22);
    expect(talk.report.facts['all']?.source.by).toBe('ou_me');
    expect(talk.screen.title).toBe('党课');
    expect(textOf(talk.screen)).toContain('✓ 党员总数 22 名');
    expect(textOf(talk.screen)).not.toContain('! ');
  });

  it('a wording is proposed, never put in unasked', () => {
    const talk = begun();
    talk.says('亮点：落实“一岗两责”，抓好队伍。');
    expect(talk.values()['story']).toBe('落实“一岗两责”，抓好队伍。');
    expect(textOf(talk.screen)).toContain('「亮点」里的「一岗两责」，固定的提法是「一岗双责」');
    talk.taps('直接改成「一岗双责」');
    expect(talk.values()['story']).toBe('落实“一岗双责”，抓好队伍。');
  });

  it('a note is waved off with one tap and leaves the question where it was', () => {
    const talk = begun();
    talk.says('亮点：落实“一岗两责”，抓好队伍。');
    const { title } = talk.screen;
    talk.taps('没问题，就这样');
    expect(talk.screen.title).toBe(title);
    expect(textOf(talk.screen)).toContain('好，就照您写的');
    expect(textOf(talk.screen)).not.toContain('! ');
    talk.clicks({ op: 'outline' });
    expect(textOf(talk.screen)).not.toContain('! ');
  });

  it('at most two at once; the one not yet looked at stays while the other is settled', () => {
    const talk = begun();
    talk.says('党员总数23名，正式党员20名，预备党员2名，党课4次，我讲的5次');
    talk.says('亮点：落实“一岗两责”（一)');
    const said = talk.report.screens[0]?.notes.filter(({ note }) => note === 'finding') ?? [];
    expect(said).toHaveLength(2);
    talk.taps('没问题，就这样');
    expect(textOf(talk.screen)).toMatch(/! 「亮点」/);
  });

  it('去看看 opens the fact by itself', () => {
    const talk = contradicted();
    talk.taps('去看看');
    expect(fieldsOf(talk.screen).map(({ fact }) => fact)).toEqual(['all']);
    talk.taps('提交', { all: '22' });
    expect(textOf(talk.screen)).not.toContain('! ');
  });
});

describe('进度', () => {
  it('names what contradicts itself, with a tap', () => {
    const talk = answered();
    talk.says('进度');
    expect(textOf(talk.screen)).toContain(`! 1. ${MEMBERS}`);
    talk.taps('去看看 1：党员总数');
    expect(talk.screen.title).toBe('这里对一下');
  });
});

describe('目录', () => {
  it('marks it, with a tap to its page', () => {
    const talk = answered();
    talk.says('目录');
    expect(textOf(talk.screen)).toContain(`! 1. ${MEMBERS}`);
    talk.taps('去看看 1：党员总数');
    expect(talk.screen.title).toBe('这里对一下');
    expect(labels(talk)).toEqual(
      expect.arrayContaining(['去看看：党员总数', '去看看：正式党员', '去看看：预备党员', '没问题，就这样']),
    );
    talk.clicks({ op: 'outline', section: 'team' });
    expect(textOf(talk.screen)).toMatch(/! 党员总数：23 名/);
    expect(textOf(talk.screen)).toMatch(/✓ 正式党员：20 名/);
    talk.clicks({ op: 'outline', section: 'rest' });
    expect(textOf(talk.screen)).not.toContain('! ');
  });
});

describe('before the final', () => {
  it('a contradiction stands in the way like a gap, until it is settled', () => {
    const talk = answered();
    expect(lacking(flow, talk.report.facts)).toEqual([]);
    talk.says('定稿');
    expect(talk.report.draft.wanted).toBeUndefined();
    expect(talk.screen.title).toBe('还不能定稿，差 1 处');
    expect(textOf(talk.screen)).toContain(MEMBERS);
    talk.taps('去看看 1：党员总数');
    talk.taps('党员总数直接改成 22 名');
    expect(talk.screen.title).toBe('可以定稿了');
    talk.taps('生成定稿');
    expect(talk.report.draft.wanted).toMatchObject({ final: true });
  });

  it('waved off with a reason it no longer does; the reason is kept, and said again when a fact under it changes', () => {
    const talk = answered();
    talk.says('定稿');
    talk.taps('去看看 1：党员总数');
    talk.taps('没问题，就这样', { reason: '一名党员组织关系还在转' });
    expect(talk.screen.title).toBe('可以定稿了');
    const [waiver] = Object.values(talk.report.waived ?? {});
    expect(waiver).toMatchObject({ by: 'ou_me', reason: '一名党员组织关系还在转' });
    talk.says('党课5次');
    talk.says('定稿');
    expect(talk.report.draft.wanted).toMatchObject({ final: true });

    const again = interview(flow, { ...talk.report, draft: { made: 0 } });
    again.says('党员总数24名');
    expect(textOf(again.screen)).toContain('! 党员总数 24 名');
    again.says('定稿');
    expect(again.screen.title).toBe('还不能定稿，差 1 处');
    again.taps('去看看 1：党员总数');
    expect(textOf(again.screen)).toContain('上次您说过：「一名党员组织关系还在转」');
  });

  it('a note does not', () => {
    const talk = answered();
    talk.says('党员总数22名');
    talk.says('亮点：落实“一岗两责”，抓好队伍。');
    talk.says('定稿');
    expect(talk.report.draft.wanted).toMatchObject({ final: true });
  });
});

describe('on an old card', () => {
  it('a change is not made when the facts have changed since', () => {
    const talk = contradicted();
    const action = actionsOf(talk.screen).find(({ label }) => label.includes('直接改成'));
    const shown = talk.report.version;
    talk.says('正式党员19名');
    if (action === undefined) throw new Error('no button');
    talk.clicks(action.op, undefined, shown);
    expect(talk.values()['all']).toBe(23);
    expect(textOf(talk.screen)).toContain('卡片上的内容刚才变了');
    expect(textOf(talk.screen)).toContain('后面加起来是 21 名');
  });

  it('a second tap on a change that was made says that there is nothing left', () => {
    const talk = contradicted();
    const action = actionsOf(talk.screen).find(({ label }) => label.includes('直接改成'));
    if (action === undefined) throw new Error('no button');
    talk.clicks(action.op);
    const { version } = talk.report.facts['all'] ?? {};
    talk.clicks(action.op);
    expect(talk.report.facts['all']?.version).toBe(version);
    talk.clicks({ op: 'wave', finding: 'sum-nobody' });
    talk.clicks({ op: 'finding', finding: '__proto__' });
    expect(textOf(talk.screen)).toContain('已经没有');
  });

  it('重来 forgets what was waved off', () => {
    const talk = answered();
    talk.says('定稿');
    talk.taps('去看看 1：党员总数');
    talk.taps('没问题，就这样');
    talk.says('重来');
    talk.clicks({ op: 'restart', sure: true });
    expect(talk.report.waived).toEqual({});
  });
});
