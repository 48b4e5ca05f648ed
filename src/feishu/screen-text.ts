/** @module A screen as a plain message, for when its card cannot be shown: the interview goes on by typing. */
import type { Field, Part, Screen } from '../flow/screen.ts';
import { textValue } from './card-form.ts';
import { textOfLine } from './card-lines.ts';
import { clip } from './escape.ts';

/** Far below the platform's 150 KB. */
const TEXT_LIMIT = 30_000;

export function screenText(screen: Screen): string {
  const head = screen.subtitle ? `${screen.title} · ${screen.subtitle}` : screen.title;
  const body = screen.parts.map(partText).filter((text) => text !== '');
  return clip([head, ...body, '卡片没能显示，直接打字回答就行。'].join('\n'), TEXT_LIMIT);
}

/** Without anything a person wrote: for a screen that the organisation's content check refused. */
export function neutralText(screen: Screen): string {
  return `${screen.title}\n这一屏没有通过单位的内容检查，飞书没有显示。您填的都还在，直接打字就可以继续。`;
}

function partText(part: Part): string {
  switch (part.part) {
    case 'lines':
      return part.lines.map(textOfLine).join('\n');
    case 'fold':
      return [part.title, ...part.lines.map(textOfLine)].join('\n');
    case 'form':
      return part.fields.map(fieldText).join('\n');
    case 'actions':
    case 'divider':
      return '';
  }
}

function fieldText(field: Field): string {
  const value = textValue(field);
  const options = (field.options ?? []).map((option) => option.label).join('、');
  return [
    ...(field.above ?? []).map(textOfLine),
    `· ${field.label}${options === '' ? '' : `（可选：${options}）`}${value === '' ? '' : `：${value}`}`,
  ].join('\n');
}
