/** @module Lines of a screen as card elements: plain text wherever possible, markdown only where styles are mixed. */
import type { Line, Run } from '../flow/screen.ts';
import { defuse, escapeMarkdown } from './escape.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export interface Element {
  readonly tag: string;
  readonly [key: string]: Json;
}

export const plain = (content: string): Element => ({ tag: 'plain_text', content: defuse(content) });

const COLOURS = { quiet: 'grey', good: 'green', warn: 'orange' } as const;
type Look = 'plain' | 'quiet' | 'good' | 'warn' | 'mixed';

/** Neighbouring lines of the same look share one element: a card may hold only 200. */
export function lineElements(lines: readonly Line[]): Element[] {
  const groups: { look: Look; lines: Line[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const look = isBlank(line) && last ? last.look : lookOf(line);
    if (last?.look === look) last.lines.push(line);
    else groups.push({ look, lines: [line] });
  }
  return groups
    .filter((group) => !group.lines.every(isBlank))
    .map(({ look, lines: own }) => element(look, own));
}

export const textOfLine = (line: Line): string => line.map((run) => run.text).join('');

const isBlank = (line: Line): boolean => textOfLine(line).trim() === '';

function lookOf(line: Line): Look {
  const styles = new Set(line.filter((run) => run.text !== '').map((run) => run.style ?? 'plain'));
  const [only] = styles;
  return styles.size > 1 || only === undefined || only === 'strong' ? (only ? 'mixed' : 'plain') : only;
}

function element(look: Look, lines: readonly Line[]): Element {
  if (look === 'mixed') return { tag: 'markdown', content: lines.map(markdownLine).join('\n') };
  const text = { ...plain(lines.map(textOfLine).join('\n')) };
  if (look === 'plain') return { tag: 'div', text };
  const size = look === 'quiet' ? { text_size: 'notation' } : {};
  return { tag: 'div', text: { ...text, ...size, text_color: COLOURS[look] } };
}

const markdownLine = (line: Line): string =>
  line
    .map(markdownRun)
    .join('')
    .replace(/(^|\n)[ \t]+/g, '$1');

function markdownRun({ text, style }: Run): string {
  // Marks do not reach over a line break, so each line of a run gets its own.
  return text
    .split(/\r?\n/)
    .map((piece) => {
      const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(piece) ?? [];
      return core === '' ? piece : `${before}${styled(core, style)}${after}`;
    })
    .join('\n');
}

function styled(text: string, style: Run['style']): string {
  const safe = escapeMarkdown(text);
  if (style === undefined) return safe;
  if (style !== 'strong') return `<font color='${COLOURS[style]}'>${safe}</font>`;
  // CommonMark does not close `**` between a punctuation mark and a letter; a zero-width space in between makes it.
  const open = /^[\p{L}\p{N}]/u.test(text) ? '' : '\u200b';
  const close = /[\p{L}\p{N}]$/u.test(text) ? '' : '\u200b';
  return `**${open}${safe}${close}**`;
}
