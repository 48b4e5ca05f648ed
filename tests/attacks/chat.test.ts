/** The table of words.ts, each attack by a person of its own who says it wherever she can say something. */

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementsOf } from '../../src/emulator/card/elements.ts';
import { inspectCard } from '../../src/emulator/card/inspect.ts';
import type { MessageView } from '../../src/emulator/index.ts';
import { parse } from '../report/support-docx.ts';
import { kinds, type Office, openOffice, readable, type Secretary } from '../support/office.ts';
import { named, skipped } from '../support/redis.ts';
import { ATTACKS } from './words.ts';

const flow = kinds.get('project-branch')?.flow;
const feedback = flow?.facts.get('lastFeedback')?.label ?? '';
const story = flow?.facts.get('firstHighlightStory')?.label ?? '';
/** As port.ts documents them, and BullMQ's. */
const KEY = /^(?:sz:\{(?:p\d\d|app)\}:[a-z]+(?::[\w:.-]+)?|\{sz\}:(?:send|draft|clock):[\w: .-]+)$/;
const TAGS = [
  ...[
    'markdown',
    'plain_text',
    'hr',
    'div',
    'button',
    'form',
    'input',
    'select_static',
    'multi_select_static',
  ],
  ...['column_set', 'column', 'collapsible_panel', 'date_picker'],
];
/** Enough of a sentence to be a story. */
const told = (words: string) => `我们把${words}写进了制度，大家都照着做`;
/** Characters written as entities; what is left as it was typed is no markup where it stands. */
const decoded = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
const part = (bytes: Uint8Array, name: string) =>
  strFromU8(unzipSync(bytes)[name] ?? new Uint8Array()).replace(/^<\?xml[^>]*\?>/, '');
const PLAIN = '普普通通的一句话';

describe.skipIf(skipped('real'))(named('words that attack', 'real'), () => {
  let office: Office;
  let usual: Secretary;
  beforeAll(async () => {
    office = await openOffice('real');
    usual = office.secretary('普通人');
    await interview(usual, PLAIN);
  }, 120_000);
  afterAll(() => office?.close());

  const cardsOf = (who: Secretary): readonly MessageView[] => who.cards();
  /** What stands on a card that can do something, or could. */
  const elements = ({ content }: MessageView) => elementsOf({ ...content }).map(({ element }) => element);

  async function interview(who: Secretary, words: string): Promise<void> {
    await who.opens();
    await who.click('开始');
    await who.click('提交', { writerName: '张敏', branchName: `${words}支部`, superior: '公司党委' });
    await who.says(`修改 ${story}`);
    await who.click('提交', { firstHighlightStory: told(words) });
    await who.says('目录');
    await who.click('基本情况');
    await who.says('支委会 12');
    await who.says('生成');
    await who.file();
    await who.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    await who.says('导出我的数据');
    await who.until((messages) => messages.filter(({ type }) => type === 'file')[1]);
  }

  it.each(ATTACKS)('%s', { timeout: 60_000 }, async (name, words) => {
    const who = office.secretary(`某${ATTACKS.findIndex(([one]) => one === name)}`);
    await interview(who, words);

    // Cards.
    for (const { versions, mentionedEverybody } of cardsOf(who)) {
      expect(mentionedEverybody).toBe(false);
      for (const { content } of versions) {
        expect(inspectCard(content, { people: new Map(), files: new Map() })).toEqual({
          ...{ problems: [], mentionsEverybody: false },
        });
        expect(JSON.stringify(content)).not.toMatch(/"(?:open_url|default_url|multi_url)":/);
      }
    }
    for (const element of cardsOf(who).flatMap(elements)) {
      expect(TAGS).toContain(element['tag']);
      for (const one of (element['behaviors'] ?? []) as { type: string; value: object }[])
        expect(one).toMatchObject({
          type: 'callback',
          value: { r: expect.stringMatching(/^[0-9a-v]{16}$/) },
        });
    }
    expect(cardsOf(who).some(({ text }) => decoded(text).includes(words))).toBe(true);

    // The draft.
    const { bytes, text, name: file } = await who.file();
    for (const [part, xml] of Object.entries(unzipSync(bytes)).filter(([part]) => part.endsWith('.xml')))
      expect(() => parse(strFromU8(xml).replace(/^<\?xml[^>]*\?>/, '')), part).not.toThrow();
    // Blanks left in, 「__」 and 「**」, are asked back before anything else is looked at.
    const asked = /\*|__/.test(words);
    expect(who.cards().some((card) => card.text.includes('请换成实际内容'))).toBe(asked);
    expect(text.includes(words)).toBe(!asked);
    expect(file).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);

    // Her data.
    const exported = JSON.parse((await who.file(2)).text) as { facts: Record<string, { value: unknown }> };
    expect(exported.facts['firstHighlightStory']?.value).toBe(asked ? undefined : told(words));
    expect(Object.hasOwn(exported.facts, '__proto__')).toBe(false);

    // The log.
    for (const line of office.logged) {
      expect(line.trimEnd()).not.toContain('\n');
      expect(() => JSON.parse(line)).not.toThrow();
      expect(line).not.toContain(words);
      expect(line).not.toContain(JSON.stringify(words).slice(1, -1));
    }

    // A card that cannot be shown comes as a text.
    const { side } = office.feishu;
    side.change({ refuseCards: true });
    side.say({ person: who.person, text: `修改 ${story}` });
    const sent = await who.until((all) =>
      all.findLast(({ from, type }) => from === 'bot' && type === 'text'),
    );
    side.change({ refuseCards: false });
    expect(sent.text).toContain('卡片没能显示');
    if (!asked) expect(sent.text).toContain(words.replaceAll('<', '＜').replaceAll('](', '］（'));
    expect(sent.text).not.toMatch(/<\s*\/?(?:at|b|i|u|s|a)\b|\]\(/i);
    expect(who.chat().some(({ mentionedEverybody }) => mentionedEverybody)).toBe(false);
  });

  it.each(ATTACKS)('%s in a row, and in a paragraph of her own', { timeout: 60_000 }, async (name, words) => {
    const who = office.secretary(`行${ATTACKS.findIndex(([one]) => one === name)}`);
    const row = { issue: told(words), mended: told(`又把${words}`), state: '正在整改' };
    const own = `今年支委会开了12次，${told(words)}。`;
    const asked = /\*|__/.test(words);
    await who.opens();
    await who.click('开始');
    await who.says('我叫：张敏');
    await who.says('支委会 12');
    await who.says(`修改 ${feedback}`);
    await who.click('保存', row);
    await who.says('生成');
    await who.file();
    await who.until((messages) => messages.at(-1)?.text.includes('第 1 稿好了'));
    await who.click('改某一段');
    while (!readable(who.card()).includes('支委会12次')) await who.click('下一部分');
    const place = /(\d+)　[^\n]*?支委会12次/.exec(readable(who.card()))?.[1] ?? '';
    await who.click(`改第 ${place} 段`);
    await who.click('提交', { ownWords: own });
    for (const { content } of cardsOf(who).flatMap(({ versions }) => versions))
      expect(inspectCard(content, { people: new Map(), files: new Map() })).toEqual({
        ...{ problems: [], mentionsEverybody: false },
      });

    await who.says('生成');
    const { bytes, text } = await who.file(2);
    const paragraphs = text.split('\n').filter((line) => line.trim() !== '');
    expect(() => parse(part(bytes, 'word/document.xml'))).not.toThrow();
    expect(
      paragraphs.filter((line) => line.includes(told(words)) && line.includes('今年支委会')),
    ).toHaveLength(asked ? 0 : 1);
    await who.says('导出我的数据');
    const exported = JSON.parse((await who.file(3)).text) as { facts: Record<string, { value: unknown }> };
    expect(exported.facts['lastFeedback']?.value).toEqual(asked ? undefined : [row]);
  });

  it('leave in Redis keys of the documented forms alone', async () => {
    const keys = await (await office.redis.connect()).keys('*');
    expect(keys.length).toBeGreaterThan(ATTACKS.length);
    expect(keys.filter((key) => !KEY.test(key))).toEqual([]);
  });
});
