/** A paragraph in her own words, as a talk: she says, the card says, what is stored, what the draft reads. */
import { describe, expect, test } from 'vitest';
import { renderDraft } from '../../src/app/draft.ts';
import { exportOf } from '../../src/app/export.ts';
import { previewOf } from '../../src/app/preview.ts';
import { tracesOf } from '../../src/app/provenance.ts';
import { sourcePages } from '../../src/app/sources.ts';
import { adopt } from '../../src/flow/adopt.ts';
import { present } from '../../src/flow/present/index.ts';
import { spansOf } from '../../src/report/blocks.ts';
import { writeText } from '../../src/report/text.ts';
import { kinds } from '../support/office.ts';
import { emptyReport, fieldsOf, interview, NOW, textOf } from './support.ts';

const kind = kinds.get('project-branch');
if (kind === undefined) throw new Error('no project-branch');
const chosen = kind;

/** Some facts, and the preview open at the part that the meetings stand in. */
function told() {
  const talk = interview(chosen.flow, emptyReport({ kind: 'project-branch' }));
  talk.opens();
  talk.clicks({ op: 'submit', card: 'who' }, { writerName: '张敏', branchName: '清源河大桥项目党支部' });
  talk.says('支委会12 党员大会4 党课3');
  talk.says('预览');
  return talk;
}
type Talk = ReturnType<typeof told>;

const screenOf = (talk: Talk) =>
  present(chosen.flow, talk.report, { preview: () => previewOf(chosen, talk.report, NOW) });
const seen = (talk: Talk): string => textOf(screenOf(talk));
const buttons = (talk: Talk) =>
  screenOf(talk).parts.flatMap((part) => ('actions' in part ? part.actions : []));
function taps(talk: Talk, label: string, form?: Record<string, unknown>) {
  const action = buttons(talk).find((one) => one.label === label);
  if (action === undefined) throw new Error(`no button ${label} on: ${seen(talk)}`);
  return talk.clicks(action.op, form);
}
const draftOf = (talk: Talk): string =>
  writeText(renderDraft(chosen, talk.report, talk.report.facts, NOW).blocks);
const named = (talk: Talk, words: string) => {
  const found = renderDraft(chosen, talk.report, talk.report.facts, NOW).paragraphs.find(({ text }) =>
    text.includes(words),
  );
  if (found === undefined) throw new Error(`no paragraph with ${words}`);
  return found;
};

const MEETINGS = '支委会12次';
const MINE = '今年支委会开了12次，每次都在工地会议室开，先看问题清单再议事。';

/** Opens the paragraph of the meetings and hands in her words for it. */
function rewrites(talk: Talk, words = MINE): string {
  const { name } = named(talk, MEETINGS);
  talk.clicks({ op: 'own', name, does: 'edit' });
  taps(talk, '提交', { ownWords: words });
  return name;
}

describe('改这一段', () => {
  test('the preview numbers its paragraphs and has a button for each; the card holds the text as it stands', () => {
    const talk = told();
    const { name, text } = named(talk, MEETINGS);
    talk.clicks({ op: 'own', name, does: 'leave' });
    const at = buttons(talk).find(({ op }) => op.op === 'own' && op.name === name);
    expect(at?.label).toMatch(/^改第 \d+ 段$/);
    taps(talk, at?.label ?? '');
    expect(seen(talk)).toContain('改这一段');
    expect(fieldsOf(screenOf(talk))).toMatchObject([{ fact: 'ownWords', value: text, most: 1000 }]);
    expect(buttons(talk).map(({ label }) => label)).toEqual(['提交', '算了']);
  });

  test.each(['改第1段', '第一段不好'])(
    '「%s」 is its button, as long as it is the paragraph she saw',
    (words) => {
      const talk = told();
      const { name } = named(talk, MEETINGS);
      talk.clicks({ op: 'own', name, does: 'leave' });
      talk.says(words);
      expect(talk.report.screens[0]?.view).toEqual({ at: 'own', name });
      talk.clicks({ op: 'own', name, does: 'leave' });
      const { report } = talk;
      const since = interview(chosen.flow, {
        ...report,
        version: report.version + 1,
        facts: {
          ...report.facts,
          study: { status: 'none', version: report.version + 1, source: { by: 'x', at: NOW, via: 'y' } },
        },
      });
      since.says(words);
      expect(since.report.screens[0]?.view.at).not.toBe('own');
    },
  );

  test('the preview is leafed through in words', () => {
    const talk = told();
    talk.says('下一部分');
    expect(talk.report.screens[0]?.view).toEqual({ at: 'preview', part: 1 });
  });

  test.each(['改这一段', '我想改某一段', '改段落'])('「%s」 leads to the preview', (words) => {
    const talk = told();
    talk.says('进度');
    talk.says(words);
    expect(talk.report.screens[0]?.view).toEqual({ at: 'preview', part: 0 });
  });

  test('her text is in the preview, marked, in 目录, and in every later draft', () => {
    const talk = told();
    const before = draftOf(talk);
    rewrites(talk);
    expect(seen(talk)).toContain('这一段换成您写的了');
    expect(seen(talk)).toContain(`${MINE}（您自己写的）`);
    expect(draftOf(talk)).toContain(MINE);
    expect(draftOf(talk)).not.toBe(before);
    talk.says('党课 5');
    talk.says('主题党日 11');
    expect(draftOf(talk)).toContain(MINE);
    talk.says('目录');
    expect(seen(talk)).toContain('您自己写的段落：1 段');
    expect(seen(talk)).toContain('今年支委会开了12次');
    taps(talk, '改您写的第 1 段');
    expect(fieldsOf(screenOf(talk))).toMatchObject([{ value: MINE }]);
  });

  test('算了 changes nothing, and neither does handing in what stands there', () => {
    const talk = told();
    const { name, text } = named(talk, MEETINGS);
    talk.clicks({ op: 'own', name, does: 'edit' });
    taps(talk, '算了');
    expect(talk.values()).not.toHaveProperty(`own:${name}`);
    rewrites(talk, text);
    expect(seen(talk)).toContain('这一段没有改动');
    expect(talk.values()).not.toHaveProperty(`own:${name}`);
  });

  test('恢复原来的 brings the generated text back; 撤销 brings hers back', () => {
    const talk = told();
    const before = draftOf(talk);
    const name = rewrites(talk);
    talk.clicks({ op: 'own', name, does: 'edit' });
    taps(talk, '恢复原来的');
    expect(draftOf(talk)).toBe(before);
    expect(seen(talk)).toContain('恢复成按您的回答写的了');
    talk.says('撤销');
    expect(textOf(talk.screen)).toContain('那一段用您写的「今年支委会开了12次');
    expect(draftOf(talk)).toContain(MINE);
  });

  test('撤销 after the first time takes it back, and the next draft is a new one', () => {
    const talk = told();
    const before = draftOf(talk);
    rewrites(talk);
    talk.says('撤销');
    expect(draftOf(talk)).toBe(before);
    expect(textOf(talk.screen)).toContain('那一段照您的回答写');
  });

  test('a blank, a place left open, too long a text: said at the box, nothing is lost', () => {
    const talk = told();
    const name = rewrites(talk, '   ');
    expect(seen(talk)).toContain('框里是空的');
    rewrites(talk, '开了XX次支委会，效果很好。');
    expect(seen(talk)).toContain('里面还留着「XX」没有填');
    expect(fieldsOf(screenOf(talk))).toMatchObject([{ value: '开了XX次支委会，效果很好。' }]);
    expect(seen(talk)).toContain('报告里现在是：');
    rewrites(talk, '字'.repeat(2001));
    expect(seen(talk)).toContain('太长了，最多 2000 字');
    rewrites(talk, '同上');
    expect(seen(talk)).toContain('请把整段写出来');
    expect(talk.values()).not.toHaveProperty(`own:${name}`);
  });

  test('longer than an input holds: said, and taken from a message', () => {
    const talk = told();
    const long = '我们把支委会开到工地上。'.repeat(100);
    const { name } = named(talk, MEETINGS);
    talk.clicks({ op: 'own', name, does: 'edit' });
    talk.says(long);
    expect(draftOf(talk)).toContain(long);
    talk.clicks({ op: 'own', name, does: 'edit' });
    expect(fieldsOf(screenOf(talk))).toEqual([]);
    expect(seen(talk)).toContain('这一段有 1200 字，卡片的框放不下');
    expect(seen(talk)).toContain('直接发到聊天里');
    talk.says(MINE);
    expect(draftOf(talk)).not.toContain(long);
    expect(draftOf(talk)).toContain(MINE);
  });

  test.each([
    ['算了', 'preview'],
    ['进度', 'progress'],
  ])('with the card open, 「%s」 is what it is on every card', (words, at) => {
    const talk = told();
    const { name } = named(talk, MEETINGS);
    talk.clicks({ op: 'own', name, does: 'edit' });
    talk.says(words);
    expect(talk.report.screens[0]?.view.at).toBe(at);
    expect(talk.values()).not.toHaveProperty(`own:${name}`);
  });

  test('with the card open, facts by their names are facts', () => {
    const talk = told();
    const { name } = named(talk, MEETINGS);
    talk.clicks({ op: 'own', name, does: 'edit' });
    talk.says('支委会13次，党员大会5次');
    expect(talk.values()).toMatchObject({ committeeMeetings: 13, memberMeetings: 5 });
    expect(talk.values()).not.toHaveProperty(`own:${name}`);
  });

  test('written on two devices: the second is shown what the first wrote', () => {
    const talk = told();
    const { name } = named(talk, MEETINGS);
    const shown = talk.report.version;
    talk.clicks({ op: 'own', name, does: 'save' }, { ownWords: MINE }, shown);
    talk.clicks({ op: 'own', name, does: 'save' }, { ownWords: '另一台手机上写的是这一句话。' }, shown);
    expect(seen(talk)).toContain('这一段刚才在别处改过');
    expect(seen(talk)).toContain(MINE);
    expect(fieldsOf(screenOf(talk))).toMatchObject([{ value: '另一台手机上写的是这一句话。' }]);
    taps(talk, '提交', { ownWords: '另一台手机上写的是这一句话。' });
    expect(draftOf(talk)).toContain('另一台手机上写的是这一句话。');
  });

  test('a paragraph that is no more: said, nothing changed', () => {
    const talk = told();
    talk.clicks({ op: 'own', name: 'meetings/99', does: 'edit' });
    expect(seen(talk)).toContain('这一段按现在的回答已经不写了');
    talk.clicks({ op: 'own', name: 'meetings/99', does: 'save' }, { ownWords: MINE });
    expect(Object.keys(talk.values()).filter((id) => id.startsWith('own:'))).toEqual([]);
    talk.clicks({ op: 'own', name: 'meetings/99', does: 'restore' });
    talk.clicks({ op: 'own', name: 'meetings/99', does: 'keep' });
    talk.clicks({ op: 'own', name: 'meetings/99', does: 'save' });
    expect(seen(talk)).toContain('没有收到您填的内容');
  });
});

describe('where it comes from', () => {
  test('every figure in her words is hers: who, when; the draft has no digit without a source', () => {
    const talk = told();
    rewrites(talk);
    const items = sourcePages(chosen, talk.report, NOW).flatMap(({ sentences }) =>
      sentences.flatMap((one) => one.items),
    );
    expect(items.find(({ label }) => label === '您自己写的一段')?.how).toMatch(
      /^11月20日 \d\d:\d\d 您在卡片里填的$/,
    );
    const { blocks } = renderDraft(chosen, talk.report, talk.report.facts, NOW);
    const traced = tracesOf(blocks).map(({ text }) => text);
    expect(traced).toContain(MINE);
    for (const span of blocks.flatMap(spansOf).filter(({ kind: origin }) => origin === 'constant'))
      expect(span.text).not.toMatch(/[0-9]/);
  });

  test('exported with everything else, cleared with everything else, and no fact of an older flow', () => {
    const talk = told();
    const name = rewrites(talk);
    const data: unknown = JSON.parse(exportOf(chosen.flow, talk.report));
    expect(data).toMatchObject({ facts: { [`own:${name}`]: { value: MINE, label: '您自己写的一段' } } });
    expect(adopt(chosen.flow, talk.report.facts).retired).toEqual([]);
    talk.clicks({ op: 'restart', sure: true });
    expect(talk.values()).toEqual({});
  });
});

describe('a fact under her words changes', () => {
  function changed() {
    const talk = told();
    const name = rewrites(talk);
    talk.says('支委会 13');
    talk.clicks({ op: 'own', name, does: 'leave' });
    return { talk, name };
  }

  test('she is shown the paragraph, the old value and the new; until she decides her text stays', () => {
    const { talk } = changed();
    expect(seen(talk)).toContain('您改写过的这一段，里面的〔支委会 12 次→13 次〕变了。');
    expect(buttons(talk).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['保留我的', '用新的', '我来改']),
    );
    expect(draftOf(talk)).toContain(MINE);
  });

  test('目录 marks it and asks there; two that wait are decided one after the other', () => {
    const { talk } = changed();
    const { name } = named(talk, '张敏');
    talk.clicks({ op: 'own', name, does: 'edit' });
    taps(talk, '提交', { ownWords: '我是清源河大桥项目党支部的书记张敏，下面开始述职。' });
    talk.says('姓名：张小敏');
    talk.says('目录');
    expect(seen(talk).match(/里面的内容变了，等您定/g)).toHaveLength(2);
    expect(buttons(talk).filter(({ label }) => label === '保留我的')).toHaveLength(2);
    taps(talk, '用新的');
    expect(talk.report.screens[0]?.view.at).toBe('outline');
    expect(seen(talk).match(/等您定/g)).toHaveLength(1);
    taps(talk, '保留我的');
    expect(talk.report.screens[0]?.view.at).toBe('preview');
    talk.says('目录');
    expect(seen(talk)).not.toContain('等您定');
  });

  test('保留我的: not asked again until it changes again', () => {
    const { talk } = changed();
    taps(talk, '保留我的');
    expect(seen(talk)).toContain('好，这一段还用您写的');
    expect(seen(talk)).not.toContain('变了');
    expect(draftOf(talk)).toContain(MINE);
    talk.says('支委会 14');
    talk.says('预览');
    talk.clicks({ op: 'own', name: named(talk, MINE).name, does: 'leave' });
    expect(seen(talk)).toContain('〔支委会 13 次→14 次〕变了');
  });

  test('用新的: the generated text with the new figure', () => {
    const { talk } = changed();
    taps(talk, '用新的');
    expect(draftOf(talk)).not.toContain(MINE);
    expect(draftOf(talk)).toContain('支委会13次');
    expect(seen(talk)).not.toContain('变了');
  });

  test('我来改: the card says what changed; handed in, it is settled, even unchanged', () => {
    const { talk } = changed();
    taps(talk, '我来改');
    expect(seen(talk)).toContain('〔支委会 12 次→13 次〕变了');
    taps(talk, '提交', { ownWords: MINE.replace('12', '13') });
    expect(draftOf(talk)).toContain(MINE.replace('12', '13'));
    expect(seen(talk)).not.toContain('变了');
    talk.says('支委会 15');
    const { name } = named(talk, MINE.replace('12', '13'));
    talk.clicks({ op: 'own', name, does: 'edit' });
    taps(talk, '提交', { ownWords: MINE.replace('12', '13') });
    expect(seen(talk)).not.toContain('变了');
  });

  test('back to what it was is no change; the same value said again neither', () => {
    const { talk } = changed();
    talk.says('支委会 12');
    talk.says('预览');
    expect(seen(talk)).not.toContain('变了');
  });

  test('changed while she wrote: her text is kept and she is asked at once', () => {
    const talk = told();
    const { name } = named(talk, MEETINGS);
    talk.clicks({ op: 'own', name, does: 'edit' });
    const shown = talk.report.version;
    talk.says('支委会 13');
    talk.clicks({ op: 'own', name, does: 'save' }, { ownWords: MINE }, shown);
    expect(draftOf(talk)).toContain(MINE);
    expect(seen(talk)).toContain('〔支委会 现在是 13 次〕变了');
  });

  test('a new fact that the paragraph would now tell of is a change as well', () => {
    const talk = told();
    const name = rewrites(talk);
    talk.says('组织生活会 2');
    talk.clicks({ op: 'own', name, does: 'leave' });
    expect(seen(talk)).toContain('〔组织生活会 现在是 2 次〕变了');
  });

  test('what it was about is gone: her text stays in its place until she decides', () => {
    const talk = told();
    const name = rewrites(talk);
    for (const fact of ['支委会', '支部党员大会', '党课']) {
      talk.says(`修改 ${fact}`);
      talk.says('没有');
    }
    expect(draftOf(talk)).toContain(MINE);
    talk.clicks({ op: 'own', name, does: 'leave' });
    expect(seen(talk)).toContain('变了');
    taps(talk, '用新的');
    expect(draftOf(talk)).not.toContain(MINE);
  });

  test('a final waits for it, and goes on after the decision', () => {
    const { talk } = changed();
    for (const { id } of chosen.flow.facts.values()) {
      const known = talk.report.facts[id];
      const card = chosen.flow.cards.find(({ facts }) => facts.includes(id));
      if (known === undefined && card !== undefined) talk.clicks({ op: 'none', card: card.id, facts: [id] });
    }
    talk.says('定稿');
    expect(seen(talk)).toContain('还不能定稿，差 1 处');
    expect(seen(talk)).toContain('〔支委会 12 次→13 次〕变了');
    expect(seen(talk)).toContain('「今年支委会开了12次');
    taps(talk, '保留我的');
    expect(talk.says('定稿').draft?.wanted).toMatchObject({ final: true });
  });

  test('the card after a draft asks, too', () => {
    const { talk } = changed();
    const view = { at: 'draft', number: 1, characters: 100, gaps: [] } as const;
    const record = { version: 1, view, notes: [] };
    const card = textOf(present(chosen.flow, talk.report, { record }));
    expect(card).toContain('〔支委会 12 次→13 次〕变了');
    const actions = present(chosen.flow, talk.report, { record }).parts.flatMap((part) =>
      'actions' in part ? part.actions : [],
    );
    expect(actions.find(({ label }) => label === '改某一段')?.op).toEqual({ op: 'preview', part: 0 });
  });

  test('a yes to what is no longer shown is not taken', () => {
    const { talk, name } = changed();
    const shown = talk.report.version;
    talk.says('支委会 14');
    talk.clicks({ op: 'own', name, does: 'keep' }, undefined, shown);
    expect(seen(talk)).toContain('卡片上的内容刚才变了');
    expect(seen(talk)).toContain('〔支委会 12 次→14 次〕变了');
  });
});
