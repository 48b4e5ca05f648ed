/** The form side of types that no shipped kind asks for by themselves: a flow of our own, given as an administrator would. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';
import { everyType } from './every-type.ts';
import { buttons, elements, field, said } from './form-elements.ts';

describe.skipIf(skipped('real'))(named('the form of each type, of a kind of its own', 'real'), () => {
  let office: Office;
  let who: Secretary;
  let people = 0;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { KINDS: 'every-type' }, { kinds: everyType });
  });
  beforeEach(async () => {
    people += 1;
    who = office.secretary(`书记${people}`);
    await who.opens();
    await who.says('姓名：张敏');
  });
  afterAll(async () => {
    await office?.close();
  });

  const LINE = { tag: 'input', input_type: 'text' };
  const LINES = { tag: 'input', input_type: 'multiline_text' };
  const SELECT = { tag: 'select_static' };

  it.each<[string, string, string, object]>([
    ['date', '迎检日期3月8日', 'reviewDay', { tag: 'date_picker', initial_date: '2026-03-08' }],
    ['period', '集训时段3月至5月', 'trainingTime', { ...LINE, default_value: '2026年3月至5月' }],
    ['month', '启动月份3月', 'startMonth', { ...LINE, default_value: '2026年3月' }],
    ['money', '活动经费3.5万', 'budget', { ...LINE, default_value: '3.5万元' }],
    ['percentage', '到会率98.50%', 'attendance', { ...LINE, default_value: '98.50%' }],
    ['yes-no', '党费交齐：是', 'duesPaid', { ...SELECT, initial_option: '是' }],
    ['no', '党费交齐没有', 'duesPaid', { ...SELECT, initial_option: '否' }],
    ['one of', '产生办法：大会选举', 'electedBy', { ...SELECT, initial_option: '大会选举' }],
    [
      'several of',
      '帮扶形式：技能培训、走访慰问',
      'helpForms',
      { tag: 'multi_select_static', selected_values: ['走访慰问', '技能培训'] },
    ],
    ['long text', '自我评价：学得不深。', 'review', { ...LINES, default_value: '学得不深。' }],
    ['list', '读过的书：《党章》、《准则》', 'books', { ...LINES, default_value: '《党章》、《准则》' }],
  ])('%s: the right control, with what is known in it', async (_, words, id, control) => {
    await who.says(words);
    await who.says(`修改 ${words.split(/[：0-9没]/)[0]}`);
    expect(field(who, id)).toMatchObject(control);
  });

  it('says what is wrong with one field at that field, and keeps the others', async () => {
    await who.click('提交', {
      reviewDay: '2026-03-08',
      trainingTime: '13月',
      startMonth: '三月',
      budget: '3.5',
      attendance: '九成八',
    });
    const wrong = field(who, 'trainingTime');
    expect(wrong).toMatchObject({ default_value: '13月' });
    expect(said(who, 'trainingTime')).toContain('没有这一天');
    for (const id of ['startMonth', 'budget', 'attendance', 'reviewDay'])
      expect(said(who, id)).not.toContain('没有这一天');
    expect(field(who, 'reviewDay')).toMatchObject({ initial_date: '2026-03-08' });
    expect(field(who, 'startMonth')).toMatchObject({ default_value: '2026年3月' });
    expect(field(who, 'budget')).toMatchObject({ default_value: '3.5万元' });
    expect(field(who, 'attendance')).toMatchObject({ default_value: '98%' });
    await who.click('提交', { trainingTime: '上半年' });
    await who.says('目录');
    await who.click('全部');
    expect(readable(who.card())).toMatch(/迎检日期：2026年3月8日[\s\S]*集训时段：2026年上半年/);
  });

  it('turns a picker into a line where it cannot hold what was typed', async () => {
    await who.says('迎检日期2月30日');
    expect(field(who, 'reviewDay')).toMatchObject({ ...LINE, default_value: '2月30日' });
    expect(said(who, 'reviewDay')).toContain('没有这一天');
    await who.click('提交', { reviewDay: '2月28日' });
    expect(readable(who.card())).toContain('迎检日期 2026年2月28日');
  });

  it('shows the words that are none of the choices, under the choices', async () => {
    await who.says('修改 产生办法');
    await who.says('抽签');
    expect(field(who, 'electedBy')).toMatchObject(SELECT);
    expect(said(who, 'electedBy')).toMatch(/请从这几个里选：大会选举、上级任命.*您写的是「抽签」/s);
  });

  it('hands in choices: one, several, yes or no', async () => {
    await who.says('修改 党费交齐');
    await who.click('提交', { duesPaid: '否' });
    await who.says('修改 帮扶形式');
    await who.click('提交', { helpForms: ['技能培训', '资金帮扶'] });
    await who.says('目录');
    await who.click('全部');
    expect(readable(who.card())).toMatch(/党费交齐：否[\s\S]*帮扶形式：资金帮扶、技能培训/);
  });

  it('claims: shown in full, written, refused or put in her own words', async () => {
    await who.says('修改 廉洁表态');
    expect(field(who, 'vow')).toMatchObject({ ...SELECT, name: 'vow' });
    expect(field(who, 'vow')).not.toHaveProperty('initial_option');
    expect(readable(who.card())).toContain('「本人遵守廉洁纪律的各项规定。」');
    await who.click('提交', { vow: 'no' });
    expect(readable(who.card())).toContain('廉洁表态 不写');
    await who.says('修改 廉洁表态');
    expect(field(who, 'vow')).toMatchObject({ initial_option: 'no' });
    await who.click('提交', { vow: 'edit' });
    expect(field(who, 'vow')).toMatchObject({
      ...LINES,
      default_value: '本人遵守廉洁纪律的各项规定。',
    });
    await who.click('提交', { vow: '本人今年遵守了廉洁纪律。' });
    await who.says('修改 廉洁表态');
    expect(field(who, 'vow')).toMatchObject({ ...LINES, default_value: '本人今年遵守了廉洁纪律。' });
  });

  it('rows: each field with its control, added, wrong at its field, changed, moved, taken out', async () => {
    await who.says('办公地点：三号楼');
    await who.says('修改 奖励');
    expect(['title', 'day', 'level', 'prize', 'when', 'share'].map((id) => field(who, id)?.['tag'])).toEqual([
      ...['input', 'date_picker', 'select_static', 'input', 'input', 'input'],
    ]);
    await who.click('保存', {
      title: '优质工程奖',
      day: '2026-03-08',
      level: '省部级',
      prize: '很多',
      when: '上半年',
      share: '98%',
    });
    expect(said(who, 'prize')).toContain('没看出是多少钱');
    expect(field(who, 'prize')).toMatchObject({ default_value: '很多' });
    expect(said(who, 'title')).not.toContain('没看出');
    expect(field(who, 'day')).toMatchObject({ tag: 'date_picker', initial_date: '2026-03-08' });
    expect(field(who, 'level')).toMatchObject({ initial_option: '省部级' });
    await who.click('保存，再添一条', { prize: '5万元' });
    await who.click('保存', { title: '先进集体' });
    await who.says('修改 奖励');
    const first = '优质工程奖，2026年3月8日，省部级，5 万元，2026年上半年，98%';
    expect(readable(who.card())).toMatch(new RegExp(`1\\. ${first}[\\s\\S]*2\\. 先进集体`));
    await who.click(buttons(who, '改')[1] ?? '');
    expect(field(who, 'title')).toMatchObject({ default_value: '先进集体' });
    await who.click('保存', { title: '先进党支部', level: '公司级' });
    await who.click('上移');
    expect(readable(who.card())).toMatch(new RegExp(`1\\. 先进党支部，公司级[\\s\\S]*2\\. ${first}`));
    await who.click('删');
    expect(readable(who.card())).toMatch(new RegExp(`已记 1 条[\\s\\S]*1\\. ${first}`));
  });

  it('rows behind a form: one blue button at a time, and a typed row is a row', async () => {
    const blue = () =>
      elements(who.card().content)
        .filter(({ type }) => type === 'primary_filled')
        .map((button) => JSON.stringify(button['text']));
    await who.says('办公地点：三号楼');
    await who.says('修改 奖励');
    expect(blue()).toHaveLength(1);
    await who.click('保存', { title: '优质工程奖' });
    await who.says('修改 奖励');
    expect(blue()).toEqual([expect.stringContaining('写好了')]);
    await who.says('先进集体');
    expect(readable(who.card())).toMatch(/1\. 优质工程奖[\s\S]*2\. 先进集体/);
    await who.says('平安工地，3月8日');
    expect(readable(who.card())).toMatch(/请您确认：奖励[\s\S]*3\. 平安工地，2026年3月8日/);
    expect(blue()).toEqual([expect.stringContaining('对')]);
    await who.click('对');
    expect(readable(who.card())).toContain('奖励 3 条');
  });

  it('rows with a needed field that was left blank say so there', async () => {
    await who.says('修改 任务');
    expect(field(who, 'work')).toMatchObject(LINES);
    await who.click('保存', { work: '抢修堤坝', people: '', begun: '3月', note: '' });
    expect(said(who, 'people')).toContain('这里是空的');
    expect(field(who, 'work')).toMatchObject({ default_value: '抢修堤坝' });
    await who.click('保存', { people: '三十人' });
    await who.says('修改 任务');
    expect(readable(who.card())).toContain('1. 抢修堤坝，30 人，2026年3月');
  });
});
