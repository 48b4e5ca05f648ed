/** Each type of fact in its form, as the platform gets it: the control, what stands in it, and what is wrong at its place. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';
import { field, said as saidAt } from './form-elements.ts';

describe.skipIf(skipped('real'))(named('the form of each type', 'real'), () => {
  let office: Office;
  let who: Secretary;
  beforeAll(async () => {
    office = await openOffice('real', ['bot', 'worker'], { KINDS: 'office-branch' });
    who = office.secretary('张敏');
    await who.opens();
  });
  afterAll(async () => {
    await office?.close();
  });

  const LINE = { tag: 'input', input_type: 'text' };
  const LINES = { tag: 'input', input_type: 'multiline_text' };

  it.each<[string, string, string, string, object, string, string, string]>([
    ['count', '支委会', ' 12', 'committeeMeetings', LINE, '12', '很多', '没看出是多少'],
    ['money', '总投资', ' 680.5亿元', 'projectTotal', LINE, '680.5亿元', '680亿吨', '没看出是多少钱'],
    ['percentage', '完成率', ' 98%', 'projectRate', LINE, '98%', '挺高', '没看出是百分之几'],
    ['month', '换届', ' 3月', 'electionMonth', LINE, '2026年3月', '挺早', '没看出是什么时候'],
    ['text', '学习日', '：周五下午', 'studyDay', LINE, '周五下午', 'XX日', '里面还留着「XX」'],
    ['name', '学习计划', '：《安排》', 'studyPlan', LINE, '《安排》', '😀', '里面没有文字'],
    ['list', '学习方式', '：集体学、自学', 'studyForms', LINES, '集体学、自学', '同上', '看不到您指的'],
    [
      'longText',
      '不足一',
      '：学得不深。',
      'firstProblem',
      LINES,
      '学得不深。',
      '某某同志',
      '里面还留着「某某」',
    ],
  ])('%s', async (_, name, said, id, control, known, wrong, problem) => {
    await who.says(`${name}${said}`);
    await who.says(`修改 ${name}`);
    expect(field(who, id)).toMatchObject({ ...control, default_value: known });
    await who.click('提交', { [id]: wrong });
    // What is wrong stands right under the field, and what was typed is still in it.
    expect(saidAt(who, id)).toContain(problem);
    expect(field(who, id)).toMatchObject({ default_value: wrong });
  });

  it('one of several', async () => {
    await who.says('产生方式 党员大会选举');
    await who.says('修改 产生方式');
    expect(field(who, 'electionWay')).toMatchObject({
      tag: 'select_static',
      initial_option: '党员大会选举',
    });
  });
});
