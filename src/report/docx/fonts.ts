/** @module Which face plays which part, and where to go when it is not installed. */

import type { Fonts } from '../blocks.ts';
import { element, part, valued, WORD_NAMESPACES } from './xml.ts';

/** The names that offices ask for. A bare Windows has 仿宋 and 楷体 instead; `fontTable` says so. */
export const defaultFonts: Fonts = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading1: '黑体',
  heading2: '楷体_GB2312',
  pageNumber: '宋体',
};

/** The nearest other name of a face. Fonts are never embedded: their licences are per user. */
const ALTERNATIVES: ReadonlyMap<string, string> = new Map([
  ['方正小标宋简体', '方正小标宋_GBK'],
  ['方正小标宋_GBK', '方正小标宋简体'],
  ['仿宋_GB2312', '仿宋'],
  ['仿宋', 'FangSong'],
  ['楷体_GB2312', '楷体'],
  ['楷体', 'KaiTi'],
  ['黑体', 'SimHei'],
  ['宋体', 'SimSun'],
]);

/** Windows' number for the GB 2312 character set, in hexadecimal. */
const CHARSET_GB2312 = '86';

/** The four names together: digits, quotes and dashes then come out in the same face as the characters around them. */
export const face = (name: string): string =>
  element('w:rFonts', { 'w:ascii': name, 'w:eastAsia': name, 'w:hAnsi': name, 'w:cs': name });

export function fontTable(fonts: Fonts): string {
  const names = [...new Set([fonts.title, fonts.body, fonts.heading1, fonts.heading2, fonts.pageNumber])];
  return part(element('w:fonts', WORD_NAMESPACES, ...names.map(entry)));
}

function entry(name: string): string {
  const alternative = ALTERNATIVES.get(name);
  return element(
    'w:font',
    { 'w:name': name },
    alternative === undefined ? '' : valued('w:altName', alternative),
    valued('w:charset', CHARSET_GB2312),
    valued('w:family', 'auto'),
    valued('w:pitch', 'default'),
  );
}
