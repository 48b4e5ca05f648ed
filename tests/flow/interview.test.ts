import { describe, expect, it } from 'vitest';
import { relationsSchema } from '../../src/checks/data.ts';
import { checksOf } from '../../src/checks/index.ts';
import { emptyReport, fieldsOf, interview, ME, smallFlow, textOf } from './support.ts';

describe('an interview by forms', () => {
  it('leads from the welcome over every card to the draft', () => {
    const talk = interview();
    talk.opens();
    expect(textOf(talk.screen)).toContain('涉密内容请不要输入');
    talk.taps('开始');
    talk.taps('提交', { name: '张敏', branch: '清源河大桥项目党支部' });
    talk.taps('提交', { committee: '十二', members: '４', lectures: '4次', talks: '36人次' });
    talk.taps('提交', { groups: '2' });
    expect(fieldsOf(talk.screen).map((field) => field.fact)).toEqual(['groups', 'groupMeetings']);
    talk.taps('提交', { groups: '2', groupMeetings: '24' });
    talk.taps('提交', { scale: '项目支部', kinds: '党建、安全、资金' });
    talk.taps('都属实，写上');
    talk.taps('提交', { story: '我们把党员责任区设到了工序上。' });
    expect(talk.screen.title).toBe('可以出草稿了');
    expect(talk.values()).toEqual({
      name: '张敏',
      branch: '清源河大桥项目党支部',
      committee: 12,
      members: 4,
      lectures: 4,
      talks: 36,
      groups: 2,
      groupMeetings: 24,
      scale: '项目支部',
      kinds: ['党建', '安全', '资金'],
      rules: '我本人遵守中央八项规定及其实施细则精神。',
      duty: '我督促班子成员履行“一岗双责”。',
      story: '我们把党员责任区设到了工序上。',
    });
    talk.taps('生成草稿');
    expect(talk.report.draft).toMatchObject({ made: 0, wanted: { number: 1, by: ME } });
  });

  it('shows a problem at its field, keeps what was typed there and takes the rest', () => {
    const talk = interview();
    talk.clicks(
      { op: 'submit', card: 'counts' },
      { committee: '好多', members: '4', lectures: '3.5', talks: '-1' },
    );
    expect(talk.values()).toEqual({ members: 4 });
    expect(fieldsOf(talk.screen).map((field) => field.value)).toEqual(['好多', '4', '3.5', '-1']);
    expect(textOf(talk.screen)).toMatch(/没看出是多少[\s\S]*整数[\s\S]*不能是负数/);
  });

  it('takes 没有 and 稍后补 written into a field, and passes over a blank one', () => {
    const talk = interview();
    talk.clicks(
      { op: 'submit', card: 'counts' },
      { committee: '没有', members: '稍后补', lectures: '', talks: '0' },
    );
    expect(talk.values()).toEqual({ committee: 'none', members: 'later', lectures: 'skipped', talks: 0 });
  });

  it('keeps what was typed there while she types something else', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    talk.clicks({ op: 'submit', card: 'counts' }, { committee: '好多', members: '4', lectures: '开了一些' });
    const typed = () => Object.fromEntries(fieldsOf(talk.screen).map(({ fact, value }) => [fact, value]));
    talk.says('第一个亮点：六月我们在工地办了一次重温入党誓词的活动。');
    expect(typed()).toMatchObject({ committee: '好多', members: '4', lectures: '开了一些' });
    talk.says('谈心谈话大概三四十次');
    expect(typed()).toMatchObject({ committee: '好多', lectures: '开了一些' });
    talk.says('支委会 12');
    expect(typed()).toMatchObject({ committee: '12', lectures: '开了一些' });
  });

  it('takes the filled fields and puts off the blank ones on 空着的稍后补', () => {
    const talk = interview();
    talk.opens();
    talk.taps('开始');
    talk.taps('空着的稍后补', { name: '张敏' });
    expect(talk.values()).toEqual({ name: '张敏', branch: 'later' });
  });

  it('does not ask about group meetings where there are no groups', () => {
    const talk = interview();
    talk.clicks({ op: 'submit', card: 'groups' }, { groups: '0' });
    expect(talk.screen.title).not.toBe('党小组');
    expect(talk.values()).toEqual({ groups: 0 });
  });

  it('asks an inexact count back and takes it when it is confirmed', () => {
    const talk = interview();
    talk.clicks(
      { op: 'submit', card: 'counts' },
      { committee: '12次左右', members: '4', lectures: '4', talks: '36' },
    );
    expect(talk.report.facts['committee']).toMatchObject({
      status: 'unconfirmed',
      value: 12,
      source: { words: '12次左右' },
    });
    expect(textOf(talk.screen)).toContain('请您确认：支委会「12次左右」是 12 次 吗？');
    talk.taps('对');
    expect(talk.report.facts['committee']).toMatchObject({
      status: 'given',
      value: 12,
      source: { words: '12次左右' },
    });
  });

  it('shows a sentence that was vouched for by its name alone before it counts', () => {
    const talk = interview();
    talk.says('中央八项规定：属实');
    expect(talk.report.facts['rules']?.status).toBe('unconfirmed');
    expect(textOf(talk.screen)).toContain('「我本人遵守中央八项规定及其实施细则精神。」');
    talk.says('中央八项规定：属实');
    expect(talk.report.facts['rules']?.status).toBe('given');
  });

  it('writes a claim only after a yes to exactly the sentence shown, or in her own words', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'claims' });
    expect(textOf(talk.screen)).toContain('「我本人遵守中央八项规定及其实施细则精神。」');
    talk.clicks({ op: 'confirm', card: 'claims', seal: 'of something else' });
    expect(talk.values()).toEqual({});
    talk.taps('按上面选的提交', { rules: 'edit', duty: 'no' });
    expect(talk.values()).toEqual({ duty: 'none' });
    const own = fieldsOf(talk.screen).find((field) => field.fact === 'rules');
    expect(own).toMatchObject({ control: 'lines', value: '我本人遵守中央八项规定及其实施细则精神。' });
    talk.taps('提交', { rules: '一年来我没有违反中央八项规定精神', duty: 'no' });
    expect(talk.values()).toEqual({ rules: '一年来我没有违反中央八项规定精神。', duty: 'none' });
  });
});

describe('a yes to the whole card', () => {
  it('does not go over a sentence that the form refuses or opens', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'claims' });
    talk.taps('都属实，写上', { rules: '', duty: 'no' });
    expect(talk.report.facts['duty']?.status).toBe('none');
    expect(talk.report.facts['rules']?.status).toBe('given');

    const other = interview();
    other.clicks({ op: 'open', card: 'claims' });
    other.taps('都属实，写上', { rules: 'edit', duty: 'yes' });
    expect(other.report.facts['rules']).toBeUndefined();
    expect(other.report.facts['duty']?.status).toBe('given');
    expect(fieldsOf(other.screen).find((field) => field.fact === 'rules')).toMatchObject({
      control: 'lines',
    });
  });

  it('does not go over a number that was changed in the form', () => {
    const talk = interview();
    talk.says('支委会 12次左右');
    talk.taps('对', { committee: '11' });
    expect(talk.report.facts['committee']).toMatchObject({ status: 'given', value: 11 });
  });
});

describe('a form is bound to the facts it showed', () => {
  it('takes an old form when its facts are unchanged', () => {
    const talk = interview();
    talk.opens();
    const shown = talk.report.version;
    talk.says('党小组 2个');
    talk.clicks({ op: 'submit', card: 'counts' }, { committee: '12' }, shown);
    expect(talk.values()).toMatchObject({ committee: 12, groups: 2 });
  });

  it('offers both values of a fact that changed since, and takes the other facts', () => {
    const talk = interview();
    talk.opens();
    const shown = talk.report.version;
    talk.says('支委会 13次');
    talk.clicks({ op: 'submit', card: 'counts' }, { committee: '12', members: '4' }, shown);
    expect(talk.values()).toMatchObject({ committee: 13, members: 4 });
    talk.taps('用刚交的：12 次');
    expect(talk.values()).toMatchObject({ committee: 12, members: 4 });
  });

  it('does not blank what was typed meanwhile', () => {
    const talk = interview();
    talk.opens();
    const shown = talk.report.version;
    talk.says('支委会 13次');
    talk.clicks({ op: 'submit', card: 'counts' }, { committee: '', members: '4' }, shown);
    expect(talk.values()).toMatchObject({ committee: 13, members: 4 });
  });

  it('changes nothing on a second click with the same form', () => {
    const talk = interview();
    talk.opens();
    const shown = talk.report.version;
    const form = { committee: '12', members: '4', lectures: '4', talks: '36' };
    talk.clicks({ op: 'submit', card: 'counts' }, form, shown);
    const once = talk.report.facts;
    const again = talk.clicks({ op: 'submit', card: 'counts' }, form, shown);
    expect(again.facts).toEqual({});
    expect(talk.report.facts).toEqual(once);
  });

  it('keeps everything when the form did not come', () => {
    const talk = interview();
    talk.opens();
    expect(talk.clicks({ op: 'submit', card: 'counts' }).facts).toEqual({});
    expect(textOf(talk.screen)).toContain('没有收到您填的内容');
  });
});

describe('an interview by typing', () => {
  it('goes from card to card', () => {
    const talk = interview();
    talk.says('你好');
    talk.says('开始');
    talk.says('我叫：张敏');
    talk.says('清源河大桥项目党支部');
    expect(talk.screen.title).toBe('会议');
    talk.says('支委会十二次，党员大会4次，党课4 谈心谈话36人次');
    talk.says('没有');
    expect(talk.values()).toMatchObject({ groups: 'none' });
    talk.says('支部类型：项目支部');
    talk.says('党建、安全生产');
    talk.says('一岗双责：属实');
    talk.says('不写');
    talk.says('我们搞了责任区，支委会讨论了三次，效果不错');
    expect(talk.screen.title).toBe('可以出草稿了');
    expect(talk.values()).toMatchObject({
      name: '张敏',
      branch: '清源河大桥项目党支部',
      committee: 12,
      members: 4,
      lectures: 4,
      talks: 36,
      scale: '项目支部',
      kinds: ['党建', '安全生产'],
      duty: '我督促班子成员履行“一岗双责”。',
      rules: 'none',
      story: '我们搞了责任区，支委会讨论了三次，效果不错',
    });
    talk.says('生成');
    expect(talk.report.draft.wanted?.number).toBe(1);
  });

  it('asks back what is not exact, with the words, and shows the rule beside a figure', () => {
    const talk = interview({
      ...smallFlow,
      checks: checksOf({ relations: relationsSchema.parse({}), formulations: [], years: [] }),
    });
    talk.clicks({ op: 'open', card: 'counts' });
    talk.says('支委会开了十次 党员大会4次 党课嘛每季度一次 谈心谈话三十多人次');
    expect(textOf(talk.screen)).toContain('✓ 支委会 10 次');
    expect(textOf(talk.screen)).toContain('支委会一般每月一次（《支部工作条例》），按 11 个月算是 11 次');
    expect(textOf(talk.screen)).toContain('「党课嘛每季度一次」是 4 次 吗？');
    talk.taps('都对');
    expect(talk.values()).toEqual({ committee: 10, members: 4, lectures: 4, talks: 30 });
  });

  it('says what it kept, what it needs, and an example', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    talk.says('党员大会 4 次，谈心谈话挺多的');
    expect(talk.values()).toEqual({ members: 4 });
    const shown = textOf(talk.screen);
    expect(shown).toContain('✓ 支部党员大会 4 次');
    expect(shown).toMatch(/没看出是多少，请给一个数（人次）/);
  });

  it('asks which when several are open, and proposes as many bare numbers as there are counts', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    talk.says('12');
    expect(talk.values()).toEqual({});
    expect(textOf(talk.screen)).toContain('「12」是说哪一项？');
    talk.says('没有');
    expect(talk.values()).toEqual({});
    talk.says('12 4 4 36');
    expect(talk.report.facts['talks']).toMatchObject({ status: 'unconfirmed', value: 36 });
    talk.taps('都对');
    expect(talk.values()).toEqual({ committee: 12, members: 4, lectures: 4, talks: 36 });
  });

  it('files words under the card that was on the screen when they were written', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'story' });
    const { report } = talk;
    const written = (report.screens[0]?.since ?? 0) + 10;
    talk.clicks({ op: 'open', card: 'who' });
    talk.apply({ type: 'text', id: 'late', by: ME, at: written, text: '责任区的故事，说来话长' });
    expect(talk.values()).toEqual({ story: '责任区的故事，说来话长' });
  });

  it('does not file unnamed words anywhere when no question is on the screen', () => {
    const talk = interview();
    talk.says('今天天气不错');
    expect(talk.values()).toEqual({});
    expect(textOf(talk.screen)).toContain('没看明白');
  });

  it('keeps a fact that is not asked for, and says so', () => {
    const talk = interview();
    talk.says('党小组 0个');
    talk.says('党小组会 12次');
    expect(talk.values()).toMatchObject({ groups: 0, groupMeetings: 12 });
    expect(textOf(talk.screen)).toContain('用不上');
  });

  it('answers a picture in words and changes nothing', () => {
    const talk = interview();
    talk.opens();
    const taken = talk.apply({ type: 'other', what: 'image', id: 'x', by: ME, at: 1 });
    expect(taken.facts).toEqual({});
    expect(textOf(talk.screen)).toContain('我只看得懂文字');
  });
});

describe('people and repeats', () => {
  it("changes nothing for somebody else's click", () => {
    const talk = interview();
    talk.opens();
    const taken = talk.apply({
      type: 'click',
      id: 'c',
      by: 'ou_other',
      at: 1,
      op: { op: 'submit', card: 'counts' },
      shown: 1,
      form: { committee: '99' },
    });
    expect(taken).toMatchObject({ facts: {}, posts: [] });
    expect(taken.screen).toBeUndefined();
    expect(taken.toast?.text).toContain('别人');
  });

  it('asks for one draft on two clicks, and for the next on a new card', () => {
    const talk = interview();
    talk.opens();
    const shown = talk.report.version;
    talk.clicks({ op: 'draft' }, undefined, shown);
    expect(talk.clicks({ op: 'draft' }, undefined, shown).draft).toBeUndefined();
    const made = { ...talk.report, draft: { made: 1, asked: talk.report.draft.asked ?? 0 } };
    const later = interview(undefined, made);
    expect(later.clicks({ op: 'draft' }, undefined, shown).draft).toBeUndefined();
    expect(later.clicks({ op: 'draft' }).draft?.wanted?.number).toBe(2);
  });

  it('greets once a day', () => {
    const talk = interview();
    talk.opens();
    expect(talk.report.version).toBe(1);
    talk.opens();
    expect(talk.report.version).toBe(1);
    const [screen] = talk.report.screens;
    const yesterday = interview(undefined, {
      ...talk.report,
      screens: screen === undefined ? [] : [{ ...screen, since: 1 }],
    });
    yesterday.opens();
    expect(yesterday.report.version).toBe(2);
  });

  it('is of last year for the stragglers, and of the year that was begun', () => {
    expect(interview(undefined, emptyReport({ year: 2025 })).screen.subtitle).toContain('2025');
  });
});

describe('patience', () => {
  it('does not say the same sentence three times', () => {
    const talk = interview();
    talk.clicks({ op: 'open', card: 'counts' });
    const said = ['天气', '天气', '天气'].map((words) => {
      talk.says(words);
      return textOf(talk.screen).split('\n')[2];
    });
    expect(new Set(said).size).toBe(3);
    const read = ['支委会好多', '支委会好多', '支委会好多'].map((words) => {
      talk.says(words);
      return textOf(talk.screen);
    });
    expect(new Set(read).size).toBeGreaterThan(1);
  });

  it('brings a new card when the old one will soon no longer change', () => {
    const talk = interview();
    talk.opens();
    const [first] = talk.report.screens;
    const posted = (first?.since ?? 0) - 13 * 86_400_000;
    const old = interview(undefined, {
      ...talk.report,
      screens: first === undefined ? [] : [{ ...first, message: 'om_1', posted }],
    });
    const taken = old.clicks({ op: 'open', card: 'counts' });
    expect(taken).toMatchObject({ fresh: true, toast: { kind: 'info' } });
    expect(old.report.screens[0]?.message).toBeUndefined();
  });
});
