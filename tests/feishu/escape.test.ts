import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/feishu/clean.ts';
import { clip, escapeMarkdown, escapeText } from '../../src/feishu/escape.ts';

/** What a reader sees: the entities decoded. */
const shown = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

describe('escaping', () => {
  it('leaves no markup, and shows the same characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped.replace(/&#\d+;/g, '')).not.toMatch(/[&<>*_~`[\]()#|:!\\+=$-]/);
        expect(shown(escaped)).toBe(text.replace(/(^|\n)[ \t]+/g, '$1'));
      }),
    );
  });

  it('defuses what a text message would read as a mention or a link', () => {
    expect(escapeText('<at user_id="all">所有人</at> [a](https://b)')).toBe(
      '＜at user_id="all">所有人＜/at> [a］（https://b)',
    );
  });

  it('cuts between characters and shows that it did', () => {
    expect(clip('一二三四', 3)).toBe('一二…');
    expect(clip('😀😀😀', 3)).toBe('😀😀😀');
    expect(clip('😀😀😀😀', 3)).toBe('😀😀…');
  });

  it('takes out of text from outside what breaks tokens, XML and layout', () => {
    expect(cleanText('一\u0001\u0002二\u0000三\r\n四\t五\ud800六\u202e七')).toBe('一二三\n四\t五六七');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});
