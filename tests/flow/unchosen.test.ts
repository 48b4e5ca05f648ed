import { describe, expect, it } from 'vitest';
import { present } from '../../src/flow/present/index.ts';
import { actionsOf, interview, smallFlow, textOf } from './support.ts';

const kinds = [
  { id: 'small', title: '小样' },
  { id: 'other', title: '另一种' },
];
const flow = { ...smallFlow, others: 1 };
const screenOf = (talk: ReturnType<typeof interview>) => present(flow, talk.report, { kinds });

describe('before she has chosen what to write', () => {
  it('no card names a kind', () => {
    const talk = interview(flow);
    talk.opens();
    expect(screenOf(talk).subtitle).toBe('2026 年度');
    talk.says('帮助');
    expect(screenOf(talk).subtitle).toBe('2026 年度');
    talk.clicks({ op: 'begin', kind: 'small' });
    talk.says('帮助');
    expect(screenOf(talk).subtitle).toBe('2026 年度 · 述职报告');
  });

  it.each(['继续', '进度', '目录', '预览', '生成', '定稿', '上一步'])('%s leads to the choice', (command) => {
    const talk = interview(flow);
    talk.opens();
    talk.says(command);
    expect(actionsOf(screenOf(talk)).map(({ label }) => label)).toEqual(['1 小样', '2 另一种']);
  });

  it('what she types is kept, and she is asked for the choice before she is asked on', () => {
    const talk = interview(flow);
    talk.says('我叫：张敏');
    expect(talk.values()).toEqual({ name: '张敏' });
    expect(textOf(screenOf(talk))).toMatch(/✓ 姓名 张敏[\s\S]*您要写的是哪一种/);
    talk.says('党课 4');
    expect(textOf(screenOf(talk))).toMatch(/✓ 党课 4 次[\s\S]*您要写的是哪一种/);
    talk.clicks({ op: 'begin', kind: 'small' });
    expect(talk.report.screens[0]?.view).toMatchObject({ at: 'card' });
    talk.says('支委会 12');
    expect(talk.report.screens[0]?.view).toMatchObject({ at: 'card' });
  });

  it('what is not sure yet is told of, and asked back once she has chosen', () => {
    const talk = interview(flow);
    talk.says('支委会 十来次');
    expect(talk.report.facts['committee']?.status).toBe('unconfirmed');
    expect(textOf(screenOf(talk))).toMatch(/支委会我没听准[\s\S]*您要写的是哪一种/);
    talk.clicks({ op: 'begin', kind: 'small' });
    expect(textOf(screenOf(talk))).not.toContain('没听准');
    talk.clicks({ op: 'open', card: 'counts' });
    expect(textOf(screenOf(talk))).toContain('请您确认：支委会');
  });

  it('with one kind there is nothing to choose', () => {
    const talk = interview();
    talk.says('党课 4');
    expect(talk.report.screens[0]?.view).toMatchObject({ at: 'card' });
  });
});
